import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// Sections, statements and dates: each kind of mistake is its own finding.
@Suite struct TextRuleTests {
  static func findings(
    _ changes: [String: (String) -> String], rule: String
  ) throws -> [Finding] {
    let (disclosure, _) = try SampleDisclosure.read(replacing: changes)
    return DisclosureChecker.check(disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21"))
      .findings.filter { $0.rule == rule }
  }

  static func section(_ title: String) -> (String) -> String {
    { text in
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.map { $0.hasPrefix("section:") ? "section: \(title)" : String($0) }.joined(separator: "\n")
    }
  }

  @Test func namesTheNearestRequiredSection() throws {
    let found = try Self.findings(["narrative/11-duties.md": Self.section("部门的职责")], rule: "STR-03")
    #expect(found.map(\.name) == ["章节名称"])
    #expect(found[0].message == "“部门的职责”不是要求的章节，最接近的是“部门职责”")
    #expect(found[0].fix == "改成 section: 部门职责")
  }

  @Test func reportsAMissingSection() throws {
    let found = try Self.findings(["narrative/31-other.md": Self.section("附：领导讲话")], rule: "STR-03")
    #expect(Set(found.map(\.name)) == ["章节名称", "章节缺失"])
  }

  @Test func reportsAnEmptySection() throws {
    let found = try Self.findings(
      ["narrative/12-organisation.md": { _ in "---\nsection: 机构设置\n---\n\n" }], rule: "STR-03")
    #expect(found.map(\.name) == ["章节为空"])
  }

  @Test func reportsSectionsOutOfOrder() throws {
    let found = try Self.findings(
      [
        "narrative/11-duties.md": Self.section("机构设置"),
        "narrative/12-organisation.md": Self.section("部门职责"),
      ], rule: "STR-03")
    #expect(found.map(\.name) == ["章节顺序"])
    #expect(found[0].message.contains("“部门职责”排在“机构设置”后面"))
  }

  @Test func asksForTheStatementOfAnEmptyTable() throws {
    let found = try Self.findings(
      ["narrative/29-state-capital.md": { _ in "---\nsection: 国有资本经营预算财政拨款支出情况说明\n---\n见表。\n" }], rule: "STR-07")
    #expect(found.count == 1)
    #expect(found.first?.message.contains("国资表没有数据") ?? false)
  }

  @Test(arguments: ["本年支出 0 万元", "支出决算为0.00万元", "收支 0 元"]) func nothingMayBeSaidByAFigure(_ words: String) throws {
    let text = "---\nsection: 国有资本经营预算财政拨款支出情况说明\n---\n2020 年度国有资本经营预算财政拨款\(words)。\n"
    #expect(try Self.findings(["narrative/29-state-capital.md": { _ in text }], rule: "STR-07").isEmpty)
    let other = text.replacing("0", with: "10")
    #expect(try Self.findings(["narrative/29-state-capital.md": { _ in other }], rule: "STR-07").count == 1)
  }

  /// The section with the sentence is gone: that is one mistake.
  @Test func aMissingSectionIsNotAskedForItsStatement() throws {
    let gone = ["narrative/29-state-capital.md": Self.section("附：其他")]
    #expect(try Self.findings(gone, rule: "STR-07").isEmpty)
    #expect(try Self.findings(gone, rule: "STR-03").contains { $0.name == "章节缺失" })
    let (disclosure, _) = try SampleDisclosure.read(replacing: gone)
    let entries = DisclosureChecker.check(disclosure, terms: [], today: nil).ledger.entries
    let entry = try #require(entries.first { $0.rule == "STR-07" && $0.name.contains("国有资本经营") })
    #expect(entry.verdict == .open && entry.reason == "没有这一节")
  }

  @Test func refusesTheStatementOnATableWithFigures() throws {
    let found = try Self.findings(
      ["narrative/28-funds.md": { $0 + "\n本部门无政府性基金预算财政拨款收支。\n" }], rule: "STR-08")
    #expect(found.count == 1)
    #expect(found.first?.primary?.path.hasSuffix("28-funds.md") ?? false)
  }

  /// 2019 is another year, whatever it had.
  @Test func aStatementOnAnotherYearDeniesNothing() throws {
    let said: (String) -> String = { $0 + "\n2019 年度本部门无政府性基金预算财政拨款收支。\n" }
    #expect(try Self.findings(["narrative/28-funds.md": said], rule: "STR-08").isEmpty)
  }

  @Test func countsTheDaysBetweenApprovalAndPublication() throws {
    func dated(_ approved: String, _ published: String) -> (String) -> String {
      { text in
        let rest = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
          !["published:", "original-published:"].contains { line.hasPrefix($0) }
        }
        return "approved: \(approved)\npublished: \(published)\n" + rest.joined(separator: "\n")
      }
    }
    func messages(_ approved: String, _ published: String, _ rule: String) throws -> [String] {
      try Self.findings(["disclosure.yaml": dated(approved, published)], rule: rule).map(\.message)
    }
    #expect(try messages("2021-10-01", "2021-10-21", "STR-01") == [])
    #expect(try messages("2021-10-01", "2021-10-22", "STR-01") == ["批复后第 21 天才公开，法定期限是 20 天"])
    #expect(try messages("2021-10-01", "2021-09-30", "STR-02").count == 1)
    #expect(try messages("2020-02-28", "2020-03-01", "STR-02").count == 1, "not in the fiscal year itself")
  }

  @Test func anOriginalIsNotYoungerThanWhatWasCompiledFromIt() throws {
    func found(_ original: String) throws -> [String] {
      try Self.findings(
        [
          "disclosure.yaml": { text in
            let dates = ["published:", "original-published:"]
            let rest = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
              !dates.contains { line.hasPrefix($0) }
            }
            return "published: 2021-11-15\noriginal-published: \(original)\n" + rest.joined(separator: "\n")
          }
        ], rule: "STR-02"
      ).map(\.message)
    }
    #expect(try found("2021-11") == [])
    #expect(try found("2021-12") == ["原件公开的时间（2021年12月）晚于本站的公开日期 2021-11-15"])
  }
}
