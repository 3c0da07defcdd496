import Diagnostics
import Testing

@testable import Validation

/// Tables written into the narrative, of which nothing is known but themselves.
@Suite struct NarrativeTableTests {
  private static let projects = """
    | 项目 | 预算数 | 执行数 | 结余 | 执行率 |
    | --- | --: | --: | --: | --: |
    | 甲项目 | 541.70 | 520.89 | 20.81 | 96.16% |
    | 乙项目 | 318.20 | 301.05 | 17.15 | 94.61% |
    | 丙项目 | 126.44 | 126.44 | 0.00 | 100.00% |
    | 丁项目 | 77.03 | 60.11 | 16.92 | 78.03% |
    | 合计 | 1,063.37 | 1,008.49 | 54.88 | 94.84% |
    """
  private static let years = """
    | 指标 | 上年 | 本年 | 增减 | 增长率（%） |
    | --- | --: | --: | --: | --: |
    | 门急诊人次 | 1,423,618 | 1,523,907 | 100,289 | 7.04 |
    | 出院人数 | 41,250 | 40,118 | -1,132 | -2.74 |
    | 手术台次 | 12,031 | 13,377 | 1,346 | 11.19 |
    | 床位数 | 1,150 | 1,150 | 0 | 0.00 |
    """

  private static let roads = """
    | 道路等级 | 面积（平方米） | 单价（元） | 年度预算（元） | 占比 |
    | --- | --: | --: | --: | --: |
    | 一级道路 | 1,286,400 | 28.60 | 36,791,040 | 40.2% |
    | 二级道路 | 2,145,300 | 19.80 | 42,476,940 | 46.4% |
    | 三级道路 | 986,200 | 12.50 | 12,327,500 | 13.5% |
    | 合计 | 4,417,900 | — | 91,595,480 | 100.0% |
    """

  private static func found(_ table: String) throws -> [Finding] {
    try ProseSample.check("other", table).findings.filter { $0.rule == "NAR-02" }
  }

  @Test(arguments: [projects, years, roads]) func aTrueTableIsLeftAlone(_ table: String) throws {
    #expect(try Self.found(table).isEmpty)
  }

  @Test(arguments: [
    (projects, "520.89", "502.89"), (projects, "17.15", "71.15"), (projects, "78.03%", "87.03%"),
    (projects, "1,063.37", "1,063.73"), (projects, "77.03", "770.30"), (projects, "318.20", "381.20"),
    (years, "1,423,618", "1,243,618"), (years, "100,289", "100,298"), (years, "11.19", "11.91"),
    (years, "13,377", "13,773"),
    (roads, "28.60", "26.80"), (roads, "42,476,940", "42,746,940"), (roads, "13.5%", "15.3%"),
    (roads, "986,200", "968,200"),
    (years, "-1,132", "1,132"), (years, "-2.74", "2.74"),
  ]) func oneWrongCellIsOneFindingAtIt(_ table: String, _ right: String, _ wrong: String) throws {
    let found = try Self.found(table.replacing(right, with: wrong, maxReplacements: 1))
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.first?.message.contains("写 \(wrong)") ?? false, "\(found.map(\.message))")
    #expect(found.first?.level == .warning)
  }

  /// What two rows have in common may be chance, and what no row has in common is no relation.
  @Test(arguments: [
    "| 项目 | 甲 | 乙 | 丙 |\n| --- | --- | --- | --- |\n| 一 | 1 | 2 | 3 |\n| 二 | 2 | 3 | 5 |\n| 三 | 1 | 1 | 4 |\n",
    "| 项目 | 甲 | 乙 | 丙 |\n| --- | --- | --- | --- |\n| 一 | 120.00 | 230.00 | 350.00 |\n| 二 | 210.00 | 330.00 | 570.00 |\n| 三 | 150.00 | 180.00 | 490.00 |\n",
    "| 项目 | 面积 | 金额 |\n| --- | --- | --- |\n| 一 | 120.00 | 230.00 |\n| 二 | 210.00 | 330.00 |\n| 合计 | 300.00 | 570.00 |\n",
    // Parts beside their line, an average, more than the goal counted as all of it.
    "| 项目 | 金额 |\n| --- | --- |\n| 基本支出 | 100.00 |\n| 其中：人员经费 | 80.00 |\n| 公用经费 | 20.00 |\n| 项目支出 | 50.00 |\n| 合计 | 150.00 |\n",
    "| 项目 | 金额 | 群众评价 |\n| --- | --- | --- |\n| 一 | 120.00 | 95.20 |\n| 二 | 210.50 | 91.40 |\n| 合计 | 330.50 | 93.30 |\n",
    "| 指标 | 目标 | 完成 | 完成率 |\n| --- | --- | --- | --- |\n| 一 | 412 | 398 | 96.60% |\n| 二 | 650 | 631 | 97.08% |\n| 三 | 120 | 144 | 100% |\n",
  ]) func leavesAloneWhatMayBeChance(_ table: String) throws {
    #expect(try Self.found(table).isEmpty)
  }
}
