import Diagnostics
import Forms
import TestSupport
import Testing

@testable import Validation

@Suite struct RuleSampleTests {
  @Test func formSetsKnowEveryRuleThatIsSwift() {
    #expect(BuiltInRuleNames.all == Set(BuiltInRules.all.map(\.id)))
  }

  /// An heir takes tables out; what is left of the parent's rules and samples is no mistake of its own.
  @Test(arguments: ["three-public", "summary", "funds", "general", "basic"])
  func anHeirWithoutATableLoads(_ table: String) throws {
    try loads(heir: "  - {id: \(table), remove: true}")
  }

  /// 同栏 of an inherited rule has nothing to be compared with there.
  @Test func anHeirWithoutAColumnLoads() throws {
    try loads(heir: "  - {id: expenditure, columns: [{id: project, remove: true}]}")
  }

  private func loads(heir tables: String) throws {
    let patch = "extends: national/2020/final-accounts\nyear: 2020\ntables:\n\(tables)\n"
    let files = try Repository.files(below: "forms").map(Repository.source)
    let library = FormSetLibrary(
      files: files + [SourceFile(path: "forms/heir/2020/final-accounts/form-set.yaml", text: patch)])
    let (set, findings) = library.load("heir/2020/final-accounts")
    #expect(findings.map(\.message) == [])
    #expect(RuleSamples.check(try #require(set)).map(\.message) == [])
  }

  @Test(arguments: SampleDisclosure.formLibrary.ids)
  func executesTheSamplesOfEveryShippedRule(_ id: String) throws {
    let (loaded, findings) = SampleDisclosure.formLibrary.load(id)
    #expect(findings.map(\.message) == [])
    let set = try #require(loaded)
    #expect(RuleSamples.check(set).map(\.message) == [])
    #expect(set.rules.allSatisfy { rule in rule.samples.contains { $0.expectation == .fail } })
    let least = ["final-accounts": 45, "budget": 10]
    #expect(set.rules.count > least[set.kind, default: -1])
    #expect(!set.sources.isEmpty, "a set says where it comes from")
  }

  /// Whatever a set says nobody has verified cannot hold a disclosure back.
  @Test(arguments: SampleDisclosure.formLibrary.ids)
  func warnsAtMostWhereTheFormIsUnverified(_ id: String) throws {
    let set = try #require(SampleDisclosure.formLibrary.load(id).0)
    let about = Set(set.unverified.flatMap(\.about))
    for rule in set.rules where about.contains(rule.id) || about.contains("全部") {
      #expect(rule.level <= .warning, "\(rule.id)")
    }
    for rule in set.rules where rule.level < rule.declaredLevel { #expect(!about.isEmpty, "\(rule.id)") }
  }

  @Test func refusesARuleWhoseSamplesDoNotComeOutAsItSays() throws {
    let file = try Repository.source("forms/national/2020/final-accounts/sg-rules.yaml")
    let text = String(decoding: file.bytes, as: UTF8.self)
    // SG-2 turned round: its failing sample now passes.
    let broken = text.replacing(
      "assert: 三公表.决算数[公务用车购置及运行费小计] = 三公表.决算数[公务用车购置费] + 三公表.决算数[公务用车运行费]",
      with: "assert: 三公表.决算数[公务用车购置及运行费小计] = 三公表.决算数[公务用车购置及运行费小计] + 0")
    let files = try Repository.files(below: "forms").map(Repository.source).map { source in
      source.path == file.path ? SourceFile(path: source.path, text: broken) : source
    }
    let (set, findings) = FormSetLibrary(files: files).load("national/2020/final-accounts")
    #expect(findings.isEmpty)
    let problems = RuleSamples.check(try #require(set))
    #expect(problems.map(\.message) == ["规则 SG-2（公务用车小计等于购置与运行之和）的样例应当不通过，却通过了"])
    let place = try #require(problems[0].primary)
    #expect(
      SourceFile(path: file.path, text: broken).text(
        ofLine: SourceFile(path: file.path, text: broken).position(at: place.lower).line
      ).contains("18.30"))
  }
}
