package import Disclosures
package import Forms

/// Where the figures of one disclosure stand beside others.
package struct ComparedFigures: Sendable {
  /// The place on its department's comparison over the years that has a table's figures, by the table's id.
  package private(set) var tables: [String: String] = [:]
  /// The row on that page, by the anchor of the figure's cell.
  package private(set) var lines: [String: String] = [:]
  /// The page with the same figure of every department of that year, by the anchor of the cell.
  package private(set) var departments: [String: PagePath] = [:]

  package init() {}

  /// - Parameters:
  ///   - years: the department's comparison over the years of such documents; nil where there is one only.
  ///   - isShared: whether other departments have such a document too.
  package init(_ summary: DisclosureSummary, years: YearComparison?, set: FormSet?, isShared: Bool) {
    tables = years?.anchorsByTable ?? [:]
    lines = years?.anchorsByLine ?? [:]
    guard isShared, let set else { return }
    let figures = SummaryFigures(summary, set: set)
    for line in figures.keyFigures + figures.tables.flatMap(\.lines) {
      guard case .figure = line.content else { continue }
      departments[line.key] = ComparePaths.year(summary.year, kind: summary.kind, by: line.key)
    }
  }
}
