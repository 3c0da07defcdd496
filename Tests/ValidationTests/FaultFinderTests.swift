import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// One cause, one finding, at the figure to change.
@Suite struct FaultFinderTests {
  static func errors(_ changes: [String: (String) -> String]) throws -> [Finding] {
    let (disclosure, findings) = try SampleDisclosure.read(replacing: changes)
    try #require(findings.isEmpty, "\(findings.map(\.message))")
    return DisclosureChecker.check(disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21"))
      .findings.standing.filter { $0.level > .note }
  }

  static func replacing(_ old: String, _ new: String) -> (String) -> String {
    { text in
      precondition(text.contains(old), "no “\(old)”")
      return text.replacing(old, with: new, maxReplacements: 1)
    }
  }

  @Test func blamesAnItemByItsRowAndItsColumn() throws {
    let found = try Self.errors([
      "tables/expenditure.yaml": Self.replacing("398.89", "389.89")
    ])
    #expect(found.count == 1)
    #expect(found[0].cell == "支出表[2013701].项目支出")
    #expect(found[0].hypotheses == ["相邻两位数字颠倒：389.89 → 398.89"])
    #expect(found[0].primary?.path.hasSuffix("tables/expenditure.yaml") == true)
    #expect(!found[0].folded.isEmpty)
  }

  @Test func tellsTwoCausesApart() throws {
    let found = try Self.errors([
      "tables/summary.yaml": Self.replacing("  教育支出: 4.28", "  教育支出: 4.82"),
      "tables/three-public.yaml": Self.replacing("  公务接待费: 0.59", "  公务接待费: 5.9"),
    ])
    #expect(Set(found.compactMap(\.cell)) == ["收支总表.支出[教育支出]", "三公表.决算数[公务接待费]"])
  }

  /// 津贴补贴 and 奖金 stand in one sum only: nothing in the tables tells which of the parts is wrong.
  @Test func accusesNoneWhereTheTablesCannotTell() throws {
    let found = try Self.errors(["tables/basic.yaml": Self.replacing("30102 津贴补贴: 802.01", "30102 津贴补贴: 803.01")])
    #expect(found.count == 1)
    #expect(found[0].cell == "基本支出表[301]")
    #expect(found[0].message == "基本支出表[301 工资福利支出] 是 1,461.82，按明细应在 1,462.80 至 1,462.88 之间，相差 1.02")
    #expect(found[0].hypotheses.count == 1 && found[0].hypotheses[0].hasSuffix("单凭这些表分不清，请对照原始数据"))
  }

  @Test func recognisesFiguresTypedInYuan() throws {
    let found = try Self.errors([
      "tables/three-public.yaml": Self.replacing("  公务接待费: 0.59", "  公务接待费: 5900")
    ])
    #expect(found.contains { $0.hypotheses.contains("单位弄错（元与万元）：5,900.00 → 0.59") })
  }

  /// Whatever is changed, the number of findings stays near the number of changes: a flood would hide the cause.
  @Test func doesNotFloodOnAWrongGrandTotal() throws {
    let found = try Self.errors(["tables/expenditure.yaml": Self.replacing("合计, 22902.34", "合计, 22920.34")])
    #expect(found.count == 1)
    #expect(found[0].cell == "支出表[合计].本年支出合计")
    #expect(found[0].folded.count >= 2)
  }

  @Test func namesTheBoundFromTheSideThatIsWrong() throws {
    let found = try Self.errors([
      "tables/three-public.yaml": { text in
        text.replacing("  公务接待费: 0.59", with: "  公务接待费: 0.3").replacing("  合计: 14.39", with: "  合计: 14.1")
      }
    ])
    let finding = try #require(found.first { $0.rule == "X-13" })
    #expect(finding.message.contains("应不大于") || finding.message.contains("应不小于"))
  }
}
