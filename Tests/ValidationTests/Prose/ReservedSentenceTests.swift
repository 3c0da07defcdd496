import Diagnostics
import Testing

@testable import Validation

/// Sentences that name what the tables name and speak of something else: nothing is said against them, unless one slip of the
/// pen explains what they say.
@Suite struct ReservedSentenceTests {
  @Test(arguments: [
    // A line of the table, whatever the columns are called.
    ("general", "一般公共服务支出 17,004.14 万元，其中基本支出 1,093.42 万元、项目支出 15,910.72 万元。"),
    // Other years.
    ("totals", "2018 年至 2020 年收入总计分别为 9,012.45 万元、11,133.39 万元和 22,902.37 万元，2020 年度比 2018 年度增长 154.1%。"),
    ("three-public", "2021 年“三公”经费预算 13.20 万元，其中公务接待费 2.50 万元。"),
    ("totals", "与 2018 年的 9,012.45 万元相比，收入总计累计增加 13,889.92 万元。"),
    ("basic", "基本支出由 1,463.72 万元增加到 1,556.54 万元。"),
    ("expenditure", "基本支出占本年支出的比重由上年的 13.2%下降到 6.8%。"),
    // Other bases, averages, parts of the year.
    ("totals", "剔除抗疫资金，收入总计 13,471.57 万元。"),
    ("three-public", "“三公”经费支出月均 1.20 万元，最多的 11 月 3.05 万元。"),
    ("expenditure", "上半年项目支出 7,318.40 万元，占项目支出的 34.3%。"),
    // Other units.
    ("three-public", "全区各部门“三公”经费支出 1,286.40 万元。"),
    ("expenditure", "投资审计中心支出 98.46 万元，其中基本支出 76.20 万元、项目支出 22.26 万元。"),
    // Of several, of a change, of what is left.
    ("basic", "社会保障缴费及住房公积金 342.77 万元，占工资福利支出的 23.45%。"),
    ("totals", "收入总计增加的 11,768.98 万元中，基金预算增加 3,825.17 万元，占 32.50%。"),
    ("basic", "工资福利支出 1,461.82 万元，甲类 900.00 万元、乙类 561.82 万元，分别占 61.57% 和 38.43%。"),
    // What is level is not what was named.
    ("three-public", "年末公务用车保有量 3 辆，与上年末持平。"),
    ("three-public", "公务接待费占“三公”经费的比重与上年持平。"),
    // Two budgets, two rates.
    (
      "general",
      "年初预算 6,714.99 万元，年中调整后预算 19,300.00 万元，支出决算 19,077.16 万元，分别完成年初预算和调整预算的 284.10% 和 98.85%。"
    ),
    ("other", "政府采购预算 2,500.00 万元，其中货物 412.00 万元、服务 2,088.00 万元。"),
    // What stands between a name and a figure makes it another figure; what is compared, a difference.
    ("totals", "从上年数看，2019 年度本年收入合计 9,133.39 万元，年末结转和结余 1,234.56 万元。"),
    ("expenditure", "项目支出大于基本支出 19,789.16 万元。"),
    ("expenditure", "基本支出里有 52.64 万元由其他资金负担，其余由财政拨款负担。"),
    ("general", "教育支出主管机关拨付的专案协作经费 42.00 万元。"),
    ("expenditure", "本年全部为项目支出，用于检查和登记两项工作，金额分别为 126.40 万元、214.36 万元。"),
    ("other", "政府采购情况如下：授予中小企业的合同金额中，货物 91.55 万元、服务 76.13 万元。"),
    ("totals", "收入总计 22,902.37 万元，基本支出和项目支出 2020 年分别增加 66.72 万元和 97.37 万元，增长 0.36% 和 4.90%。"),
    ("other", "自评为“优”的 5 个，“良”的 1 个，优良率 100%；合格 6 个、不合格 1 个，合格率 85.7%。"),
    ("basic", "2019 年度人员经费 1,300.00 万元、公用经费 101.00 万元，2020 年度人员经费增长 12.46%，公用经费下降 6.35%。"),
    // What stands before the name: a whole of another table, a source of funds, a part that no table has.
    ("expenditure", "政府性基金预算支出中，基本支出 12.35 万元；项目支出 3,812.82 万元。"),
    ("expenditure", "其中平台运行维护由一般公共预算安排 69.18 万元、其他收入安排 25.58 万元。"),
    ("expenditure", "事业收入等其他资金支出 128.28 万元，包括基本支出 96.43 万元、项目支出 31.85 万元。"),
    ("expenditure", "其他收入中用于基本支出的比上年减少 2.80 万元。"),
    ("three-public", "上年“三公”经费实际执行 14.86 万元。其中公务接待费执行 3.22 万元。"),
    ("totals", "2018 年收入总计 9,012.45 万元（本年收入 8,455.77 万元、上年结转 556.68 万元）。"),
    // Changes, and what is of several years.
    ("other", "2019 年采购设备 203.40 万元，2020 年多采购 40 台、多安排 112.60 万元，增长 55.36%。"),
    ("totals", "2018 年为 9,012.45 万元，2019 年为 11,133.39 万元，2020 年为 22,902.37 万元。三年年均增长 59.41%。"),
    ("three-public", "与上年末的 4 辆相比，年末公务用车保有量减少 1 辆。"),
    ("other", "年中追加 150.00 万元后为 1,958.61 万元，年初预算共 1,808.61 万元。"),
    ("other", "信息化支出 706.49 万元，其中运维 314.27 万元。采购预算 740.00 万元，预算执行率 95.47%。"),
    ("totals", "结余 12.00 万元列入 2021 年度预算，项目预计 2021 年度完工。"),
  ]) func leavesAloneWhatIsOfSomethingElse(section: String, text: String) throws {
    let outcome = try ProseSample.check(section, text)
    #expect(!outcome.findings.contains { $0.level > .note }, "\(outcome.listing)")
    #expect(outcome.count(.suspect) == 0, "\(outcome.listing)")
  }

  @Test(arguments: [
    ("three-public", "公务接待费 5.90 万元，“三公”经费支出 41.39 万元。", "14.39"),
    ("general", "一般公共服务支出 17,004.14 万元，占一般公共预算财政拨款支出的 89.13%；住房保障支出 270.85 万元，占 4.12%。", "应是 1.42%"),
    ("totals", "剔除因素后，收入总计 29,202.37 万元。", "是 22,902.37 万元"),
    // A name that governs its figure: whatever stands there.
    ("totals", "2020 年度收入总计为 18,764.15 万元。", "是 22,902.37 万元"),
    ("three-public", "公务接待费支出决算为 3.17 万元。", "是 0.59 万元"),
    ("basic", "2019 年度人员经费 1,300.00 万元、公用经费 101.00 万元，2020 年度人员经费增长 12.46%，公用经费下降 9.35%。", "减 6.41 万元）重算应是 6.35%"),
    ("totals", "2021 年度收入总计 22,902.37 万元。", "既不是本年"),
    // A whole of the same table, and a department's own name, take nothing from it.
    ("totals", "收入总计中，年初结转和结余 87.65 万元。", "是 "),
    ("totals", "深圳市坪山区政务服务数据管理局 2020 年度收入总计 18,764.15 万元。", "是 22,902.37 万元"),
  ]) func oneSlipOfThePenIsToldAllTheSame(section: String, text: String, says: String) throws {
    let outcome = try ProseSample.check(section, text)
    let found = outcome.findings.filter { $0.level > .note }
    #expect(found.contains { $0.message.contains(says) }, "\(outcome.listing)")
  }

  @Test(arguments: [
    ("支出 190,7716 元。", "190,7716"), ("支出 15,778,5630 元。", "15,778,5630"), ("接待 1,23 人次。", "1,23"),
  ]) func aNumberGroupedWrongIsOneFinding(_ text: String, _ number: String) throws {
    let outcome = try ProseSample.check("other", text)
    let found = outcome.findings.filter { $0.level > .note }
    #expect(found.map(\.rule) == ["NAR-22"] && found[0].message.contains(number), "\(outcome.listing)")
  }

  @Test(arguments: ["支出 190,771 元。", "科目 2013701,2013702 两个。", "第 3,5 号楼。", "支出 1,234,567.80 元。"])
  func otherCommasAreLeftAlone(_ text: String) throws {
    let outcome = try ProseSample.check("other", text)
    #expect(!outcome.findings.contains { $0.rule == "NAR-22" }, "\(outcome.listing)")
  }
}
