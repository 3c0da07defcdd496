import Diagnostics
import Forms
import TestSupport
import Testing

/// A unit's set: its department's tables under another name.
@Suite struct InheritedWordingTests {
  private static let wording = "wording: {决算表: 单位决算表}\n"

  @Test func rewordsTitlesAndLeavesNamesAndRules() throws {
    let base = try #require(SmallSet.formLibrary(more: []).load(SmallSet.id).0)
    let set = try ExtendsTests.extended(Self.wording)
    #expect(zip(base.tables, set.tables).allSatisfy { $1.title == $0.title.replacing("决算表", with: "单位决算表") })
    #expect(set.tables.contains { $0.title == "支出单位决算表" })
    #expect(set.tables.map(\.short) == base.tables.map(\.short) && set.rules.map(\.id) == base.rules.map(\.id))
  }

  @Test func aSectionIsFoundUnderTheParentsTitleToo() throws {
    let library = ShippedDisclosure.formLibrary
    let base = try #require(library.load("national/2020/final-accounts").0)
    let unit = try #require(library.load("national/2020/final-accounts-unit").0)
    #expect(unit.kindTitle == "单位决算" && unit.kind == base.kind)
    let duties = try #require(unit.sections.first?.children.first)
    #expect(duties.title == "单位职责" && duties.accepts.contains("部门职责") && !duties.accepts.contains("单位职责"))
    #expect(unit.tables[0].notes.first == "本表反映单位本年度的总收支和年末结转结余情况。")
    #expect(unit.unverified.prefix(base.unverified.count) == base.unverified[...])
    #expect(unit.unverified.count == base.unverified.count + 1 && unit.sources.count == base.sources.count + 1)
  }

  /// Every set of a unit is its department's but for words, and prints no 部门 where the tables speak of the publisher.
  @Test func theShippedUnitSetsCheckWhatTheirDepartmentsDo() throws {
    let library = ShippedDisclosure.formLibrary
    let units = library.ids.filter {
      $0.hasSuffix("-unit") && !($0.hasPrefix("shanghai/") && $0.hasSuffix("budget-unit"))
    }
    #expect(units.count == 13)
    for id in units {
      let (set, findings) = library.load(id)
      let unit = try #require(set, "\(id) \(findings.map(\.message))")
      let base = try #require(library.load(String(id.dropLast(5))).0)
      #expect(unit.rules.map(\.id) == base.rules.map(\.id), "\(id)")
      #expect(unit.rules.map(\.level) == base.rules.map(\.level), "\(id)")
      #expect(unit.tables.map(\.id) == base.tables.map(\.id), "\(id)")
      #expect(unit.kindTitle.hasPrefix("单位"), "\(id)")
      #expect(!unit.tables.flatMap(\.notes).contains { $0.contains("反映部门") }, "\(id)")
    }
  }

  @Test func aWordThatTheParentDoesNotHaveIsAMistake() {
    let (set, findings) = ExtendsTests.load("extends: \(SmallSet.id)\nyear: 2021\nwording: {决算表: 单位表, 部们: 单位}\n")
    #expect(set == nil)
    #expect(findings.map(\.message) == ["wording：上级表样的标题和附注里没有“部们”"])
    #expect(findings.first?.primary?.path == "forms/\(ExtendsTests.child)/form-set.yaml")
    let (_, kind) = ExtendsTests.load("extends: \(SmallSet.id)\nyear: 2021\nwording: 单位\n")
    #expect(kind.map(\.message) == ["wording 应是“上级的叫法: 这里的叫法”"])
  }
}
