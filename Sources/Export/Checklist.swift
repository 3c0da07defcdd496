package import Diagnostics

/// The inspector's checklist (检查清单): what was asked for, what came of it and where to look, one row a rule.
package struct Checklist: Sendable {
  /// The five heads of the national inspection of budget disclosure, and the secrecy review before publication.
  package enum Heading: String, Sendable, CaseIterable {
    case timeliness = "及时性"
    case completeness = "完整性"
    case detail = "细化程度"
    case access = "公开方式"
    case truth = "真实性"
    case secrecy = "保密审查"

    package static func of(_ rule: String) -> Heading {
      switch rule {
      case "STR-01", "STR-02": .timeliness
      case "STR-05", "STR-06", "TR-01", "SEC-01": .detail
      default:
        switch rule.split(separator: "-").first {
        case "PRI", "SEC": .secrecy
        case "STR": .completeness
        case "LNK", "SITE", "FMT", "MD": .access
        default: .truth
        }
      }
    }
  }

  package struct Row: Sendable, Hashable {
    package let disclosure: String
    package let heading: Heading
    package let rule: String
    package let requirement: String
    package let basis: String
    /// 符合, 不符合, 存疑, 例外, 未检 or 不适用, with counts.
    package let result: String
    package let explanation: String
    /// Where the disclosure is published.
    package let url: String
    package let remark: String

    package var fields: [String] {
      [disclosure, heading.rawValue, rule, requirement, basis, result, explanation, url, remark]
    }
  }

  package static let head = ["公开件", "检查方面", "检查项", "要求", "依据", "结果", "说明", "网址", "备注"]

  package private(set) var rows: [Row] = []

  package init() {}

  /// Adds a disclosure. `url` is the address of its overview.
  package mutating func add(
    _ title: String, url: String, rules: [RuleDescription], findings: [Finding], ledger: Ledger
  ) {
    let outcomes = RuleOutcome.all(findings, ledger)
    var all = rules
    for finding in findings where finding.level > .note && !all.contains(where: { $0.id == finding.rule }) {
      all.append(
        RuleDescription(
          id: finding.rule, name: finding.name, level: finding.level, basis: finding.basis ?? "", summary: finding.name,
          isLocked: false))
    }
    for rule in all {
      let outcome = outcomes[rule.id] ?? RuleOutcome()
      rows.append(
        Row(
          disclosure: title, heading: .of(rule.id), rule: "\(rule.id) \(rule.name)", requirement: rule.summary,
          basis: rule.basis, result: Self.result(outcome), explanation: Self.explanation(outcome), url: url,
          remark: Self.remark(rule.id, outcome)))
    }
  }

  /// In the order of the inspection's heads.
  package var sorted: [Row] {
    let order = Dictionary(uniqueKeysWithValues: Heading.allCases.enumerated().map { ($1, $0) })
    return rows.enumerated().sorted { a, b in
      let (x, y) = (order[a.element.heading] ?? 0, order[b.element.heading] ?? 0)
      if a.element.disclosure != b.element.disclosure { return a.offset < b.offset }
      return x != y ? x < y : a.offset < b.offset
    }.map(\.element)
  }

  private static func result(_ outcome: RuleOutcome) -> String {
    let word: String
    switch outcome.state {
    case .notApplicable: return "不适用"
    case .met: word = "符合"
    case .open: word = "未检"
    case .partlyOpen: word = "部分未检"
    case .doubtful: word = "存疑"
    case .broken: word = "不符合"
    case .excepted: word = "例外"
    }
    return "\(word)（符合 \(outcome.passed)，不符合 \(outcome.broken)，存疑 \(outcome.doubtful)，未检 \(outcome.open)）"
  }

  private static func explanation(_ outcome: RuleOutcome) -> String {
    let said = outcome.standing.map(\.message) + outcome.toldStanding.map { "连带，见 \($0.rule)：\($0.message)" }
    guard said.isEmpty else {
      return said.prefix(3).joined(separator: "；") + (said.count > 3 ? "；等 \(said.count) 处" : "")
    }
    let failing = outcome.broken + outcome.doubtful > 0 ? outcome.notes.map(\.message) : []
    return (failing.isEmpty ? outcome.openReasons.sorted() : failing.prefix(3) + []).joined(separator: "；")
  }

  private static func remark(_ rule: String, _ outcome: RuleOutcome) -> String {
    let excepted = outcome.excepted + outcome.told.filter { $0.suppression != nil }
    return excepted.map { finding -> String in
      let lead = finding.rule == rule ? "例外" : "例外（见 \(finding.rule)）"
      let reason = finding.suppression?.reason ?? "", approver = finding.suppression?.approver ?? ""
      return "\(lead)：\(finding.message)（\(reason)，\(approver)批准）"
    }.joined(separator: "；")
  }

  /// CSV with a byte order mark, so that spreadsheets read it as UTF-8.
  package var csv: [UInt8] {
    return CSVLine.file([Self.head] + sorted.map { $0.fields.map(\.withoutControls) })
  }
}
