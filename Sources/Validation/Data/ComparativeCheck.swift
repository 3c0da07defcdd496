internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Y-02: a figure declared for another period agrees with what the department published for it on this site.
enum ComparativeCheck {
  static func run(_ disclosure: Disclosure, evaluator: Evaluator) -> [Finding] {
    var findings: [Finding] = []
    for period in disclosure.comparatives.periods where evaluator.hasRelative(period) {
      var differing: [Finding] = []
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
        differing.append(finding)
      }
      findings += isOneMistake(differing, of: declared.count, disclosure) ? [together(differing, period)] : differing
    }
    return findings
  }

  /// Where most of a period's figures differ, it is not every one of them that was mistyped: they are another period's.
  /// What somebody let stand stays apart.
  private static func isOneMistake(_ differing: [Finding], of declared: Int, _ disclosure: Disclosure) -> Bool {
    differing.count >= 3 && differing.count * 2 > declared
      && !disclosure.exceptions.contains { ["Y-02", "对比数与上年公开件"].contains($0.rule) }
  }

  private static func together(_ differing: [Finding], _ period: String) -> Finding {
    var finding = differing[0]
    finding.cell = nil
    finding.message = "“\(period)”的对比数有 \(differing.count) 个与本站公开的不同，先是 \(finding.message)"
    finding.spans += differing.dropFirst().prefix(3).compactMap { $0.spans.first }
    finding.fix = "看看填的是不是另一期间的数，或漏了下一个期间的那一行名称；以公开的数为准的可以删去（正文会取公开的数）"
    return finding
  }
}
