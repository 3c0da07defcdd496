package import Disclosures
internal import Figures

/// Everything that departments are compared by in one year, as one table: a row a department. What stands on a page for
/// each line is in one file here, for who goes on reckoning with it.
package struct ComparisonData: Sendable {
  package let path: PagePath
  private let comparison: DepartmentComparison
  private let columns: [DepartmentComparison.Column]
  private let domain: String

  init(_ comparison: DepartmentComparison, domain: String) {
    self.comparison = comparison
    self.domain = domain
    path = ComparePaths.data(comparison.year, kind: comparison.kind)
    columns = comparison.columns + comparison.lines
  }

  /// The names of the columns, then one row after the other.
  package var rows: some Sequence<[String]> {
    (0...comparison.summaries.count).lazy.map { $0 == 0 ? head : row($0 - 1) }
  }

  private var head: [String] {
    ["部门", "文件夹", "年度", "类别", "标注", "来源", "公开日期"]
      + columns.map { column in column.label + (column.unit.map { "（\($0.name)）" } ?? "") } + ["网址"]
  }

  private func row(_ department: Int) -> [String] {
    let summary = comparison.summaries[department]
    let about = [
      summary.departmentName, summary.department, String(summary.year), comparison.kindTitle, summary.mark ?? "",
      summary.source ?? "", String(summary.published.prefix(10)),
    ]
    let figures = columns.map { column in column.figure(of: department).map { Self.written($0, in: column) } ?? "" }
    return about + figures + ["https://\(domain)/\(summary.id)/"]
  }

  /// For programs: no separators, in the unit of the column. What a table does not list is zero; nothing where there is no
  /// such figure.
  private static func written(
    _ figure: DepartmentComparison.Figure, in column: DepartmentComparison.Column
  ) -> String {
    switch figure.content {
    case .none: return ""
    case .unlisted: return "0"
    case .figure(let value, let written):
      let plain = written.filter { $0 != "," }
      guard figure.unit != column.unit else { return plain }
      guard let unit = column.unit, let amount = figure.unit.converted(value, to: unit) else {
        return "\(plain) \(figure.unit.name)"
      }
      return amount.description
    }
  }
}

extension ListPages {
  /// One for each year and kind of document that several departments have.
  package var comparisonData: [ComparisonData] {
    comparedYears.flatMap(\.comparisons).map { ComparisonData($0, domain: frame.info.domain) }
  }
}
