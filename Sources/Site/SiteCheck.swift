package import Diagnostics
package import Disclosures
internal import Validation

/// What a whole site's check came to.
package struct SiteCheck: Sendable {
  /// Everything found, in reading order.
  package let findings: [Finding]
  /// By disclosure id.
  package let ledgers: [String: Ledger]
  package let generatedFigures: Int
  /// The ids of disclosures that an error holds back, sorted.
  package let heldBack: [String]

  /// Checks every disclosure, in parallel. `today` is the day of the check.
  package static func run(
    _ content: SiteContent, today: CalendarDate?, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) -> SiteCheck {
    let terms = content.terms
    let results = BoundedMap.run(content.disclosures, progress: progress) { disclosure in
      (id: disclosure.id, result: DisclosureChecker.check(disclosure, terms: terms, today: today))
    }
    var findings = content.findings
    for result in results {
      // An unreadable glossary is one finding, not one for every term anybody selected.
      findings += result.result.findings.filter { content.hasGlossary || $0.rule != "NAR-21" }
    }
    let blocked = findings.filter { $0.level == .error }.compactMap { finding -> String? in
      if case .disclosure(let id) = finding.scope { return id }
      return nil
    }
    return SiteCheck(
      findings: findings.inReadingOrder(),
      ledgers: Dictionary(uniqueKeysWithValues: results.map { ($0.id, $0.result.ledger) }),
      generatedFigures: results.reduce(0) { $0 + $1.result.generatedFigures },
      heldBack: Set(blocked).union(content.unreadable).union(content.heldBack).sorted())
  }

  /// Everything that was checked on the site.
  package var ledger: Ledger {
    ledgers.keys.sorted().reduce(into: Ledger()) { $0.append(contentsOf: ledgers[$1] ?? Ledger()) }
  }

  /// Whether an error concerns the site as a whole: then nothing may be released.
  package var hasSiteError: Bool { findings.contains { $0.level == .error && $0.scope == .site } }

  package var hasError: Bool { findings.contains(atLeast: .error) || !heldBack.isEmpty }
}
