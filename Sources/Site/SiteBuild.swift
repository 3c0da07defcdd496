package import Diagnostics
package import Disclosures
internal import Export
internal import Forms
internal import Rendering
internal import Validation
private import Synchronization

/// A whole site from its files to its pages, department by department, in parallel: in memory is what is in hand and what
/// lists need of the rest.
package struct SiteBuild: Sendable {
  /// What becomes of disclosures with errors.
  package enum Mode: Sendable {
    /// One error, and nothing is built.
    case whole
    /// They are built too, with a banner on every page.
    case draft
    /// They are held back, and what is out of them stays.
    case publish(PublishedVersions)

    var isDraft: Bool {
      if case .draft = self { return true }
      return false
    }

    var published: PublishedVersions {
      if case .publish(let versions) = self { return versions }
      return .none
    }
  }

  package struct Outcome: Sendable {
    /// The check of the whole site.
    package let review: SiteReview
    /// What has to be mended but for ``changes``, templates included, in reading order, and attachments that nobody
    /// has looked at; other notes and what was let stand are counted only.
    package let findings: [Finding]
    /// How many findings of each level there were, those included that were counted only.
    package let count: FindingTally
    /// What would change published figures silently.
    package let changes: [Finding]
    package let sources: [String: SourceFile]
    /// The ids of disclosures that are not built, sorted.
    package let heldBack: [String]
    /// The published versions that stay.
    package let carriedOver: [DisclosureSummary]
    /// Whether every file of the site has been put.
    package let isComplete: Bool
    /// How many departments came from an earlier build.
    package let reused: Int
    package let departments: Int
    /// Whether no department has any page.
    package let isEmpty: Bool

    package var hasError: Bool { findings.contains(atLeast: .error) || !review.check.heldBack.isEmpty }

    package var hasSiteError: Bool {
      review.check.hasSiteError || findings.contains { $0.level == .error && $0.scope == .site }
    }
  }

  let root: String
  let today: CalendarDate?
  let mode: Mode
  let sink: (any FileSink)?
  let cache: BuildCache?
  /// Builds these departments alone, and no lists: others make the rest.
  package var shard: Shard?
  /// Prints every document, where somebody asks for PDF.
  package var printer: DocumentPrinter?
  /// Throws once the build is to end early; asked before the site's own files are read, before every department, and
  /// before results are kept.
  package var checkpoint: @Sendable () throws -> Void = {}

  /// - Parameters:
  ///   - today: the day to check by.
  ///   - sink: takes the files; nil checks and builds nothing.
  ///   - cache: what earlier builds left; nil starts anew.
  package init(root: String, today: CalendarDate?, mode: Mode, sink: (any FileSink)?, cache: BuildCache?) {
    self.root = root
    self.today = today
    self.mode = mode
    self.sink = sink
    self.cache = cache
  }

  /// Throws only what the sink throws: the first of it.
  package func run(progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) throws -> Outcome {
    var (loader, frame, (theme, problems, templates), frameKey) = try readFrame()
    let isSound = mode.isDraft || !(loader.findings + problems).contains { $0.level == .error && $0.suppression == nil }
    let shared = SharedKinds(loader.folder, frame.folders)
    let works = DepartmentWork(
      reader: loader, frame: frame, today: today, mode: mode, sink: isSound ? sink : nil, theme: theme,
      cache: frameKey == nil ? nil : cache, frameKey: frameKey, shared: shared, printer: printer,
      checkpoint: checkpoint)
    if let shard { frame.folders.removeAll { !shard.contains($0.name) } }
    let count = frame.folders.count
    let spool = cache?.spool()
    let state = Mutex(State(spool))
    BoundedMap.run(frame.folders) { entry -> Result<DepartmentOutcome, any Error> in
      let isOver = state.withLock { $0.error != nil || mode.isWhole && shard == nil && $0.hasError }
      return Result {
        try checkpoint()
        return try works.run(entry, isChecking: isOver)
      }
    } consume: { index, result in
      state.withLock { $0.add(result) }
      progress(index + 1, count)
    }
    var done = state.withLock { $0 }
    if let error = done.error { throw error }
    let review = done.tally.review(loader, frame)
    if let failure = done.tally.failure { throw failure }
    let elsewhere = try outElsewhere(done, frame, heldBack: review.check.heldBack)
    done.changes += elsewhere.findings
    done.carriedOver += elsewhere.carriedOver
    // What is nowhere any more has no files to take back.
    done.heldBack.formUnion(elsewhere.carriedOver.map(\.id).filter(elsewhere.heldBack.contains))
    try done.withdraw(elsewhere.heldBack.sorted(), mode, sink)
    let findings = (review.check.findings + problems).filter { $0.needsAttention || $0.asksToLook }.inReadingOrder()
    var tally = review.count
    tally.add(problems)
    let isComplete = try finish(done, review, frame, theme, isSound: isSound, works)
    let sources = loader.folder.sources(
      of: done.changes, besides: review.sources.merging(templates) { first, _ in first })
    return Outcome(
      review: review, findings: findings, count: tally, changes: done.changes, sources: sources,
      heldBack: done.heldBack.sorted(),
      carriedOver: done.carriedOver, isComplete: isComplete,
      reused: done.departments.count(where: \.isReused), departments: frame.folders.count,
      isEmpty: done.departments.allSatisfy(\.built.isEmpty))
  }

  /// Puts the files that belong to no disclosure; false where the site is not to be built.
  private func finish(
    _ done: State, _ review: SiteReview, _ frame: SiteFrameReading, _ theme: TemplateLibrary?, isSound: Bool,
    _ works: DepartmentWork
  ) throws -> Bool {
    guard let sink, isSound, let theme, let info = frame.info, mode.isDraft || !review.check.hasSiteError else {
      return false
    }
    if shard != nil { return true }
    if mode.isWhole, review.check.hasError { return false }
    let key = works.frameKey.flatMap { siteKey(done, $0) }
    if let cache, let key, let files = cache.bytes(named: "", key).flatMap({ BuiltFile.unpack($0) }), sink.reuse(files)
    {
      return true
    }
    let (summaries, found, isOfKeys) = try listInputs(done, frame, works, sink)
    let stayingKinds = done.carriedOver.filter(mode.published.isCompared).map { "\($0.year)/\($0.kind)" }
    let site = SiteFiles(
      info: info, isDraft: mode.isDraft, theme: theme, formSets: frame.formSets, cache: cache,
      departments: done.departments.compactMap(\.department), summaries: summaries, carriedOver: done.carriedOver,
      shared: works.shared.all.union(stayingKinds))
    let staying = done.carriedOver.flatMap(mode.published.files).map(\.path).filter { $0.hasSuffix(".html") }
    let files = try site.write(found: found, staying: staying, to: sink)
    if let cache, let key, isOfKeys { cache.store(BuiltFile.pack(files), named: "", key) }
    cache?.keepOnly(
      Set(frame.folders.flatMap { [$0.name, DepartmentWork.publications(of: $0.name)] } + [""])
        .union(site.ruleSets.map(RulesReferences.name)))
    return true
  }

  /// What lists and search need of every disclosure that is out: one department after the other is unpacked, and let go.
  /// `isOfKeys`: whether all of it is what the departments' keys name.
  private func listInputs(
    _ done: State, _ frame: SiteFrameReading, _ works: DepartmentWork, _ sink: any FileSink
  ) throws -> (summaries: SummaryList, found: Handover<SearchCollection>, isOfKeys: Bool) {
    let shown = done.departments.indices.filter { !done.departments[$0].built.isEmpty }
    let inputs = Mutex(ListInputs(cache?.spool()))
    let sets = frame.formSets.sets
    for summary in done.carriedOver {
      let set = frame.formSets.published([summary.formSet])[summary.formSet]
      let search = try mode.published.search(of: summary) ?? SearchCollector.document(of: summary, set: set)
      inputs.withLock { $0.add(summary, search) }
    }
    BoundedMap.run(shown) { number -> Result<([Publication], isOfKey: Bool), any Error> in
      let own = done.departments[number]
      return Result {
        var (shown, isOfKey) = try publications(of: own, frame.folders[number], works, sink)
        shown.removeAll { !own.built.contains($0.summary.id) }
        for index in shown.indices {
          guard let set = sets[shown[index].summary.formSet] else { continue }
          shown[index].summary = shown[index].summary.keepingComparedFigures(set)
        }
        return (shown, isOfKey)
      }
    } consume: { index, result in
      // A draft shows what is held back, but nobody finds it: it may hold what must not be found.
      inputs.withLock { $0.add(result, hidden: done.departments[shown[index]].heldBack) }
    }
    return try inputs.withLock { inputs in
      if let error = inputs.error { throw error }
      return (inputs.summaries.finish(), Handover(inputs.found), inputs.isOfKeys)
    }
  }

  private struct ListInputs {
    var summaries: SummaryList.Builder
    var found: SearchCollection
    var error: (any Error)?
    var isOfKeys = true

    init(_ spool: SpoolFile?) {
      summaries = SummaryList.Builder(spool: spool)
      found = SearchCollection(spool: spool)
    }

    /// A version that stays.
    mutating func add(_ summary: DisclosureSummary, _ search: SearchDocument) {
      summaries.add(summary)
      found.add(search)
    }

    mutating func add(_ result: Result<([Publication], isOfKey: Bool), any Error>, hidden: Set<String>) {
      switch result {
      case .failure(let error): self.error = self.error ?? error
      case .success((let publications, let isOfKey)):
        isOfKeys = isOfKeys && isOfKey
        for publication in publications {
          summaries.add(publication.summary)
          if !hidden.contains(publication.summary.id) { found.add(publication.search) }
        }
      }
    }
  }

  private func publications(
    of own: BuiltDepartment, _ entry: SiteFolder.Entry, _ works: DepartmentWork, _ sink: any FileSink
  ) throws -> ([Publication], isOfKey: Bool) {
    if let known = own.publications { return (known, true) }
    var cache = cache
    // What this build has stored is its own, also where it uses nothing of earlier ones.
    cache?.isRead = true
    if let cache, let key = own.key, let stored = DepartmentWork.publications(of: entry, cache, key) {
      return (stored, true)
    }
    // Half of what the last build left is gone: nothing of it counts.
    try sink.discard(under: entry.name + "/")
    var anew = works
    anew.cache = nil
    let again = try anew.run(entry, isChecking: false)
    return (again.publications ?? [], again.key == own.key)
  }

  /// The site's own files, read, and what every department's result depends on besides its own: nil where nothing is to
  /// be kept, or they never rest.
  private func readFrame() throws -> (
    SiteLoader, SiteFrameReading, (TemplateLibrary?, [Finding], [String: SourceFile]), ContentKey?
  ) {
    var tries = 3
    while true {
      let state = cache.map { _ in frameState }
      try checkpoint()
      var loader = SiteLoader(root: root)
      let frame = loader.readFrame()
      let theme = Theme.load(root: root)
      let isOfState = cache == nil || state == frameState
      tries -= 1
      if isOfState || tries == 0 {
        return (loader, frame, theme, isOfState ? cache.flatMap { frameKey($0.tool, state) } : nil)
      }
    }
  }

  private var frameState: FolderState { FolderState(of: ["forms", "templates"], flat: "content", below: root) }

  private func frameKey(_ tool: String, _ state: FolderState?) -> ContentKey? {
    guard let state else { return nil }
    var key = ContentKey.Builder()
    key.add(tool)
    key.add(today?.iso ?? "")
    key.add(mode.isDraft ? "draft" : "")
    key.add(printer == nil ? "" : "pdf")
    key.add(state.content.text)
    return key.key
  }

  /// What the lists depend on: all departments, and what stays of published versions. nil where that is not known of one.
  private func siteKey(_ done: State, _ frame: ContentKey) -> ContentKey? {
    guard done.departments.allSatisfy({ $0.key != nil }) else { return nil }
    var key = ContentKey.Builder()
    key.add(frame.text)
    for own in done.keys { key.add(own) }
    for summary in done.carriedOver {
      key.add(mode.published.isCompared(summary) ? "compared" : "")
      for file in mode.published.files(of: summary) { key.add("\(file.path) \(file.sha256.hex)") }
    }
    return key.key
  }

  /// What is left to know of a department once its findings are with the others.
  struct BuiltDepartment {
    let slug: String
    let ids: [String]
    let department: Department?
    let key: ContentKey?
    var heldBack: Set<String>
    /// In their order.
    var built: [String]
    let publications: [Publication]?
    let isReused: Bool

    init(_ done: DepartmentOutcome) {
      let folder = done.record.folder
      slug = folder.slug
      ids = folder.ids
      department = folder.department
      key = done.key
      heldBack = done.heldBack
      // The names that are kept anyway.
      built = folder.ids.count == done.built.count ? folder.ids : folder.ids.filter(done.built.contains)
      publications = done.publications
      isReused = done.isReused
    }
  }

  /// The departments done so far, in their order.
  struct State {
    var tally: SiteTally
    var error: (any Error)?
    var hasError = false
    var departments: [BuiltDepartment] = []
    var changes: [Finding] = []
    var heldBack: Set<String> = []
    var carriedOver: [DisclosureSummary] = []

    init(_ spool: SpoolFile?) { tally = SiteTally(keepsAll: false, spool: spool) }

    var keys: [String] {
      departments.map { "\($0.slug) \($0.key?.text ?? "") \($0.built.sorted().joined(separator: " "))" }
    }

    mutating func add(_ result: Result<DepartmentOutcome, any Error>) {
      switch result {
      case .failure(let error): self.error = self.error ?? error
      case .success(let done):
        let record = done.record
        tally.add(record, sources: done.sources)
        hasError = hasError || !record.heldBack.isEmpty
        departments.append(BuiltDepartment(done))
        changes += done.changes
        heldBack.formUnion(done.heldBack)
        carriedOver += done.carriedOver
      }
    }

    /// Takes back what only a look at all departments holds back: two of one name, or of one address.
    mutating func withdraw(_ blocked: [String], _ mode: Mode, _ sink: (any FileSink)?) throws {
      let late = Set(blocked).subtracting(heldBack)
      heldBack.formUnion(blocked)
      // Untouched where there is nothing to take back: a change would copy all of them.
      if late.isEmpty { return }
      for index in departments.indices { departments[index].heldBack.formUnion(late) }
      if mode.isDraft { return }
      for id in late.sorted() { try sink?.discard(under: id + "/") }
      for index in departments.indices {
        departments[index].built.removeAll(where: late.contains)
      }
      let departments = Set(late.map { String($0.prefix { $0 != "/" }) }).sorted()
      carriedOver += try departments.flatMap(mode.published.summaries(of:)).filter { late.contains($0.id) }
    }
  }
}

extension SiteBuild.Mode {
  var isWhole: Bool {
    if case .whole = self { return true }
    return false
  }
}
