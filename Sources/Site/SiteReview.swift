package import Diagnostics
package import Disclosures
package import Forms
private import Synchronization
internal import Validation

/// One disclosure as checked, handed to whoever writes reports or pages; nothing of it is kept.
package struct CheckedDisclosure: Sendable {
  let disclosure: Disclosure
  package let departmentName: String
  /// The site's host; nil where `site.yaml` cannot be read.
  package let domain: String?
  package let findings: [Finding]
  package let tally: LedgerTally
  /// Empty where nobody asked for it.
  package let ledger: Ledger
  /// How the figures of its narrative were checked, by section.
  package let narrative: [SectionTally]
  /// The files that its findings point into.
  package let sources: [String: SourceFile]
  /// The files of its narrative, for whoever asked for ledgers; not kept.
  package let texts: [String: SourceFile]

  package var id: String { disclosure.id }
  package var title: String { disclosure.title }
  package var set: FormSet { disclosure.set }
}

/// A site checked department by department without keeping it: memory is that of the departments in hand, however many
/// there are.
package struct SiteReview: Sendable {
  package let check: SiteCheck
  package let disclosures: Int
  /// How many findings there were, those included that were only counted.
  package let count: FindingTally
  /// How many warnings were only counted, because there were so many.
  package let leftOut: Int
  /// What findings point at: excerpts, or whole files.
  package let sources: [String: SourceFile]
  package let formSets: [String: FormSet]
  package let info: SiteInfo?
  /// The departments whose `department.yaml` could be read.
  package let departments: [Department]
  /// How the figures of the narrative were checked, by section; on a site of many disclosures the sections with a figure
  /// that may be wrong.
  package let sections: [SectionTally]
  /// Which departments lack the newest year.
  package let absent: [AbsentYear]

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
    let tally = Mutex(SiteTally(keepsAll: true))
    BoundedMap.run(frame.folders) { entry in
      DepartmentReview(
        reader.read(entry, frame.formSets, allowsHTML: frame.info?.allowsHTML ?? false), frame: frame, today: today,
        keepsLedgers: keepsLedgers)
    } consume: { index, review in
      for disclosure in review.checked { consume(disclosure) }
      tally.withLock { $0.add(review.record, sources: review.sources) }
      progress(index + 1, frame.folders.count)
    }
    return tally.withLock { $0 }.review(loader, frame)
  }
}

/// A site's departments added up, one after the other, in their order.
struct SiteTally: Sendable {
  /// Whether all findings are kept. Otherwise notes and what was let stand are only counted, and so are warnings once
  /// there are as many as are printed: of a province's documents they would be more than all that a build holds.
  let keepsAll: Bool
  private var count = FindingTally()
  private var departments: [DepartmentFolder] = []
  private var findings: [Finding] = []
  private var keptWarnings = 0
  private var leftOut = 0
  private var checked = 0
  private var tally = LedgerTally()
  private var narrative = NarrativeTally()
  private var sections: [SectionTally] = []
  private var suspectSections: [SectionTally] = []
  private var unreadable: [String] = []
  private var sources: [String: SourceFile] = [:]
  private let totals: TotalsStore

  /// - Parameter spool: takes what is only needed at the end; nil keeps it in memory.
  init(keepsAll: Bool, spool: SpoolFile? = nil) {
    self.keepsAll = keepsAll
    totals = TotalsStore(spool: spool)
  }

  mutating func add(_ record: DepartmentRecord, sources: [String: SourceFile]) {
    departments.append(record.folder)
    totals.add(record.disclosures.map(\.totals))
    let found = record.findings
    count.add(found)
    let kept = keepsAll ? found : found.filter { keeps($0) }
    findings += kept
    for checked in record.disclosures {
      self.checked += 1
      tally.add(checked.tally)
      narrative.add(checked.narrative.total)
      // On a site of many only where a figure may be wrong.
      let many = checked.narrative.filter { $0.tally[.suspect] > 0 }
      suspectSections += many.map { SectionTally(section: "\(checked.id) \($0.section)", tally: $0.tally) }
      sections = self.checked == 1 ? checked.narrative : suspectSections
    }
    self.sources.merge(sources.excerpts(of: kept)) { first, _ in first }
    unreadable += record.unreadable
  }

  private mutating func keeps(_ finding: Finding) -> Bool {
    if finding.isConfidential { return true }
    guard finding.needsAttention || finding.asksToLook else { return false }
    if finding.level == .error { return true }
    keptWarnings += 1
    if keptWarnings > TextReport.mostFindings { leftOut += 1 }
    return keptWarnings <= TextReport.mostFindings
  }

  /// What went wrong reading back what was put away: then what the site comes to may lack something.
  var failure: SpoolFile.Unreadable? { totals.failure }

  /// What the site comes to, with what only shows between departments.
  func review(_ loader: SiteLoader, _ frame: SiteFrameReading) -> SiteReview {
    var folders = departments
    let names = loader.checkNames(&folders, frame.folders)
    let places = Dictionary(zip(folders.map(\.slug), folders.indices)) { first, _ in first }
    let units = UnitCheck.run(folders.compactMap(\.department), folders: folders.map(\.slug), unread: Set(unreadable)) {
      places[$0].map { totals[$0] } ?? []
    }
    let blocked = folders.filter(\.isBlocked).flatMap(\.ids)
    let site = loader.findings + names + units + frame.formSets.findings
    let sources = loader.folder.sources(of: site, besides: loader.sources.merging(sources) { first, _ in first })
    let redaction = Redaction(site + findings, sources: sources)
    var count = count
    count.add(site)
    let check = SiteCheck(
      findings: findings + redaction.apply(to: site), ledgers: [:], tally: tally, narrative: narrative,
      blocked: unreadable + blocked)
    return SiteReview(
      check: check, disclosures: checked + unreadable.count, count: count, leftOut: leftOut,
      sources: sources,
      formSets: frame.formSets.sets,
      info: frame.info, departments: folders.compactMap(\.department),
      sections: checked == 1 ? sections : Array(sections.prefix(20)), absent: AbsentYear.all(of: folders))
  }
}

/// One department read and checked.
struct DepartmentReview: Sendable {
  let checked: [CheckedDisclosure]
  let record: DepartmentRecord
  /// What its findings point at: excerpts.
  let sources: [String: SourceFile]

  /// Lets go of what its disclosures have worked out for themselves: a preview keeps hundreds of them.
  func forget() { for checked in checked { checked.disclosure.forget() } }

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
      for path in findings.flatMap(\.allSpans).map(\.path) { found[path] = reading.sources[path] }
      return found
    }
    checked = reading.disclosures.map { disclosure in
      let result = DisclosureChecker.check(
        disclosure, terms: frame.terms, today: today, reading: byID[disclosure.id] ?? [], keepsLedger: keepsLedgers
      ).redacted(reading.sources)
      // An unreadable glossary is one finding, not one for every term anybody selected.
      let findings = result.findings.filter { frame.hasGlossary || $0.rule != "NAR-21" }
      return CheckedDisclosure(
        disclosure: disclosure, departmentName: reading.folder.department?.name ?? disclosure.department,
        domain: frame.info?.domain, findings: findings, tally: result.tally, ledger: result.ledger,
        narrative: result.narrative, sources: texts(for: findings),
        texts: keepsLedgers
          ? reading.sources.filter { $0.key.hasPrefix("content/\(disclosure.id)/narrative/") } : [:])
    }
    let redacted = Redaction(rest, sources: reading.sources).apply(to: rest)
    record = DepartmentRecord(
      folder: reading.folder,
      disclosures: checked.map { checked in
        DisclosureRecord(
          id: checked.id, formSet: checked.set.id, findings: checked.findings, tally: checked.tally,
          narrative: checked.narrative, totals: DisclosureTotals(checked.disclosure))
      },
      rest: redacted, unreadable: reading.unreadable)
    sources = reading.sources.excerpts(of: record.findings)
  }
}
