import Diagnostics
import Disclosures
import Documents
import Forms
import Testing

@testable import Validation

/// A difference is told with why: each 项 from its budget, a budget from last year's.
@Suite struct UnstatedReasonsTests {
  private static func items(_ reason: (Int) -> String) throws -> [Finding] {
    var index = -1
    let text = try ItemAndListTests.items { _, line in
      index += 1
      return line.replacing("支出决算为", with: "年初预算为 1.00 万元，支出决算为").dropLast() + "，" + reason(index)
    }
    return try ProseSample.check("general", text).findings.filter { $0.rule == "NAR-05" && $0.level == .warning }
  }

  @Test func itemsWithoutAReasonAreOneFinding() throws {
    let found = try Self.items { $0 < 2 ? "完成年初预算的 98.20%。" : "完成年初预算的 98.20%。主要原因是压减支出。" }
    #expect(found.map(\.message) == ["与年初预算不同、没有写原因的有 2 项：行政运行、其他组织事务支出"])
    #expect(found.first?.spans.count == 2)
  }

  @Test(arguments: [
    "完成年初预算的 98.20%，主要原因是压减支出。", "完成年初预算的 98.20%。年中追加了人员经费。", "完成年初预算的 98.20%。\n\n由于疫情，部分活动没有开展。",
    "完成年初预算的 100%。", "完成年初预算的 100.00%，决算数与年初预算数持平。", "年初没有安排预算。",
  ])
  func whatMayBeAReasonIsTakenForOne(_ reason: String) throws {
    #expect(try Self.items { _ in reason }.isEmpty)
  }

  @Test func aComparisonIsNoReason() throws {
    #expect(try Self.items { _ in "完成年初预算的 110.00%，决算数大于年初预算数。" }.count == 1)
  }

  private static func budget(_ text: String) throws -> [Finding] {
    let base = "content/a/2025/budget"
    let set = try #require(SampleDisclosure.formLibrary.load("national/2025/budget").0)
    let input = DisclosureInput(
      department: "a", year: 2025, kind: "budget",
      main: SourceFile(path: "\(base)/disclosure.yaml", text: "form-set: national/2025/budget\n"), tables: [],
      narrative: [
        SourceFile(path: "\(base)/narrative/10-x.md", text: "---\nsection: 预算收支情况说明\n---\n\n\(text)\n")
      ], performance: [], attachments: [], exceptions: nil)
    var reader = DisclosureReader(input)
    let disclosure = try #require(reader.read { _ in (set, true, [set.id]) }.0)
    return DisclosureChecker.check(disclosure, terms: [], today: nil).findings.filter { $0.rule == "BUD-8" }
  }

  @Test func changesOfABudgetWithoutAReasonAreOneFinding() throws {
    let found = try Self.budget(
      "2025 年收入预算 100.00 万元，比上年增加 5.00 万元，增长 5.26%。\n\n支出预算 100.00 万元，比 2024 年预算增加了5 万元。\n\n其中：基本支出 80.00 万元。")
    #expect(found.map(\.message) == ["与上年预算比的增减有 2 处没有写原因：“增加 5.00 万元”、“增加了5 万元”"])
    #expect(found.first?.level == .warning && found.first?.spans.count == 2)
  }

  /// The first 增加 is of something else.
  @Test func theAmountTellsWhichWordIsItsOwn() throws {
    let found = try Self.budget("与上年相比增加业务，收入预算 100.00 万元，增加 5.00 万元。")
    #expect(found.map(\.message) == ["与上年预算比的增减有 1 处没有写原因：“增加 5.00 万元”"])
  }

  @Test(arguments: [
    "收入预算 100.00 万元，比上年增加 5.00 万元，主要原因是新增两名人员。", "收入预算 100.00 万元，比上年增加 5.00 万元，新招录公务员两名。",
    "收入预算 100.00 万元，比上年增加 5.00 万元。\n\n增加的原因：新增人员。", "收入预算 100.00 万元，比上年增加 0.00 万元。",
    "收入预算 100.00 万元，与上年预算持平。", "办公设备增加 5 万元。", "按在职 20 人计算，人均公用经费 1.84 万元，比上年增加 0.09 万元。",
  ])
  func budgetsThatSayWhyAreSilent(_ text: String) throws {
    #expect(try Self.budget(text).isEmpty)
  }
}
