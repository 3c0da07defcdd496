internal import Diagnostics
internal import Disclosures
internal import Export
internal import Forms
internal import Rendering

/// Reads, checks and renders one department at a time; or takes it from the last build, where nothing has changed.
struct DepartmentWork: Sendable {
  let reader: SiteLoader
  let frame: SiteFrameReading
  let today: CalendarDate?
  let mode: SiteBuild.Mode
  /// nil where nothing is rendered.
  let sink: (any FileSink)?
  let theme: TemplateLibrary?
  let cache: BuildCache?
  /// What all departments depend on.
  let frameKey: ContentKey?

  /// - Parameter isChecking: whether to check only, because nothing will be released.
  func run(_ entry: SiteFolder.Entry, isChecking: Bool) throws -> DepartmentOutcome {
    let published = mode.published.filter { $0.department == entry.name }
    let key = frameKey.map { frame in
      var key = ContentKey.Builder()
      key.add(frame.text)
      key.add(folder: entry.path, below: reader.folder.root)
      return key.key
    }
    if let cache, let key, let stored = cache.value(Stored.self, named: entry.name, key),
      let outcome = reused(stored, published, key, isChecking: isChecking)
    {
      return outcome
    }
    let sink = isChecking ? nil : sink
    let review = DepartmentReview(
      reader.read(entry, frame.formSets, allowsHTML: frame.info?.allowsHTML ?? false), frame: frame, today: today,
      keepsLedgers: sink != nil)
    var record = review.record
    guard let sink, let theme, let info = frame.info else { return outcome(record, review.sources, published, key) }
    let siteFrame = SiteFrame(site: info, isDraft: mode.isDraft)
    var works: [String: DisclosureFiles] = [:]
    // Two rounds: what stays of published versions decides what can be compared.
    for (index, checked) in review.checked.enumerated() {
      guard let department = record.folder.department else { continue }
      let summary = DisclosureSummary(
        checked.disclosure, departmentName: department.name, checks: checked.tally.summary, isDraft: mode.isDraft)
      let files = DisclosureFiles(
        folder: reader.folder, frame: siteFrame, disclosure: checked.disclosure, department: department,
        ledger: checked.ledger, terms: frame.terms, summary: summary)
      works[checked.id] = files
      record.disclosures[index].publication = .init(
        summary: summary, search: files.search, corrections: DisclosureRecord.CorrectedCell.all(of: checked.disclosure),
        span: checked.disclosure.span)
    }
    var outcome = outcome(record, review.sources, published, key)
    // In a build that stops at the first error, what is clean is not needed either.
    if case .whole = mode, !outcome.heldBack.isEmpty { return outcome }
    outcome.built = mode.isDraft ? Set(works.keys) : Set(works.keys).subtracting(outcome.heldBack)
    let shown =
      record.disclosures.filter { outcome.built.contains($0.id) }.compactMap { $0.publication?.summary }
      + outcome.carriedOver
    var sets = frame.formSets.sets
    for id in Set(shown.map(\.formSet)) where sets[id] == nil {
      sets[id] = frame.formSets.formLibrary.load(id, withSamples: false).0
    }
    let comparisons = YearComparison.all(of: shown, sets: sets)
    for checked in review.checked where outcome.built.contains(checked.id) {
      let comparison = comparisons.first { $0.kind == checked.disclosure.kind }
      try works[checked.id]?.compared(comparison?.anchorsByTable ?? [:]).write(theme) { path, bytes in
        outcome.files.append(try sink.put(path, bytes))
      }
    }
    if let cache, let key {
      cache.store(
        Stored(
          record: record, files: outcome.files, built: outcome.built,
          carriedOver: Self.digest(of: outcome.carriedOver)),
        named: entry.name, key)
    }
    return outcome
  }

  /// What is kept of a department for the next build.
  private struct Stored: Codable {
    let record: DepartmentRecord
    let files: [BuiltFile]
    let built: Set<String>
    /// What stayed of published versions, since comparison shows it.
    let carriedOver: ContentKey
  }

  /// nil where the pages of the last build no longer fit, or are gone.
  private func reused(
    _ stored: Stored, _ published: [DisclosureSummary], _ key: ContentKey, isChecking: Bool
  ) -> DepartmentOutcome? {
    var outcome = outcome(stored.record, sources(of: stored.record), published, key)
    let due = Set(stored.record.disclosures.map(\.id)).subtracting(mode.isDraft ? [] : outcome.heldBack)
    outcome.isReused = true
    // What was found in forms of the site's own is found again.
    for disclosure in stored.record.disclosures { _ = frame.formSets.set(disclosure.formSet) }
    if sink == nil || isChecking { return outcome }
    guard stored.built == due, stored.carriedOver == Self.digest(of: outcome.carriedOver),
      sink?.reuse(stored.files) ?? false
    else { return nil }
    outcome.files = stored.files
    outcome.built = stored.built
    return outcome
  }

  private func outcome(
    _ record: DepartmentRecord, _ sources: [String: SourceFile], _ published: [DisclosureSummary], _ key: ContentKey?
  ) -> DepartmentOutcome {
    let gate = ChangeGuard(
      published: published, disclosures: record.disclosures, unreadable: record.unreadable, heldBack: record.heldBack)
    return DepartmentOutcome(
      record: record, sources: sources, key: key, changes: gate.findings, heldBack: gate.heldBack,
      carriedOver: gate.carriedOver)
  }

  private static func digest(of summaries: [DisclosureSummary]) -> ContentKey {
    var key = ContentKey.Builder()
    for summary in summaries { key.add(SummaryJSON.encode(summary)) }
    return key.key
  }

  private func sources(of record: DepartmentRecord) -> [String: SourceFile] {
    var sources: [String: SourceFile] = [:]
    for path in record.paths { sources[path] = reader.folder.source(path) }
    return sources
  }
}

/// What one department came to in a build.
struct DepartmentOutcome: Sendable {
  let record: DepartmentRecord
  /// The files that its findings point into.
  let sources: [String: SourceFile]
  let key: ContentKey?
  /// What would change published figures silently.
  let changes: [Finding]
  let heldBack: Set<String>
  let carriedOver: [DisclosureSummary]
  var files: [BuiltFile] = []
  /// The ids of disclosures that have their files.
  var built: Set<String> = []
  var isReused = false
}
