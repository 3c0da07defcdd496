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

  private static func investment(planned: String, rate: String, granted: String = "501.52") -> String {
    """
    form: investment-sheet
    概况: {项目名称: 网站改版, 国家编码: 2017-440317-39-01-703008, 项目单位: 某局, 项目总投资: 501.52, 财政拨款: \(granted), 其他资金: 0, 是否开工: 否}
    执行:
      实际下达政府投资计划: \(planned)
      实际完成投资: 129.5205
      政府性基金完成: ""
      一般公共预算完成: 129.5205
      政府投资计划支出率: \(rate)
      累计完成投资: 463.39806
      项目总体完成率: 92.40%

    """
  }

  private static func ofInvestment(
    planned: String, rate: String, granted: String = "501.52"
  ) throws -> [Finding] {
    let (disclosure, findings) = try PerformanceSample.disclosure(
      "pingshan/2020/final-accounts", kind: "final-accounts",
      sheets: [investment(planned: planned, rate: rate, granted: granted)])
    return PerformanceSample.problems(disclosure, findings).filter { $0.rule == "INV-1" || $0.rule == "INV-4" }
  }

  /// A rate of 100 % says that both amounts are one: of a rate and an amount that may be wrong, the amount that is not.
  @Test func aRateOfAllTellsWhichAmountIsWrong() throws {
    #expect(try Self.ofInvestment(planned: "129.5205", rate: "100%").map(\.message) == [])
    let amount = try Self.ofInvestment(planned: "192.5205", rate: "100%")
    #expect(amount.compactMap(\.cell) == ["执行.实际下达政府投资计划@网站改版"])
    #expect(amount.first?.hypotheses == ["相邻两位数字颠倒：192.5205 → 129.5205"])
    #expect(amount[0].message.hasPrefix("执行.政府投资计划支出率@网站改版 是 100.00%，按 "), "\(amount[0].message)")
    // No slip of the pen: the rate may have been left as it was.
    let other = try Self.ofInvestment(planned: "200.00", rate: "100%")
    #expect(other.compactMap(\.cell) == ["执行.政府投资计划支出率@网站改版"])
    let rate = try Self.ofInvestment(planned: "129.5205", rate: "10%")
    #expect(rate.compactMap(\.cell) == ["执行.政府投资计划支出率@网站改版"])
  }

  /// Of amounts that differ, any may be wrong, and the rate as well: it is told where it stands.
  @Test func aRateOfAPartTellsNothing() throws {
    let found = try Self.ofInvestment(planned: "200.00", rate: "70%")
    #expect(found.compactMap(\.cell) == ["执行.政府投资计划支出率@网站改版"])
  }

  /// The total is there and so is 其他资金: nothing. What is empty is lacking.
  @Test func aTotalOverNothingLacksItsEmptyAddend() throws {
    let found = try Self.ofInvestment(planned: "129.5205", rate: "100%", granted: "\"\"")
    #expect(found.compactMap(\.cell) == ["概况.财政拨款@网站改版"])
    // A typed nothing may be as wrong as the total.
    let typed = try Self.ofInvestment(planned: "129.5205", rate: "100%", granted: "0")
    #expect(typed.compactMap(\.cell) == ["概况.项目总投资@网站改版"])
  }

  /// A note that would ask why a budget was not spent speaks against no figure.
  @Test func aNoteSpeaksForNoFigure() throws {
    let found = try FaultFinderTests.errors([
      "tables/three-public.yaml": {
        FaultFinderTests.replacing("合计: 20.25", "合计: 40.25")(
          FaultFinderTests.replacing("因公出国（境）费: 0\n", "因公出国（境）费:\n")($0))
      }
    ]).filter { $0.rule == "SG-1" }
    #expect(found.compactMap(\.cell) == ["三公表.预算数[因公出国（境）费]"], "\(found.map(\.hypotheses))")
  }

  /// The total cannot be nothing where more than nothing was spent: the first cell to fill in is told, with the other.
  @Test func whereOnlyEmptyCellsMayLackTheFirstIsTold() throws {
    let (disclosure, findings) = try PerformanceSample.disclosure(
      "pingshan/2020/final-accounts", kind: "final-accounts",
      sheets: [
        Self.investment(planned: "129.5205", rate: "100%", granted: "\"\"").replacing("其他资金: 0,", with: "其他资金: \"\",")
      ])
    let found = PerformanceSample.problems(disclosure, findings).filter { $0.rule == "INV-4" }
    #expect(found.compactMap(\.cell) == ["概况.财政拨款@网站改版"])
    #expect(found.first?.hypotheses.contains { $0.contains("概况.其他资金@网站改版") && $0.contains("之一") } ?? false)
  }
}
