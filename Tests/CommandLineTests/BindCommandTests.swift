import TestSupport
import Testing

@Suite struct BindCommandTests {
  static let typed = """
    ---
    section: 支出决算情况说明
    ---

    本年支出合计 22,902.34 万元，其中：基本支出 1,556.54 万元，占 6.8%，比上年增加 92.82 万元。
    另付杂项 1.00 万元。

    """

  private static func withTypedProse(_ body: (SampleSite) throws -> Void) throws {
    try SampleSite.with { site in
      try site.write(typed, to: "narrative/23-expenditure.md")
      try body(site)
    }
  }

  @Test func proposesWhereOneCellCanBeMeant() throws {
    try Self.withTypedProse { site in
      let result = try Tool.run("bind", site.root, "--today", "2026-11-21")
      #expect(result.status == 0)
      #expect(result.output.contains("+++ b/content/\(SampleSite.disclosure)/narrative/23-expenditure.md"))
      #expect(result.output.contains("基本支出 {{1,556.54 = 支出表[合计].基本支出}} 万元"))
      #expect(result.output.contains("{{6.8% = 占比(支出表[合计].基本支出, 支出表[合计].本年支出合计)}}"))
      #expect(result.output.contains("{{92.82 = 差额(支出表[合计].基本支出, 支出表[合计].基本支出@上年)}}"))
      #expect(!result.output.contains("{{1.00"))
      #expect(result.output.contains("可以绑定 4 个数"))
      // Nothing is written unless asked for.
      #expect(try site.text("narrative/23-expenditure.md") == Self.typed)
    }
  }

  @Test func writesBackAndProvesFromThenOn() throws {
    try Self.withTypedProse { site in
      #expect(try Tool.run("bind", site.root, "--write").output.contains("绑定了 4 个数"))
      let bound = try site.text("narrative/23-expenditure.md")
      // The text without the addresses is what was typed.
      #expect(bound.replacing(/\{\{(.*?) = .*?\}\}/) { String($0.1) } == Self.typed)
      let check = try Tool.run("check", site.root, "--today", "2026-11-21")
      #expect(check.output.contains("绑定 4，"), "\(check.output)")
      #expect(!check.output.contains("错误["))
      #expect(try Tool.run("bind", site.root).output.contains("没有可以绑定的数"))
      try site.replace("1556.54, 21345.8", with: "1565.54, 21336.8", in: "tables/expenditure.yaml")
      let broken = try Tool.run("check", site.root, "--today", "2026-11-21")
      #expect(broken.status == 1)
      #expect(broken.output.contains("错误[PRO-02"), "\(broken.output)")
    }
  }
}
