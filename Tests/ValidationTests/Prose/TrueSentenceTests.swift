import Diagnostics
import Testing

@testable import Validation

/// Sentences as officers write them, all true: every figure is found in the data, and nothing is accused.
@Suite struct TrueSentenceTests {
  static let sentences: [(section: String, text: String)] = [
    ("totals", "2020 年度收入总计 22,902.37 万元，支出总计 22902.37 万元；年初结转和结余 0.04 万元。"),
    ("totals", "与 2019 年度相比，收入总计增加 11,768.98 万元，增长 105.7%。"),
    ("totals", "收入支出总计 2.29 亿元，比上年增加 11,768.98 万元，增幅 105.7%。"),
    // Years before the last: of work, of several years, of this year's budget.
    ("other", "机关运行经费支出 94.59 万元。办件量与 2018 年持平。"),
    ("three-public", "公务接待费支出 0.59 万元。2018 年至 2020 年均没有因公出国（境）费，与 2018 年持平。"),
    ("three-public", "公务接待费支出 0.59 万元。因公出国（境）费决算数与 2020 年预算数持平。"),
    ("income", "本年收入合计 22,902.34 万元，其中：财政拨款收入 22,902.34 万元，占 100%。"),
    ("income", "本年收入合计２２，９０２．３４万元，其中财政拨款收入 22,902.34 万元，占比 100.0％。"),
    (
      "expenditure",
      "本年支出合计 22,902.34 万元，其中：基本支出 1,556.54 万元，占 6.8%；项目支出 21,345.80 万元，占 93.2%。"
    ),
    ("expenditure", "支出合计 22,902.34 万元，增加的主要原因是新增项目，其中：基本支出 1,556.54 万元，占 6.8%。"),
    ("expenditure", "支出决算中基本支出 1,556.54 万元，占比 6.8%，比 2019 年度增加 92.82 万元。"),
    ("general", "一般公共预算财政拨款支出 19,077.16 万元，占本年支出合计的 83.3%。"),
    (
      "general",
      "一般公共预算财政拨款支出 19,077.16 万元，按功能分类分，包括一般公共服务支出（类）17,004.14 万元，占 89.1%；住房保障支出（类）270.85 万元，占 1.4%。"
    ),
    (
      "general", "一般公共预算财政拨款支出年初预算为 6,714.99 万元，支出决算为 19,077.16 万元，完成年初预算的 284.1%。"
    ),
    ("other", "机关运行经费支出 94.59 万元：1）节约（含（进口）部分），2）统筹。主要原因：根据实际情况相应调整。"),
    ("basic", "基本支出 1,556.54 万元，其中人员经费 1,461.95 万元，公用经费 94.59 万元，分别占 93.9% 和 6.1%。"),
    ("basic", "按照经济分类，包括工资福利支出 1,461.82 万元，占比 93.9%；商品和服务支出 93.61 万元，占比 6%。"),
    (
      "three-public",
      "“三公”经费支出决算 14.39 万元，比上年增加 1.66 万元，增长 13%；比全年预算数减少 5.86 万元，下降 28.9%。"
    ),
    ("three-public", "因公出国（境）费和公务用车购置费均为 0 元。"),
    ("general", "一般公共服务支出、住房保障支出分别占一般公共预算财政拨款支出的 89.1% 和 1.4%。"),
    ("general", "住房保障支出占一般公共预算财政拨款支出的 1.4%。"),
    ("three-public", "公务接待费支出 0.59 万元，主要原因是压缩接待，占“三公”经费支出的 4.1%。"),
    ("totals", "收入总计 22,902.37 万元（约合 2.29 亿元）。"),
    ("three-public", "公务接待费支出 0.59 万元，共接待 3 批次、38 人次，人均 0.02 万元。"),
    ("three-public", "公务用车运行维护费 13.8 万元，占 95.9%；年末公务用车保有量 3 辆。"),
    (
      "three-public", "“三公”经费支出年初预算为 20.25 万元，支出决算为 14.39 万元，完成预算的 71.1%。"
    ),
    ("totals", "年初结转和结余、年末结转和结余分别为 0.04 万元、0.04 万元；本年收入和收入总计分别是 22,902.34 万元和 22,902.37 万元。"),
    ("funds", "政府性基金预算财政拨款年初结转和结余 0 万元，本年收入 3,825.17 万元，本年支出 3,825.17 万元，年末结转和结余 0 万元。"),
    ("other", "机关运行经费支出 94.59 万元，比年初预算数减少 1.62 万元，降低 1.7%。"),
    ("other", "政府采购支出总额 3,186.57 万元，其中：货物支出 6.72 万元、工程支出 0 万元、服务支出 3,179.85 万元。"),
    ("other", "授予中小企业合同金额 6.72 万元，占政府采购支出总额的 0.2%。"),
    ("totals", "2020 年度收入总计 22,902.37 万元。与 2019 年度相比，增加 11,768.98 万元，增长 105.7%。"),
    // Some templates speak of the grand total here, too.
    ("income", "收入总计 22,902.37 万元，其中年初结转和结余 0.04 万元；本年收入合计 22,902.34 万元。"),
    ("totals", "上年结转和结余 0.04 万元。"),
    (
      "three-public",
      "2020 年度一般公共预算财政拨款“三公”经费支出预算为 20.25 万元，支出决算为 14.39 万元，完成预算的 71.1%，其中：公务接待费支出决算为 0.59 万元，完成预算的 14.8%；公务用车运行维护费支出决算为 13.8 万元。决算数小于预算数的主要原因：节约。"
    ),
    ("three-public", "“三公”经费全年预算数为 20.25 万元，支出决算 14.39 万元，占预算的 71.1%。"),
    ("three-public", "“三公”经费支出决算为 14.39 万元，完成全年预算 20.25 万元的 71.1%。"),
    ("three-public", "### 公务接待费\n\n支出决算为 0.59 万元，完成预算的 14.8%。"),
    ("three-public", "国内公务接待 3 批次、38 人次。"),
    (
      "general", "一般公共预算财政拨款支出年初预算为 6,714.99 万元，调整预算为 19,500.00 万元，支出决算为 19,077.16 万元，预算完成率 97.8%。"
    ),
    // What it is compared with is not what it is.
    (
      "three-public",
      "“三公”经费支出 14.39 万元，比上年 12.73 万元增加 1.66 万元，完成预算 20.25 万元的 71.1%；公务接待费预算 4 万元，支出决算 0.59 万元，占“三公”经费的 4.1%。"
    ),
    ("three-public", "“三公”经费预算 20.25 万元，其中公务接待费 4 万元、公务用车运行维护费 16.25 万元。"),
    ("three-public", "公务接待费决算数小于预算数 3.41 万元；公务用车运行维护费支出 13.8 万元，比预算节约 2.45 万元。"),
    ("general", "一般公共预算财政拨款支出 19,077.16 万元，包括一般公共服务（类）支出 17,004.14 万元，占 89.1%。"),
    // Years in turn, amounts in two parts, units said once.
    ("three-public", "2019 年、2020 年公务接待费分别为 0.13 万元、0.59 万元。"),
    ("three-public", "公务用车运行维护费13万8000元。"),
    ("totals", "与 2019 年度相比，收、支总计各增加 11,768.98、11,768.98 万元，增长 105.7%。"),
    ("three-public", "公务接待费 0.59 万元小于预算 4 万元。"),
    ("funds", "抗疫特别国债安排的支出 3,825.17 万元。"),
    // Whose figures they are, other sentences, brackets and lists say.
    ("appropriation", "政府性基金预算财政拨款本年收入 3,825.17 万元，本年支出 3,825.17 万元。"),
    ("three-public", "与 2019 年度相比（“三公”经费 12.73 万元，其中公务接待费 0.13 万元），“三公”经费增加 1.66 万元。"),
    ("three-public", "2．公务接待费。2020 年决算数 0.59 万元，比全年预算数减少 3.41 万元。"),
    (
      "other", "机关运行经费支出 94.59 万元（与一般公共预算财政拨款基本支出中公用经费之和一致），比年初预算数减少 1.62 万元，降低 1.7%。"
    ),
    ("three-public", "“三公”经费预算数 20.25 万元，决算数 14.39 万元，差值为 5.86 万元，预决算差异率 -28.94%。"),
    ("three-public", "公务接待费支出 0.59 万元，共接待国内来访团组 3 个、来宾 38 人次。"),
    ("three-public", "公务接待费支出 0.59 万元，决算数小于预算数的主要原因是厉行节约，比上年增加 0.46 万元，增长 353.8%。"),
    ("basic", "一般公共预算财政拨款基本支出 1,556.54 万元，其中：人员经费 1,461.95 万元。"),
    ("three-public", "“三公”经费支出 14.39 万元，完成预算的 71.1%，决算小于预算。"),
  ]

  @Test(arguments: sentences) func findsEveryFigure(section: String, text: String) throws {
    let outcome = try ProseSample.check(section, text)
    #expect(outcome.count(.inferred) == outcome.figures.count, "\(outcome.listing)")
    #expect(!outcome.figures.isEmpty)
    #expect(outcome.findings.isEmpty, "\(outcome.listing)")
  }

  /// What nobody can compare is counted, never accused and never passed.
  static let open: [(section: String, text: String, unchecked: Int)] = [
    ("performance", "热线接通率 100%，处置诉求 390,000 件。", 2),
    ("totals", "2018 年、2019 年、2020 年收入总计分别为 9,000.00 万元、11,133.39 万元、22,902.37 万元。", 1),
    ("three-public", "公务接待费自 2018 年以来有增有减，分别为 0.80 万元、0.13 万元、0.59 万元。", 3),
    ("totals", "收入总计 22,902.37 万元，比 2019 年的 11,133.39 万元增长 105.7%，比 2018 年的 20,000.00 万元增长 14.5%。", 2),
    ("basic", "商品和服务支出 93.61 万元，其中办案商品和服务支出 50.00 万元。", 1),
    ("other", "政府购买服务支出 85.60 万元，其中物业服务 60.00 万元。", 2),
    ("three-public", "年末保有一般公务用车 2 辆。", 1),
    ("three-public", "参加其他单位组织的团组 1 个。", 1),
    ("other", "授予中小企业合同金额 6.72 万元，占 0.4%，其中授予小微企业合同金额 6.72 万元，占 0.4%。", 1),
    ("general", "主要原因：购置设备增加 12.30 万元。", 1),
    ("other", "本部门另有捐赠物资 5.00 万元。", 1),
    ("expenditure", "项目支出比五年前增加 12 个百分点。", 1),
    ("three-public", "公务接待费 2018 年为 5.50 万元。", 1),
    ("expenditure", "其中：基础设施改造项目支出 300.00 万元。", 1),
    ("income", "上级补助收入、其他收入共 42.50 万元，合计占 0.2%。", 2),
    ("basic", "工资福利支出和商品和服务支出合计 1,555.43 万元。", 1),
    // Two of a list: nobody knows of what.
    ("other", "甲类 60.00 万元，占 60%；乙类 30.00 万元，占 35%。", 4),
    ("three-public", "“三公”经费支出 14.39 万元，占一般公共服务经费的 2.6%。", 1),
    // What a bracket breaks down, no table has.
    (
      "three-public",
      "公务接待费支出决算 0.59 万元（其中：一般公共预算支出 0.59 万元；政府性基金预算支出 0 万元；国有资本经营预算支出 0 万元），完成预算的 14.8%。", 2
    ),
    ("totals", "2019 年年末结转和结余 0.04 万元，2020 年度收入总计 22,902.37 万元。", 1),
    // A form has one of two budgets.
    ("three-public", "公务接待费全年预算 3.00 万元（年初预算 4.00 万元），支出决算 0.59 万元。", 1),
    ("three-public", "公务接待费由年初预算 5.00 万元调整为全年预算 4 万元，支出决算 0.59 万元。", 2),
    ("three-public", "培训费预算 3.00 万元，支出决算 2.40 万元，决算数较预算数减少 0.60 万元。", 2),
    ("three-public", "2019 年国内公务接待 5 批次、50 人次；2020 年国内公务接待 3 批次、38 人次。", 2),
    ("three-public", "参加其他单位组织的因公出国（境）团组 1 个、共 0 人。", 1),
    ("three-public", "年末有一般公务用车 3 辆，其中：轿车 2 辆、越野车 1 辆，比上年减少 2 辆。", 1),
    ("three-public", "国内公务接待 3 批次，其中接待甲县考察组 1 批次。", 1),
    ("three-public", "公务用车运行维护费 13.8 万元，其中：燃油费 9.00 万元、维修费 3.00 万元。", 2),
    ("three-public", "国内公务接待费 0.50 万元。", 1),
    ("three-public", "公务接待费支出 0.59 万元，主要原因是会议费增加，比上年增加 2.00 万元，增长 20.1%。", 2),
    // A share of something that the sentence names itself.
    ("other", "授予小微企业合同金额 6.72 万元；货物采购授予中小企业合同金额占货物支出金额的 90%。", 1),
    // Others than those that are declared.
    ("three-public", "国内公务接待 3 批次、38 人次，其中外事接待 2 批次、9 人次。", 2),
    ("three-public", "“三公”经费支出决算 14.39 万元，比 2018 年（扩编以前）减少 30.00 万元。", 1),
  ]

  /// One whole may be divided twice, and what is quoted has a name of its own.
  @Test(arguments: [
    ("other", "某类合同金额 100.00 万元，其中：小微企业 40.00 万元；货物类 30.00 万元，工程类 50.00 万元，服务类 20.00 万元。"),
    ("funds", "本年支出 3,825.17 万元，某项结转 139.38 万元，其中土建工程 2,000.17 万元、设备安装 1,825.00 万元。"),
    ("performance", "“一般公共服务支出专项”项目支出 118.47 万元，预算执行率 97.85%。"),
    ("appropriation", "其中一般公共预算财政拨款收、支总计 19,077.17 万元。"),
  ]) func leavesAloneWhatIsDividedTwiceOrQuoted(section: String, text: String) throws {
    let outcome = try ProseSample.check(section, text)
    #expect(!outcome.findings.contains { $0.level > .note }, "\(outcome.listing)")
  }

  @Test(arguments: [
    ("比年初减少 5.10 万元", nil), ("比年初减少 51.00 万元", "相差 5.10 万元"), ("比年初增加 5.10 万元", "实际是减少"),
  ]) func comparesWithTheBeginningOfTheYear(change: String, says: String?) throws {
    let outcome = try ProseSample.check(
      "totals", "年末结转和结余 0.04 万元，\(change)。",
      data: [
        "tables/summary.yaml": { $0.replacing("年初结转和结余: 0.04", with: "年初结转和结余: 5.14", maxReplacements: 1) }
      ])
    let found = outcome.findings.filter { $0.level > .note }
    #expect(found.count == (says == nil ? 0 : 1), "\(outcome.listing)")
    #expect(says.map { found.first?.message.contains($0) ?? false } ?? true, "\(outcome.listing)")
  }

  /// 完成预算 3 万元的 14.8%: the percentage is that of the 4 万元 in the table, and 3.00 stands elsewhere in it.
  @Test func aBudgetBesideItsPercentageIsComparedWithWhatThatIsOf() throws {
    let outcome = try ProseSample.check(
      "three-public", "公务接待费支出决算为 0.59 万元，完成预算 3.00 万元的 14.8%。",
      data: [
        "tables/three-public.yaml": { text in
          text.replacing("决算数:\n  合计: 14.39\n  因公出国（境）费: 0\n", with: "决算数:\n  合计: 17.39\n  因公出国（境）费: 3.00\n")
        }
      ])
    let found = outcome.findings.filter { $0.level > .note }
    #expect(found.count == 1 && found.first?.message.contains("后面的 14.8% 也是按它算的") ?? false, "\(outcome.listing)")
  }

  /// 2018年 in comparatives is a year like last year.
  @Test(arguments: [
    ("减少 15.61 万元，下降 52.0%", nil), ("减少 16.51 万元", "应是减少 15.61 万元"), ("增加 15.61 万元", "应是减少 15.61 万元"),
    ("减少 15.61 万元，下降 25.0%", "应是 52.0%"),
  ]) func comparesWithAYearThatIsDeclared(change: String, says: String?) throws {
    let outcome = try ProseSample.check(
      "three-public", "“三公”经费支出决算 14.39 万元，比 2018 年决算数\(change)。",
      data: [
        "disclosure.yaml": { text in
          text.replacing(
            "comparatives:\n", with: "comparatives:\n  2018年:\n    三公表.决算数[合计]: 30.00\n", maxReplacements: 1)
        }
      ])
    let found = outcome.findings.filter { $0.level > .note }
    #expect(found.count == (says == nil ? 0 : 1), "\(outcome.listing)")
    #expect(says.map { found.first?.message.contains($0) ?? false } ?? true, "\(outcome.listing)")
  }

  /// Words without figures.
  @Test(arguments: [
    ("three-public", "“三公”经费支出决算小于预算数的主要原因：节约。"),
    ("three-public", "公务用车购置费决算小于预算数的主要原因：没有购置。"),
    ("three-public", "其他经费支出决算大于预算数的主要原因：追加。"),
    ("totals", "年末结转和结余将在 2021 年度继续使用。"),
    ("funds", "本年收支情况见《政府性基金预算财政拨款收入支出决算表》（公开08表），国有资本经营见公开09表。"),
    ("general", "见财政拨款收入支出决算总表（公开 04 表）、公开05表。收入支出决算总表见公开1表。"),
    ("general", "详见公开05表，支出决算表的说明在前面。"),
  ]) func leavesTrueWordsAlone(section: String, text: String) throws {
    let outcome = try ProseSample.check(section, text)
    #expect(outcome.findings.isEmpty, "\(outcome.listing)")
  }

  /// What official templates have although it says nothing.
  @Test(arguments: ["因公出国（境）费支出决算增加 0 万元，增长 0%。", "因公出国（境）费支出决算为 0 万元，完成预算的 0%。"])
  func noughtPercentOfNothingIsNoMoreThanANote(text: String) throws {
    let outcome = try ProseSample.check("three-public", text)
    #expect(!outcome.findings.contains { $0.level > .note }, "\(outcome.listing)")
  }

  /// A part that is wrong is told once: what is right beside it stays right.
  @Test(arguments: [
    ("expenditure", "支出合计 22,902.34 万元，其中：基本支出 1,656.54 万元，占 6.8%；项目支出 21,345.80 万元，占 93.2%。"),
    ("three-public", "公务接待费年初预算为 4 万元，支出决算为 0.69 万元，完成预算的 14.8%。"),
    ("totals", "收入总计 22,902.37 万元，比上年增加 11,868.98 万元，增长 105.7%。"),
  ]) func oneWrongAmountIsOneFinding(section: String, text: String) throws {
    let outcome = try ProseSample.check(section, text)
    let found = outcome.findings.filter { $0.level > .note }
    #expect(found.map(\.rule) == ["NAR-01"], "\(outcome.listing)")
  }

  /// What cannot be read is a mistake there, and none of the text.
  @Test(arguments: [
    ("expenditure", "一般公共预算财政拨款支出 19,077.16 万元，占本年支出合计的 83.3%。"),
    ("general", "一般公共预算财政拨款支出 19,077.16 万元。\n\n一般公共预算财政拨款支出 19,000.00 万元。"),
  ]) func whatTakesFromATableThatCannotBeReadIsLeftOpen(table: String, text: String) throws {
    let outcome = try ProseSample.check("general", text, data: ["tables/\(table).yaml": { _ in "columns: [" }])
    #expect(!outcome.findings.contains { $0.level > .note }, "\(outcome.listing)")
  }

  @Test(arguments: open) func leavesOpenWhatNothingSpeaksTo(section: String, text: String, unchecked: Int) throws {
    let outcome = try ProseSample.check(section, text)
    #expect(outcome.count(.unchecked) == unchecked, "\(outcome.listing)")
    #expect(outcome.count(.suspect) == 0, "\(outcome.listing)")
    #expect(!outcome.findings.contains { $0.level > .note }, "\(outcome.listing)")
  }

  /// Numbers that are no figures.
  static let noFigures = [
    "2020 年未购置公务用车，上年未安排预算。",
    "根据财预〔2016〕143号文件，自 2020 年 8 月 1 日起执行。", "第 3 条、第 12 次会议。", "按公开07表列示，编码 2010301。",
    "单价 50 万元以上的设备按规定登记。", "建设“1+6+23+N”体系，接入 2.0 版本，门牌 12 号。", "1. 总体情况\n2. 具体情况",
  ]

  @Test(arguments: noFigures) func skipsWhatIsNoFigure(text: String) throws {
    let outcome = try ProseSample.check("performance", text)
    #expect(outcome.figures.isEmpty, "\(outcome.listing)")
    #expect(outcome.findings.isEmpty, "\(outcome.listing)")
  }
}
