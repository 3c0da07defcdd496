/// One table of a department's comparison over the years (历年比较): the lines of the statutory tables people look for.
package struct ComparisonForm: Sendable, Hashable {
  package struct Line: Sendable, Hashable {
    /// nil for the name the table gives it.
    package let label: String?
    /// One figure, or with a selector of levels every row of them.
    package let address: CellReference
    /// It is drawn on the department's page.
    package let isTrend: Bool
  }

  /// ASCII, permanent: part of the page's addresses.
  package let id: String
  package let title: String
  package internal(set) var lines: [Line]
}

/// From a year on figures count something else (口径变化): what a comparison across that year has to say.
package struct BasisChange: Sendable, Hashable {
  package let id: String
  /// The first fiscal year of the new basis.
  package let from: Int
  package let text: String
  package let source: String?
  /// The tables it concerns, by any of their names; empty for all.
  package internal(set) var about: [String]
}
