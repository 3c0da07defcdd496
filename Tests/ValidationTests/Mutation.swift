import Diagnostics
import Disclosures
import Figures
import Forms

@testable import Validation

/// Plants one wrong figure into a true disclosure.
enum Mutation {
  static func changing(
    _ disclosure: Disclosure, table: Int, block: Int, row: Int, column: Int, by delta: Int
  ) -> Evaluator {
    var tables = disclosure.tables
    guard let original = tables[table] else { return disclosure.evaluator }
    var blocks = original.blocks
    var rows = blocks[block].rows
    var cells = rows[row].cells
    let old = cells[column].figure(decimals: original.decimals)
    let figure = Figure(old.value + ExactDecimal(Int128(delta)), decimals: old.decimals, isExact: old.isExact)
    cells[column] = Cell(.figure(figure), span: cells[column].span)
    let target = rows[row]
    rows[row] = Row(
      key: target.key, code: target.code, name: target.name, label: target.label, level: target.level,
      parent: target.parent, isTotal: target.isTotal, cells: cells, span: target.span)
    blocks[block] = TableBlock(form: blocks[block].form, rows: rows)
    tables[table] = Table(
      form: original.form, blocks: blocks, unit: original.unit, decimals: original.decimals, path: original.path)
    return Evaluator(set: disclosure.set, tables: tables, decimals: disclosure.decimals)
  }

  static func isCaught(_ evaluator: Evaluator) -> Bool {
    var engine = RuleEngine(evaluator: evaluator)
    engine.run(evaluator.set.rules)
    return engine.findings.contains { $0.level >= .warning }
  }
}
