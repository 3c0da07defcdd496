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
  var cache: BuildCache?
  /// What all departments depend on.
  let frameKey: ContentKey?
  /// What other departments have too.
  let shared: SharedKinds
  /// nil where nobody asked for PDF.
  let printer: DocumentPrinter?
  /// See ``SiteBuild/checkpoint``.
  let checkpoint: @Sendable () throws -> Void

  /// - Parameter isChecking: whether to check only, because nothing will be released.
  func run(_ entry: SiteFolder.Entry, isChecking: Bool) throws -> DepartmentOutcome {
    let state = frameKey == nil ? nil : folderState(of: entry)
    let key = state.flatMap { contentKey(of: entry, $0) }
    if let key, let outcome = try reused(entry, key, isChecking: isChecking) { return outcome }
    let published = try mode.published.summaries(of: entry.name)
    let sink = isChecking ? nil : sink
    let review = DepartmentReview(
      reader.read(entry, frame.formSets, allowsHTML: frame.info?.allowsHTML ?? false), frame: frame, today: today,
      keepsLedgers: sink != nil)
    let record = review.record
    guard let sink, let theme, let info = frame.info, let department = record.folder.department else {
      return outcome(record, review.sources, published, isStill(state, entry) ? key : nil)
    }
    let siteFrame = SiteFrame(site: info, isDraft: mode.isDraft)
    var works: [String: DisclosureFiles] = [:]
    var publications: [Publication] = []
    for checked in review.checked {
      let files = DisclosureFiles(
        folder: reader.folder, frame: siteFrame, disclosure: checked.disclosure, department: department,
        ledger: checked.ledger, terms: frame.terms,
        summary: DisclosureSummary(
          checked.disclosure, departmentName: department.name, checks: checked.tally.summary, isDraft: mode.isDraft))
      works[checked.id] = files
      publications.append(
        .init(
          summary: files.summary, search: files.search,
          corrections: Publication.CorrectedCell.all(of: checked.disclosure), span: checked.disclosure.span))
    }
    var outcome = outcome(record, review.sources, published, key, publications)
    // In a build that stops at the first error, what is clean is not needed either.
    if mode.isWhole, !outcome.heldBack.isEmpty { return outcome }
    outcome.built = mode.isDraft ? Set(works.keys) : Set(works.keys).subtracting(outcome.heldBack)
    // What stays of published versions can be compared with, too.
    let shown = publications.map(\.summary).filter { outcome.built.contains($0.id) } + outcome.carriedOver
    let sets = frame.formSets.published(shown.map(\.formSet))
    let comparisons = YearComparison.all(of: shown, sets: sets)
    // What could not be printed is tried again.
    var isWhole = true
    var built: [BuiltFile] = []
    for checked in review.checked where outcome.built.contains(checked.id) {
      let comparison = comparisons.first { $0.kind == checked.disclosure.kind }
      guard let work = works[checked.id] else { continue }
      let compared = ComparedFigures(
        work.summary, years: comparison, set: sets[work.summary.formSet],
        isShared: shared.all.contains("\(work.summary.year)/\(work.summary.kind)"))
      var files = work.compared(compared)
      if let printer {
        let printed = files.printed(by: printer, theme, domain: info.domain)
        isWhole = isWhole && printed != nil
        files = printed ?? files
      }
      try files.write(theme) { path, bytes in built.append(try sink.put(path, bytes)) }
    }
    // What a program that was ended did not read is no result.
    try checkpoint()
    // Somebody saved while it was read: what came of it is of neither state.
    guard isStill(state, entry) else {
      outcome.key = nil
      return outcome
    }
    if isWhole, let cache, let key {
      // In memory only what could not be put on the disk: lists need all of a site's.
      if cache.store(Publication.pack(publications), named: Self.publications(of: entry.name), key) {
        outcome.publications = nil
      }
      let kept = KeptDepartment(
        record: record, files: built, built: outcome.built, carriedOver: Self.digest(of: outcome.carriedOver))
      cache.store(kept.pack(), named: entry.name, key)
    }
    return outcome
  }

  private func folderState(of entry: SiteFolder.Entry) -> FolderState {
    FolderState(of: [entry.path], below: reader.folder.root)
  }

  private func isStill(_ before: FolderState?, _ entry: SiteFolder.Entry) -> Bool {
    before.map { $0 == folderState(of: entry) } ?? true
  }

  private func contentKey(of entry: SiteFolder.Entry, _ state: FolderState) -> ContentKey? {
    guard let frameKey else { return nil }
    var key = ContentKey.Builder()
    key.add(frameKey.text)
    key.add(state.content.text)
    for kind in shared.kinds(of: entry.name) { key.add(kind) }
    return key.key
  }

  /// The entry with what lists need, which are not made anew where nothing has changed.
  static func publications(of department: String) -> String { department + "/publications" }

  static func publications(of entry: SiteFolder.Entry, _ cache: BuildCache, _ key: ContentKey) -> [Publication]? {
    cache.bytes(named: publications(of: entry.name), key).flatMap { Publication.unpack($0) }
  }

  /// nil where there is nothing of the kind, or the pages of the last build no longer fit or are gone.
  private func reused(
    _ entry: SiteFolder.Entry, _ key: ContentKey, isChecking: Bool
  ) throws -> DepartmentOutcome? {
    guard let cache, let stored = cache.bytes(named: entry.name, key).flatMap({ KeptDepartment($0) }),
      // A record from elsewhere speaks for its own department alone.
      stored.record.slug == entry.name, stored.files.allSatisfy({ $0.path.hasPrefix(entry.name + "/") })
    else { return nil }
    // What is out just as it is here says nothing that has to be compared.
    let isSame = stored.record.heldBack.isEmpty && mode.published.isSame(entry.name, as: stored.files)
    let published = isSame ? [] : try mode.published.summaries(of: entry.name)
    var publications: [Publication]?
    if !published.isEmpty {
      publications = Self.publications(of: entry, cache, key)
      if publications == nil { return nil }
    }
    var outcome = outcome(
      stored.record, reader.folder.sources(of: stored.record.findings, besides: [:]), published, key, publications)
    let due = Set(stored.record.disclosures.map(\.id)).subtracting(mode.isDraft ? [] : outcome.heldBack)
    outcome.isReused = true
    // What was found in forms of the site's own is found again.
    for disclosure in stored.record.disclosures { _ = frame.formSets.set(disclosure.formSet) }
    if sink == nil || isChecking { return outcome }
    guard stored.built == due, stored.carriedOver == Self.digest(of: outcome.carriedOver),
      sink?.reuse(stored.files) ?? false
    else { return nil }
    outcome.built = stored.built
    return outcome
  }

  private func outcome(
    _ record: DepartmentRecord, _ sources: [String: SourceFile], _ published: [DisclosureSummary], _ key: ContentKey?,
    _ publications: [Publication]? = nil
  ) -> DepartmentOutcome {
    let gate = ChangeGuard(
      published: published, disclosures: record.disclosures.map(\.id), unreadable: record.unreadable,
      heldBack: record.heldBack, today: today
    ) {
      publications ?? []
    }
    return DepartmentOutcome(
      record: record, sources: sources, key: key, changes: gate.findings, heldBack: gate.heldBack,
      carriedOver: gate.carriedOver, publications: publications)
  }

  private static func digest(of summaries: [DisclosureSummary]) -> ContentKey {
    var key = ContentKey.Builder()
    for summary in summaries { key.add(SummaryJSON.encode(summary)) }
    return key.key
  }
}

/// What one department came to in a build.
struct DepartmentOutcome: Sendable {
  let record: DepartmentRecord
  /// What its findings point at: excerpts, or whole files.
  let sources: [String: SourceFile]
  /// What it was made from; nil where that is not known, or something of it was saved meanwhile.
  var key: ContentKey?
  /// What would change published figures silently.
  let changes: [Finding]
  var heldBack: Set<String>
  let carriedOver: [DisclosureSummary]
  /// nil where they are on the disk only.
  var publications: [Publication]?
  /// The ids of disclosures that have their files.
  var built: Set<String> = []
  var isReused = false
}
