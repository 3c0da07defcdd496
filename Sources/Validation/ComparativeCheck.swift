internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Y-02: a figure declared for another period agrees with what the department published for it on this site.
enum ComparativeCheck {
  static func run(_ disclosure: Disclosure, evaluator: Evaluator) -> [Finding] {
    var findings: [Finding] = []
    for period in disclosure.comparatives.periods where evaluator.hasRelative(period) {
      let declared = (disclosure.comparatives.cells[period] ?? [:]).sorted { $0.value.span < $1.value.span }
      for (cell, entry) in declared {
        guard let published = try? evaluator.value(cell, period: period), published.span != entry.span else { continue }
        let balance = Balance(left: [.init(entry.figure)], right: [.init(published.figure)])
        guard balance.verdict == .broken || balance.verdict == .doubtful else { continue }
        var finding = Finding(
          rule: "Y-02", name: "对比数与上年公开件", level: .warning,
          message: "\(published.address) 声明为 \(entry.figure.written)，本站公开的是 \(published.figure.written)",
          at: entry.span, label: "声明 \(entry.figure.written)",
          related: published.span.map { [.init($0, "公开 \(published.figure.written)")] } ?? [],
          fix: "以公开的数为准，可删去这一行（正文会取公开的数）；确有调整的说明原因")
        finding.cell = published.address
        findings.append(finding)
      }
    }
    return findings
  }
}
