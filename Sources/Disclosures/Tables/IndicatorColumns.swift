package import Figures
package import Forms

/// The columns of a tree of indicators that have a meaning of their own, and what a row says in them.
package struct IndicatorColumns: Sendable, Hashable {
  package let target: Int?
  package let actual: Int?
  package let weight: Int?
  package let score: Int?
  package let reason: Int?

  package init(_ columns: [ColumnForm]) {
    target = columns.firstIndex { $0.kind == .target }
    actual = columns.firstIndex { $0.kind == .actual }
    weight = columns.firstIndex { $0.id == "weight" }
    score = columns.firstIndex { $0.id == "score" }
    reason = columns.firstIndex { $0.id == "reason" }
  }

  /// What was reached of what.
  package struct Points: Sendable, Hashable {
    package let full: ExactDecimal
    package let reached: ExactDecimal

    package var isLost: Bool { reached < full }
  }

  /// The words of a cell, where there are any.
  package func text(_ row: Row, _ column: Int?) -> String? {
    guard let column, case .text(let text) = row.cells[column].content, !text.isEmpty else { return nil }
    return text
  }

  /// nil where a row is not scored.
  package func points(_ row: Row) -> Points? {
    guard let weight, let score, case .figure(let full) = row.cells[weight].content,
      case .figure(let reached) = row.cells[score].content
    else { return nil }
    return Points(full: full.value, reached: reached.value)
  }

  /// Whether the actual value plainly falls short of the target.
  package func isMissed(_ row: Row) -> Bool {
    guard let wanted = text(row, target), let found = text(row, actual) else { return false }
    return IndicatorValue(wanted).isReached(by: IndicatorValue(found), name: row.name) == false
  }
}

extension TableBlock {
  package var indicatorColumns: IndicatorColumns { IndicatorColumns(form.columns) }
}

extension Sheet {
  /// Every row of the sheet that may be scored, with the columns of its table: indicators, and the rate of execution, which
  /// stands among the funds.
  package var scoredRows: [(table: Table, row: Row, columns: IndicatorColumns)] {
    tables.compactMap { $0 }.flatMap { table -> [(table: Table, row: Row, columns: IndicatorColumns)] in
      guard let block = table.blocks.first else { return [] }
      let columns = block.indicatorColumns
      if table.form.layout == .indicators { return block.leaves.map { (table, $0, columns) } }
      return block.rows.filter { columns.points($0) != nil }.map { (table, $0, columns) }
    }
  }

  /// All points that were lost.
  package var lostPoints: ExactDecimal {
    scoredRows.compactMap { $0.columns.points($0.row) }.filter(\.isLost).map { $0.full - $0.reached }.reduce(.zero, +)
  }
}
