import TestSupport
import Testing

@Suite struct FormsCommandTests {
  @Test func saysHowTablesAreFilledIn() throws {
    let accounts = try Tool.run("forms", "national/2020/final-accounts").output
    #expect(accounts.contains("  栏：编码、科目名称、本年支出合计、基本支出"))
    #expect(accounts.contains("  预算数：栏：金额") && accounts.contains("  决算数：栏：金额"))
    #expect(accounts.contains("项目支出绩效自评汇总表（由分表得出，不填）"))
    #expect(accounts.contains("分表 project-sheet\t项目支出绩效自评表（mingzhang forms national/2020/project-sheet 看它的表和栏）"))
    let budget = try Tool.run("forms", "national/2025/budget").output
    #expect(budget.contains("  栏：金额（预算数：只有一边，数据里不写这一层）"))
  }

  /// The form is of 2020 (财预〔2020〕10号), when the sheets of 2019 were filled in.
  @Test(arguments: [("2018", false), ("2019", true), ("2020", true), ("2021", true), ("2024", true)])
  func takesSelfEvaluationsFromTheYearOfTheirFormOn(_ year: String, _ takes: Bool) throws {
    let output = try Tool.run("forms", "national/\(year)/final-accounts").output
    #expect(output.contains("分表 project-sheet") == takes && output.contains("项目汇总表") == takes)
  }

  /// What docs/绩效.md shows first, put into a new site as it says.
  @Test func aNewSiteTakesTheSheetOfTheDocumentation() throws {
    let text = String(decoding: try Repository.bytes("docs/绩效.md"), as: UTF8.self)
    let start = try #require(text.firstRange(of: "```yaml\n")), rest = text[start.upperBound...]
    let sheet = rest[..<(try #require(rest.firstRange(of: "```")).lowerBound)]
    try TemporaryFolder.with { folder in
      #expect(try Tool.run("init", "site", in: folder.path).status == 0)
      try folder.write(
        "site/content/shili-ju/2020/final-accounts/performance/01-maintenance.yaml", String(sheet))
      let checked = try Tool.run("check", "site", in: folder.path)
      #expect(checked.status == 0 && checked.output.contains("错误 0，警告 0"), "\(checked.output)")
      #expect(try Tool.run("build", in: folder.path("site")).status == 0)
      let page = "site/public/shili-ju/2020/final-accounts/performance/maintenance/index.html"
      #expect(try folder.text(page).contains("信息系统运行维护"))
    }
  }
}
