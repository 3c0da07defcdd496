import Diagnostics
import Disclosures
import TestSupport
import Testing

@testable import Site

/// Old addresses of departments that cannot lead on: malformed, or somebody else's.
@Suite struct FormerAddressTests {
  private static let file = BadSiteTests.department
  private static let base = "name: 深圳市坪山区政务服务数据管理局\n"

  private static func formerly(_ entries: String) -> @Sendable (BrokenSite) throws -> Void {
    { try $0.write(file, base + "formerly:\n" + entries) }
  }

  static let cases: [BadCase] = [
    BadCase(
      "a whole address", "FMT-14", at: "\(file):3:5", says: "“/pingshan-dsj/”不是旧网址", fix: "不带斜杠",
      formerly("  - /pingshan-dsj/\n")),
    BadCase(
      "its own address", "FMT-14", at: "\(file):3:5", says: "旧网址“pingshan-zwsj”就是现在的网址", fix: "former-names",
      formerly("  - pingshan-zwsj\n")),
    BadCase(
      "twice", "FMT-05", at: "\(file):4:12", says: "旧网址“pingshan-dsj”写了两次", fix: "只留一个",
      formerly("  - pingshan-dsj\n  - {slug: pingshan-dsj}\n")),
    BadCase(
      "the site's own", "FMT-14", at: "\(file):3:5", says: "旧网址“search”是站点自己的网址", fix: "删去这一项",
      formerly("  - search\n")),
    BadCase(
      "without an address", "FMT-15", at: "\(file):3:5", says: "formerly 的一项缺少“slug”", fix: "加上 slug",
      formerly("  - {name: 某办}\n")),
    BadCase(
      "a misspelt key", "FMT-06", at: "\(file):3:26", says: "没有“untill”这个键，是否为“until”", fix: "改成 until",
      formerly("  - {slug: pingshan-dsj, untill: 2018}\n")),
    BadCase(
      "a year that is none", "FMT-16", at: "\(file):3:33", says: "“until”应是整数，这里是“去年”",
      formerly("  - {slug: pingshan-dsj, until: 去年}\n")),
    BadCase("another department's", "FMT-14", at: "\(file):3:5", says: "旧网址“other”现在是“另一个部门”的网址", fix: "删去这一项") {
      try formerly("  - other\n")($0)
      try $0.write("content/other/department.yaml", "name: 另一个部门\n")
    },
  ]

  @Test(arguments: cases) func saysWhatIsWrongWithAnOldAddress(_ bad: BadCase) throws { try bad.run() }

  @Test func oneOldAddressLeadsToOneDepartment() throws {
    let outcome = try BrokenSite.check { site in
      try Self.formerly("  - pingshan-dsj\n")(site)
      try site.write("content/other/department.yaml", "name: 另一个部门\nformerly: [pingshan-dsj]\n")
    }
    let found = try #require(outcome.problems.first { $0.message.contains("两个部门都说") })
    #expect(outcome.problems.count == 1, "\(outcome.listing)")
    #expect(outcome.place(found) == "\(Self.file):3:5")
  }

  @Test func whatIsWellWrittenIsReadAndItsNameIsKnown() throws {
    let outcome = try BrokenSite.check(
      Self.formerly("  - {slug: pingshan-dsj, name: 坪山大数据局, until: 2018}\n  - pingshan-old\n"))
    #expect(outcome.problems.isEmpty, "\(outcome.listing)")
    let department = try #require(outcome.content.departments.first)
    #expect(department.formerly.map(\.slug) == ["pingshan-dsj", "pingshan-old"])
    #expect(department.aliases == ["坪山大数据局"])
    #expect(outcome.content.disclosures.first?.departmentNames.contains("坪山大数据局") == true)
  }
}
