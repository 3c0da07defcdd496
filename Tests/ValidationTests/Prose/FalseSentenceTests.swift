import Diagnostics
import Testing

@testable import Validation

/// Sentences with one mistake each: found, named and graded.
@Suite struct FalseSentenceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let section: String
    let text: String
    let rule: String
    let level: Finding.Level
    let says: String

    init(_ section: String, _ text: String, _ rule: String, _ level: Finding.Level, says: String) {
      self.section = section
      self.text = text
      self.rule = rule
      self.level = level
      self.says = says
    }

    var testDescription: String { "\(rule) \(text)" }
  }

  static let cases = [
    Case(
      "totals", "本部门收入总计 22,903.37 万元。", "NAR-01", .warning, says: "收支总表.收入[总计] 是 22,902.37 万元"),
    Case("totals", "本部门收入总计 22,902.37 万元（约合 2.92 亿元）。", "NAR-09", .warning, says: "这里 2.92亿元，前面 22,902.37万元"),
    Case("totals", "本部门收入总计 22,902.38 万元。", "NAR-01", .note, says: "差在末位"),
    Case(
      "basic", "一般公共预算财政拨款基本支出 1,566.54 万元。", "NAR-01", .warning, says: "一般公共支出表[合计].基本支出 是 1,556.54 万元"),
    Case("three-public", "年末公务用车保有量 4 辆。", "NAR-01", .warning, says: "申报.公务用车.保有量 是 3辆"),
    Case(
      "expenditure", "支出合计 22,902.34 万元，其中：基本支出 1,556.54 万元，占 8.6%。", "NAR-02", .error, says: "应是 6.8%"),
    Case(
      "general", "一般公共预算财政拨款支出 19,077.16 万元，包括教育支出（类）4.28 万元，占 0.1%。", "NAR-02", .error, says: "应是 0.02%"),
    Case("totals", "收入总计 22,902.37 万元，比上年增加 11,768.98 万元，增长 51.4%。", "NAR-02", .error, says: "应是 105.7%"),
    Case(
      "three-public", "“三公”经费支出年初预算为 20.25 万元，支出决算为 14.39 万元，完成预算的 81.1%。", "NAR-05", .error, says: "应是 71.1%"),
    Case(
      "expenditure", "按支出性质，基本支出 1,556.54 万元，占 6.8%；项目支出 21,345.80 万元，占 103.2%。", "NAR-02", .warning,
      says: "应是 93.2%"),
    Case("other", "甲类 60 万元、乙类 30 万元、丙类 10 万元，分别占 60.0%、30.0%、12.0%。", "NAR-02", .warning, says: "应是 10.0%"),
    Case("other", "甲类 60 万元、乙类 30 万元、丙类 10 万元，占比 60.0%、35.0%和10.0%。", "NAR-02", .warning, says: "应是 30.0%"),
    Case("other", "甲类 60 万元，占 160%。", "NAR-02", .warning, says: "部分不会比整体还多"),
    Case("three-public", "因公出国（境）费支出决算为 0 万元，完成预算的 0%。", "NAR-06", .note, says: "预算数是 0"),
    Case(
      "funds", "本年支出 3,825.17 万元，比 2019 年度增加 3,825.17 万元，增长 100%。", "NAR-06", .error, says: "比较的基数是 0"),
    Case(
      "three-public", "“三公”经费支出决算 14.39 万元，比全年预算数增加 5.86 万元。", "NAR-07", .error, says: "实际是减少"),
    Case("three-public", "公务接待费支出 0.59 万元，与全年预算数持平。", "NAR-07", .error, says: "两个数不相等"),
    Case(
      "general", "一般公共预算财政拨款支出年初预算为 6,714.99 万元，支出决算为 19,077.16 万元。决算数小于年初预算数的主要原因：年中追加。", "NAR-07",
      .error, says: "前面的两个数是大于"),
    Case("totals", "收入总计比上年增长 105.71。", "NAR-08", .error, says: "后面没有%"),
    Case("three-public", "公务接待支出 0.59 万（含外宾接待）。", "NAR-08", .warning, says: "后面没有元"),
    Case("basic", "“三公”经费下降（增长）1.00%。", "NAR-12", .error, says: "下降（增长）"),
    Case("other", "主要原因是。", "NAR-12", .error, says: "主要原因是。"),
    Case("other", "XX局没有其他事项。", "NAR-12", .error, says: "XX局"),
    Case("other", "XX 项目没有其他事项。", "NAR-12", .warning, says: "“XX”像是没有填的空"),
    Case("other", "深圳市坪山区政务服务和数据管理局没有其他事项。", "NAR-13", .warning, says: "只差一两个字"),
    Case("other", "截至 2019 年 12 月 31 日，本部门没有房屋。", "NAR-14", .error, says: "公开件是 2020 年度"),
    Case("other", "截止到 2019 年 12 月 31 日，本部门没有房屋。", "NAR-14", .error, says: "公开件是 2020 年度"),
    Case("other", "其他支出比上年增加万元，主要原因是业务增加。", "NAR-12", .error, says: "增加万元"),
    Case("other", "培训 412 人，支出 12.36 万元，人均 500 元。", "NAR-02", .warning, says: "应是 300.00 元"),
    Case(
      "expenditure", "支出合计 22,902.34 万元，增加的主要原因是新增项目，其中：基本支出 1,565.54 万元。", "NAR-01", .warning,
      says: "支出表[合计].基本支出 是 1,556.54 万元"),
    Case("other", "以下是 202 年度的情况。", "NAR-14", .error, says: "少了一位数字"),
    Case("other", "以下是 2018 年度的情况。", "NAR-14", .warning, says: "既不是本年"),
    Case("other", "没有其他事项。。", "NAR-22", .warning, says: "标点重复"),
    Case(
      "three-public", "公务用车购置费和公务用车运行费均为 0 元。", "NAR-01", .warning, says: "公务用车运行费"),
    Case(
      "expenditure", "基本支出和项目支出分别为 21,345.80 万元、1,556.54 万元。", "NAR-01", .warning, says: "支出表[合计].基本支出 是 1,556.54 万元"),
    Case("other", "比上一度没有变化。", "NAR-22", .warning, says: "应是“上一年度”"),
    Case(
      "general", "一般公共预算财政拨款支出年初预算为 6,714.99 万元，支出决算为 19,077.16 万元。决算数等于年初预算数。", "NAR-07", .error,
      says: "前面的两个数是大于"),
    Case("other", "⻔户网站。", "NAR-22", .warning, says: "部首"),
    Case("performance", "医疗卫生与计划生育支出没有项目。", "NAR-21", .warning, says: "卫生健康支出"),
    // The figure of another cell.
    Case(
      "expenditure", "支出合计 22,902.34 万元，其中基本支出 21,345.80 万元。", "NAR-01", .warning,
      says: "支出表[合计].基本支出 是 1,556.54 万元；21,345.80万元 是 支出表[合计].项目支出"),
    Case(
      "expenditure", "基本支出 21,345.80 万元，项目支出 1,556.54 万元。", "NAR-01", .warning, says: "与后面的 1,556.54万元 像是写反了"),
    Case("three-public", "“三公”经费年初预算为 14.39 万元。", "NAR-01", .warning, says: "三公表.预算数[合计] 是 20.25 万元"),
    // What goes on about the name before.
    Case(
      "three-public", "公务接待费年初预算为 4 万元，支出决算为 0.79 万元。", "NAR-01", .warning, says: "三公表.决算数[公务接待费] 是 0.59 万元"),
    Case("three-public", "### 公务接待费\n\n支出决算为 0.79 万元。", "NAR-01", .warning, says: "三公表.决算数[公务接待费] 是 0.59 万元"),
    Case(
      "three-public", "2020 年度一般公共预算财政拨款“三公”经费支出预算为 99 万元。", "NAR-01", .warning,
      says: "三公表.预算数[合计] 是 20.25 万元"),
    Case(
      "three-public", "“三公”经费支出决算为 14.39 万元，完成全年预算 20.25 万元的 81.1%。", "NAR-05", .error, says: "应是 71.1%"),
    Case(
      "three-public", "“三公”经费支出决算为 14.39 万元，完成全年预算 30.25 万元的 71.1%。", "NAR-01", .warning,
      says: "三公表.预算数[合计] 是 20.25 万元"),
    Case(
      "general", "一般公共预算财政拨款支出 19,077.16 万元，包括一般公共服务（类）支出 7,004.14 万元。", "NAR-01", .warning,
      says: "是 17,004.14 万元"),
    // Nothing is not something.
    Case("three-public", "公务用车购置费支出 1 万元。", "NAR-01", .warning, says: "三公表.决算数[公务用车购置费] 是 0 万元"),
    Case("three-public", "公务接待费支出 2 万元。", "NAR-01", .warning, says: "三公表.决算数[公务接待费] 是 0.59 万元"),
    // Counts.
    Case("three-public", "国内公务接待 13 批次、38 人次。", "NAR-01", .warning, says: "申报.公务接待.批次 是 3批次"),
    Case("three-public", "国内公务接待 3 批次、83 人次。", "NAR-01", .warning, says: "申报.公务接待.人次 是 38人次"),
    // Directions and growth.
    Case(
      "totals", "收入总计 22,902.37 万元，比上年增加 11,768.98 万元，下降 105.7%。", "NAR-07", .error, says: "前面写增加 11,768.98万元，这里写下降"),
    Case(
      "totals", "2020 年度收入总计 22,902.37 万元。与 2019 年度相比，增加 11,768.98 万元，增长 51.4%。", "NAR-02", .error, says: "应是 105.7%"),
    Case(
      "general", "一般公共预算财政拨款支出 19,077.16 万元，完成年初预算的 284.1%，决算数小于年初预算数。", "NAR-07", .error, says: "前面的完成率 284.1% 说的是大于"),
    Case(
      "three-public", "2019 年、2020 年公务接待费分别为 0.13 万元、0.95 万元。", "NAR-01", .warning, says: "三公表.决算数[公务接待费] 是 0.59 万元"),
    Case(
      "totals", "与 2019 年度相比，收、支总计各增加 11,678.98、11,678.98 万元。", "NAR-01", .warning, says: "应是 11,768.98 万元"),
    Case("three-public", "公务用车运行维护费13万3000元。", "NAR-01", .warning, says: "三公表.决算数[公务用车运行费] 是 13.80 万元"),
    Case(
      "three-public", "公务接待费 0.59 万元，比 2019 年度减少 3.00 万元。", "NAR-01", .warning, says: "应是增加 0.46 万元"),
    Case("three-public", "公务接待费 0.59 万元小于预算 5 万元。", "NAR-01", .warning, says: "应是 3.41 万元"),
    // Years.
    Case("totals", "2019 年度收入总计 22,902.37 万元。", "NAR-14", .warning, says: "却是本年的数：收支总表.收入[总计]"),
    Case("totals", "收入总计 22,902.37 万元，比 2018 年增加 11,768.98 万元。", "NAR-14", .warning, says: "这里与 2018 年比"),
    Case("funds", "政府性基金预算财政拨款年初结转和结余 5 万元。", "NAR-01", .warning, says: "基金表[合计].年初结转和结余 是 0 万元"),
    Case("totals", "收入总计比上年增加（减少）11,768.98 万元。", "NAR-12", .error, says: "增加（减少）"),
    Case("expenditure", "基本支出 1,556.54 万元，占 6.8%；项目支出＿＿万元，占 93.2%。", "NAR-12", .error, says: "＿＿"),
    Case("totals", "2019 年度收、支总计均为 22,902.37 万元。", "NAR-14", .warning, says: "却是本年的数：收支总表.收入[总计]"),
    Case("three-public", "2019 年度“三公”经费支出年初预算为 20.25 万元。", "NAR-14", .warning, says: "却是本年的数：三公表.预算数[合计]"),
    Case(
      "totals", "收入总计 22,902.37 万元，比 2019 年增加 11,768.98 万元，也就是比 2018 年增加 11,768.98 万元。", "NAR-14", .warning,
      says: "却是与 2019 年的差"),
    Case("three-public", "公务接待费支出 0.59 万元，比 2019 年年初预算减少 3.41 万元。", "NAR-14", .warning, says: "却是与本年预算的差"),
    Case("totals", "年末结转和结余在 2021 年度的收入里。", "NAR-14", .warning, says: "既不是本年"),
    Case("totals", "支出决算与 2018 年持平。", "NAR-14", .warning, says: "这里与 2018 年持平"),
    Case("basic", "基本支出同 2020 年决算相比持平。", "NAR-14", .warning, says: "这里与 2020 年持平"),
    // Brackets and lists.
    Case(
      "three-public", "“三公”经费支出决算 14.39 万元（其中：一般公共预算支出 14.39 万元；政府性基金预算支出 1.00 万元）。", "NAR-02",
      .warning, says: "括号里各项相加超过了 14.39万元"),
    Case(
      "three-public",
      "“三公”经费支出决算 14.39 万元（其中：一般公共预算支出 13.39 万元；政府性基金预算支出 0 万元；国有资本经营预算支出 0 万元）。", "NAR-02",
      .warning, says: "括号里各项相加不到 14.39万元"),
    Case(
      "three-public", "公务用车运行维护费 13.8 万元，其中：燃油费 9.00 万元、维修费 8.00 万元。", "NAR-02", .warning, says: "“其中”各项相加超过了 13.8万元"
    ),
    Case(
      "three-public", "公务用车运行维护费 13.8 万元。主要用于公务出行，其中：燃油费 9.00 万元、维修费 8.00 万元。", "NAR-02", .warning,
      says: "“其中”各项相加超过了 13.8万元"),
    Case("three-public", "年末有一般公务用车 3 辆，其中：轿车 2 辆、越野车 2 辆。", "NAR-02", .warning, says: "各项相加是 4，超过了 3辆"),
    Case("three-public", "国内公务接待费 9.59 万元。", "NAR-01", .warning, says: "还多，它只是其中的一部分"),
    Case(
      "basic", "一般公共预算财政拨款基本支出 1,556.54 万元，其中：人员经费 1,361.95 万元。", "NAR-01", .warning, says: "是 1,461.95 万元"),
    // Names that stand in the sentence before.
    Case("three-public", "2．公务接待费。2020 年决算数 0.95 万元。", "NAR-01", .warning, says: "是 0.59 万元"),
    Case("three-public", "### 公务接待费\n\n年初预算 0.59 万元，支出决算 4 万元。", "NAR-01", .warning, says: "0.59万元 是 三公表.决算数[公务接待费]"),
    Case("three-public", "共接待国内来访团组 13 个、来宾 38 人次。", "NAR-01", .warning, says: "申报.公务接待.批次 是 3批次"),
    Case("three-public", "公务接待费支出 0.59 万元，国内接待 3 批次，接待 83 人次。", "NAR-01", .warning, says: "申报.公务接待.人次 是 38人次"),
    // Differences.
    Case(
      "three-public", "“三公”经费预算数 20.25 万元，决算数 14.39 万元，预决算差异率 -82.94%。", "NAR-05", .error, says: "应是 -28.94%"),
    Case(
      "three-public", "“三公”经费预算数 20.25 万元，决算数 14.39 万元，差值为 6.86 万元。", "NAR-02", .error, says: "相差 5.86 万元"),
    Case(
      "three-public", "培训费预算 3.00 万元，支出决算 2.40 万元，决算数较预算数减少 0.90 万元。", "NAR-02", .error, says: "相差 0.60 万元"),
    Case(
      "other", "机关运行经费支出 94.59 万元（与一般公共预算财政拨款基本支出中公用经费之和一致），比年初预算数减少 1.92 万元，降低 1.68%。", "NAR-01",
      .warning, says: "应是 1.62 万元"),
    Case(
      "three-public", "公务接待费支出 0.59 万元，决算数小于预算数的主要原因是厉行节约，比上年增加 0.64 万元，增长 353.8%。", "NAR-01", .warning,
      says: "353.8% 正是这个数的比例"),
    Case("three-public", "“三公”经费支出决算大于预算数的主要原因：节约。", "NAR-07", .warning, says: "两个数是小于"),
    Case(
      "funds", "本年收支情况见《政府性基金预算财政拨款收入支出决算表》（公开07表）。", "NAR-23", .warning,
      says: "是公开08表，这里写公开07表，那是“一般公共预算财政拨款“三公”经费支出决算表”"),
    Case("general", "详见公开04表《一般公共预算财政拨款支出决算表》。", "NAR-23", .warning, says: "是公开05表"),
    Case("general", "一般公共服务支出、住房保障支出分别占一般公共预算财政拨款支出的 98.1% 和 1.4%。", "NAR-02", .warning, says: "应是 89.1%"),
    Case("general", "住房保障支出占一般公共预算财政拨款支出的 4.1%。", "NAR-02", .warning, says: "应是 1.4%"),
    Case("three-public", "公务接待费支出 0.59 万元，主要原因是压缩接待，占“三公”经费支出的 1.4%。", "NAR-02", .error, says: "应是 4.1%"),
    // As published documents have them.
    Case("other", "没有其他事项（详见附件。", "NAR-22", .warning, says: "“（”在这一段里没有配对"),
    Case("other", "“三公“经费没有变化。", "NAR-22", .warning, says: "““”在这一段里没有配对"),
    Case(
      "general", "一般公共预算财政拨款支出年初预算为 6,714.99 万元，支出决算为 19,077.16 万元。决算数与预算数基本持平。", "NAR-07", .error,
      says: "这里写决算数基本等于预算数，前面的两个数是大于"),
    Case("three-public", "“三公”经费支出决算为 20.25 万元。", "NAR-01", .warning, says: "三公表.决算数[合计] 是 14.39 万元"),
    Case("expenditure", "支出合计 22,902.34 万元，其中：基本支出 22,902.34 万元，占 95.00%。", "NAR-01", .warning, says: "支出表[合计].基本支出"),
    // What was never filled in.
    Case("other", "主要原因：××。", "NAR-12", .error, says: "原因：××"),
    Case("other", "项目支出＿＿万元。", "NAR-12", .error, says: "＿＿"),
    Case("other", "｛｛支出表[合计].基本支出｝｝", "NAR-12", .error, says: "｛｛"),
  ]

  @Test func seesThatARateIsOfAnotherBudgetThanItSays() throws {
    let outcome = try ProseSample.check(
      "general", "一般公共预算财政拨款支出年初预算为 0 万元，全年预算为 19,300.00 万元，支出决算为 19,077.16 万元，完成年初预算的 98.85%。")
    let finding = try #require(outcome.findings.first { $0.rule == "NAR-06" }, "\(outcome.listing)")
    #expect(finding.level == .error)
    #expect(finding.message.contains("年初预算是 0万元；这个比例是按 19,300.00万元 算的"), "\(finding.message)")
  }

  @Test(arguments: cases) func findsTheMistake(_ wanted: Case) throws {
    let outcome = try ProseSample.check(wanted.section, wanted.text)
    let found = outcome.findings.filter { $0.rule == wanted.rule }
    #expect(found.count == 1, "\(outcome.listing)")
    #expect(found.first?.level == wanted.level, "\(outcome.listing)")
    #expect(found.first?.message.contains(wanted.says) ?? false, "\(outcome.listing)")
    #expect(found.first?.fix?.isEmpty == false)
    // One mistake, one finding.
    #expect(outcome.findings.filter { $0.level > .note }.count <= 1, "\(outcome.listing)")
  }

  /// Last year's year all over the text is one thing to replace.
  @Test func aYearThatWasNeverChangedIsOneFinding() throws {
    let outcome = try ProseSample.check(
      "totals", "2019 年度收入总计 22,902.37 万元。\n\n2019 年度支出总计 22,902.37 万元。\n\n2019 年度本年收入合计 22,902.34 万元。")
    let found = outcome.findings.filter { $0.level > .note }
    #expect(found.map(\.rule) == ["NAR-14"], "\(outcome.listing)")
    #expect(found.first?.message.hasPrefix("3 处写 2019 年，数却是本年的") ?? false)
  }

  @Test func pointsAtTheFigureItself() throws {
    let text = "本部门收入总计 22,903.37 万元。"
    let outcome = try ProseSample.check("totals", text)
    let span = try #require(outcome.findings.first?.primary)
    #expect(span.upper - span.lower == "22,903.37 万元".utf8.count)
  }

  @Test func doubtsWhatTheSameWordsSayTwice() throws {
    let outcome = try ProseSample.check(
      "other", "机关运行经费支出 94.59 万元。\n\n机关运行经费支出 95.59 万元。",
      data: ["disclosure.yaml": { $0.replacing("  机关运行经费:\n    决算数: 94.59\n", with: "") }])
    #expect(outcome.findings.contains { $0.rule == "NAR-09" && $0.message.contains("95.59") }, "\(outcome.listing)")
  }
}
