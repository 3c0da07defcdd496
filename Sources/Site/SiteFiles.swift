internal import Diagnostics
internal import Disclosures
internal import Export
internal import Forms
internal import Rendering
internal import Validation

/// The files that belong to no disclosure: lists, comparison, search, the rules reference, feeds and assets.
struct SiteFiles {
  let info: SiteInfo
  let frame: SiteFrame
  let theme: TemplateLibrary
  let formLibrary: FormSetLibrary
  let departments: [Department]
  let summaries: [DisclosureSummary]
  /// What readers may find.
  var found: SearchCollection
  let lists: ListPages

  /// - Parameters:
  ///   - departments: those of the content; those that only published versions remember are added.
  ///   - sets: the form sets at hand, by id; others are read.
  ///   - summaries: of everything that is out, whatever version that is.
  ///   - shared: the kinds of document that several departments have, as `year/kind`.
  ///   - found: what readers may find of the versions made now; `carriedOver` are the others.
  init(
    info: SiteInfo, isDraft: Bool, theme: TemplateLibrary, formLibrary: FormSetLibrary, departments: [Department],
    sets: [String: FormSet], summaries: [DisclosureSummary], found: SearchCollection,
    carriedOver: [DisclosureSummary], shared: Set<String>
  ) {
    self.info = info
    self.theme = theme
    self.formLibrary = formLibrary
    self.summaries = summaries
    frame = SiteFrame(site: info, isDraft: isDraft)
    var departments = departments
    var known = Set(departments.map(\.slug))
    for summary in carriedOver where known.insert(summary.department).inserted {
      departments.append(Department.remembered(slug: summary.department, name: summary.departmentName))
    }
    self.departments = departments.sorted { $0.slug < $1.slug }
    var sets = sets
    for id in Set(summaries.map(\.formSet)).sorted() where sets[id] == nil {
      sets[id] = formLibrary.load(id, withSamples: false).0
    }
    self.found = found
    for summary in carriedOver { self.found.add(SearchCollector.document(of: summary, set: sets[summary.formSet])) }
    lists = ListPages(
      frame: frame, departments: self.departments, summaries: summaries, sets: sets, shared: shared)
  }

  /// Hands over all files, from as many threads as there are cores. Throws the first error of `put`.
  ///
  /// - Parameter pages: the paths of the pages made before, for the map of the site.
  func write(
    pages: [String], _ put: @escaping @Sendable (String, [UInt8]) throws -> BuiltFile
  ) throws -> [BuiltFile] {
    typealias Job = @Sendable () -> [(path: String, bytes: [UInt8])]
    // The longest first: nothing else should wait for it at the end.
    var jobs: [Job] = [{ search }]
    for page in BoundedMap.run(lists.groups, { $0.plan() }).joined() {
      jobs.append { [(page.path.path, theme.bytes(of: page.rendered()))] }
    }
    for set in ruleSets { jobs.append { rules(of: set).map { [($0.path.path, theme.bytes(of: $0))] } ?? [] } }
    let done = BoundedMap.run(jobs) { job -> Result<[BuiltFile], any Error> in
      Result { try job().map { try put($0.path, $0.bytes) } }
    }
    let made = try done.map { try $0.get() }
    var files = made.dropFirst().flatMap { $0 } + made[0]
    let map = pages + files.map(\.path).filter { $0.hasSuffix(".html") }
    // No pages of the map.
    let rest = lists.movedPages(at: map).map { ($0.path.path, theme.bytes(of: $0)) } + feeds(pages: map) + assets
    for file in rest { files.append(try put(file.0, file.1)) }
    return files
  }

  /// The search page with its index.
  var search: [(path: String, bytes: [UInt8])] {
    let index = SearchFiles(
      found, departments: departments.map { .init(slug: $0.slug, name: $0.name, aliases: $0.aliases) },
      words: theme.searchWords)
    let page = SearchPage(frame: frame, departments: departments, summaries: summaries, version: index.version).page
    return [(page.path.path, theme.bytes(of: page))]
      + index.files.map { (SearchPage.file($0.name).path, $0.bytes) }
  }

  func feeds(pages: [String]) -> [(path: String, bytes: [UInt8])] {
    let feeds = SiteFeeds(info: info, summaries: summaries)
    return [
      ("sitemap.xml", feeds.sitemap(pages: pages)), ("feed.xml", feeds.feed),
      ("catalog.jsonld", CatalogJSON.encode(summaries, info: info)), ("robots.txt", feeds.robots),
    ]
  }

  var assets: [(path: String, bytes: [UInt8])] { theme.assets }

  /// The form sets in use, by id: each has its rules reference.
  var ruleSets: [String] { Set(summaries.map(\.formSet)).sorted() }

  /// The rules reference of a form set, its samples executed anew.
  func rules(of id: String) -> RenderedPage? {
    guard let set = formLibrary.load(id).0 else { return nil }
    let entries = RuleGuide.all(of: set, executingSamples: true).map { guide in
      RuleEntry(
        id: guide.id, name: guide.name, level: guide.level.word, basis: guide.basis, help: guide.help,
        clauses: guide.clauses.map(\.sentence),
        examples: guide.examples.map {
          .init(verdict: $0.verdict, cells: $0.cells.joined(separator: "，"), message: $0.message)
        })
    }
    return RulesPage(
      frame: frame, set: id, title: set.title, rules: entries, unverified: set.unverified.map(\.note)
    ).page
  }
}

extension SiteFrame {
  init(site info: SiteInfo, isDraft: Bool) { self.init(info: info, isDraft: isDraft, style: "assets/style.css") }
}
