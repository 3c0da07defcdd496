/// A chart of a disclosure's overview: bars for the lines of a table, with the table a click away.
package struct ChartForm: Sendable, Hashable {
  package struct Line: Sendable, Hashable {
    /// nil for the name the table gives it.
    package let label: String?
    /// One figure, or with a selector of levels every row of them.
    package let address: CellReference
    /// The figure it is set against: the budget beside the final amount.
    package let against: CellReference?
  }

  /// ASCII: part of the ids on the page.
  package let id: String
  package let title: String
  /// What its bars are: 决算数, and 预算数 for those set against them.
  package let series: [String]
  /// The figure whose shares the bars are; nil where they are no parts of a whole.
  package let whole: CellReference?
  package internal(set) var lines: [Line]

  var references: [CellReference] {
    lines.flatMap { [$0.address] + ($0.against.map { [$0] } ?? []) } + (whole.map { [$0] } ?? [])
  }
}
