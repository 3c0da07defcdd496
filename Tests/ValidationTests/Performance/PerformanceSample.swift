import Diagnostics
import Disclosures
import TestSupport
import Testing

@testable import Validation

/// Disclosures with sheets: the shipped ones, and small ones made of text.
enum PerformanceSample {
  /// A disclosure of nothing but sheets.
  static func disclosure(_ set: String, kind: String, sheets: [String], fields: String = "", exceptions: String? = nil)
    throws -> (Disclosure, [Finding])
  {
    let main = "form-set: \(set)\nsource: 某局\npublished: 2026-11-21\n" + fields
    return try ShippedDisclosure.read(
      DisclosureInput(
        department: "a", year: 2020, kind: kind, main: SourceFile(path: "disclosure.yaml", text: main), tables: [],
        narrative: [],
        performance: sheets.enumerated().map { SourceFile(path: "performance/0\($0)-sheet-\($0).yaml", text: $1) },
        attachments: [], exceptions: exceptions.map { SourceFile(path: "suppressions.yaml", text: $0) }))
  }

  /// The findings about the sheets and score cards of a disclosure, above the level of notes: `PRJ-05 the cell`.
  static func problems(_ disclosure: Disclosure, _ findings: [Finding] = []) -> [Finding] {
    DisclosureChecker.check(disclosure, terms: [], today: nil, reading: findings).findings.filter { finding in
      finding.level > .note && ["PRJ", "SC-", "INV", "FMT"].contains { finding.rule.hasPrefix($0) }
    }
  }

  /// A sheet without a mistake.
  static let sheet = """
    form: project-sheet
    概况: {项目名称: 某项目, 项目金额: 400000, 主管部门: 某局, 实施单位: 某中心}
    资金:
      年度资金总额: {年初预算数: 360000.00, 全年预算数: 360000.00, 全年执行数: 351000.00, 分值: 10, 执行率: 0.98, 得分: 9.80}
      当年财政拨款: {年初预算数: 360000.00, 全年预算数: 360000.00, 全年执行数: 351000.00, 分值: —, 执行率: 0.98, 得分: —}
      上年结转资金: {年初预算数: 0, 全年预算数: 0, 全年执行数: 0, 分值: —, 执行率: —, 得分: —}
      其他资金: {年初预算数: 0, 全年预算数: 0, 全年执行数: 0, 分值: —, 执行率: —, 得分: —}
    目标: {预期目标: 建成平台。, 实际完成情况: 已建成。}
    指标:
      columns: [年度指标值, 实际完成值, 分值, 得分, 偏差原因分析及改进措施]
      产出指标:
        数量指标:
          巡检次数: [≥10次, 12次, 30, 30, ""]
        质量指标:
          验收合格率: [90%, 75%, 30, 25, 两项没有通过验收，已要求返工]
      效益指标:
        社会效益指标:
          响应时间: [≤2小时, 1小时, 20, 20, ""]
      满意度指标:
        满意度指标:
          用户满意度: [≥90%, 95%, 10, 10, ""]
      总分: {分值: 100, 得分: 94.80}

    """
}
