internal import Disclosures
internal import Forms

/// One place a rule is applied to: nothing, a row, or a cell.
struct Binding {
  let cell: CellID?
  /// What bare names in the assertion are columns of.
  let context: TableResolution?
  /// Whether 本格 means something: `for` named columns.
  let isCell: Bool

  func name(in set: FormSet) -> String? { cell.map { set.address(of: $0) } }

  /// The places `for` selects; one empty binding without `for`. An optional table that is absent has none.
  static func all(_ item: Rule.Case, evaluator: Evaluator) throws(Evaluator.Failure) -> [Binding] {
    guard let scope = item.scope else { return [Binding(cell: nil, context: nil, isCell: false)] }
    let resolution: TableResolution
    do {
      resolution = try evaluator.resolve(scope)
    } catch {
      throw .wrong(error.message, fix: error.fix)
    }
    let form = evaluator.set.tables[resolution.table]
    if form.isOptional, evaluator.tables[resolution.table] == nil { return [] }
    let rows = try evaluator.rows(resolution, bound: nil)
    let block = form.blocks[resolution.block]
    let columns: [Int] =
      switch resolution.columns {
      case .one(let column): [column]
      case .all, .bound:
        scope.column == nil ? [block.defaultColumn ?? block.figureColumns.first ?? 0] : block.figureColumns
      }
    return rows.flatMap { row in
      columns.map { column in
        Binding(
          cell: CellID(table: resolution.table, block: resolution.block, row: row, column: column), context: resolution,
          isCell: scope.column != nil)
      }
    }
  }
}
