import Diagnostics
import Disclosures
import TestSupport
import Testing

@testable import Rendering

/// Which list pages a site has, and what the home page says of a year with several documents.
@Suite struct ListPagesTests {
  static let spent = YearComparisonTests.spent

  static func pages(_ summaries: [DisclosureSummary]) throws -> ListPages {
    let site = "name: 站\ndomain: a.example\nid-code: \"0000000000\"\n"
    let info = try #require(SiteFilesReader.site(SourceFile(path: "site.yaml", text: site)).0)
    let slugs = Set(summaries.map(\.department)).sorted()
    return ListPages(
      frame: SiteFrame(info: info, isDraft: false, style: "style.css"),
      departments: slugs.map { Department.remembered(slug: $0, name: "\($0)局") }, summaries: summaries,
      sets: YearComparisonTests.sets)
  }

  static func summary(_ year: Int, _ department: String = "a", kind: String = "final-accounts") throws
    -> DisclosureSummary
  {
    try YearComparisonTests.summary(year, department: department, kind: kind, [spent: "1.00"])
  }

  @Test func makesPagesOnlyForWhatCanBeCompared() throws {
    func compared(_ summaries: DisclosureSummary...) throws -> [String] {
      try Self.pages(summaries).pages.map(\.path.path).filter { $0.contains("compare/") && !$0.contains("/by-") }
    }
    #expect(try compared(try Self.summary(2021), try Self.summary(2020, "b")) == [])
    #expect(try compared(try Self.summary(2021), try Self.summary(2020)) == ["a/compare/index.html"])
    #expect(try compared(try Self.summary(2021), try Self.summary(2021, "b")) == ["compare/2021/index.html"])
    let other = try Self.summary(2020, kind: "project-performance")
    #expect(try compared(try Self.summary(2021), other) == [])
  }

  @Test func theHomePageNamesEveryDocumentOfAYear() throws {
    let kinds = ["project-performance", "budget", "final-accounts"]
    let home = try #require(
      try Self.pages(try kinds.map { try Self.summary(2021, kind: $0) } + [try Self.summary(2020)]).pages.first)
    guard case .list(let departments)? = home.values["departments"], case .list(let cells)? = departments[0]["cells"],
      case .list(let documents)? = cells[0]["documents"]
    else {
      Issue.record("no cells")
      return
    }
    let hrefs = ["final-accounts", "budget", "project-performance"].map { "a/2021/\($0)/index.html" }
    #expect(documents.map { $0["href"] } == hrefs.map { .text($0) })
    #expect(documents[0]["label"] == .text("部门决算"))
  }

  @Test func tablesKnowWhereTheyAreCompared() throws {
    func tables(_ summaries: DisclosureSummary...) -> [[String: String]] {
      YearComparison.all(of: summaries, sets: YearComparisonTests.sets).map(\.anchorsByTable)
    }
    #expect(tables(try Self.summary(2021), try Self.summary(2020)) == [["expenditure": "final-accounts-totals"]])
    #expect(tables(try Self.summary(2021)) == [])
  }
}
