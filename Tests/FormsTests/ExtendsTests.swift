import Diagnostics
import Forms
import Testing

/// A year as a diff over the year before.
@Suite struct ExtendsTests {
  static let child = "test/2021/final-accounts"

  static func load(_ patch: String, _ more: [(String, String)] = []) -> (FormSet?, [Finding]) {
    SmallSet.formLibrary(more: [("forms/\(child)/form-set.yaml", patch)] + more).load(child)
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

  /// Told once, where the heir wrote it, and not at every rule of the parent.
  @Test(arguments: [
    ("columns: [{id: basic, name: 基本开支}]", "“基本支出”改成了“基本开支”，继承来的规则和数据还用原来的名称", "在这一条里加上 aliases: [基本支出]"),
    ("short: 支出决算", "“支出表”改成了“支出决算”，继承来的规则和数据还用原来的简称", "short 照旧写“支出表”；要改印出的表名，改 title"),
  ])
  func aRenamingThatBreaksTheParentsRulesIsOneFinding(_ change: String, _ message: String, _ fix: String) {
    let patch = "extends: \(SmallSet.id)\nyear: 2021\ntables:\n  - {id: expenditure, \(change)}\n"
    let (set, findings) = Self.load(patch)
    #expect(set == nil)
    #expect(findings.map(\.message) == [message] && findings.map(\.fix) == [fix])
    #expect(findings.first?.primary?.path == "forms/\(Self.child)/form-set.yaml")
  }

  @Test func aRenamingThatKeepsTheFormerNameBreaksNothing() throws {
    let set = try Self.extended(
      "tables:\n  - {id: expenditure, columns: [{id: basic, name: 基本开支, aliases: [基本支出]}]}\n")
    #expect(set.rules.count == 1)
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

  @Test(arguments: [
    ("locked: [TC-99]", 3, "locked 里的“TC-99”不是这套表样的规则"),
    ("locked: [TC-2, tc-4]", 3, "locked 里的“tc-4”不是这套表样的规则，是否为“TC-4”？"),
    ("unverified: [{note: 未核, about: T99-1}]", 3, "about 里的“T99-1”不是这套表样的表、规则或行"),
    ("unverified: [{note: 未核, about: [支岀表]}]", 3, "about 里的“支岀表”不是这套表样的表、规则或行，是否为“支出表”？"),
    ("unverified:\n  - note: 未核\n    about: [\"收支总表.收入[没有这行]\"]", 5, "about：收支总表收入没有“没有这行”这一行"),
    ("table-order: [summary, nope]", 3, "table-order 里的“nope”不是这套表样的表的编号"),
    ("table-order: [summary, expenditure, summary]", 3, "table-order 里“summary”写了两次"),
    ("fields:\n  - {group: 新, name: 甲}\n  - {group: 新, name: 甲}", 5, "申报项“新.甲”写了两次"),
    ("tables:\n  - {id: summary, short: 甲}\n  - {id: summary, short: 乙}", 5, "“summary”在这里写了两次"),
    ("lists: 3", 3, "这里应是一组“键: 值”，这里是"),
    ("tables: 3", 3, "这里应是一个列表，这里是"),
  ])
  func aMisspeltNameIsAnErrorAtItsOwnLine(_ line: String, _ number: Int, _ message: String) throws {
    let patch = "extends: \(SmallSet.id)\nyear: 2021\n\(line)\n"
    let (set, findings) = Self.load(patch)
    #expect(set == nil)
    let finding = try #require(findings.first)
    #expect(findings.count == 1 && finding.rule == "FORM-01", "\(findings.map(\.message))")
    #expect(finding.message.hasPrefix(message), "\(finding.message)")
    let span = try #require(finding.primary)
    #expect(span.path == "forms/\(Self.child)/form-set.yaml")
    #expect(SourceFile(path: span.path, text: patch).position(at: span.lower).line == number)
  }

  @Test func namesOfTheParentAndOfSwiftRulesMayBeUsed() throws {
    let set = try Self.extended(
      "locked: [TC-2, PRI-1, NAR-02]\nunverified:\n  - note: 未核\n    about: [TC-2, 支出表, \"收支总表.收入[总计]\", 全部]\n")
    #expect(set.locked == ["TC-2", "PRI-1", "NAR-02"])
    let without = try Self.extended(
      "locked: [TC-2]\ntables:\n  - {id: expenditure, remove: true}\ntable-order: [expenditure]\n")
    #expect(without.rules.isEmpty)
  }

  @Test func figuresOfTwoGroupsMayShareAName() throws {
    let parent = SmallSet.form + "fields:\n  - {group: 甲, name: 总额}\n"
    let patch = "extends: \(SmallSet.id)\nyear: 2021\nfields:\n  - {group: 乙, name: 总额}\n"
    let (set, findings) = SmallSet.formLibrary(parent, more: [("forms/\(Self.child)/form-set.yaml", patch)]).load(
      Self.child)
    #expect(findings.map(\.message) == [])
    #expect(set?.fields.map(\.path) == ["甲.总额", "乙.总额"])
  }

  /// The sample proves the rule it was written for, not what is left of it.
  @Test func samplesOfARuleThatLostAnAddendProveNothing() throws {
    #expect(try Self.extended("").rules[0].samples.map(\.isWhole) == [true])
    let set = try Self.extended("tables:\n  - {id: expenditure, columns: [{id: basic, remove: true}]}\n")
    #expect(set.rules[0].samples.map(\.isWhole) == [false])
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
