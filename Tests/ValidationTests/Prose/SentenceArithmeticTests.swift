import Diagnostics
import Testing

@testable import Validation

/// Figures that no table has, worked out again from those beside them.
@Suite struct SentenceArithmeticTests {
  /// True, each with some of its numbers as they may be mistyped.
  static let relations: [(text: String, wrong: [(String, String)])] = [
    ("内设科室 28 个、临床科室 36 个、医技科室 14 个，共计 78 个。", [("78 个", "87 个"), ("共计 78", "共计 780")]),
    ("年末编制 168 人，其中行政编制 152 人、事业编制 16 人。", [("168", "618"), ("152", "125"), ("152", "182")]),
    ("高级职称 186 人（正高 52 人、副高 134 人）。", [("134", "314"), ("186", "168")]),
    ("建筑面积 8,642 平方米，其中机关 3,280 平方米、便民服务中心 1,462 平方米、其他 3 处 3,900 平方米。", [("1,462", "4,162"), ("8,642", "8,142")]),
    (
      "完成营造林 186.4 万亩，完成年度任务 180 万亩的 103.6%，其中人工造林 42.18 万亩、封山育林 144.22 万亩。",
      [("103.6%", "130.6%"), ("144.22", "142.42")]
    ),
    ("在职职工 1,684 人，其中卫生技术人员 1,396 人，占职工总数的 82.9%。", [("82.9%", "32.9%"), ("1,396", "3,196")]),
    ("评为“优”的 9 个、“良”的 3 个，共 12 个；“优”占 75%。", [("共 12", "共 21")]),
    ("办理案件 1,889 件，比上年减少 29 件，下降 1.51%。", [("1.51%", "5.11%"), ("29 件", "92 件")]),
    ("发生火灾 61 起，比上年的 86 起减少 25 起，下降 29.1%。", [("25 起", "52 起"), ("29.1%", "92.1%"), ("86 起", "68 起")]),
    ("某项支出人均 1,248.50 元，比上年人均 1,106.35 元增加 142.15 元。", [("142.15", "124.15"), ("1,106.35", "1,016.35")]),
    ("提出建议 67 条，被采纳 62 条，采纳率 92.5%。", [("92.5%", "96.5%"), ("62 条", "26 条")]),
    ("送审金额 21,388.50 万元，审定金额 20,289.56 万元，核减 1,098.94 万元，核减率 5.14%。", [("1,098.94", "1,908.94"), ("5.14%", "2.14%")]),
    (
      "造林 42.18 万亩、封育 50.64 万亩、修复 31.86 万亩、抚育 61.72 万亩，分别占 22.6%、27.2%、17.1% 和 33.1%。",
      [("27.2%", "67.2%"), ("33.1%", "83.1%")]
    ),
    ("辖区户籍人口 12,846 户 43,218 人，户均 3.36 人。", [("3.36", "3.96"), ("43,218", "45,218")]),
    ("培训 412 人，支出 12.36 万元，人均 300 元。", [("300 元", "500 元"), ("412", "421")]),
    ("更新黑板 43 套，支出 316.00 万元，平均每套 73,488.37 元。", [("73,488.37", "73,848.37"), ("43 套", "13 套")]),
    ("住宿费按每生每学年 900 元、1,624 人计算，为 146.16 万元。", [("146.16", "141.66"), ("900", "9000"), ("1,624", "1,924")]),
    ("资助 186 人、每人 500 元，计 9.3 万元。", [("9.3 万元", "93.0 万元"), ("186", "816")]),
    (
      "某项收入 138,114.04 万元。按来源分，门急诊收入 51,102.19 万元、住院收入 87,011.85 万元。",
      [("51,102.19", "55,102.19"), ("87,011.85", "87,018.15")]
    ),
    (
      "2019 年某项预算执行数为 1,690.69 万元，2020 年预算安排 1,672.67 万元，比 2019 年预算执行数减少 1.07%。",
      [("1.07%", "7.01%"), ("1,690.69", "1,960.69"), ("减少", "增加")]
    ),
    ("最高的 99.35 分，最低的 95.42 分，相差 3.93 分。", [("3.93", "3.63")]),
    ("甲项目自评得分 96.85 分，乙项目 94.20 分，丙项目 99.00 分，平均得分 96.68 分。", [("96.68", "69.68"), ("94.20", "49.20")]),
    ("投入指标分值 20 分，得分 19.50 分，得分率 97.50%。", [("97.50%", "95.70%")]),
    (
      "决策 14.50 分（满分 15 分）、过程 24.06 分（满分 25 分）、产出 33.36 分（满分 35 分），得分率分别为 96.67%、96.24%、95.31%。", [("96.24%", "66.24%")]
    ),
  ]

  @Test(arguments: relations) func aTrueSentenceIsBorneOut(_ text: String, _ wrong: [(String, String)]) throws {
    let outcome = try ProseSample.check("other", text)
    #expect(!outcome.findings.contains { $0.level > .note }, "\(outcome.listing)")
    #expect(outcome.count(.inferred) > 0 && outcome.count(.suspect) == 0, "\(outcome.listing)")
  }

  @Test(arguments: relations) func oneSlipOfThePenIsOneFinding(_ text: String, _ wrong: [(String, String)]) throws {
    for (right, typed) in wrong {
      let sentence = text.replacing(right, with: typed, maxReplacements: 1)
      #expect(sentence != text)
      let outcome = try ProseSample.check("other", sentence)
      let found = outcome.findings.filter { $0.level > .note }
      #expect(found.map(\.rule) == ["NAR-02"] && found.first?.level == .warning, "\(typed)：\(outcome.listing)")
      let places = found.flatMap { finding in finding.spans.map(\.span) }
      let number = typed.prefix { !$0.isWhitespace }.filter { $0.isNumber || $0 == "." || $0 == "," }
      let isShown = outcome.figures.contains { figure in
        figure.text.contains(number) && places.contains(figure.span)
      }
      #expect(isShown || number.isEmpty, "\(typed)：\(outcome.listing)")
    }
  }

  /// What stands beside each other need have nothing to do with each other.
  @Test(arguments: [
    "内设 3 个科室，下属事业单位 1 个，纳入决算编制范围的单位共 2 个。",
    "在职职工 157 人，其中党员 90 人、女职工 80 人。",
    "在职职工 45 人，其中行政人员 20 人、事业人员 15 人。",
    "参加考试 120 人，抽查 30 人，合格率 95.5%。",
    "培训 36 人，占全县 2,400 人的 1.5%；其中女性 20 人，占全市同类人员的 3.4%。",
    "下属事业单位 1 个（甲县服务所），纳入预算的单位共 2 个。",
    "举办培训班 8 期，每期 40 人，支出 3.60 万元。",
    "公用经费 12.00 万元，在职 20 人，人均定额 5,000 元。",
    "采购设备 12 台，每台 3,500 元，另付安装费 2.10 万元。",
    "全年预算 209.00 万元，执行 186.40 万元，比上年增加 20.00 万元。",
    "决策指标 14.50 分、过程指标 24.06 分，得分率为 96.67%。",
    "该指标分值 25 分，得 20 分；另一指标满分 10 分，得 9 分。",
    "一季度接待 12 批次，二季度接待 15 批次，全年共接待 60 批次。",
    "一级 4,027 人、二级 2,318 人、三级 3,659 人、四级 2,842 人，其中重度（一、二级）6,345 人。",
    "存货比年初的 402.18 万元减少 15.76 万元，下降 3.92%。",
  ]) func leavesAloneWhatMayHaveNothingToDoWithEachOther(_ text: String) throws {
    let outcome = try ProseSample.check("other", text)
    #expect(!outcome.findings.contains { $0.level > .note }, "\(outcome.listing)")
  }
}
