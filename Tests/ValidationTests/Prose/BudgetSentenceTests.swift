import Diagnostics
import Disclosures
import Documents
import Forms
import Testing

@testable import Validation

/// What budgets say that final accounts do not: last year's figure beside this year's, projects with goals, equipment.
@Suite struct BudgetSentenceTests {
  private static func check(_ section: String, _ text: String) throws -> (figures: [NarrativeFigure], told: [Finding]) {
    let base = "content/a/2025/budget"
    let set = try #require(SampleDisclosure.formLibrary.load("national/2025/budget").0)
    let main = """
      form-set: national/2025/budget
      fields:
        机关运行经费: {预算数: 369.28}
        政府采购: {总额: 165.30, 货物: 45.30, 工程: 0, 服务: 120.00}
        绩效: {目标项目: 6 个, 目标金额: 502.60}
        国有资产: {车辆: 5 辆, 机要通信用车: 1 辆, 其他用车: 4 辆, 设备: 3 台（套）}
      comparatives:
        上年:
          三公表[合计]: 16.60
          三公表[公务接待费]: 4.00
          申报.机关运行经费.预算数: 362.16

      """
    let table = "合计: 16.05\n因公出国（境）费: 0\n公务用车购置及运行费小计: 12.60\n公务用车购置费: 0\n公务用车运行费: 12.60\n公务接待费: 3.45\n"
    let general = """
      columns: [编码, 功能分类科目名称, 本年支出合计, 基本支出, 项目支出]
      rows:
        - ["", 合计, 2942.66, 2000.00, 942.66]
        - [201, 一般公共服务支出, 2942.66, 2000.00, 942.66]
        - [20105, 统计信息事务, 2942.66, 2000.00, 942.66]
        - [2010501, 行政运行, 2624.06, 2000.00, 624.06]
        - [2010505, 专项统计业务, 318.60, 0, 318.60]

      """
    let expenditure = """
      columns: [编码, 功能分类科目名称, 本年支出合计, 基本支出, 项目支出]
      rows:
        - ["", 合计, 3442.66, 2000.00, 1442.66]
        - [201, 一般公共服务支出, 2942.66, 2000.00, 942.66]
        - [20105, 统计信息事务, 2942.66, 2000.00, 942.66]
        - [2010501, 行政运行, 2624.06, 2000.00, 624.06]
        - [2010505, 专项统计业务, 318.60, 0, 318.60]
        - [212, 城乡社区支出, 500.00, 0, 500.00]
        - [21208, 国有土地使用权出让收入安排的支出, 500.00, 0, 500.00]
        - [2120801, 征地和拆迁补偿支出, 500.00, 0, 500.00]

      """
    let summary = "收入:\n  一般公共预算拨款收入: 2942.66\n  收入总计: 2942.66\n支出:\n  一般公共服务支出: 2942.66\n  支出总计: 2942.66\n"
    let narrative = "---\nsection: \(section)\n---\n\n\(text)\n"
    let input = DisclosureInput(
      department: "a", year: 2025, kind: "budget", main: SourceFile(path: "\(base)/disclosure.yaml", text: main),
      tables: [("three-public", table), ("general", general), ("summary", summary), ("expenditure", expenditure)].map {
        SourceFile(path: "\(base)/tables/\($0.0).yaml", text: $0.1)
      },
      narrative: [SourceFile(path: "\(base)/narrative/10-x.md", text: narrative)], performance: [], attachments: [],
      exceptions: nil)
    var reader = DisclosureReader(input)
    let disclosure = try #require(reader.read { _ in (set, true, [set.id]) }.0)
    let result = DisclosureChecker.check(disclosure, terms: [], today: nil)
    return (
      result.ledger.narrative,
      result.findings.filter { $0.rule.hasPrefix("NAR-0") && $0.primary?.path.hasSuffix(".md") ?? false }
    )
  }

  private static let other = "其他重要事项情况说明"
  private static let preparation = "预算收支情况说明"
  private static let threePublic = "“三公”经费预算情况说明"

  /// 1. “……（类）……（款）……（项）” A 万元: what closes the subject stands between it and its figure.
  @Test(arguments: ["", "科目"]) func aSubjectInQuotationMarksGovernsItsFigure(_ word: String) throws {
    let subject = word.isEmpty ? "“一般公共服务支出（类）统计信息事务（款）专项统计业务（项）”" : "“一般公共服务支出-统计信息事务-专项统计业务”科目"
    #expect(try Self.check(Self.preparation, "2. \(subject)318.60 万元，主要用于调查。").told.map(\.message) == [])
    for wrong in ["118.60", "0", "5,624.06", "1.00"] {
      let told = try Self.check(Self.preparation, "2. \(subject)\(wrong) 万元，主要用于调查。").told
      #expect(
        told.filter { $0.rule == "NAR-01" && $0.message.contains("一般公共支出表[2010505 专项统计业务]") }.count == 1,
        "\(wrong) \(told.map(\.message))")
    }
  }

  @Test(arguments: [
    (other, "2025 年机关运行经费预算为 369.28 万元，较 2024 年 362.16 万元增加 7.12 万元。"),
    (other, "本部门一般公共预算机关运行经费预算支出 369.28 万元，比上年多 7.12 万元（增长 2.0%）。"),
    (other, "政府采购预算合计 165.30 万元（货物 45.30 万元、服务 120.00 万元、工程 0 万元）。"),
    (other, "实行绩效目标管理的项目 6 个，涉及一般公共预算当年拨款 502.60 万元。"),
    (other, "开展了项目预算绩效目标编报工作，编报绩效目标的项目 6 个，涉及项目预算资金 502.60 万元。"),
    (other, "本部门共 6 个项目纳入绩效目标管理，涉及资金合计 502.60 万元。"),
    (other, "共有车辆 5 辆，单位价值 100 万元以上设备（不含车辆）3 台（套）。"),
    (other, "共有车辆 5 辆，分别为：机要通信用车 1 辆、其他用车 4 辆；单位价值 100 万元以上的设备 3 台（套）。"),
    (preparation, "一般公共服务支出（类）统计信息事务（款）专项统计业务（项）支出预算 318.60 万元，主要用于统计调查。"),
    (threePublic, "“三公”经费预算数 16.05 万元，上年为 16.60 万元，减少 0.55 万元，下降 3.3%。"),
    (threePublic, "公务接待费 3.45 万元，较上年 4.00 万元压减 0.55 万元（下降 13.8%）。"),
  ])
  func whatIsTrueIsPlacedAndSilent(_ section: String, _ text: String) throws {
    let (figures, told) = try Self.check(section, text)
    #expect(told.isEmpty, "\(told.map(\.message))")
    #expect(
      figures.allSatisfy { $0.verdict == .inferred },
      "\(figures.map { "\($0.text) \($0.verdict) \($0.reason ?? "")" })")
  }

  @Test(arguments: [
    (other, "2025 年机关运行经费预算为 369.28 万元，较 2024 年 326.16 万元增加 7.12 万元。", "362.16"),
    (other, "本部门一般公共预算机关运行经费预算支出 396.28 万元。", "369.28"),
    (other, "政府采购预算合计 165.30 万元（货物 54.30 万元、服务 120.00 万元、工程 0 万元）。", "45.30"),
    (other, "实行绩效目标管理的项目 9 个，涉及一般公共预算当年拨款 502.60 万元。", "6个"),
    (other, "编报绩效目标的项目 6 个，涉及项目预算资金 520.60 万元。", "502.60"),
    (other, "本部门共 8 个项目纳入绩效目标管理。", "6个"),
    (other, "共有车辆 5 辆，单位价值 100 万元以上设备（不含车辆）4 台（套）。", "3台（套）"),
    (preparation, "一般公共服务支出（类）统计信息事务（款）专项统计业务（项）支出预算 381.60 万元。", "318.60"),
    (threePublic, "“三公”经费预算数 16.05 万元，上年为 16.06 万元。", "16.60"),
    (threePublic, "公务接待费 3.45 万元，较上年 4.50 万元压减 0.55 万元。", "4.00"),
  ])
  func whatIsFalseIsOneFinding(_ section: String, _ text: String, _ right: String) throws {
    let (_, told) = try Self.check(section, text)
    #expect(told.count == 1, "\(told.map(\.message))")
    #expect(told.first?.message.contains(right) ?? false, "\(told.map(\.message))")
  }

  /// Last year's outturn is not its budget, and what is left out of a figure makes another.
  @Test(arguments: [
    "“三公”经费预算数 16.05 万元，与上年执行数相比增加 2.05 万元，增长 14.6%。",
    "“三公”经费预算数 16.05 万元，剔除公务用车运行费后，“三公”经费为 3.45 万元，比上年同口径的 4.20 万元压减 0.75 万元。",
    "公务用车购置及运行费 12.60 万元、公务接待费 3.45 万元，分别较上年增加 0.10 万元、减少 0.55 万元。",
  ])
  func anotherBasisIsNotHeldAgainstLastYear(_ text: String) throws {
    let (_, told) = try Self.check(Self.threePublic, text)
    #expect(told.isEmpty, "\(told.map(\.message))")
  }

  @Test func twoKindsOfEquipmentAreNotAccused() throws {
    let (_, told) = try Self.check(Self.other, "单价 50 万元以上设备 3 台（套），单价 100 万元以上设备 0 台（套）。")
    #expect(told.isEmpty, "\(told.map(\.message))")
    let (_, bought) = try Self.check(Self.other, "2025 年安排购置单价 100 万元以上设备 0 台（套）。")
    #expect(bought.isEmpty, "\(bought.map(\.message))")
    let (_, single) = try Self.check(Self.other, "单价 100 万元以上设备 0 台（套）。")
    #expect(single.count == 1)
  }

  /// Of two amounts behind the projects nobody knows which one is declared.
  @Test func twoAmountsAreNotAccused() throws {
    let (_, told) = try Self.check(
      Self.other, "实行绩效目标管理的项目 6 个，涉及一般公共预算当年拨款 402.60 万元，政府性基金 100.00 万元。")
    #expect(told.isEmpty, "\(told.map(\.message))")
  }

  /// In a section about several tables the heading tells which.
  @Test func aHeadingTellsTheTable() throws {
    let heading = "三、一般公共预算支出情况\n\n1.项目支出预算 "
    #expect(try Self.check(Self.preparation, heading + "942.66 万元。").told.isEmpty)
    let told = try Self.check(Self.preparation, heading + "924.66 万元。").told
    #expect(told.map(\.message).first?.contains("一般公共支出表[合计].项目支出 是 942.66 万元") ?? false, "\(told)")
    let all = try Self.check(Self.preparation, "二、支出情况\n\n1.项目支出预算 1,442.66 万元。").told
    #expect(all.isEmpty, "\(all.map(\.message))")
    let next = try Self.check(Self.preparation, heading + "942.66 万元。\n\n四、支出总体情况\n\n1.项目支出预算 1,442.66 万元。").told
    #expect(next.isEmpty, "\(next.map(\.message))")
  }
}
