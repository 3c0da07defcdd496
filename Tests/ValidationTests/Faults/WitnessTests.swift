import Diagnostics
import Testing

@testable import Validation

/// What a sum leaves open, other cells tell: which of its figures is the wrong one.
@Suite struct WitnessTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let cell: String
    var says: String?
    var testDescription: String { new }
  }

  @Test(arguments: [
    // The part, and the total: the other columns of the row say what it should be.
    Case(
      old: "当年财政拨款: {年初预算数: 360000.00", new: "当年财政拨款: {年初预算数: 3600000.00", cell: "资金[当年财政拨款].年初预算数",
      says: "改成 360,000.00，就与 资金[当年财政拨款].全年预算数"),
    Case(
      old: "年度资金总额: {年初预算数: 360000.00", new: "年度资金总额: {年初预算数: 3600000.00", cell: "资金[年度资金总额].年初预算数",
      says: "改成 360,000.00，就与 资金[年度资金总额].全年预算数"),
    Case(
      old: "当年财政拨款: {年初预算数: 360000.00", new: "当年财政拨款: {年初预算数: 200000.00", cell: "资金[当年财政拨款].年初预算数"),
    Case(
      old: "年度资金总额: {年初预算数: 360000.00", new: "年度资金总额: {年初预算数: 360001.00", cell: "资金[年度资金总额].年初预算数"),
    // One yuan in a row of nothing.
    Case(
      old: "其他资金: {年初预算数: 0", new: "其他资金: {年初预算数: 1", cell: "资金[其他资金].年初预算数"),
    // Full marks beside an empty score.
    Case(old: "响应时间: [≤2小时, 1小时, 20, 20,", new: "响应时间: [≤2小时, 1小时, 20, \"\",", cell: "指标[\"2.1.1\"].得分"),
  ]) func tellWhichFigureIsWrong(_ wrong: Case) throws {
    let text = PerformanceSample.sheet.replacing(wrong.old, with: wrong.new)
    try #require(text != PerformanceSample.sheet)
    let found = try SheetCheckTests.problems([text])
    let finding = try #require(found.first { $0.cell?.hasPrefix(wrong.cell) ?? false }, "\(found.map(\.message))")
    if let says = wrong.says {
      #expect(finding.hypotheses.contains { $0.contains(says) }, "\(finding.hypotheses)")
    }
  }

  /// 当年财政拨款 is another in every column: nothing tells whether it or the total is wrong.
  @Test func whereNoOtherCellSpeaksAllAreNamed() throws {
    let text = PerformanceSample.sheet.replacing("年初预算数: 360000.00, 全年预算数", with: "年初预算数: 355000.00, 全年预算数")
      .replacing("当年财政拨款: {年初预算数: 355000.00", with: "当年财政拨款: {年初预算数: 345000.00")
    let found = try SheetCheckTests.problems([text])
    #expect(found.count == 1 && found[0].hypotheses.contains { $0.contains("之一") }, "\(found.map(\.hypotheses))")
  }
}
