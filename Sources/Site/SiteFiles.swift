internal import Diagnostics
internal import Disclosures
internal import Export
internal import Forms
internal import Rendering

/// The files that belong to no disclosure: lists, comparison, search, the rules reference, feeds and assets.
struct SiteFiles {
  let info: SiteInfo
  let frame: SiteFrame
  let theme: TemplateLibrary
  private let references: RulesReferences
  let departments: [Department]
  let summaries: SummaryList
  let lists: ListPages

  /// - Parameters:
  ///   - departments: those of the content; those that only published versions remember are added.
  ///   - summaries: of everything that is out, whatever version that is; `carriedOver` are those of versions that stay.
  ///   - cache: keeps what rules references say; nil works them out anew.
  ///   - shared: the kinds of document that several departments have, as `year/kind`.
  init(
    info: SiteInfo, isDraft: Bool, theme: TemplateLibrary, formSets: FormSetCache, cache: BuildCache?,
    departments: [Department], summaries: SummaryList, carriedOver: [DisclosureSummary], shared: Set<String>
  ) {
    self.info = info
    self.theme = theme
    references = RulesReferences(formSets: formSets, cache: cache)
    self.summaries = summaries
    frame = SiteFrame(site: info, isDraft: isDraft)
    var departments = departments
    var known = Set(departments.map(\.slug))
    for summary in carriedOver where known.insert(summary.department).inserted {
      departments.append(Department.remembered(slug: summary.department, name: summary.departmentName))
    }
    self.departments = departments.sorted { $0.slug < $1.slug }
    let sets = formSets.published(summaries.formSets.sorted())
    lists = ListPages(
      frame: frame, departments: self.departments, summaries: summaries, sets: sets, shared: shared)
  }

  /// Hands over all files, from as many threads as there are cores. Throws the first error of `put`.
  ///
  /// - Parameters:
  ///   - found: what readers may find of everything that is out.
  ///   - staying: the pages of versions that stay, which nobody puts.
  func write(found: Handover<SearchCollection>, staying: [String], to sink: any FileSink) throws -> [BuiltFile] {
    typealias Job = @Sendable () throws -> [BuiltFile]
    func run(_ jobs: [Job]) throws -> [BuiltFile] {
      try BoundedMap.run(jobs) { job in Result { try job() } }.flatMap { try $0.get() }
    }
    // The search index is gone before the other lists are made: none of them needs the other, and both are large.
    let put: @Sendable (String, [UInt8]) throws -> BuiltFile = { try sink.put($0, $1) }
    var jobs: [Job] = [{ try search(found, put) }]
    for set in ruleSets {
      jobs.append { try rules(of: set).map { [try put($0.path.path, theme.bytes(of: $0))] } ?? [] }
    }
    Memory.giveBack()
    var files = try run(jobs)
    jobs = []
    Memory.giveBack()
    @Sendable func make(_ page: PlannedPage) throws -> BuiltFile {
      try put(page.path.path, theme.bytes(of: page.rendered()))
    }
    for page in lists.pagesOfAll { jobs.append { [try make(page)] } }
    files += try run(jobs)
    jobs = []
    files += try BoundedMap.run(Array(lists.departments.indices)) { own in
      Result { try lists.pages(ofDepartment: own).map(make) }
    }.flatMap { try $0.get() }
    let map = try sink.pages(besides: staying)
    // No pages of the map.
    for page in lists.movedPages(at: map) { files.append(try put(page.path.path, theme.bytes(of: page))) }
    let feeds = feeds
    try feeds.sitemaps(pages: map) { files.append(try put($0, $1)) }
    files.append(try sink.put(Self.catalogPath, pieces: catalog))
    for data in lists.comparisonData { files.append(try sink.put(data.path.path, pieces: CSVLine.pieces(data.rows))) }
    for file in topFiles(feeds) + assets { files.append(try put(file.path, file.bytes)) }
    if let failure = summaries.failure { throw failure }
    return files
  }

  private func search(
    _ found: Handover<SearchCollection>, _ put: (String, [UInt8]) throws -> BuiltFile
  ) throws -> [BuiltFile] {
    guard let found = found.take() else { return [] }
    var files: [BuiltFile] = []
    try search(found) { files.append(try put($0, $1)) }
    return files
  }

  /// The search page with its index.
  func search(_ found: consuming SearchCollection, put: (String, [UInt8]) throws -> Void) throws {
    let version = try SearchFiles.make(
      found, departments: departments.map { .init(slug: $0.slug, name: $0.name, aliases: $0.aliases) },
      words: theme.searchWords
    ) { file in
      try put(SearchPage.file(file.name).path, file.bytes)
    }
    let page = SearchPage(frame: frame, departments: departments, summaries: summaries, version: version).page
    try put(page.path.path, theme.bytes(of: page))
  }

  var feeds: SiteFeeds { SiteFeeds(info: info, summaries: summaries) }

  /// What stands at the root besides pages, assets and the map of the site.
  func topFiles(_ feeds: SiteFeeds) -> [(path: String, bytes: [UInt8])] {
    [("feed.xml", feeds.feed), ("robots.txt", feeds.robots)]
  }

  static let catalogPath = "catalog.jsonld"

  var catalog: some Sequence<[UInt8]> { CatalogJSON.pieces(summaries, info: info) }

  var assets: [(path: String, bytes: [UInt8])] { theme.assets }

  /// The form sets in use, by id: each has its rules reference.
  var ruleSets: [String] { summaries.formSets.sorted() }

  /// The rules reference of a form set.
  func rules(of id: String) -> RenderedPage? {
    references.reference(of: id).map { reference in
      RulesPage(
        frame: frame, set: id, title: reference.title, rules: reference.rules, unverified: reference.unverified
      ).page
    }
  }
}

extension SiteFrame {
  init(site info: SiteInfo, isDraft: Bool) { self.init(info: info, isDraft: isDraft, style: "assets/style.css") }
}
