import Diagnostics
import Forms
import Testing

/// Rules that can be read and could never be checked, or never fail.
@Suite struct RuleSenseTests {
  static func load(_ assertion: String, scope: String? = nil, more: String = "") -> (FormSet?, [Finding]) {
    let rule = """
      extends: \(SmallSet.id)
      year: 2021
      \(more)
      rules:
        - id: Z-1
          name: 测试
          level: error
          basis: 测试
          \(scope.map { "for: \"\($0)\"" } ?? "message: 请核对")
          assert: \(assertion)
          samples:
            fail:
              - {"支出表[201].本年支出合计": 2.00, "支出表[201].基本支出": 1.00}

      """
    return SmallSet.formLibrary(more: [("forms/\(ExtendsTests.child)/form-set.yaml", rule)]).load(ExtendsTests.child)
  }

  @Test(arguments: [
    ("支出表[级=科].基本支出 = 0", "支出表没有“科”这一级，是否为“类”？"),
    ("sum(收支总表.支出[行33..58].决算数) = 0", "收支总表支出没有行次 33..58，有的是 3..5"),
    ("本格 >= 0", "“本格”要在 for 里写明栏才知道是哪一格"),
    ("支出表[合计].基本支出 = sum(下级)", "“下级”“末级”要在 for 里写明行才知道是谁的"),
    ("支出表[同码].基本支出 >= 0", "“同码”要有 for 才知道是哪个编码"),
    ("支出表[合计].同栏 >= 0", "“同栏”要有 for 才知道是哪一栏"),
    ("支出表[合计].基本支出 ≈ 支出表[合计].项目支出 ÷ 0", "不能除以 0"),
    ("支出表[合计].基本支出 <= 支出表[合计].基本支出", "“支出表[合计].基本支出 <= 支出表[合计].基本支出”两边一样，核对不出什么"),
    ("支出表[合计].附注 >= 0", "支出表的“附注”是文字，不能拿来算"),
  ])
  func isAMistakeAtItsOwnLine(_ assertion: String, _ message: String) {
    let (set, findings) = Self.load(
      assertion, more: "tables:\n  - {id: expenditure, columns: [{id: remark, name: 附注, text: true}]}")
    #expect(set == nil)
    #expect(findings.map(\.message) == ["规则 Z-1：\(message)"])
    #expect(findings.first?.rule == "RULE-01")
  }

  @Test(arguments: [
    ("本格 >= 0", "支出表[*].*"), ("本格 = sum(下级)", "支出表[级=类,款].*"), ("本格 >= 支出表[同码].同栏", "支出表[*].基本支出"),
    ("sum(收支总表.支出[行3..4].决算数) = 收支总表.支出[总计].决算数", nil), ("count(支出表[*]) >= 1", nil),
  ])
  func whatMeansSomethingIsNone(_ assertion: String, _ scope: String?) {
    #expect(Self.load(assertion, scope: scope).1.map(\.message) == [])
  }

  /// 同栏 is the column of that name: never the one that happens to stand in its place.
  @Test func theSameColumnIsOneTheOtherTableHas() {
    let (set, findings) = Self.load("本格 >= 三公表[合计].同栏", scope: "支出表[合计].*")
    #expect(set == nil)
    #expect(findings.map(\.message) == ["规则 Z-1：三公表没有“本年支出合计”、“基本支出”、“项目支出”这些栏，没有可比的“同栏”"])
    let (_, one) = Self.load("本格 >= 支出表[合计].同栏", scope: "三公表[合计].金额")
    #expect(one.map(\.message) == ["规则 Z-1：支出表没有“金额”这一栏，没有可比的“同栏”"])
  }

  /// Pruning is for what was inherited.
  @Test func anOwnRuleCannotMeanWhatItsSetTakesOut() {
    let (set, findings) = Self.load(
      "本年支出合计 + 基本支出 <= 项目支出", scope: "支出表[*]",
      more: "tables:\n  - {id: expenditure, columns: [{id: basic, remove: true}]}")
    #expect(set == nil)
    #expect(
      findings.map(\.message).contains { $0.hasPrefix("规则 Z-1：“基本支出”不是支出表的栏名") && $0.hasSuffix("（这套表样自己删去了它）") },
      "\(findings.map(\.message))")
    #expect(findings.allSatisfy { $0.primary?.path == "forms/\(ExtendsTests.child)/form-set.yaml" })
  }

  @Test(arguments: ["phrases: []", "phrases: [[]]", "level: error"])
  func aStatementSaysWhatHasToBeSaid(_ phrases: String) {
    let form = SmallSet.form + "statements:\n  - {id: S-1, name: 空表说明, table: 支出表, \(phrases)}\n"
    let (set, findings) = SmallSet.formLibrary(form).load(SmallSet.id)
    #expect(set == nil)
    #expect(findings.map(\.message) == ["应有的说明“空表说明”没有写要说的话（phrases），核对不了"])
  }

  @Test func aFormerNameIsNoOtherLinesName() {
    let form = SmallSet.form.replacing(
      "{id: abroad, name: 因公出国（境）费}", with: "{id: abroad, name: 因公出国（境）费, aliases: [合计]}")
    let (set, findings) = SmallSet.formLibrary(form).load(SmallSet.id)
    #expect(set == nil)
    #expect(findings.map(\.message) == ["行“因公出国（境）费”的旧名（aliases）“合计”是另一行“合计”的名称"])
  }

  @Test(arguments: [
    ("", "科目表是空的"),
    ("code,nme,from,to,verified\n201,甲,,,yes\n", "科目表的第一行应是 code,name,from,to,verified"),
    ("code,name,from,to,verified\n2O1,甲,,,yes\n", "科目编码“2O1”应全是数字"),
    ("code,name,from,to,verified\n201,甲,2021,2019,yes\n", "科目 201 的起始年度 2021 在终止年度 2019 之后"),
    ("code,name,from,to,verified\n201,甲,二〇,,yes\n", "起止年度应是四位数字的年度，这里是“二〇”"),
    ("code,name,from,to,verified\n201,,,,yes\n", "科目 201 没有名称"),
  ])
  func aCodeListThatCannotBeMeantIsAMistake(_ list: String, _ message: String) {
    let form = SmallSet.form.replacing("total-row: 合计", with: "total-row: 合计\n    code-list: own")
    let (set, findings) = SmallSet.formLibrary(
      form + "code-lists: {own: {list: own}}\n", more: [("forms/codes/own.csv", list)]
    ).load(SmallSet.id)
    #expect(set == nil)
    #expect(findings.map(\.message) == [message])
    #expect(findings.first?.primary?.path == "forms/codes/own.csv")
  }

  @Test func aCodeListThatNoTableAsksForIsAMistake() {
    let form = SmallSet.form.replacing("total-row: 合计", with: "total-row: 合计\n    code-list: functional")
    let (set, findings) = SmallSet.formLibrary(form + "code-lists: {functonal: {codes: {201: 甲}}}\n").load(SmallSet.id)
    #expect(set == nil)
    #expect(findings.map(\.message) == ["code-lists 里的“functonal”没有一张表用（code-list），是否为“functional”？"])
  }
}
