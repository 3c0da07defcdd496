/// Where the figures of one disclosure stand beside others.
package struct ComparedFigures: Sendable {
  /// The place on its department's comparison over the years that has a table's figures, by the table's id.
  package var tables: [String: String] = [:]
  /// The row on that page, by the anchor of the figure's cell.
  package var lines: [String: String] = [:]
  /// The page with the same figure of every department of that year, by the anchor of the cell.
  package var departments: [String: PagePath] = [:]

  package init() {}
}
