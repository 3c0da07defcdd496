import Diagnostics
import Disclosures
import Foundation
import TestSupport
import Testing

@testable import Rendering

/// Which list pages a site has, and what the home page says of a year with several documents.
@Suite struct ListPagesTests {
  static let spent = YearComparisonTests.spent

  static func pages(
    _ summaries: [DisclosureSummary], shared: Set<String> = [], sliceLength: Int = 500
  ) throws -> ListPages {
    let site = "name: 站\ndomain: a.example\nid-code: \"0000000000\"\n"
    let info = try #require(SiteFilesReader.site(SourceFile(path: "site.yaml", text: site)).0)
    let slugs = Set(summaries.map(\.department)).sorted()
    return ListPages(
      frame: SiteFrame(info: info, isDraft: false, style: "style.css"),
      departments: slugs.map { Department.remembered(slug: $0, name: "\($0)局") }, summaries: SummaryList(summaries),
      sets: YearComparisonTests.sets, shared: shared, sliceLength: sliceLength)
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

  /// What an earlier version of the tool published has no names with it; a row that was taken away has no place.
  @Test func theLogOfCorrectionsNamesCellsAndLeadsToThemWhereTheyAre() throws {
    let summary = try Self.summary(2021)
    var json = try #require(
      try JSONSerialization.jsonObject(with: try JSONEncoder().encode(summary)) as? [String: Any])
    json["corrections"] = ["支出表[合计].本年支出合计", "支出表[201].基本支出", "申报.政府采购.总额"].map {
      ["date": "2022-01-02", "cell": $0, "old": "2", "new": "1", "reason": "错"]
    }
    let old = try JSONDecoder().decode(DisclosureSummary.self, from: try JSONSerialization.data(withJSONObject: json))
    let set = try #require(YearComparisonTests.sets[old.formSet])
    let page = try Self.pages([old.keepingComparedFigures(set)]).pages.first {
      $0.path.path == "corrections/index.html"
    }
    guard case .list(let rows)? = page?.values["corrections"] else {
      Issue.record("no corrections")
      return
    }
    let said = Dictionary(rows.map { ($0["cell"], $0["cell-href"]) }) { first, _ in first }
    let table = "../a/2021/final-accounts/tables/expenditure/index.html"
    #expect(said[.text("支出表：合计·本年支出合计")] == .text("\(table)#expenditure-total-total"))
    #expect(said[.text("支出表：201 一般公共服务支出·基本支出")] == .text(table))
    #expect(said[.text("申报.政府采购.总额")] == .text(""))
  }

  @Test func theHomePageNamesEveryDocumentOfAYear() throws {
    let kinds = ["project-performance", "budget", "final-accounts"]
    let home = try #require(
      try Self.pages(try kinds.map { try Self.summary(2021, kind: $0) } + [try Self.summary(2020)]).pages.first)
    guard case .rows(let departments)? = home.values["departments"], case .list(let cells)? = departments[0]["cells"],
      case .list(let documents)? = cells[0]["documents"]
    else {
      Issue.record("no cells")
      return
    }
    let hrefs = ["final-accounts", "budget", "project-performance"].map { "a/2021/\($0)/index.html" }
    #expect(documents.map { $0["href"] } == hrefs.map { .text($0) })
    #expect(documents[0]["label"] == .text("部门决算"))
  }

  /// Every row of a long list stands on one of its pages, and each of these leads to all others.
  @Test func longListsAreCutIntoPages() throws {
    let amounts = ["a": "3.00", "b": "1.00", "c": "5.00", "d": "4.00", "e": "2.00"]
    let lists = try Self.pages(
      try amounts.map {
        try YearComparisonTests.summary(2021, department: $0, kind: "final-accounts", [Self.spent: $1])
      },
      sliceLength: 2)
    let pages = Dictionary(uniqueKeysWithValues: lists.pages.map { ($0.path.path, $0) })
    func rows(_ paths: [String]) throws -> [[String]] {
      try paths.map { path in
        let page = try #require(pages[path], "\(path)")
        guard case .list(let kinds)? = page.values["kinds"], case .markup(let table)? = kinds[0]["table"],
          case .list(let slices)? = kinds[0]["slices"]
        else { return [] }
        #expect(slices.map { $0["label"] } == ["第 1–2 个", "第 3–4 个", "第 5–5 个"].map { .text($0) })
        #expect(slices.count { $0["is-current"] == .flag(true) } == 1)
        for case .text(let href)? in slices.map({ $0["href"] }) {
          let target = URL(string: href, relativeTo: URL(string: "https://a.example/" + path))?.absoluteURL.path()
          #expect(target.map { pages[String($0.dropFirst())] != nil } == true, "\(path) → \(href)")
        }
        return ["a", "b", "c", "d", "e"].map { name in
          (table.markup.range(of: ">\(name)&lt;局")?.lowerBound).map { (name, $0) }
        }.compactMap(\.self).sorted { $0.1 < $1.1 }.map(\.0)
      }
    }
    let whole = "compare/2021/index.html", kind = "compare/2021/final-accounts"
    #expect(try rows([whole, "\(kind)/2/index.html", "\(kind)/3/index.html"]) == [["a", "b"], ["c", "d"], ["e"]])
    let sorted = "\(kind)/by-expenditure-total-total"
    #expect(
      try rows(["\(sorted)/index.html", "\(sorted)/2/index.html", "\(sorted)/3/index.html"])
        == [["c", "d"], ["a", "e"], ["b"]])
    let titles = lists.pages.compactMap { $0.values["title"] }
    #expect(titles.count == Set(titles).count)
    let downloads = try ["downloads", "downloads/2", "downloads/3"].map { folder in
      guard case .list(let files)? = try #require(pages["\(folder)/index.html"]).values["disclosures"] else { return 0 }
      return files.count
    }
    #expect(downloads == [2, 2, 1] && pages["downloads/4/index.html"] == nil)
  }

  @Test func tablesKnowWhereTheyAreCompared() throws {
    func tables(_ summaries: DisclosureSummary...) -> [[String: String]] {
      YearComparison.all(of: summaries, sets: YearComparisonTests.sets).map(\.anchorsByTable)
    }
    #expect(tables(try Self.summary(2021), try Self.summary(2020)) == [["expenditure": "final-accounts-totals"]])
    #expect(tables(try Self.summary(2021)) == [])
    let lines = YearComparison.all(
      of: [try Self.summary(2021), try Self.summary(2020)], sets: YearComparisonTests.sets
    ).first?.anchorsByLine
    #expect(lines?["expenditure-total-total"] == "final-accounts-expenditure-total-total")
  }
}
