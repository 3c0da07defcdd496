import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// Branches down to 项, decisions that keep some secret, and what could still be worked out.
@Suite struct SecrecyCheckTests {
  static let tables = ["tables/income.yaml", "tables/expenditure.yaml", "tables/general.yaml"]

  static func without(_ codes: String...) -> (String) -> String {
    { text in
      text.split(separator: "\n").filter { line in !codes.contains { line.hasPrefix("  - [\($0),") } }.joined(
        separator: "\n")
    }
  }

  static func deciding(_ codes: String) -> (String) -> String {
    { $0 + "\nsecrecy:\n  - {codes: [\(codes)], decision: 某保密委〔2021〕1号, date: 2021-09-01, approver: 保密办}\n" }
  }

  static func findings(_ changes: [String: (String) -> String]) throws -> (Disclosure, [Finding]) {
    let (disclosure, reading) = try SampleDisclosure.read(replacing: changes)
    let result = DisclosureChecker.check(disclosure, terms: try SampleDisclosure.terms(), today: nil, reading: reading)
    return (disclosure, result.findings.filter { ["STR-05", "SEC-01", "FMT-15", "FMT-16"].contains($0.rule) })
  }

  static func everywhere(_ change: @escaping (String) -> String) -> [String: (String) -> String] {
    Dictionary(uniqueKeysWithValues: tables.map { ($0, change) })
  }

  @Test func passesTheSample() throws { #expect(try Self.findings([:]).1.isEmpty) }

  @Test func wantsEveryBranchDownToItem() throws {
    let found = try Self.findings(["tables/general.yaml": Self.without("2013299")]).1
    #expect(found.map(\.rule) == ["STR-05"])
    #expect(found.first?.message == "一般公共支出表的 20132 组织事务 只列到款，没有列到项")
    let upper = try Self.findings(["tables/general.yaml": Self.without("2050803", "20508")]).1
    #expect(upper.map(\.message) == ["一般公共支出表的 205 教育支出 只列到类，没有列到项"])
  }

  @Test func acceptsARecordedDecision() throws {
    var changes = Self.everywhere(Self.without("2013299"))
    changes["disclosure.yaml"] = Self.deciding("20132")
    let (disclosure, found) = try Self.findings(changes)
    #expect(found.isEmpty, "\(found.map(\.message))")
    let table = try #require(disclosure.table("general"))
    #expect(disclosure.secrecyNotes(for: table) == ["科目 20132 因涉及国家秘密，按某保密委〔2021〕1号（2021年9月1日）不再细化公开。"])
    #expect(try disclosure.secrecyNotes(for: #require(disclosure.table("funds"))) == [])
    // The same said of the 项 that is left out.
    changes["disclosure.yaml"] = Self.deciding("2013299")
    #expect(try Self.findings(changes).1.isEmpty)
  }

  @Test func wantsAWholeDecisionFromBeforePublication() throws {
    var changes = Self.everywhere(Self.without("2013299"))
    for (key, value) in [("decision: 某保密委〔2021〕1号", "decision: \"\""), ("approver: 保密办", "approver: \" \"")] {
      changes["disclosure.yaml"] = { Self.deciding("20132")($0).replacing(key, with: value) }
      let messages = try Self.findings(changes).1.filter { $0.rule == "FMT-16" || $0.rule == "FMT-15" }.map(\.message)
      #expect(messages == ["涉密科目的决定里“\(key.prefix(8))”是空的"], "\(messages)")
    }
    changes["disclosure.yaml"] = {
      Self.deciding("20132")($0).replacing("date: 2021-09-01", with: "date: 2031-09-01")
    }
    let late = try Self.findings(changes).1
    #expect(late.map(\.rule) == ["SEC-01"])
    #expect(late.first?.message.hasPrefix("不细化公开的决定（2031-09-01）晚于公开日期") ?? false)
  }

  @Test func findsWhatIsPrintedAfterAll() throws {
    var changes = Self.everywhere(Self.without("2013299"))
    changes["disclosure.yaml"] = Self.deciding("20132")
    changes["tables/income.yaml"] = nil
    let found = try Self.findings(changes).1
    #expect(found.map(\.rule) == ["SEC-01"])
    #expect(found.first?.message.contains("收入表列出了 2013299") ?? false)
    #expect(found.first?.spans.count == 2)
  }

  @Test func findsWhatSubtractionTells() throws {
    // One of three 项 is left out: the 款 less the other two is its amount.
    var changes = Self.everywhere(Self.without("2013702"))
    changes["disclosure.yaml"] = Self.deciding("2013702")
    let found = try Self.findings(changes).1
    #expect(found.count == 3)
    #expect(Set(found.map(\.rule)) == ["SEC-01"])
    #expect(found.contains { $0.message == "支出表里 20137 减去列出的各项，就能算出不公开的 2013702" })
    // All of them are left out: nothing to subtract.
    changes = Self.everywhere(Self.without("2013701", "2013702", "2013799"))
    changes["disclosure.yaml"] = Self.deciding("2013701, 2013702, 2013799")
    #expect(try Self.findings(changes).1.isEmpty)
  }

  @Test func findsAWithheldClassMember() throws {
    var changes = Self.everywhere(Self.without("20132", "2013299"))
    changes["disclosure.yaml"] = Self.deciding("20132")
    let found = try Self.findings(changes).1
    #expect(found.contains { $0.message == "支出表里 201 减去列出的各款，就能算出不公开的 20132" })
  }

  @Test func wantsAWholeRecord() throws {
    let partial = try Self.findings(["disclosure.yaml": { $0 + "\nsecrecy:\n  - {codes: [20132], decision: 口头}\n" }]).1
    #expect(partial.filter { $0.rule == "FMT-15" }.count == 2)
    let odd = try Self.findings(["disclosure.yaml": Self.deciding("组织")]).1
    #expect(odd.map(\.rule) == ["FMT-16"])
    let unused = try Self.findings(["disclosure.yaml": Self.deciding("20401")]).1
    #expect(unused.map(\.level) == [.warning])
  }
}
