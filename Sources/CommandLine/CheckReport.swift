internal import Diagnostics
internal import Disclosures
internal import Export
internal import Forms
internal import Foundation
internal import Rendering
internal import Site
private import Synchronization
internal import Validation

/// A report in the making: told of each disclosure as it is checked, then of the run as a whole.
final class CheckReport: Sendable {
  private struct State {
    var junit: JUnitReport
    var audit = AuditPage()
    var checklist = Checklist()
    /// Form set id → its rules.
    var rules: [String: [RuleDescription]] = [:]
    /// The site's address, for the checklist.
    var domain: String?
  }

  private let format: ReportFormat
  private let today: String
  private let state: Mutex<State>

  init(_ format: ReportFormat, failingOn level: Finding.Level, today: String) {
    self.format = format
    self.today = today
    state = Mutex(State(junit: JUnitReport(threshold: level)))
  }

  func add(_ disclosure: CheckedDisclosure) {
    // These are made of the whole run at its end.
    if format == .text || format == .json { return }
    state.withLock { state in
      let rules = state.rules[disclosure.set.id] ?? Self.rules(of: disclosure.set)
      state.rules[disclosure.set.id] = rules
      let title = "\(disclosure.departmentName)\(disclosure.title)"
      switch format {
      case .junit:
        var open: [String: Int] = [:]
        for entry in disclosure.ledger.entries where entry.verdict == .open { open[entry.rule, default: 0] += 1 }
        state.junit.add(
          title, findings: disclosure.findings, rules: rules, open: open,
          place: TextReport(sources: disclosure.sources).place)
      case .html:
        state.audit.add(
          .init(
            id: disclosure.id, title: title, formSet: disclosure.set.id, findings: disclosure.findings,
            ledger: disclosure.ledger, sources: disclosure.sources, rules: rules, texts: disclosure.texts))
      case .checklist:
        state.checklist.add(
          title, url: disclosure.domain.map { "https://\($0)/\(disclosure.id)/" } ?? "\(disclosure.id)/", rules: rules,
          findings: disclosure.findings, ledger: disclosure.ledger)
      case .text, .json, .sarif: break
      }
    }
  }

  /// The finished report.
  func finish(
    _ review: SiteReview, findings: [Finding], sources: [String: SourceFile], summary: String, exitCode: Int32,
    asWorkbook: Bool, text: TextReport
  ) -> Data {
    let rest = findings.filter { $0.scope == .site }
    return state.withLock { state in
      switch format {
      case .text: return Data(text.render(findings).utf8)
      case .json:
        let summary = JSONReport.Summary(
          findings: findings, tally: review.check.tally, disclosures: review.disclosures,
          heldBack: review.check.heldBack, narrative: review.check.narrative, today: today)
        let header = JSONReport.Header(version: Version.current, formSets: review.formSets.mapValues(\.digest))
        return Data(JSONReport.render(findings, run: header, summary: summary, sources: sources).utf8)
      case .sarif:
        let rules = review.formSets.values.flatMap { state.rules[$0.id] ?? Self.rules(of: $0) }
        let unique = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }.values
        return Data(
          SARIFReport.render(
            findings, rules: Array(unique), sources: sources, today: today, version: Version.current,
            exitCode: exitCode
          ).utf8)
      case .junit:
        if !rest.isEmpty {
          state.junit.add(
            "站点、表样与模板", findings: rest, rules: [], place: TextReport(sources: sources).place)
        }
        return Data(state.junit.xml.utf8)
      case .html:
        let lines = summary.split(separator: "\n").map(String.init)
        return Data(
          state.audit.html(
            siteName: review.info?.name ?? "", site: rest, sources: sources, summary: lines, today: today
          ).utf8)
      case .checklist: return asWorkbook ? Data(state.checklist.workbook(created: today)) : Data(state.checklist.csv)
      }
    }
  }

  private static func rules(of set: FormSet) -> [RuleDescription] {
    RuleGuide.all(of: set, executingSamples: false).map(\.description)
  }
}
