import Disclosures
import Figures
import TestSupport
import Testing

@testable import Rendering

/// The departments of one year beside each other, sorted before anybody asks.
@Suite struct DepartmentComparisonTests {
  static let spent = YearComparisonTests.spent, key = YearComparisonTests.spentKey

  private static func comparison(of summaries: [DisclosureSummary]) -> DepartmentComparison? {
    let list = SummaryList(summaries)
    return DepartmentComparison(list.selection(list.indices), sets: YearComparisonTests.sets)
  }

  static func comparison() throws -> DepartmentComparison {
    let summaries = [
      try YearComparisonTests.summary(2021, department: "c", unit: "元", [spent: "90,000.00"]),
      try YearComparisonTests.summary(2021, department: "a", [spent: "8.00"]),
      try YearComparisonTests.summary(2021, department: "b", [:]),
      try YearComparisonTests.summary(2021, department: "d", [spent: "10.00"]),
    ]
    return try #require(Self.comparison(of: summaries))
  }

  @Test func sortsAmountsFromTheHighestWhateverTheirUnitAndMissingOnesLast() throws {
    let comparison = try Self.comparison()
    #expect(Self.order(comparison, by: nil) == ["a", "b", "c", "d"])
    #expect(Self.order(comparison, by: Self.key) == ["d", "c", "a", "b"])
    let column = try #require(comparison.columns.first { $0.key == Self.key })
    #expect(!column.isAscending && column.unit == .tenThousandYuan)
  }

  private static func order(_ comparison: DepartmentComparison, by column: String?) -> [String] {
    comparison.departments(by: column).map { comparison.summaries[$0].department }
  }

  @Test func writesNamesEscapedAndFiguresWithTheirUnits() throws {
    let html = CompareTables.departments(try Self.comparison(), by: Self.key, from: ComparePaths.year(2021)).markup
    #expect(html.contains("a&lt;局&gt;") && !html.contains("<局>"))
    #expect(html.contains("aria-sort=\"descending\"") && !html.contains("90,000.00</data>"))
    #expect(html.contains("href=\"../../d/2021/final-accounts/tables/expenditure/index.html#\(Self.key)\""))
    #expect(html.contains("没有这个数") && html.contains("单位：万元"))
  }

  @Test func convertsAColumnOfSeveralUnitsExactlyAndSaysWhatTheDocumentPrints() throws {
    let odd = [
      try YearComparisonTests.summary(2021, department: "a", [Self.spent: "8.00"]),
      try YearComparisonTests.summary(2021, department: "c", unit: "元", [Self.spent: "124,718,718.75"]),
    ]
    let comparison = try #require(Self.comparison(of: odd))
    let html = CompareTables.departments(comparison, by: nil, from: ComparePaths.year(2021)).markup
    #expect(html.contains("<data value=\"12471.871875\">12,471.871875</data>"), "\(html)")
    #expect(html.contains("原件 124,718,718.75 元") && html.contains(">8.00</data></a></td>"), "\(html)")
    let even = CompareTables.departments(try Self.comparison(), by: nil, from: ComparePaths.year(2021)).markup
    #expect(even.contains(">9.00</data></a><span class=\"of\">原件 90,000.00 元</span>"), "\(even)")
  }

  @Test func needsTwoDepartments() throws {
    let one = [try YearComparisonTests.summary(2021, [Self.spent: "1.00"])]
    #expect(Self.comparison(of: one) == nil)
  }

  private static let education = "一般公共支出表[205].本年支出合计", health = "一般公共支出表[210].本年支出合计"
  private static let line = "general-205-total"

  @Test func comparesEveryLineThatTwoDepartmentsHaveOnAPageOfItsOwn() throws {
    let pages = try ListPagesTests.pages([
      try YearComparisonTests.summary(
        2021, department: "a", [Self.spent: "8.00", Self.education: "1.00", Self.health: "2.00"]),
      try YearComparisonTests.summary(2021, department: "b", [Self.spent: "9.00", Self.education: "3.00"]),
    ])
    let comparison = try #require(pages.comparedYears.first?.comparisons.first)
    #expect(comparison.lines.map(\.key) == [Self.line])
    #expect(comparison.lines[0].label == "一般公共预算财政拨款支出（按功能分类）：教育支出")
    #expect(comparison.columns(by: Self.line).map(\.key) == [Self.line])
    #expect(Self.order(comparison, by: Self.line) == ["b", "a"])
    #expect(pages.pages.contains { $0.path == ComparePaths.year(2021, kind: "final-accounts", by: Self.line) })
  }

  /// A table is made before anybody knows whether other departments' documents come out.
  @Test func whereSeveralHaveTheDocumentEveryLinkLeadsToAPage() throws {
    let summary = try YearComparisonTests.summary(
      2021, department: "a", [Self.spent: "8.00", Self.education: "1.00"])
    let sets = YearComparisonTests.sets
    let alone = ComparedFigures(summary, years: nil, set: sets[summary.formSet], isShared: false)
    #expect(alone.departments.isEmpty)
    let shared = ComparedFigures(summary, years: nil, set: sets[summary.formSet], isShared: true)
    #expect(Set(shared.departments.keys) == [Self.key, Self.line])
    let lists = try ListPagesTests.pages([summary], shared: ["2021/final-accounts"])
    let paths = Set(lists.pages.map(\.path))
    #expect(shared.departments.values.allSatisfy { paths.contains($0) })
    #expect(paths.contains(ComparePaths.year(2021)))
  }
}
