import Disclosures
import TestSupport
import Testing

@testable import Rendering

/// On a phone lists show rows as blocks: every cell must be able to say which column it is.
@Suite struct NarrowListTests {
  private static func cells(_ markup: String) -> [Substring] {
    markup.matches(of: /<td[^>]*>/).map(\.output)
  }

  @Test func everyCellOfAComparisonNamesItsColumn() throws {
    let departments = CompareTables.departments(
      try DepartmentComparisonTests.comparison(), by: nil, from: ComparePaths.year(2021)
    ).markup
    #expect(departments.contains("compare stack by-department"))
    #expect(Self.cells(departments).allSatisfy { $0.contains(" data-label=\"") })
    let years = try #require(
      YearComparison(
        try [2021, 2020].map { try YearComparisonTests.summary($0, [YearComparisonTests.spent: "1.00"]) },
        sets: YearComparisonTests.sets))
    let markup = CompareTables.years(years.groups[0], of: years, from: ComparePaths.department("a")).markup
    #expect(Self.cells(markup).map { $0.contains("\"2021 年度\"") } == [true, false])
    #expect(Self.cells(markup).allSatisfy { $0.contains(" data-label=") })
  }

  @Test(arguments: ["home", "department-projects"])
  func everyCellOfAListPageNamesItsYear(_ page: String) throws {
    let template = String(decoding: try Repository.bytes("templates/page/\(page).mustache"), as: UTF8.self)
    #expect(template.contains(" stack\">"))
    #expect(Self.cells(template).allSatisfy { $0.contains("data-label=\"{{year}}") })
  }
}
