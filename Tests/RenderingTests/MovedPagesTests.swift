import Diagnostics
import Disclosures
import TestSupport
import Testing

@testable import Rendering

/// Where a department was before, pages lead on to where it is.
@Suite struct MovedPagesTests {
  static func pages(_ formerly: String, others: [Department] = []) throws -> ListPages {
    let site = "name: 站\ndomain: a.example\nid-code: \"0000000000\"\n"
    let info = try #require(SiteFilesReader.site(SourceFile(path: "site.yaml", text: site)).0)
    let file = SourceFile(path: "department.yaml", text: "name: 新局\nformerly:\n\(formerly)")
    let (department, findings) = SiteFilesReader.department(file, slug: "new")
    #expect(findings.isEmpty)
    return ListPages(
      frame: SiteFrame(info: info, isDraft: false, style: "style.css"),
      departments: [try #require(department)] + others,
      summaries: SummaryList(try [2019, 2020].map { try ListPagesTests.summary($0, "new") }),
      sets: YearComparisonTests.sets)
  }

  @Test func everyPageThatWasThereLeadsOn() throws {
    let pages = try Self.pages("  - {slug: old, name: 旧办, until: 2019}\n").movedPages(at: [])
    #expect(
      pages.map(\.path.path) == [
        "old/2019/final-accounts/full/index.html", "old/2019/final-accounts/index.html", "old/index.html",
      ])
    #expect(pages[1].values["href"] == .text("../../../new/2019/final-accounts/index.html"))
    #expect(pages[1].values["address"] == .text("https://a.example/new/2019/final-accounts/"))
    #expect(pages[2].values["address"] == .text("https://a.example/new/"))
    #expect(pages[2].values["former"] == .text("旧办") && pages[2].values["label"] == .text("新局"))
    #expect(pages.allSatisfy { $0.kind == .moved && $0.kind.governmentKind == "utility" })
  }

  @Test func tablesSectionsAndSheetsThatWereThereLeadOnToo() throws {
    let paths = [
      "new/2019/final-accounts/tables/income/index.html", "new/2019/final-accounts/tables/income/income.csv",
      "new/2020/final-accounts/tables/income/index.html", "new/compare/index.html",
      "other/2019/final-accounts/index.html",
      "new/2019/final-accounts/full/index.html",
    ]
    let pages = try Self.pages("  - {slug: old, name: 旧办, until: 2019}\n").movedPages(at: paths)
    #expect(
      pages.map(\.path.path) == [
        "old/2019/final-accounts/full/index.html", "old/2019/final-accounts/index.html",
        "old/2019/final-accounts/tables/income/index.html", "old/compare/index.html", "old/index.html",
      ])
    #expect(pages[2].values["href"] == .text("../../../../../new/2019/final-accounts/tables/income/index.html"))
    #expect(pages[2].values["address"] == .text("https://a.example/new/2019/final-accounts/tables/income/"))
  }

  @Test func withoutAYearAllOfItWasThere() throws {
    #expect(try Self.pages("  - old\n").movedPages(at: []).count == 5)
  }

  @Test func nothingStandsInTheWayOfADepartment() throws {
    let pages = try Self.pages("  - old\n", others: [.remembered(slug: "old", name: "别的局")])
    #expect(pages.movedPages(at: []).isEmpty)
  }

  @Test func theyAreInNoListAndTheOldNameIsOnTheDepartmentsPage() throws {
    let pages = try Self.pages("  - {slug: old, name: 旧办, until: 2019}\n")
    #expect(!pages.pages.contains { $0.kind == .moved })
    let department = try #require(pages.pages.first { $0.kind == .department })
    guard case .list(let facts)? = department.values["facts"] else {
      Issue.record("no facts")
      return
    }
    #expect(facts.contains { $0["value"] == .text("旧办（至 2019 年度）") })
  }

  @Test func theyLeadOnWithoutAScriptAndAskNotToBeFound() throws {
    let pages = try Self.pages("  - old\n").movedPages(at: [])
    let template = String(decoding: try Repository.bytes("templates/page/moved.mustache"), as: UTF8.self)
    #expect(template.contains("<meta http-equiv=\"refresh\" content=\"0; url={{href}}\">"))
    #expect(
      template.contains("<link rel=\"canonical\" href=\"{{address}}\">") && template.contains("<a href=\"{{href}}\">"))
    guard case .list(let metas)? = pages.first?.values["metas"] else {
      Issue.record("no metas")
      return
    }
    #expect(metas.contains { $0["name"] == .text("robots") && $0["content"] == .text("noindex") })
  }
}
