package import Diagnostics
package import Disclosures
internal import Validation

/// What a whole site's check came to.
package struct SiteCheck: Sendable {
  /// Everything found, in reading order.
  package let findings: [Finding]
  /// By disclosure id; only where they were asked for.
  package let ledgers: [String: Ledger]
  /// Everything that was checked on the site, counted.
  package let tally: LedgerTally
  /// How the figures of all narratives were checked.
  package let narrative: NarrativeTally
  /// The ids of disclosures that an error holds back, sorted.
  package let heldBack: [String]

  /// Checks every disclosure of a site that has been read, in parallel. `today` is the day of the check.
  package static func run(
    _ content: SiteContent, today: CalendarDate?, keepsLedgers: Bool = true,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) -> SiteCheck {
    let terms = content.terms
    // What reading found in a disclosure is judged with the rest of it, so that exceptions cover both.
    var reading: [String: [Finding]] = [:]
    var rest: [Finding] = []
    let checked = Set(content.disclosures.map(\.id))
    for finding in content.findings {
      if case .disclosure(let id) = finding.scope, checked.contains(id) {
        reading[id, default: []].append(finding)
      } else {
        rest.append(finding)
      }
    }
    let found = reading
    let results = BoundedMap.run(content.disclosures, progress: progress) { disclosure in
      (
        id: disclosure.id,
        result: DisclosureChecker.check(
          disclosure, terms: terms, today: today, reading: found[disclosure.id] ?? [], keepsLedger: keepsLedgers
        ).redacted(content.sources)
      )
    }
    let byDepartment = Dictionary(grouping: content.disclosures, by: \.department)
    let site =
      rest
      + UnitCheck.run(content.departments, folders: content.folders, unread: Set(content.unreadable)) { folder in
        (byDepartment[folder] ?? []).map { DisclosureTotals($0) }
      }
    var findings: [Finding] = []
    for result in results {
      // An unreadable glossary is one finding, not one for every term anybody selected.
      findings += result.result.findings.filter { content.hasGlossary || $0.rule != "NAR-21" }
    }
    findings += Redaction(site + findings, sources: content.sources).apply(to: site)
    return SiteCheck(
      findings: findings,
      ledgers: keepsLedgers ? Dictionary(uniqueKeysWithValues: results.map { ($0.id, $0.result.ledger) }) : [:],
      tally: results.reduce(into: LedgerTally()) { $0.add($1.result.tally) },
      narrative: results.lazy.flatMap(\.result.narrative).total,
      blocked: content.unreadable + content.heldBack)
  }

  /// `blocked` are held back whatever was found in them.
  init(
    findings: [Finding], ledgers: [String: Ledger], tally: LedgerTally, narrative: NarrativeTally, blocked: [String]
  ) {
    let broken = findings.filter { $0.level == .error && $0.suppression == nil }.compactMap { finding -> String? in
      if case .disclosure(let id) = finding.scope { return id }
      return nil
    }
    self.findings = findings.inReadingOrder()
    self.ledgers = ledgers
    self.tally = tally
    self.narrative = narrative
    heldBack = Set(broken).union(blocked).sorted()
  }

  /// Whether an error concerns the site as a whole: then nothing may be released.
  package var hasSiteError: Bool {
    findings.contains { $0.level == .error && $0.scope == .site && $0.suppression == nil }
  }

  package var hasError: Bool { findings.contains(atLeast: .error) || !heldBack.isEmpty }
}
