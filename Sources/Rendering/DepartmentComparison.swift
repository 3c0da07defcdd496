package import Disclosures
package import Figures
package import Forms

/// The departments of one year that published one kind of document, by their key figures.
package struct DepartmentComparison: Sendable {
  package struct Row: Sendable {
    package let summary: DisclosureSummary
    /// By the key of their column.
    package let lines: [String: SummaryFigures.Line]

    /// The page a figure stands on; nil where there is none.
    func page(of column: String) -> PagePath? {
      guard let line = lines[column], case .figure = line.content else { return nil }
      let paths = DisclosurePaths(summary.id)
      return line.isStatutory ? paths.table(line.table) : paths.performance(line.table)
    }
  }

  package let year: Int
  package let kind: String
  package let kindTitle: String
  package let columns: [(key: String, label: String)]
  /// By department.
  package let rows: [Row]

  /// nil where there are not two departments to compare.
  package init?(_ summaries: [DisclosureSummary], sets: [String: FormSet]) {
    let read = summaries.sorted { $0.id < $1.id }.compactMap { summary in
      sets[summary.formSet].map { (summary, $0, SummaryFigures(summary, set: $0).keyFigures) }
    }
    guard read.count > 1, let (first, set, _) = read.first else { return nil }
    year = first.year
    kind = first.kind
    kindTitle = set.kindTitle
    let labels = Dictionary(read.flatMap { $0.2 }.map { ($0.key, $0.label) }) { first, _ in first }
    columns = YearComparison.merged(read.map { $0.2.map(\.key) }).map { ($0, labels[$0] ?? $0) }
    rows = read.map { summary, _, lines in
      Row(summary: summary, lines: Dictionary(lines.map { ($0.key, $0) }) { first, _ in first })
    }
    if columns.isEmpty { return nil }
  }

  /// Every unit that any of its figures is in.
  package var units: Set<String> { Set(rows.flatMap(\.lines.values).map(\.unit.name)) }

  /// The unit all of a column's figures share; nil where they differ.
  package func unit(of column: String) -> String? {
    let units = Set(rows.compactMap { $0.lines[column]?.unit.name })
    return units.count == 1 ? units.first : nil
  }

  /// Scores and rates from the lowest, because that is what readers look for; amounts from the highest.
  package func isAscending(_ column: String) -> Bool {
    !rows.compactMap { $0.lines[column]?.unit }.allSatisfy(\.isMoney)
  }

  /// The rows sorted by a column, those without the figure last; by department without one.
  package func rows(by column: String?) -> [Row] {
    guard let column else { return rows }
    let ascending = isAscending(column)
    return rows.enumerated().sorted { a, b in
      switch (amount(a.element, column), amount(b.element, column)) {
      case (nil, nil): a.offset < b.offset
      case (nil, _): false
      case (_, nil): true
      case (let left?, let right?): left == right ? a.offset < b.offset : (left < right) == ascending
      }
    }.map(\.element)
  }

  /// Money in 元, so that documents in 元 and in 万元 stand in one order.
  private func amount(_ row: Row, _ column: String) -> ExactDecimal? {
    guard let line = row.lines[column], let value = line.content.value else { return nil }
    return line.unit.converted(value, to: .yuan) ?? value
  }
}

extension DisclosureSummary {
  /// Where the document comes from, where that is not the department itself.
  var otherSource: String? { source.flatMap { $0.isEmpty || $0 == departmentName ? nil : $0 } }
}
