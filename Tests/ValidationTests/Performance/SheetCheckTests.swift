import Diagnostics
import Disclosures
import Foundation
import TestSupport
import Testing

@testable import Validation

/// Sheets: what is true passes, and every slip is found where it is.
@Suite struct SheetCheckTests {
  static let set = "shenzhen/2020/project-performance"

  static func problems(_ sheets: [String], fields: String = "") throws -> [Finding] {
    let (disclosure, findings) = try PerformanceSample.disclosure(
      set, kind: "project-performance", sheets: sheets, fields: fields)
    return PerformanceSample.problems(disclosure, findings)
  }

  @Test func saysNothingOfASheetWithoutMistakes() throws {
    #expect(try Self.problems([PerformanceSample.sheet]).map(\.message) == [])
  }

  /// As other places fill the same form in: shares as percentages, nothing beside the parts of the funds, more spent than
  /// was budgeted, and a row that ends at the second level.
  @Test(arguments: [
    [("执行率: 0.98, 得分: 9.80", "执行率: 97.5%, 得分: 9.75"), ("得分: 94.80", "得分: 94.75")],
    [("分值: —, 执行率: 0.98, 得分: —", "分值: \"\", 执行率: \"\", 得分: \"\"")],
    [
      ("    社会效益指标:\n      响应时间: [≤2小时, 1小时, 20, 20, \"\"]", "    响应时间: [≤2小时, 1小时, 20, 20, \"\"]")
    ],
  ])
  func acceptsTheOtherWaysToFillItIn(_ changes: [(String, String)]) throws {
    let text = changes.reduce(PerformanceSample.sheet) { $0.replacing($1.0, with: $1.1) }
    #expect(text != PerformanceSample.sheet)
    #expect(try Self.problems([text]).map(\.message) == [])
  }

  /// Rare, and no slip of the pen: full marks and no more.
  @Test func onlyAsksWhetherMoreWasSpentThanBudgeted() throws {
    let text = PerformanceSample.sheet.replacing("全年执行数: 351000.00", with: "全年执行数: 378000.00")
      .replacing("执行率: 0.98", with: "执行率: 105%").replacing("得分: 9.80", with: "得分: 10")
      .replacing("得分: 94.80", with: "得分: 95")
    let found = try Self.problems([text])
    #expect(found.map(\.rule) == ["PRJ-06-over"] && found.first?.level == .warning, "\(found.map(\.message))")
    let more = try Self.problems([text.replacing("执行率: 105%, 得分: 10}", with: "执行率: 105%, 得分: 10.5}")])
    let score = try #require(more.first { $0.rule == "PRJ-05" }, "\(more.map(\.message))")
    #expect(score.level == .error && score.folded.contains { $0.rule == "PRJ-04" })
  }

  struct Slip: Sendable, CustomTestStringConvertible {
    let rule: String
    let old: String
    let new: String
    let says: String
    var testDescription: String { "\(rule): \(new)" }

    init(_ rule: String, _ old: String, _ new: String, says: String) {
      (self.rule, self.old, self.new, self.says) = (rule, old, new, says)
    }
  }

  @Test(arguments: [
    Slip("PRJ-01", "当年财政拨款: {年初预算数: 360000.00", "当年财政拨款: {年初预算数: 306000.00", says: "306,000.00"),
    Slip("PRJ-02", "[90%, 75%, 30, 25,", "[90%, 75%, 25, 20.83,", says: "相差 5.00"),
    Slip("PRJ-03", "分值: 10, 执行率: 0.98, 得分: 9.80", "分值: 10, 执行率: 0.89, 得分: 9.75", says: "应是 0.98"),
    Slip("PRJ-03", "执行率: 0.98, 得分: 9.80", "执行率: 89%, 得分: 9.75", says: "应是 0.98"),
    Slip("PRJ-04", "得分: 9.80}", "得分: 9.90}", says: "得分"),
    Slip("PRJ-05", "得分: 94.80", "得分: 98.40", says: "94.80"),
    Slip("PRJ-06", "[≥10次, 12次, 30, 30", "[≥10次, 12次, 30, 31", says: "30"),
    Slip("PRJ-07", "[90%, 75%, 30, 25,", "[90%, 75%, 30, 20,", says: "按比例应是 25"),
    Slip("PRJ-07", "[≤2小时, 1小时, 20, 20", "[≤2小时, 1小时, 20, 10", says: "达到目标，应是 20"),
    Slip("PRJ-07", "[≥90%, 95%, 10, 10", "[≥90%, 45%, 10, 10", says: "按比例应是 5"),
    Slip("PRJ-08", "[≥10次, 12次, 30, 30", "[持续提升, 未达成, 30, 30", says: "0% 至 60%"),
    Slip("PRJ-09", "两项没有通过验收，已要求返工", "\"\"", says: "没有写偏差原因"),
    Slip("PRJ-10", "满意度指标", "其他指标", says: "缺少“满意度指标”"),
    Slip("PRJ-10", "巡检次数:", "\"*\":", says: "不适用的指标分值应为 0"),
    Slip("PRJ-11", "实施单位: 某中心", "实施单位: \"\"", says: "没有填“实施单位”"),
    Slip("PRJ-11", "项目名称: 某项目", "项目名称: qqf某项目", says: "内部的标记"),
    Slip("PRJ-11", "预期目标: 建成平台。", "预期目标: 建成平台（一期", says: "被单元格截断"),
  ])
  func findsEverySlip(_ slip: Slip) throws {
    let text = PerformanceSample.sheet.replacing(slip.old, with: slip.new)
    try #require(text != PerformanceSample.sheet, "nothing changed")
    let found = try Self.problems([text])
    // One cause, one finding: another rule may tell of it.
    let finding = try #require(
      found.first { $0.rule == slip.rule } ?? found.first { $0.folded.contains { $0.rule == slip.rule } },
      "\(found.map { "\($0.rule) \($0.message)" })")
    #expect(finding.message.contains(slip.says), "\(finding.message)")
  }

  /// Full marks for half of what was aimed at: whether a reason is due is seen once the score is right.
  @Test func aScoreThatCannotBeRightIsNotAskedForItsReasonToo() throws {
    let text = PerformanceSample.sheet.replacing("[≥90%, 95%, 10, 10", with: "[≥90%, 45%, 10, 10")
    #expect(try Self.problems([text]).map(\.rule) == ["PRJ-07"])
  }

  /// Both ways of rounding a score in proportion are in use.
  @Test(arguments: ["9.80", "9.75"])
  func takesTheScoreOfThePrintedRateAndOfTheExactOne(_ score: String) throws {
    let total = score == "9.80" ? "94.80" : "94.75"
    let text = PerformanceSample.sheet.replacing("执行率: 0.98, 得分: 9.80", with: "执行率: 0.98, 得分: \(score)")
      .replacing("得分: 94.80", with: "得分: \(total)")
    #expect(try Self.problems([text]).map(\.message) == [])
  }

  /// True ways of scoring that no rule may accuse.
  @Test(arguments: [
    ("[90%, 75%, 30, 25,", "[10%, 8%, 30, 24,", "设备故障率"), ("[90%, 75%, 30, 25,", "[3%, 2.5%, 30, 25,", "成本节约率"),
    ("[90%, 75%, 30, 25,", "[10%, 8%, 30, 30,", "设备故障率"),
    ("[90%, 75%, 30, 25,", "[及时响应, 大部分及时响应, 30, 25,", "修复及时性"), ("[90%, 75%, 30, 25,", "[20个, 25, 30, 25,", "停车位"),
    ("[90%, 75%, 30, 25,", "[半年6次，一年12次, 12次/年, 30, 25,", "巡检"),
  ])
  func leavesAloneWhatNobodyCanTell(_ old: String, _ new: String, _ name: String) throws {
    let text = PerformanceSample.sheet.replacing(old, with: new.replacing("半年6次，一年12次", with: "\"半年6次，一年12次\""))
      .replacing("验收合格率", with: name)
    let found = try Self.problems([text]).filter { $0.rule == "PRJ-07" && !name.contains("停车位") }
    #expect(found.map(\.message) == [])
  }

  @Test func aFieldThatEverySheetLeavesEmptyIsOneFinding() throws {
    let sheets = (1...4).map {
      PerformanceSample.sheet.replacing("某项目", with: "项目\($0)").replacing("实施单位: 某中心", with: "实施单位: \"\"")
    }
    #expect(try Self.problems(sheets).map(\.message) == ["4 张表没有填“实施单位”"])
  }

  @Test func comparesDeclaredFiguresWithTheSheet() throws {
    func found(_ amount: String) throws -> [String] {
      try Self.problems([PerformanceSample.sheet], fields: "fields:\n  某项目: {全年预算数: \(amount), 执行数: 35.1 万元}\n").map(
        \.message)
    }
    #expect(try found("36 万元") == [])
    #expect(try found("63 万元") == ["申报.某项目.全年预算数 是 63，“某项目”的全年预算数是 360,000.00"])
  }

  /// What a lost line leaves behind in two sums is one mistake.
  @Test(arguments: [
    ("      效益指标:\n        社会效益指标:\n          响应时间: [≤2小时, 1小时, 20, 20, \"\"]\n", "分值 20.00、得分 20.00"),
    ("          验收合格率: [90%, 75%, 30, 25, 两项没有通过验收，已要求返工]\n", "分值 30.00、得分 25.00"),
  ])
  func tellsOnceThatAnIndicatorIsMissing(_ line: String, _ amounts: String) throws {
    let lines = line.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let rest = PerformanceSample.sheet.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !lines.contains($0.trimmingCharacters(in: .whitespaces)) }.joined(separator: "\n")
    #expect(rest != PerformanceSample.sheet)
    let found = try Self.problems([rest]).filter { $0.rule != "PRJ-10" }
    #expect(found.map(\.rule) == ["PRJ-02"], "\(found.map(\.message))")
    #expect(found.first?.hypotheses == ["2 栏都比明细之和多，可能漏了一项指标：\(amounts)"], "\(found.map(\.hypotheses))")
    #expect(found.first?.folded.map(\.rule) == ["PRJ-05"])
  }

  /// More points than weight is no indicator: these are two mistakes.
  @Test func doesNotTakeTwoMistakesForAMissingIndicator() throws {
    let text = PerformanceSample.sheet.replacing("[≥10次, 12次, 30, 30,", with: "[≥10次, 12次, 29, 29,")
      .replacing("得分: 94.80", with: "得分: 98.40")
    let found = try Self.problems([text])
    #expect(Set(found.map(\.rule)) == ["PRJ-02", "PRJ-05"], "\(found.map(\.message))")
  }

  /// What an exception says of a sheet is told beside what the sheet says now; where another covers that, it is unused.
  @Test func anExceptionThatSaysSomethingElseIsToldWithTheFinding() throws {
    func found(_ said: String...) throws -> [Finding] {
      let exceptions = said.map {
        "- {rule: PRJ-11, file: performance/00-sheet-0.yaml, says: \($0), reason: 试, approver: 试}\n"
      }
      let (disclosure, reading) = try PerformanceSample.disclosure(
        Self.set, kind: "project-performance",
        sheets: [PerformanceSample.sheet.replacing("实施单位: 某中心", with: "实施单位: \"\"")],
        exceptions: exceptions.joined())
      return DisclosureChecker.check(disclosure, terms: [], today: nil, reading: reading).findings.filter {
        $0.suppression == nil && ($0.rule == "PRJ-11" || $0.rule.hasPrefix("SUP"))
      }
    }
    let other = try found("没有填“主管部门”")
    #expect(other.map(\.rule) == ["PRJ-11"], "\(other.map(\.message))")
    #expect(other.first?.spans.last?.label == "这条例外说的是“没有填“主管部门””，已经不是这样，没有用上")
    #expect(try found("没有填“实施单位”").isEmpty)
    for both in [["没有填“主管部门”", "没有填“实施单位”"], ["没有填“实施单位”", "没有填“主管部门”"]] {
      #expect(try found(both[0], both[1]).map(\.rule) == ["SUP-02"])
    }
  }
}
