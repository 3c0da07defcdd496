import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Site

/// What of a disclosure is last year's, figure for figure or word for word.
@Suite struct CopiedYearTests {
  private typealias Site = CrossDisclosureTests

  private static let narrative = "narrative/11-duties.md"

  /// What is said of this year's, with last year's changed before.
  private static func findings(_ change: (TemporaryFolder) throws -> Void) throws -> [Finding] {
    let (check, _) = try Site.check { folder in
      try Site.addYearBefore(folder)
      try change(folder)
    }
    return check.findings.filter { ["Y-08", "Y-09"].contains($0.rule) && $0.scope == .disclosure(Site.id) }
  }

  /// Another first amount in every table of last year's, but for some.
  private static func changeTables(_ folder: TemporaryFolder, but same: Set<String> = []) throws {
    for path in try folder.files() where path.hasPrefix("\(Site.before)/tables/") {
      let table = String(path.split(separator: "/").last ?? "").prefix { $0 != "." }
      if same.contains(String(table)) { continue }
      let text = try folder.text(path)
      guard let amount = text.firstRange(of: /[0-9]+\.[0-9]+/) else { continue }
      try folder.write(path, text.replacingCharacters(in: amount, with: "7.77"))
    }
    let main = "\(Site.before)/disclosure.yaml"
    let text = try folder.text(main).replacing("计划金额: 3213", with: "计划金额: 3214")
    let budget = try #require(text.range(of: "  年初预算:")?.upperBound)
    try folder.write(
      main, text.replacing(/: [0-9.]+/, with: ": 7.77", subrange: budget..<text.endIndex, maxReplacements: 1))
  }

  private static func say(_ text: String, _ folder: TemporaryFolder) throws {
    for id in [Site.before, "content/\(Site.id)"] {
      try folder.write("\(id)/\(narrative)", try folder.text("\(id)/\(narrative)") + "\n\(text)\n")
    }
  }

  @Test func aCopyIsOneFindingThatNamesItsTables() throws {
    let found = try Self.findings { _ in }
    #expect(found.map(\.rule) == ["Y-09"], "\(found.map(\.message))")
    let finding = try #require(found.first)
    #expect(finding.level == .warning && finding.primary?.path == "content/\(Site.id)/tables/income.yaml")
    #expect(finding.message.hasPrefix("5 张表的数（收入表、支出表、"), "\(finding.message)")
    #expect(finding.message.contains("、申报的数（fields）") && finding.message.hasSuffix("与上年公开件完全相同"))
    #expect(finding.folded.contains { $0.rule == "Y-08" })
  }

  @Test func oneTableIsNamedAloneAndTheWordsForThemselves() throws {
    let found = try Self.findings { folder in
      try Self.changeTables(folder, but: ["basic"])
    }
    let copied = found.filter { $0.rule == "Y-09" }
    #expect(copied.count == 1 && copied[0].message.hasPrefix("一张表的数（基本支出表）"), "\(found.map(\.message))")
    #expect(copied[0].folded.isEmpty && found.contains { $0.rule == "Y-08" })
  }

  /// 0 is 0, and a few round sums come back: no year has to differ in these.
  @Test func tablesWithFewFiguresMayStay() throws {
    let found = try Self.findings { folder in
      try Self.changeTables(folder, but: ["funds", "state-capital", "three-public"])
      for id in [Site.before, "content/\(Site.id)"] {
        let table = "\(id)/tables/three-public.yaml"
        try folder.write(table, try folder.text(table).replacing(/[0-9]+\.[0-9]+/, with: "3"))
      }
    }
    #expect(!found.contains { $0.rule == "Y-09" }, "\(found.map(\.message))")
  }

  static let leftOver = [
    "全年办理政务服务事项的外包费 368.20 万元，比上年增长 12.5%。",
    "2019 年，办事大厅扩建完成。",
    "2019 年度没有发生重大资产处置事项。",
  ]

  @Test(arguments: leftOver) func aSentenceLeftOverWholeIsNoticed(_ sentence: String) throws {
    let found = try Self.findings { folder in
      try Self.changeTables(folder)
      try Self.say("我局负责政务服务工作。" + sentence, folder)
    }
    let told = found.filter { $0.message.contains("与上年公开件完全相同：") }
    #expect(told.count == 1, "\(found.map(\.message))")
    #expect(told.first?.spans.first?.span.path.hasSuffix(Self.narrative) == true)
  }

  static let lasting = [
    "我局内设 5 个科室，办公用房 1,200 平方米。",
    "单价 50 万元以上通用设备 0 台（套）。",
    "按工资总额的 2% 提取工会经费，每人每月补助 300 元。",
    "按照《2019年度预算编制办法》执行，负责全区政务服务管理工作。",
    "2019 年起实行“一窗通办”，由各分厅负责。",
  ]

  @Test(arguments: lasting) func whatIsSoEveryYearMayBeSaidAgain(_ sentence: String) throws {
    let found = try Self.findings { folder in
      try Self.changeTables(folder)
      try Self.say(sentence, folder)
    }
    let told = found.filter { $0.message.contains("与上年公开件完全相同：") }
    #expect(told.isEmpty, "\(told.map(\.message))")
  }
}
