import Diagnostics
import Testing

@testable import Validation

/// Scores in the narrative against the score card of the sample: 97.82 in all, 预算编制情况 20 of 20, 部门预算资金支出率 4.84 of 5.
@Suite struct ScoreCheckTests {
  @Test(arguments: [
    "部门整体支出绩效自评得分 97.82 分（满分 100 分），等级为“优”。",
    "部门整体支出绩效自评得分为 97.82 分。其中：预算编制情况分值 20 分，得分 20 分；主要扣分项为部门预算资金支出率（扣 0.16 分）。",
    "部门整体支出中，部门预算资金支出率得分 4.84 分。",
    // Of something else than the card.
    "下属单位整体支出的平均得分 92.10 分。",
    "2021 年度部门整体支出绩效自评总分 94.35 分。",
    "不含某培训项目，其余 6 个项目平均得分 97.98 分。",
    "3 个重点项目自评平均得分 94.75 分，比全部项目的平均得分低 1.53 分。",
    "某项目自评得分 88.00 分，等级为“良”。",
    "该指标分值 25 分，得 20 分。",
    "部门整体支出中，该指标分值 25 分，得 20 分。",
    "某项目得分 85.00 分，评定等级为“良好”。",
  ]) func leavesTrueScoresAlone(_ text: String) throws {
    let outcome = try ProseSample.check("performance", text)
    #expect(!outcome.findings.contains { ["NAR-01", "NAR-02"].contains($0.rule) }, "\(outcome.listing)")
  }

  @Test(arguments: [
    ("部门整体支出绩效自评得分 98.72 分（满分 100 分）。", "NAR-01", "是 97.82 分"),
    ("部门整体支出绩效自评得分 97.82 分。其中：预算编制情况分值 20 分，得分 10 分。", "NAR-01", "“预算编制情况”的得分是 20 分"),
    ("部门整体支出绩效自评得分 97.82 分。其中：预算编制情况分值 30 分。", "NAR-01", "“预算编制情况”的分值是 20 分"),
    ("部门整体支出绩效的主要扣分项为部门预算资金支出率（扣 0.61 分）。", "NAR-01", "“部门预算资金支出率”扣分是 0.16 分"),
    ("部门整体支出绩效自评得分 97.82 分，等级为“良”。", "NAR-02", "应是“优”"),
    ("某项目自评得分 78.04 分，自评等级为“良”。", "NAR-02", "应是“中”"),
  ]) func findsTheWrongScore(_ text: String, _ rule: String, _ says: String) throws {
    let outcome = try ProseSample.check("performance", text)
    let found = outcome.findings.filter { ["NAR-01", "NAR-02"].contains($0.rule) }
    #expect(found.count == 1 && found.first?.rule == rule, "\(outcome.listing)")
    #expect(found.first?.message.contains(says) ?? false, "\(outcome.listing)")
    #expect(found.first?.level == .warning)
  }
}
