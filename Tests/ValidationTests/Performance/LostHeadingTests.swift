import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// The name of a part left out above it: one mistake, and everything below it is read all the same.
@Suite struct LostHeadingTests {
  private static func problems(_ sheet: String) throws -> [Finding] {
    let (disclosure, findings) = try PerformanceSample.disclosure(
      "shenzhen/2020/project-performance", kind: "project-performance", sheets: [sheet])
    return DisclosureChecker.check(disclosure, terms: [], today: nil, reading: findings).findings.filter {
      $0.level > .note && $0.primary?.path.hasPrefix("performance/") ?? false
    }
  }

  private static let spread = PerformanceSample.sheet.replacing(
    "目标: {预期目标: 建成平台。, 实际完成情况: 已建成。}", with: "目标:\n  预期目标: 建成平台。\n  实际完成情况: 已建成。")

  @Test func aWholeSheetHasNothingLost() throws { #expect(try Self.problems(Self.spread).isEmpty) }

  @Test(arguments: [
    ("目标:\n", "缺少“目标:”这一行：它的“预期目标”、“实际完成情况”落到了“资金”里", "在这一行前面加上 目标:，与 资金: 对齐"),
    ("指标:\n", "缺少“指标:”这一行：它的“columns”、“产出指标”等 5 行落到了“目标”里", "在这一行前面加上 指标:，与 目标: 对齐"),
  ]) func isOneMistake(_ heading: String, _ message: String, _ fix: String) throws {
    let sheet = Self.spread.replacing("\n" + heading, with: "\n")
    let found = try Self.problems(sheet)
    #expect(found.map(\.message) == [message])
    #expect(found.map(\.fix) == [fix])
  }

  /// What was read below it is checked: a wrong total is found beside it.
  @Test func whatItHoldsIsChecked() throws {
    let sheet = Self.spread.replacing("\n指标:\n", with: "\n").replacing("得分: 94.80", with: "得分: 94.70")
    #expect(try Self.problems(sheet).map(\.rule) == ["FMT-15", "PRJ-05"])
  }

  /// A name that neither part knows stays what it is.
  @Test func aStrangeNameIsNoLostHeading() throws {
    let sheet = Self.spread.replacing("  预期目标: 建成平台。\n", with: "  预期目标: 建成平台。\n  备注: 无\n")
    #expect(try Self.problems(sheet).map(\.rule) == ["FMT-06"])
  }
}
