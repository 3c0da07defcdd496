internal import Disclosures
internal import Figures
internal import Forms

/// Finds the figures of one side.
struct SideResolver {
  let binding: Binding
  let evaluator: Evaluator

  func resolve(_ terms: [SignedTerm]) throws(Evaluator.Failure) -> [Sides.Entry]? {
    var entries: [Sides.Entry] = []
    for term in terms {
      guard try add(term.operand, { entries.append(($0, term.isSubtracted)) }) else { return nil }
    }
    return entries
  }

  /// The figures behind ≈, as they are worked out.
  func formula(_ comparison: Comparison) throws(Evaluator.Failure) -> StatedFormula? {
    var ways: [StatedFormula.Way] = []
    for side in [comparison.right] + comparison.alternatives {
      guard let way = try way(side) else { return nil }
      ways.append(way)
    }
    return StatedFormula(ways: ways)
  }

  /// The figures of one sum of products.
  func way(_ side: [SignedTerm]) throws(Evaluator.Failure) -> StatedFormula.Way? {
    var way = StatedFormula.Way(terms: [])
    for term in side {
      var factors: [StatedFormula.Factor] = []
      let parts: [Factor] =
        if case .product(let factors) = term.operand { factors } else {
          [Factor(isDivisor: false, operand: term.operand)]
        }
      for part in parts {
        var values: [Sides.Entry] = []
        guard try add(part.operand, { values.append(($0, false)) }) else { return nil }
        factors.append(.init(isDivisor: part.isDivisor, values: values))
      }
      way.terms.append((term.isSubtracted, factors))
    }
    return way
  }

  /// Hands over the figures that an operand stands for; false where it asks for what is below a row that has nothing below
  /// it, or for a column that the form set has no more.
  private func add(_ operand: Operand, _ put: (Evaluator.Value) -> Void) throws(Evaluator.Failure) -> Bool {
    switch operand {
    case .count(let references):
      var rows = 0
      for reference in references {
        let resolution: TableResolution
        do { resolution = try evaluator.resolve(reference, context: binding.context) } catch {
          throw .wrong(error.message, fix: error.fix)
        }
        // A list that nobody has to give holds nothing.
        guard evaluator.tables[resolution.table] != nil else { continue }
        try evaluator.requireWhole(table: resolution.table, block: resolution.block)
        rows += try evaluator.rows(resolution, bound: binding.cell).count
      }
      put(.number(ExactDecimal(Int128(rows))))
    case .product: throw .wrong("乘除只用在 ≈ 里", fix: nil)
    case .number(let number): put(.number(number))
    case .boundCell:
      guard let cell = binding.cell, binding.isCell else { throw .wrong("“本格”要在 for 写明栏时才能用", fix: nil) }
      put(try evaluator.value(cell))
    case .cell(let reference) where reference.isField:
      put(try evaluator.value(reference))
    case .cell(let reference):
      guard let cells = try cells(reference, absentAsZero: true) else { return false }
      guard cells.count == 1 else { throw .wrong("“\(reference.text)”是 \(cells.count) 格，这里要一格", fix: "用 sum(…) 相加") }
      put(try evaluator.value(cells[0], period: reference.period))
    case .sum(let sets):
      for set in sets {
        switch set {
        case .children, .leaves:
          guard let cell = binding.cell else { throw .wrong("“下级”“末级”要在 for 写明行时才能用", fix: nil) }
          try evaluator.requireWhole(table: cell.table, block: cell.block)
          let block = evaluator.tables[cell.table]?.blocks[cell.block]
          let below = (set == .children ? block?.children(of: cell.row) : block?.leaves(below: cell.row)) ?? []
          if below.isEmpty { return false }
          for row in below {
            put(try evaluator.value(CellID(table: cell.table, block: cell.block, row: row, column: cell.column)))
          }
        case .cells(let reference) where reference.isField:
          put(try evaluator.value(reference))
        case .cells(let reference):
          guard let cells = try cells(reference, absentAsZero: false) else { return false }
          for cell in cells {
            put(try evaluator.value(cell, period: reference.period))
          }
        }
      }
    }
    return true
  }

  /// nil where an heir of the rule's form set took out the column that 同栏 means.
  private func cells(_ reference: CellReference, absentAsZero: Bool) throws(Evaluator.Failure) -> [CellID]? {
    let resolution: TableResolution
    do {
      resolution = try evaluator.resolve(reference, context: binding.context)
    } catch {
      throw .wrong(error.message, fix: error.fix)
    }
    var rows = try evaluator.rows(resolution, bound: binding.cell)
    if rows.isEmpty, absentAsZero, let key = evaluator.rowKey(of: resolution, bound: binding.cell) { rows = [key] }
    // A single row is there or not; a set of rows has to be whole.
    if !absentAsZero { try evaluator.requireWhole(table: resolution.table, block: resolution.block) }
    let columns: [Int] =
      switch resolution.columns {
      case .one(let column): [column]
      case .bound: binding.cell.map { sameColumn(as: $0, in: resolution).map { [$0] } ?? [] } ?? []
      case .all: evaluator.set.tables[resolution.table].blocks[resolution.block].figureColumns
      }
    if resolution.columns == .bound, columns.isEmpty { return nil }
    var cells: [CellID] = []
    cells.reserveCapacity(rows.count * columns.count)
    for row in rows {
      for column in columns {
        cells.append(CellID(table: resolution.table, block: resolution.block, row: row, column: column))
      }
    }
    return cells
  }

  private func sameColumn(as cell: CellID, in resolution: TableResolution) -> Int? {
    let tables = evaluator.set.tables
    return tables[resolution.table].blocks[resolution.block].column(
      like: tables[cell.table].blocks[cell.block].columns[cell.column])
  }
}
