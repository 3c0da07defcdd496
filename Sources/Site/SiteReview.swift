package import Diagnostics
package import Disclosures
package import Forms
private import Synchronization
internal import Validation

/// One disclosure as checked, handed to whoever writes reports; nothing of it is kept.
package struct CheckedDisclosure: Sendable {
  package let id: String
  package let departmentName: String
  package let title: String
  /// The site's host; nil where `site.yaml` cannot be read.
  package let domain: String?
  package let set: FormSet
  package let findings: [Finding]
  package let tally: LedgerTally
  /// Empty where nobody asked for it.
  package let ledger: Ledger
  /// How the figures of its narrative were checked, by section.
  package let narrative: [SectionTally]
  let totals: DisclosureTotals
  /// The files that its findings point into.
  package let sources: [String: SourceFile]
  /// The files of its narrative, for whoever asked for ledgers; not kept.
  package let texts: [String: SourceFile]
}

/// A site checked department by department without keeping it: memory is that of the departments in hand, however many
/// there are.
package struct SiteReview: Sendable {
  package let check: SiteCheck
  package let disclosures: Int
  /// The text of every file that a finding points into.
  package let sources: [String: SourceFile]
  package let formSets: [String: FormSet]
  package let info: SiteInfo?
  /// How the figures of the narrative were checked, by section; on a site of many disclosures the sections with a figure
  /// that may be wrong.
  package let sections: [SectionTally]

  /// - Parameters:
  ///   - keepsLedgers: draws up each ledger for `consume`; it is dropped afterwards.
  ///   - consume: gets each disclosure once, in order of department and year.
  package static func run(
    _ loader: SiteLoader, today: CalendarDate?, keepsLedgers: Bool,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
    consume: @escaping @Sendable (CheckedDisclosure) -> Void = { _ in }
  ) -> SiteReview {
    var loader = loader
    let frame = loader.readFrame()
    let reader = loader
    let state = Mutex(State())
    BoundedMap.run(frame.folders) { entry in
      DepartmentReview(
        reader.read(entry, frame.formSets, allowsHTML: frame.info?.allowsHTML ?? false), frame: frame, today: today,
        keepsLedgers: keepsLedgers)
    } consume: { index, review in
      for disclosure in review.checked { consume(disclosure) }
      state.withLock { $0.add(review) }
      progress(index + 1, frame.folders.count)
    }
    let (departments, total) = state.withLock { ($0.departments, $0) }
    var folders = departments
    let names = loader.checkNames(&folders, frame.folders)
    let units = UnitCheck.run(folders.compactMap(\.department), total.totals)
    let blocked = folders.filter(\.isBlocked).flatMap(\.ids)
    let sources = loader.sources.merging(total.sources) { first, _ in first }
    let site = loader.findings + names + units + frame.formSets.findings
    let redaction = Redaction(site + total.findings, sources: sources)
    let check = SiteCheck(
      findings: total.findings + redaction.apply(to: site), ledgers: [:],
      tallies: total.tallies, narrative: total.narrative, blocked: total.unreadable + blocked)
    return SiteReview(
      check: check, disclosures: total.tallies.count + total.unreadable.count, sources: sources,
      formSets: frame.formSets.sets, info: frame.info,
      sections: total.tallies.count == 1 ? total.sections : Array(total.sections.prefix(20)))
  }

  private struct State {
    var departments: [DepartmentFolder] = []
    var findings: [Finding] = []
    var tallies: [String: LedgerTally] = [:]
    var narrative = NarrativeTally()
    var sections: [SectionTally] = []
    var suspectSections: [SectionTally] = []
    var unreadable: [String] = []
    var sources: [String: SourceFile] = [:]
    var totals: [DisclosureTotals] = []

    mutating func add(_ review: DepartmentReview) {
      departments.append(review.folder)
      findings += review.rest
      for checked in review.checked {
        findings += checked.findings
        tallies[checked.id] = checked.tally
        totals.append(checked.totals)
        narrative.add(checked.narrative.total)
        // On a site of many only where a figure may be wrong.
        let many = checked.narrative.filter { $0.tally[.suspect] > 0 }
        suspectSections += many.map { SectionTally(section: "\(checked.id) \($0.section)", tally: $0.tally) }
        sections = totals.count == 1 ? checked.narrative : suspectSections
        sources.merge(checked.sources) { first, _ in first }
      }
      sources.merge(review.sources) { first, _ in first }
      unreadable += review.unreadable
    }
  }
}

/// One department read and checked; only what reports need is left of it.
private struct DepartmentReview: Sendable {
  /// Without its texts.
  let folder: DepartmentFolder
  let checked: [CheckedDisclosure]
  /// Findings that belong to no disclosure that could be checked.
  let rest: [Finding]
  let unreadable: [String]
  let sources: [String: SourceFile]

  init(_ reading: DepartmentReading, frame: SiteFrameReading, today: CalendarDate?, keepsLedgers: Bool) {
    var byID: [String: [Finding]] = [:]
    var rest: [Finding] = []
    let ids = Set(reading.disclosures.map(\.id))
    for finding in reading.findings {
      if case .disclosure(let id) = finding.scope, ids.contains(id) {
        byID[id, default: []].append(finding)
      } else {
        rest.append(finding)
      }
    }
    func texts(for findings: [Finding]) -> [String: SourceFile] {
      var found: [String: SourceFile] = [:]
      for path in findings.flatMap({ $0.spans.map(\.span.path) + ($0.suppression.map { [$0.span.path] } ?? []) }) {
        found[path] = reading.sources[path]
      }
      return found
    }
    checked = reading.disclosures.map { disclosure in
      let result = DisclosureChecker.check(
        disclosure, terms: frame.terms, today: today, reading: byID[disclosure.id] ?? [], keepsLedger: keepsLedgers
      ).redacted(reading.sources)
      // An unreadable glossary is one finding, not one for every term anybody selected.
      let findings = result.findings.filter { frame.hasGlossary || $0.rule != "NAR-21" }
      return CheckedDisclosure(
        id: disclosure.id, departmentName: reading.folder.department?.name ?? disclosure.department,
        title: disclosure.title, domain: frame.info?.domain, set: disclosure.set, findings: findings,
        tally: result.tally,
        ledger: result.ledger, narrative: result.narrative,
        totals: DisclosureTotals(disclosure), sources: texts(for: findings),
        texts: keepsLedgers
          ? reading.sources.filter { $0.key.hasPrefix("content/\(disclosure.id)/narrative/") } : [:])
    }
    self.rest = Redaction(rest, sources: reading.sources).apply(to: rest)
    unreadable = reading.unreadable
    folder = reading.folder
    sources = texts(for: rest)
  }
}
