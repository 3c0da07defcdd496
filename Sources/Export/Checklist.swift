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
    /// 符合, 不符合, 存疑, 未检 or 不适用, with counts.
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
    var entries: [String: [Ledger.Entry]] = [:]
    for entry in ledger.entries { entries[entry.rule, default: []].append(entry) }
    var found: [String: [Finding]] = [:]
    for finding in findings { found[finding.rule, default: []].append(finding) }
    var all = rules
    for finding in findings where finding.level > .note && !all.contains(where: { $0.id == finding.rule }) {
      all.append(
        RuleDescription(
          id: finding.rule, name: finding.name, level: finding.level, basis: finding.basis ?? "", summary: finding.name,
          isLocked: false))
    }
    for rule in all {
      let own = entries[rule.id] ?? [], said = found[rule.id] ?? []
      let standing = said.filter { $0.suppression == nil && $0.level > .note }
      let suppressed = said.filter { $0.suppression != nil }
      rows.append(
        Row(
          disclosure: title, heading: .of(rule.id), rule: "\(rule.id) \(rule.name)", requirement: rule.summary,
          basis: rule.basis, result: Self.result(own, standing),
          explanation: Self.explanation(standing, own), url: url,
          remark: suppressed.map { finding in
            "例外：\(finding.message)（\(finding.suppression?.reason ?? "")，\(finding.suppression?.approver ?? "")批准）"
          }.joined(separator: "；")))
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

  private static func result(_ entries: [Ledger.Entry], _ standing: [Finding]) -> String {
    func count(_ verdicts: Verdict...) -> Int { entries.count { verdicts.contains($0.verdict) } }
    let passed = count(.exact, .rounding), open = count(.open), doubtful = count(.doubtful), broken = count(.broken)
    let counts = "（符合 \(passed)，不符合 \(broken)，存疑 \(doubtful)，未检 \(open)）"
    if standing.contains(where: { $0.level == .error }) || broken > 0 && !standing.isEmpty { return "不符合" + counts }
    if !standing.isEmpty || doubtful > 0 { return "存疑" + counts }
    if open > 0 { return (passed > 0 ? "部分未检" : "未检") + counts }
    return passed > 0 ? "符合" + counts : "不适用"
  }

  private static func explanation(_ standing: [Finding], _ entries: [Ledger.Entry]) -> String {
    guard standing.isEmpty else {
      let more = standing.count > 3 ? "；等 \(standing.count) 处" : ""
      return standing.prefix(3).map(\.message).joined(separator: "；") + more
    }
    let reasons = Set(entries.filter { $0.verdict == .open }.compactMap(\.reason)).sorted()
    return reasons.joined(separator: "；")
  }

  /// CSV with a byte order mark, so that spreadsheets read it as UTF-8.
  package var csv: [UInt8] {
    return CSVLine.file([Self.head] + sorted.map { $0.fields.map(\.withoutControls) })
  }
}
