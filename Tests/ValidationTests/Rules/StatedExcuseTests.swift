import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// `unless`: what the narrative says of one subject excuses that one alone.
@Suite struct StatedExcuseTests {
  private static let cell = "三公表.决算数[公务接待费]"

  /// The cells that SG-6 asks to be compared with the budget, when the section says this.
  private func uncompared(_ text: String, rule: String = "SG-6") throws -> [String?] {
    try TextRuleTests.findings(
      ["narrative/27-three-public.md": { _ in "---\nsection: 一般公共预算财政拨款“三公”经费支出决算情况说明\n---\n\n\(text)\n" }],
      rule: rule
    ).map(\.cell)
  }

  @Test func aParagraphCountsForWhatItNames() throws {
    let operating = "公务用车运行费支出比全年预算数少。"
    #expect(try uncompared("\(operating)\n\n公务接待费支出比全年预算数少。") == [])
    #expect(try uncompared("\(operating)\n\n公务接待费支出 0.59 万元。") == [Self.cell])
    #expect(try uncompared("\(operating)\n\n“三公”经费支出比全年预算数少。") == [Self.cell])
  }

  @Test func aHeadingNamesWhatStandsBelowIt() throws {
    let operating = "公务用车运行费支出比全年预算数少。"
    #expect(try uncompared("\(operating)\n\n### 公务接待费\n\n支出比全年预算数少。") == [])
    #expect(try uncompared("\(operating)\n\n### 公务接待费\n\n支出很少。\n\n### 合计\n\n支出比全年预算数少。") == [Self.cell])
    #expect(try uncompared("\(operating)\n\n### 公务接待费\n\n#### 批次\n\n不多。\n\n> 比全年预算数少。") == [])
  }

  @Test func anItemOfAListCountsForItself() throws {
    let list = "1. 公务用车运行费支出比全年预算数少。\n2. 公务接待费支出 0.59 万元。"
    #expect(try uncompared(list) == [Self.cell])
    #expect(try uncompared(list + "比全年预算数少。") == [])
  }

  @Test func theYearBeforeIsNamedByItsNumberToo() throws {
    let operating = "出国（境）费比上年少，公务用车购置费和运行费比上年多。"
    #expect(try uncompared("\(operating)\n\n公务接待费支出比 2019 年度多。", rule: "SG-6-prior") == [])
    #expect(try uncompared("\(operating)\n\n公务接待费支出比 2018 年度多。", rule: "SG-6-prior") == [Self.cell])
  }

  /// That the section is missing is told once, and nothing passes for that.
  @Test func aMissingSectionIsNoExcuseAndNoMistakeOfItsOwn() throws {
    let (disclosure, _) = try SampleDisclosure.read(replacing: [
      "narrative/27-three-public.md": TextRuleTests.section("附：其他")
    ])
    let outcome = DisclosureChecker.check(
      disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21"))
    #expect(!outcome.findings.contains { $0.rule == "SG-6" })
    let entries = outcome.ledger.entries.filter { $0.rule == "SG-6" && $0.verdict == .open }
    #expect(entries.map(\.reason).contains("没有“一般公共预算财政拨款“三公”经费支出决算情况说明”这一节"))
  }

  /// 平, though the formula does not hold as written: the ledger says why.
  @Test func theLedgerKeepsTheDifferenceThatIsExcused() throws {
    let (disclosure, _) = try SampleDisclosure.read(replacing: [:])
    let ledger = DisclosureChecker.check(
      disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21")
    ).ledger
    let entry = try #require(ledger.entries.first { $0.rule == "SG-6" && $0.cell == Self.cell })
    #expect(entry.verdict == .exact)
    #expect(entry.arithmetic?.gap == "3.41")
    #expect(entry.reason == "两边不相等，“一般公共预算财政拨款“三公”经费支出决算情况说明”里写明了")
  }
}
