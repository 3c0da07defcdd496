import Foundation
import Testing

@testable import Diagnostics

/// Reports for machines: well formed whatever stands in the data, nothing lost, nothing secret.
@Suite struct MachineReportTests {
  static let file = SourceFile(path: "content/甲 局/表.yaml", text: "合计: 4.82\n教育: 4.28\n")

  static var finding: Finding {
    var finding = Finding(
      rule: "X-04", name: "同一类支出", level: .error, verdict: .broken, message: "合计 是 4.82 <b>&\"\u{1}",
      at: file.span(8..<12), label: "填报 4.82", related: [.init(file.span(21..<25), "+ 4.28")], fix: "核对",
      scope: .disclosure("甲/2020/final-accounts"))
    finding.cell = "支出表[合计].基本支出"
    finding.folded = [.init(rule: "TC-1", name: "每行合计", cell: "支出表[合计]", formula: "甲 = 乙")]
    return finding
  }

  static var suppressed: Finding {
    var finding = finding
    finding.suppression = Suppression(reason: "原文如此", approver: "财务科", expires: "2027-06-30", span: file.span(0..<2))
    return finding
  }

  static let rule = RuleDescription(
    id: "X-04", name: "同一类支出", level: .error, basis: "公开01表", summary: "甲 ≡ 乙", isLocked: true)

  static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func sarifHasWhatTheStandardAsksFor() throws {
    let text = SARIFReport.render(
      [Self.finding, Self.suppressed], rules: [Self.rule], sources: [Self.file.path: Self.file], today: "2026-11-21",
      version: "1.0", exitCode: 1)
    let log = try Self.object(text)
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == 2)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect(result["kind"] as? String == "fail" && result["level"] as? String == "error")
      let location = try #require(
        (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
      let artifact = try #require(location["artifactLocation"] as? [String: String])
      // Percent-encoded, relative, no blank.
      #expect(artifact["uri"]?.removingPercentEncoding == Self.file.path && artifact["uri"]?.contains(" ") == false)
      let region = try #require(location["region"] as? [String: Int])
      #expect(region["startLine"] == 1 && region["startColumn"] == 5 && region["endColumn"] == 9)
    }
    let suppression = try #require((results[1]["suppressions"] as? [[String: Any]])?.first)
    #expect(suppression["justification"] as? String == "原文如此" && suppression["kind"] as? String == "external")
    #expect((results[0]["suppressions"] as? [Any])?.isEmpty == true)
  }

  /// A rounding difference is explained: no platform may show it as a failure.
  @Test func sarifCallsARoundingDifferenceAPass() throws {
    var finding = Self.finding
    finding.verdict = .rounding
    finding.level = .note
    let log = try Self.object(
      SARIFReport.render([finding], rules: [], sources: [:], today: "", version: "1", exitCode: 0))
    let result = try #require(((log["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])?.first)
    #expect(result["kind"] as? String == "pass" && result["level"] as? String == "none")
  }

  @Test func jUnitIsWellFormedWhateverStandsInTheData() throws {
    var report = JUnitReport(threshold: .error)
    report.add(
      "甲 & 乙 <局>", findings: [Self.finding, Self.suppressed], rules: [Self.rule], place: { $0.path })
    let parser = XMLProbe(report.xml)
    #expect(parser.isWellFormed)
    #expect(parser.counts["failure"] == 1, "a suppressed finding is no failure")
    #expect(report.xml.contains("failures=\"1\""))
  }

  static func ledger(_ verdicts: Verdict...) -> Ledger {
    Ledger(entries: verdicts.map { .init(rule: "TC-1", name: "每行合计", cell: "甲", verdict: $0, formula: "") })
  }

  static let folded = RuleDescription(
    id: "TC-1", name: "每行合计", level: .error, basis: "表", summary: "甲 = 乙", isLocked: false)

  /// What was folded into another rule's finding does not hold either.
  @Test func jUnitFailsARuleWhoseFindingWasFolded() {
    var report = JUnitReport(threshold: .error)
    report.add("甲", findings: [Self.finding], rules: [Self.folded], ledger: Self.ledger(.broken), place: { $0.path })
    #expect(report.xml.contains("tests=\"2\" failures=\"2\""))
    #expect(report.xml.contains("message=\"连带，见 X-04：合计 是 4.82"))
    var excepted = JUnitReport(threshold: .error)
    excepted.add(
      "甲", findings: [Self.suppressed], rules: [Self.folded], ledger: Self.ledger(.broken), place: { $0.path })
    #expect(excepted.xml.contains("tests=\"2\" failures=\"0\""))
  }

  @Test func jUnitSkipsWhatIsOpen() {
    var report = JUnitReport(threshold: .error)
    report.add("甲", findings: [], rules: [Self.folded], ledger: Self.ledger(.open, .open), place: { $0.path })
    #expect(report.xml.contains("<skipped message=\"未检 2 项\"/>"))
  }

  @Test func aRuleComesToWhatTheLedgerSays() {
    func state(_ findings: [Finding], _ ledger: Ledger) -> RuleOutcome.State? {
      RuleOutcome.all(findings, ledger)["TC-1"]?.state
    }
    var own = Self.finding
    own.rule = "TC-1"
    own.folded = []
    var waived = own
    waived.suppression = Self.suppressed.suppression
    #expect(state([], Self.ledger(.exact, .rounding)) == .met)
    #expect(state([], Self.ledger(.notApplicable)) == .notApplicable)
    #expect(state([], Self.ledger(.exact, .open)) == .partlyOpen)
    #expect(state([Self.finding], Self.ledger(.exact, .broken)) == .broken)
    #expect(state([Self.finding], Self.ledger(.doubtful)) == .doubtful)
    #expect(state([Self.suppressed], Self.ledger(.broken)) == .excepted)
    #expect(state([Self.suppressed, own], Self.ledger(.broken, .broken)) == .broken)
    #expect(state([waived], Ledger()) == .excepted)
    own.level = .warning
    #expect(state([own], Ledger()) == .doubtful && RuleOutcome.all([own], Ledger())["TC-1"]?.doubtful == 1)
  }

  @Test func jsonKeepsEverythingASuppressionHides() throws {
    let tally = LedgerTally(
      Ledger(entries: [.init(rule: "X-04", name: "", cell: "甲", verdict: .broken, formula: "")]))
    let findings = [Self.finding, Self.suppressed]
    let text = JSONReport.render(
      findings, run: .init(version: "1", formSets: ["a": "b"]),
      summary: .init(
        findings: findings, tally: tally, disclosures: 1, heldBack: [], narrative: NarrativeTally(), today: "2026-11-21"
      ),
      sources: [Self.file.path: Self.file])
    let document = try Self.object(text)
    #expect(document["schema"] as? String == "mingzhang-check/1")
    let items = try #require(document["findings"] as? [[String: Any]])
    #expect(items.count == 2)
    #expect((items[1]["suppression"] as? [String: Any])?["approver"] as? String == "财务科")
    #expect(items[0]["fingerprint"] as? String == items[1]["fingerprint"] as? String)
    #expect((items[0]["folded"] as? [[String: Any]])?.first?["rule"] as? String == "TC-1")
    let summary = try #require(document["summary"] as? [String: Any])
    #expect(summary["errors"] as? Int == 1 && summary["suppressed"] as? Int == 1)
  }

  @Test func theLedgerIsOneObjectALine() throws {
    let ledger = Ledger(
      entries: [
        .init(rule: "A-1", name: "甲", cell: "表[1]", verdict: .exact, others: ["表[2]"], formula: "甲 = \"乙\""),
        .init(.requirement, rule: "B-1", name: "乙", cell: "章节", verdict: .open, formula: "", reason: "没有"),
      ], figures: ["表[1]", "表[3]"])
    let lines = LedgerReport.lines(of: ledger, disclosure: "甲/2020/x").split(separator: "\n")
    let objects = try lines.map { try Self.object(String($0)) }
    #expect(objects.count == 5)
    let uncovered = objects.filter { ($0["rules"] as? [String])?.isEmpty == true }
    #expect(uncovered.map { $0["figure"] as? String } == ["表[3]"])
  }

  @Test func theTextNeverShowsAConfidentialLine() {
    let secret = SourceFile(path: "a.md", text: "电话 13800138000\n")
    var finding = Finding(rule: "PRI-1", name: "个人信息", level: .error, message: "像是手机号", at: secret.span(0..<18))
    finding.isConfidential = true
    let text = TextReport(sources: ["a.md": secret]).render([finding])
    #expect(!text.contains("13800138000") && text.contains("a.md:1:1"))
  }

  /// A fingerprint outlives edits elsewhere, and tells cells and disclosures apart.
  @Test func fingerprintsNameTheCause() {
    var moved = Self.finding
    moved.spans = [.init(SourceSpan(path: "other.yaml", lower: 90, upper: 91))]
    moved.message = "换了说法"
    #expect(moved.fingerprint == Self.finding.fingerprint)
    var other = Self.finding
    other.cell = "支出表[201].基本支出"
    #expect(other.fingerprint != Self.finding.fingerprint)
    #expect(Self.finding.within(.disclosure("乙/2020/x")).fingerprint != Self.finding.fingerprint)
  }
}

/// Counts the elements of an XML text, where it is one.
private struct XMLProbe {
  private(set) var isWellFormed = true
  private(set) var counts: [String: Int] = [:]

  init(_ xml: String) {
    var open: [Substring] = []
    var rest = xml[...]
    while let start = rest.firstIndex(of: "<") {
      let text = rest[..<start]
      if text.contains(">") || text.contains("&") && text.firstMatch(of: /&(?!amp;|lt;|gt;|quot;|#10;)/) != nil {
        isWellFormed = false
      }
      guard let end = rest[start...].firstIndex(of: ">") else {
        isWellFormed = false
        return
      }
      let tag = rest[rest.index(after: start)..<end]
      let name = tag.drop { $0 == "/" || $0 == "?" }.prefix { !$0.isWhitespace && $0 != "/" }
      if tag.hasPrefix("/") {
        if open.popLast() != name { isWellFormed = false }
      } else if !tag.hasPrefix("?") {
        counts[String(name), default: 0] += 1
        if !tag.hasSuffix("/") { open.append(name) }
      }
      rest = rest[rest.index(after: end)...]
    }
    let hasControls = xml.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
    if !open.isEmpty || hasControls { isWellFormed = false }
  }
}
