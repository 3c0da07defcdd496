import Diagnostics
import Disclosures
import Foundation
import TestSupport
import Testing

@testable import Validation

/// Items of a score card scored anew from the report's own figures.
@Suite struct CriteriaCheckTests {
  static let id = "sz-housing-info/2020/overall-performance"

  static func found(card: @escaping (String) -> String = { $0 }, main: @escaping (String) -> String = { $0 }) throws
    -> [String]
  {
    let (disclosure, findings) = try ShippedDisclosure.read(
      id, replacing: ["performance/score-card.yaml": card, "disclosure.yaml": main])
    return PerformanceSample.problems(disclosure, findings).filter { ["SC-06", "SC-04"].contains($0.rule) }.map(
      \.message)
  }

  static func item(_ name: String, scored score: String) -> (String) -> String {
    { text in
      let from = text.range(of: "\(name):")?.upperBound ?? text.endIndex
      guard let line = text[from...].range(of: "得分: ") else { return text }
      let end = text[line.upperBound...].firstIndex(of: "\n") ?? text.endIndex
      return text.replacingCharacters(in: line.upperBound..<end, with: score)
    }
  }

  @Test func showsTheArithmetic() throws {
    let message = try #require(try Self.found().first { $0.contains("预算执行率") })
    #expect(message.hasPrefix("“预算执行率”填报 3 分，按评分标准应得 5.95 分"))
    #expect(message.contains("三季度 1 × 69.22% ÷ 0.75 ＝ 0.92"))
  }

  /// 5.95 as the criterion reads, 5.86 with no more than one point a quarter: reports are of two minds.
  @Test(arguments: ["5.95", "5.86"])
  func takesTheScoreEitherWay(_ score: String) throws {
    #expect(try Self.found(card: Self.item("预算执行率", scored: score)).contains { $0.contains("预算执行率") } == false)
  }

  @Test func knowsTheStepsOfARatio() throws {
    func found(_ inUse: String, _ score: String) throws -> Bool {
      try Self.found(
        card: Self.item("固定资产利用率", scored: score),
        main: { $0.replacing("  项目:\n", with: "  固定资产: {总额: 100.00, 在用: \(inUse)}\n  项目:\n") }
      ).contains { $0.contains("固定资产利用率") }
    }
    #expect(try !found("90.00", "1") && found("89.00", "1") && !found("89.00", "0.7") && found("74.00", "0.7"))
  }

  @Test func withoutFiguresOnlyTheStepsCount() throws {
    let found = try Self.found(card: Self.item("公众或服务对象满意度", scored: "5.33"))
    #expect(found.contains("“公众或服务对象满意度”填报 5.33 分，按评分标准只能是 6、4、2、1 分"))
    #expect(try Self.found(card: Self.item("公众或服务对象满意度", scored: "4")).allSatisfy { !$0.contains("满意度") })
  }

  @Test func theGradeIsThatOfTheTotal() throws {
    let (disclosure, findings) = try ShippedDisclosure.read(
      Self.id, replacing: ["performance/score-card.yaml": { $0.replacing("grade: 优", with: "grade: 良") }])
    #expect(
      PerformanceSample.problems(disclosure, findings).filter { $0.rule == "SC-03" }.map(\.message)
        == ["得分 92.00 应是“优”，填的是“良”"])
  }

  /// A part of the card that is gone lacks all of its items.
  @Test func tellsOnceWhatTheCardDoesWithout() throws {
    let messages = try Self.found(card: { text in
      text.replacing("预算执行率:", with: "甲:").replacing("固定资产利用率:", with: "乙:")
    }).filter { $0.contains("评分表里没有") }
    #expect(messages.count == 1, "\(messages)")
    #expect(messages.first?.contains("“固定资产利用率”、“预算执行率” 2 项，没有按标准重算") ?? false, "\(messages)")
  }
}
