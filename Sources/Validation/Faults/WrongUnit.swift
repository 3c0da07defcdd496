internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// A table whose amounts were pasted in another unit than the disclosure's, 元 for 万元 as a rule: it agrees with itself and
/// with nothing else, and once its amounts are divided by 10,000 everything holds that did not.
struct WrongUnit {
  let table: Int
  /// Where the table's amounts stand: what is said of them elsewhere follows from this.
  let path: String
  let finding: Finding

  /// The table whose unit explains most, with the checks as they are once it is put right; nil where none does.
  static func find(in engine: RuleEngine, _ rules: [Rule]) -> (unit: WrongUnit, engine: RuleEngine)? {
    let failing = engine.checks.filter { $0.isFailing && $0.rule.level > .note }
    var factors: [Int: [Int: Int]] = [:]
    for check in failing {
      guard let (table, power) = scaledTable(check, in: engine.evaluator) else { continue }
      factors[table, default: [:]][power, default: 0] += 1
    }
    let before = Set(failing.map { $0.identity(in: engine.evaluator.set) })
    var best: (table: Table, index: Int, power: Int, mended: [Check], engine: RuleEngine)?
    for (index, powers) in factors.sorted(by: { $0.key < $1.key }) {
      guard let (power, count) = powers.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), count >= fewest,
        let table = engine.evaluator.tables[index]
      else { continue }
      let other = engine.correcting(engine.evaluator.replacing(index, with: table.scaled(by: power)), rules)
      let after = Set(
        other.checks.filter { $0.isFailing && $0.rule.level > .note }.map { $0.identity(in: engine.evaluator.set) })
      let mended = failing.filter { !after.contains($0.identity(in: engine.evaluator.set)) }
      guard after.isSubset(of: before), mended.count >= fewest, mended.count > best?.mended.count ?? 0 else { continue }
      best = (table, index, power, mended, other)
    }
    guard let best else { return nil }
    let finding = finding(best.table, best.power, best.mended, engine.evaluator)
    return (WrongUnit(table: best.index, path: best.table.path, finding: finding), best.engine)
  }

  private static let fewest = 2
  private static let names = [0: "元", 4: "万元", 8: "亿元"]

  /// The table of a check whose one side is 10,000 times the other: of two tables, the one that stands alone on its side.
  private static func scaledTable(_ check: Check, in evaluator: Evaluator) -> (table: Int, power: Int)? {
    guard check.sides.formula == nil else { return nil }
    let sides = [check.sides.left, check.sides.right].map { side in side.filter { !$0.value.figure.value.isZero } }
    let tables = sides.map { Set($0.compactMap { $0.value.isOwn ? $0.value.cell?.table : nil }) }
    guard tables.allSatisfy({ $0.count == 1 }), let left = tables[0].first, let right = tables[1].first, left != right
    else { return nil }
    let sums = sides.map { side in
      side.reduce(ExactDecimal.zero) { $1.isSubtracted ? $0 - $1.value.figure.value : $0 + $1.value.figure.value }
    }
    let power = ExactDecimal(ExactDecimal.power(4))
    // Half of the last place of 万元, in 元.
    let slack = ExactDecimal(ExactDecimal.power(2))
    func isScaled(_ large: ExactDecimal, _ small: ExactDecimal) -> Bool {
      !small.isZero && (large - small * power).magnitude <= slack
    }
    // In a document in 万元 the larger one is in 元; in one in 元 the smaller one is in 万元.
    let isYuan = evaluator.tables[left].map { MeasureUnit($0.unit).moneyScale == 0 } ?? false
    if isScaled(sums[0], sums[1]) { return isYuan ? (right, 4) : (left, -4) }
    if isScaled(sums[1], sums[0]) { return isYuan ? (left, 4) : (right, -4) }
    return nil
  }

  private static func finding(_ table: Table, _ power: Int, _ mended: [Check], _ evaluator: Evaluator) -> Finding {
    let typed = names[(MeasureUnit(table.unit).moneyScale ?? 4) + power] ?? ""
    let rows = table.blocks.flatMap(\.rows)
    let row =
      rows.first(where: \.isTotal) ?? rows.first { row in row.cells.contains { !$0.figure(decimals: 2).value.isZero } }
    var finding = Finding(
      builtIn: "NUM-3", level: .error, verdict: .broken,
      message: "\(table.form.short)的数像是以\(typed)填的，本件的单位是\(table.unit)", at: row?.span ?? .start(of: table.path),
      fix: "整张表的数都\(power < 0 ? "除以" : "乘以") 10,000，换成\(table.unit)；其他的不用改")
    finding.basis = BuiltInRules.rule("NUM-3")?.basis
    finding.evidence = ["换成\(table.unit)再核对，\(mended.count) 处不平就都平了"]
    finding.folded = mended.map { $0.folded(in: evaluator.set) }
    return finding
  }
}

extension Table {
  /// The table with its amounts in a unit 10^`-power` times as large, to its own decimals.
  fileprivate func scaled(by power: Int) -> Table {
    let blocks = blocks.map { block in
      TableBlock(
        form: block.form,
        rows: block.rows.map { row in
          Row(
            key: row.key, code: row.code, name: row.name, label: row.label, level: row.level, parent: row.parent,
            isTotal: row.isTotal,
            cells: zip(block.form.columns, row.cells).map { column, cell in
              guard case .figure(let figure) = cell.content, MeasureUnit(unit(of: column)).isMoney else { return cell }
              let value = ExactDecimal(figure.value.coefficient, scale: figure.value.scale - power)
              return Cell(
                .figure(
                  Figure(
                    value.rounded(decimals: figure.decimals), decimals: figure.decimals,
                    isExact: figure.isExact && figure.value.isZero)), span: cell.span)
            }, span: row.span, typedName: row.typedName)
        }, isPartial: block.isPartial)
    }
    return Table(
      form: form, blocks: blocks, title: title, notes: notes, sourceNotes: sourceNotes, grade: grade, unit: unit,
      decimals: decimals, path: path)
  }
}
