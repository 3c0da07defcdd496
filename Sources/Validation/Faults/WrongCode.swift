internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// A row under a code that was mistyped: other tables, or the rows below, ask for a code that nobody has, one digit away
/// from a code that stands beside the other's name. With the right code everything holds that asked for it.
struct WrongCode {
  let table: Int
  /// As typed.
  let row: Row
  /// What its code should be.
  let key: String
  /// The row it belongs under.
  var above: SourceSpan?
  let finding: Finding

  /// The row whose code explains most, with the checks as they are once it is put right; nil where none does, or two do.
  static func find(in engine: RuleEngine, _ rules: [Rule]) -> (code: WrongCode, engine: RuleEngine)? {
    let failing = engine.checks.indices.filter { engine.checks[$0].isFailing && engine.checks[$0].rule.level > .note }
    guard !failing.isEmpty else { return nil }
    let evaluator = engine.evaluator
    let lacking = MissingRows.candidates(engine.checks, failing: Set(failing), tables: evaluator.tables)
    let wanted = lacking + askers(lacking, evaluator)
    var found: [(row: MissingRows.RowID, typed: Row, name: String, engine: RuleEngine, mended: [Check])] = []
    let before = Set(failing.map { engine.checks[$0].identity(in: evaluator.set) })
    for row in wanted where row.key != Row.totalKey {
      guard let table = evaluator.tables[row.table], let block = table.blocks.first else { continue }
      let names = SubjectNames.all(of: row.key, in: table.form, evaluator.set, evaluator.tables)
      for typed in block.rows
      where isSlip(typed.code ?? "", for: row.key) && names.contains(typed.typedName)
        && isStranger(typed, beside: row, evaluator)
      {
        let name = names[0]
        let other = engine.correcting(
          evaluator.replacing(row.table, with: table.moving(typed, to: row.key, name)), rules)
        let after = Set(
          other.checks.filter(\.isFailing).filter { $0.rule.level > .note }.map { $0.identity(in: evaluator.set) })
        let mended = failing.filter { !after.contains(engine.checks[$0].identity(in: evaluator.set)) }
        // What else is wrong below the row may show only now.
        guard mended.count > after.subtracting(before).count else { continue }
        found.append((row, typed, name, other, mended.map { engine.checks[$0] }))
      }
    }
    guard let most = found.map(\.mended.count).max() else { return nil }
    let best = found.filter { $0.mended.count == most }
    guard best.count == 1, let (row, typed, name, corrected, mended) = best.first else { return nil }
    let code = WrongCode(
      table: row.table, row: typed, key: row.key,
      finding: finding(typed, row, name, evaluator.set, mended.sorted { $0.told(before: $1, by: nil) }))
    return (code, corrected)
  }

  /// Rows under no row at all, whose names have a code of which the one typed is a part or a slip (7-11-02 for 210-11-02 in
  /// columns of their own), and that has its place there. With the checks as they are once all are put right.
  static func strays(in engine: RuleEngine, _ rules: [Rule]) -> (codes: [WrongCode], engine: RuleEngine) {
    var evaluator = engine.evaluator
    var codes: [WrongCode] = []
    for (index, table) in engine.evaluator.tables.enumerated() {
      guard let table, table.form.layout == .list, let block = table.blocks.first, !block.isPartial else { continue }
      for row in block.rows where !row.isTotal && block.children(of: row.key).isEmpty {
        guard let parent = CodeTree.parent(of: row.key), block.row(parent) == nil,
          let key = meant(row, in: block, table.form, engine.evaluator), let corrected = evaluator.tables[index]
        else { continue }
        let name = row.typedName
        evaluator = evaluator.replacing(index, with: corrected.moving(row, to: key, name))
        codes.append(
          WrongCode(
            table: index, row: row, key: key, above: CodeTree.parent(of: key).flatMap { block.row($0)?.span },
            finding: finding(row, .init(table: index, key: key), name, engine.evaluator.set, [])))
      }
    }
    return (codes, codes.isEmpty ? engine : engine.correcting(evaluator, rules))
  }

  /// The only code that a row's name has, under a row that is there.
  private static func meant(_ row: Row, in block: TableBlock, _ form: TableForm, _ evaluator: Evaluator) -> String? {
    let name = row.typedName
    let listed =
      form.codeList.flatMap { evaluator.set.codeLists[$0] }?.names.filter { $0.value == name }.map(\.key) ?? []
    let others = evaluator.tables.lazy.compactMap { $0 }.filter { $0.form.codeList == form.codeList }
      .compactMap { table in table.blocks.first?.rows.first { $0.typedName == name && $0.key != row.key }?.key }
    let codes = Set(listed + others).filter { code in
      code != row.key && block.row(code) == nil && (code.hasSuffix(row.key.suffix(4)) || isSlip(row.key, for: code))
        && CodeTree.parent(of: code).map { block.row($0) != nil } ?? false
    }
    return codes.count == 1 ? codes.first : nil
  }

  /// Where a table asks others for a row that none of them has, its own code may be the wrong one: the rows that the others
  /// have under the same name and a code like it.
  private static func askers(_ lacking: [MissingRows.RowID], _ evaluator: Evaluator) -> [MissingRows.RowID] {
    var found: [MissingRows.RowID] = []
    for row in lacking where row.key != Row.totalKey {
      guard let asked = evaluator.tables[row.table], let known = asked.blocks.first else { continue }
      for (index, table) in evaluator.tables.enumerated() where index != row.table {
        guard let table, table.form.layout == .list, table.form.codeList == asked.form.codeList,
          let block = table.blocks.first, let typed = block.row(row.key)
        else { continue }
        for other in known.rows
        where isSlip(row.key, for: other.key) && other.name == typed.typedName && block.row(other.key) == nil {
          let meant = MissingRows.RowID(table: index, key: other.key)
          if !found.contains(meant), !lacking.contains(meant) { found.append(meant) }
        }
      }
    }
    return found
  }

  private static func finding(
    _ typed: Row, _ meant: MissingRows.RowID, _ name: String, _ set: FormSet, _ mended: [Check]
  ) -> Finding {
    var finding = Finding(
      rule: "TC-4", name: "科目编码与名称", level: .error, verdict: .broken,
      message: "\(set.tables[meant.table].short)的 \(typed.key) \(typed.typedName)：编码应是 \(meant.key)", at: typed.span,
      label: "\(meant.key) \(name)", fix: "改成 \(meant.key)；编码没有错的，改正名称和别的表")
    finding.basis = BuiltInRules.rule("TC-4")?.basis
    for check in mended {
      let values = (check.sides.left + check.sides.right).map(\.value)
      guard let value = values.first(where: { $0.isOwn && !$0.isAbsent && $0.cell?.table != meant.table }),
        let span = value.span, finding.spans.count < mostSpans, !finding.spans.contains(where: { $0.span == span })
      else { continue }
      finding.spans.append(.init(span, value.figure.written))
    }
    if !mended.isEmpty { finding.evidence = ["按 \(meant.key) 核对，另外 \(mended.count) 处不平就都平了"] }
    finding.folded = mended.map { $0.folded(in: set) }
    return finding
  }

  private static let mostSpans = 5

  /// Whether the code as typed has nothing to speak for it: no list has it under this name, no row stands below it, and
  /// fewer other tables have it than the one that is asked for.
  private static func isStranger(_ typed: Row, beside meant: MissingRows.RowID, _ evaluator: Evaluator) -> Bool {
    guard let table = evaluator.tables[meant.table], let block = table.blocks.first else { return false }
    let list = table.form.codeList.flatMap { evaluator.set.codeLists[$0] }
    if list?.names[typed.key] == typed.typedName || !block.children(of: typed.key).isEmpty { return false }
    let others = evaluator.tables.enumerated().filter { index, other in
      index != meant.table && other?.form.layout == .list && other?.form.codeList == table.form.codeList
    }
    func count(_ key: String) -> Int { others.count { $1?.blocks.first?.row(key) != nil } }
    return count(typed.key) < count(meant.key)
  }

  /// One digit wrong, or two neighbours swapped.
  private static func isSlip(_ typed: String, for meant: String) -> Bool {
    let (a, b) = (Array(typed.utf8), Array(meant.utf8))
    guard a.count == b.count else { return false }
    let wrong = a.indices.filter { a[$0] != b[$0] }
    switch wrong.count {
    case 1: return true
    case 2: return wrong[1] == wrong[0] + 1 && a[wrong[0]] == b[wrong[1]] && a[wrong[1]] == b[wrong[0]]
    default: return false
    }
  }
}

extension Table {
  /// The table with a row under another code, where that stands in the order of codes.
  fileprivate func moving(_ row: Row, to key: String, _ name: String) -> Table {
    let moved = Row(
      key: key, code: key, name: name, label: name, level: CodeTree.level(of: key),
      parent: CodeTree.parent(of: key) ?? Row.totalKey,
      isTotal: false, cells: row.cells, span: row.span)
    var rows = blocks[0].rows.filter { $0.key != row.key }
    rows.insert(moved, at: rows.firstIndex { !$0.isTotal && $0.key > key } ?? rows.endIndex)
    return Table(
      form: form, blocks: [TableBlock(form: blocks[0].form, rows: rows, isPartial: blocks[0].isPartial)], title: title,
      notes: notes, sourceNotes: sourceNotes, grade: grade, unit: unit, decimals: decimals, path: path)
  }
}
