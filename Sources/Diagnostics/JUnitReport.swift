/// Findings as JUnit XML, which continuous integration shows: a suite for each disclosure, a case for each rule that had
/// something to check or to say.
package struct JUnitReport: Sendable {
  private let threshold: Finding.Level
  private var suites: [String] = []
  private var tests = 0
  private var failures = 0
  private var skipped = 0

  /// `threshold` is the level from which a finding counts as a failure.
  package init(threshold: Finding.Level) { self.threshold = threshold }

  /// Adds a disclosure, or what concerns the whole site. `place` writes
  /// `file:line:column`.
  package mutating func add(
    _ name: String, findings: [Finding], rules: [RuleDescription], ledger: Ledger = Ledger(),
    place: (SourceSpan) -> String
  ) {
    let outcomes = RuleOutcome.all(findings, ledger)
    var cases: [(id: String, name: String)] = rules.map { ($0.id, $0.name) }
    for finding in findings where !cases.contains(where: { $0.id == finding.rule }) {
      cases.append((finding.rule, finding.name))
    }
    var text = ""
    var failed = 0
    var untested = 0
    for item in cases.sorted(by: { $0.id < $1.id }) {
      let outcome = outcomes[item.id] ?? RuleOutcome()
      let own = threshold == .note ? findings.filter { $0.rule == item.id && $0.suppression == nil } : outcome.standing
      let standing = (own + outcome.toldStanding).filter { $0.level >= threshold && $0.verdict != .rounding }
      text += "    <testcase classname=\"\(Self.escape(name))\" name=\"\(Self.escape("\(item.id) \(item.name)"))\""
      if !standing.isEmpty {
        failed += 1
        text += ">\n"
        for finding in standing {
          let position = finding.primary.map(place) ?? ""
          let message = (finding.rule == item.id ? "" : "连带，见 \(finding.rule)：") + finding.message
          text += "      <failure type=\"\(finding.level.rawValue)\" message=\"\(Self.escape(message))\">"
          text += Self.escape(position + (finding.fix.map { "\n修改：\($0)" } ?? "")) + "</failure>\n"
        }
        text += "    </testcase>\n"
      } else if outcome.open > 0 {
        untested += 1
        text += ">\n      <skipped message=\"未检 \(outcome.open) 项\"/>\n    </testcase>\n"
      } else {
        text += "/>\n"
      }
    }
    suites.append(
      "  <testsuite name=\"\(Self.escape(name))\" tests=\"\(cases.count)\" failures=\"\(failed)\" errors=\"0\" skipped=\"\(untested)\">\n"
        + text + "  </testsuite>\n")
    tests += cases.count
    failures += failed
    skipped += untested
  }

  package var xml: String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"明账核对\" tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\">\n"
      + suites.joined() + "</testsuites>\n"
  }

  private static func escape(_ text: String) -> String {
    text.withoutXMLForbidden.escapedForMarkup.replacing("\n", with: "&#10;").replacing("\t", with: " ")
  }
}
