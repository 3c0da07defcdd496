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
    /// The disclosures that were checked. Others could not be read, and nothing but findings is known of them.
    var checked: Set<String> = []
    /// The findings that came with them, by fingerprint: others show only between departments, such as a folder that
    /// cannot be an address, and come at the end.
    var told: Set<String> = []
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
      state.checked.insert(disclosure.id)
      for finding in disclosure.findings { state.told.insert(finding.fingerprint) }
      let rules = state.rules[disclosure.set.id] ?? Self.rules(of: disclosure.set)
      state.rules[disclosure.set.id] = rules
      let title = "\(disclosure.departmentName)\(disclosure.title)"
      switch format {
      case .junit:
        state.junit.add(
          title, findings: disclosure.findings, rules: rules, ledger: disclosure.ledger,
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
    return state.withLock { state in
      let rest = Self.rest(of: findings, besides: state.checked, told: state.told)
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
        for part in rest {
          state.junit.add(part.title, findings: part.findings, rules: [], place: TextReport(sources: sources).place)
        }
        return Data(state.junit.xml.utf8)
      case .html:
        let lines = summary.split(separator: "\n").map(String.init)
        for part in rest where !part.id.isEmpty { state.audit.add(unread: part.id, part.findings, sources: sources) }
        return Data(
          state.audit.html(
            siteName: review.info?.name ?? "", site: rest.first { $0.id.isEmpty }?.findings ?? [], sources: sources,
            summary: lines, heldBack: Set(review.check.heldBack), today: today
          ).utf8)
      case .checklist:
        for part in rest {
          let url = (review.info.map { "https://\($0.domain)/" } ?? "") + (part.id.isEmpty ? "" : part.id + "/")
          state.checklist.add(part.title, url: url, rules: [], findings: part.findings, ledger: Ledger())
        }
        return asWorkbook ? Data(state.checklist.workbook(created: today)) : Data(state.checklist.csv)
      }
    }
  }

  /// What is found beside the disclosures that were checked: of the site as a whole and between its departments, then of
  /// each that could not be read.
  private static func rest(
    of findings: [Finding], besides checked: Set<String>, told: Set<String>
  ) -> [(id: String, title: String, findings: [Finding])] {
    var site: [Finding] = []
    var unread: [String: [Finding]] = [:]
    for finding in findings {
      switch finding.scope {
      case .site: site.append(finding)
      case .disclosure(let id):
        if !checked.contains(id) {
          unread[id, default: []].append(finding)
        } else if !told.contains(finding.fingerprint) {
          site.append(finding)
        }
      }
    }
    return (site.isEmpty ? [] : [("", "站点、部门文件夹、表样与模板", site)])
      + unread.sorted { $0.key < $1.key }.map { ($0.key, "\($0.key)（没有读出来）", $0.value) }
  }

  private static func rules(of set: FormSet) -> [RuleDescription] {
    RuleGuide.all(of: set, executingSamples: false).map(\.description)
  }
}
