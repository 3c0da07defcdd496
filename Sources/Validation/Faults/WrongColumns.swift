internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Two whole columns of a table in each other's place: pasted in another order than their heads say. Row by row that is a
/// mistake in every row, and once they are exchanged everything holds that did not.
struct WrongColumns {
  /// Where the table's amounts stand: what is said of them elsewhere follows from this.
  let path: String
  let finding: Finding

  /// The columns that explain most, with the checks as they are once they are exchanged; nil where none do, or two pairs do.
  static func find(in engine: RuleEngine, _ rules: [Rule]) -> (columns: WrongColumns, engine: RuleEngine)? {
    let failing = engine.checks.filter { $0.isFailing && $0.rule.level > .note }
    guard failing.count >= fewest else { return nil }
    let before = Set(failing.map { $0.identity(in: engine.evaluator.set) })
    var best: [(table: Table, block: Int, pair: (Int, Int), mended: [Check], engine: RuleEngine)] = []
    for (index, block, pair) in pairs(failing, engine.evaluator.tables).prefix(mostPairs) {
      guard let table = engine.evaluator.tables[index] else { continue }
      let trial = engine.correcting(
        engine.evaluator.replacing(index, with: table.exchanging(pair.0, pair.1, block: block)), rules)
      let after = Set(
        trial.checks.filter { $0.isFailing && $0.rule.level > .note }.map { $0.identity(in: engine.evaluator.set) })
      let mended = failing.filter { !after.contains($0.identity(in: engine.evaluator.set)) }
      guard after.isSubset(of: before), mended.count >= fewest, mended.count >= best.first?.mended.count ?? 0 else {
        continue
      }
      if mended.count > best.first?.mended.count ?? 0 { best = [] }
      best.append((table, block, pair, mended, trial))
    }
    guard best.count == 1 else { return nil }
    let found = best[0]
    let finding = finding(found.table, found.block, found.pair, found.mended, engine.evaluator)
    return (WrongColumns(path: found.table.path, finding: finding), found.engine)
  }

  /// Fewer are a slip in a row, which is told as one.
  private static let fewest = 4

  /// Each is tried by running all rules anew.
  private static let mostPairs = 40

  /// Columns of one block, both with figures in failing checks and one of them in many.
  private static func pairs(_ failing: [Check], _ tables: [Table?]) -> [(table: Int, block: Int, (Int, Int))] {
    var counts: [CellID: Int] = [:]
    for check in failing {
      let columns = Set(
        (check.sides.left + check.sides.right).compactMap { entry in
          entry.value.isOwn
            ? entry.value.cell.map { CellID(table: $0.table, block: $0.block, row: "", column: $0.column) } : nil
        })
      for column in columns { counts[column, default: 0] += 1 }
    }
    var pairs: [(table: Int, block: Int, (Int, Int))] = []
    for (index, table) in tables.enumerated() {
      for (block, content) in (table?.blocks ?? []).enumerated() where content.rows.count >= fewest {
        let columns = content.form.figureColumns.compactMap { column -> (column: Int, count: Int)? in
          counts[CellID(table: index, block: block, row: "", column: column)].map { (column, $0) }
        }
        for (place, one) in columns.enumerated() {
          for other in columns[(place + 1)...] where max(one.count, other.count) >= fewest {
            pairs.append((index, block, (one.column, other.column)))
          }
        }
      }
    }
    return pairs
  }

  private static func finding(
    _ table: Table, _ block: Int, _ pair: (Int, Int), _ mended: [Check], _ evaluator: Evaluator
  ) -> Finding {
    let told = mended.sorted { $0.told(before: $1, by: nil) }
    let columns = table.blocks[block].form.columns
    let names = "“\(columns[pair.0].name)”与“\(columns[pair.1].name)”"
    let rows = table.blocks[block].rows
    let row = rows.first(where: \.isTotal) ?? rows.first
    var finding = Finding(
      rule: told[0].rule.id, name: told[0].rule.name, level: told.map(\.level).max() ?? .error, verdict: .broken,
      message: "\(table.form.short)的\(names)两栏整栏填反了", at: row?.cells[pair.0].span ?? .start(of: table.path),
      fix: "两栏的数对调，或改正栏名的次序；其他的不用改")
    finding.basis = told[0].rule.basis
    finding.evidence = ["对调以后再核对，\(mended.count) 处不平就都平了"]
    finding.folded = mended.map { $0.folded(in: evaluator.set) }
    return finding
  }
}

extension Table {
  /// The table with two columns of a block in each other's place.
  fileprivate func exchanging(_ one: Int, _ other: Int, block: Int) -> Table {
    var blocks = blocks
    blocks[block] = TableBlock(
      form: blocks[block].form,
      rows: blocks[block].rows.map { row in
        row.replacing(one, by: row.cells[other]).replacing(other, by: row.cells[one])
      }, isPartial: blocks[block].isPartial)
    return Table(
      form: form, blocks: blocks, title: title, notes: notes, sourceNotes: sourceNotes, grade: grade, unit: unit,
      decimals: decimals, path: path)
  }
}
