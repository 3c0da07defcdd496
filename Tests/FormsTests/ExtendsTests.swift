import Diagnostics
import Forms
import Testing

/// A year as a diff over the year before.
@Suite struct ExtendsTests {
  static let child = "test/2021/final-accounts"

  static func load(_ patch: String, _ more: [(String, String)] = []) -> (FormSet?, [Finding]) {
    SmallSet.library(more: [("forms/\(child)/form-set.yaml", patch)] + more).load(child)
  }

  static func extended(_ patch: String) throws -> FormSet {
    let (set, findings) = load("extends: \(SmallSet.id)\nyear: 2021\n" + patch)
    try #require(findings.isEmpty, "\(findings.map(\.message))")
    return try #require(set)
  }

  @Test func inheritsWhatItDoesNotSay() throws {
    let set = try Self.extended("title: 新表样\n")
    #expect(set.id == Self.child && set.year == 2021 && set.title == "新表样")
    #expect(set.tables.map(\.id) == ["summary", "expenditure", "three-public"])
    #expect(set.rules.map(\.id) == ["TC-2"])
  }

  @Test func replacesPartsOfEntriesByTheirID() throws {
    let set = try Self.extended("tables:\n  - {id: expenditure, code: 公开05表, columns: [{id: basic, label: 小计}]}\n")
    let table = try #require(set.table(named: "支出表"))
    #expect(table.code == "公开05表" && table.title == "支出决算表")
    #expect(table.blocks[0].columns.map(\.name) == ["本年支出合计", "基本支出", "项目支出"])
    #expect(table.blocks[0].columns.map(\.label) == ["本年支出合计", "小计", "项目支出"])
  }

  @Test func anAddendThatIsRemovedLeavesTheParentsSums() throws {
    let set = try Self.extended("tables:\n  - {id: expenditure, columns: [{id: basic, remove: true}]}\n")
    #expect(set.rules[0].cases[0].assertion.text == "本年支出合计 = 项目支出")
  }

  @Test func aRemovedTableTakesItsRulesAlong() throws {
    let set = try Self.extended("tables:\n  - {id: expenditure, remove: true}\n")
    #expect(set.rules.isEmpty)
  }

  @Test func aRenamedColumnBreaksTheParentsRules() {
    let patch =
      "extends: \(SmallSet.id)\nyear: 2021\ntables:\n  - {id: expenditure, columns: [{id: basic, name: 基本开支}]}\n"
    let (set, findings) = Self.load(patch)
    #expect(set == nil)
    #expect(findings.contains { $0.rule == "RULE-01" && $0.message.contains("“基本支出”") })
  }

  @Test func removesAndInserts() throws {
    let set = try Self.extended(
      """
      tables:
        - {id: three-public, remove: true}
        - id: funds
          after: summary
          short: 基金表
          title: 基金决算表
          layout: list
          columns: [{id: total, name: 合计}]
        - id: expenditure
          columns: [{id: superior, name: 上缴上级支出, after: basic}, {id: last, name: 其他}]

      """)
    #expect(set.tables.map(\.id) == ["summary", "funds", "expenditure"])
    #expect(set.tables[2].blocks[0].columns.map(\.id) == ["total", "basic", "superior", "project", "last"])
  }

  @Test func movesAnEntry() throws {
    let set = try Self.extended("tables:\n  - {id: summary, after: three-public}\n")
    #expect(set.tables.map(\.id) == ["expenditure", "three-public", "summary"])
  }

  @Test func patchesListsThatTablesShare() throws {
    let set = try Self.extended(
      "lists:\n  classes:\n    - {code: 201, remove: true}\n    - {code: 206, name: 科学技术支出}\n")
    #expect(set.tables[0].blocks[1].lines.map(\.name) == ["教育支出", "科学技术支出", "总计"])
    #expect(set.tables[0].blocks[1].lines.map(\.number) == [3, 4, 5])
  }

  @Test func replacesPlainListsAndRules() throws {
    let set = try Self.extended("tables:\n  - {id: expenditure, levels: [类]}\nrules:\n  - {id: TC-2, level: warning}\n")
    #expect(set.tables[1].levels == ["类"])
    #expect(set.rules.map(\.level) == [.warning])
    #expect(try Self.extended("rules:\n  - {id: TC-2, remove: true}\n").rules.isEmpty)
  }

  @Test(arguments: [
    ("tables:\n  - {id: three-publik, remove: true}\n", "remove：上级表样里没有“three-publik”，是否为“three-public”？"),
    ("tables:\n  - {id: summary, after: expenditur}\n", "after：上级表样里没有“expenditur”，是否为“expenditure”？"),
  ])
  func aNameTheParentDoesNotHaveIsAnError(_ patch: String, _ message: String) {
    let (set, findings) = Self.load("extends: \(SmallSet.id)\nyear: 2021\n" + patch)
    #expect(set == nil)
    #expect(findings.map(\.message) == [message])
    #expect(findings.first?.primary?.path == "forms/\(Self.child)/form-set.yaml")
  }

  @Test func anUnknownParentIsAnError() {
    let (set, findings) = Self.load("extends: test/2020/final-acounts\n")
    #expect(set == nil)
    #expect(findings.map(\.message) == ["没有“test/2020/final-acounts”这个表样集，是否为“test/2020/final-accounts”？"])
    #expect(findings.first?.fix == "改成 test/2020/final-accounts")
  }

  @Test func goingRoundInCirclesIsAnError() {
    let (own, ownFindings) = Self.load("extends: \(Self.child)\n")
    #expect(
      own == nil && ownFindings.map(\.message) == ["表样集“\(Self.child)”的 extends 绕回了自己：\(Self.child) → \(Self.child)"])
    let (set, findings) = Self.load(
      "extends: test/2022/x\n", [("forms/test/2022/x/a.yaml", "extends: \(Self.child)\n")])
    #expect(set == nil)
    #expect(findings.map(\.message) == ["表样集“test/2022/x”的 extends 绕回了自己：\(Self.child) → test/2022/x → \(Self.child)"])
  }
}
