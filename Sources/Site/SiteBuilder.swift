internal import Diagnostics
package import Disclosures
internal import Export
internal import Figures
internal import Forms
internal import Validation
package import Rendering

/// Plans every page of a site and renders it. Nothing is written here.
package struct SiteBuilder {
  package static let largestAttachment = 64 << 20

  /// A file of the finished site.
  package struct File: Sendable {
    package let path: String
    package let bytes: [UInt8]
  }

  private let root: String
  private let content: SiteContent
  private let check: SiteCheck
  private let theme: TemplateLibrary
  private let info: SiteInfo

  /// nil without `site.yaml`: there is nothing to put on the pages.
  package init?(root: String, content: SiteContent, check: SiteCheck, theme: TemplateLibrary) {
    guard let info = content.info else { return nil }
    self.root = root
    self.content = content
    self.check = check
    self.theme = theme
    self.info = info
  }

  /// Every file of the site, sorted by path.
  ///
  /// - Parameters:
  ///   - isDraft: builds held-back disclosures too, with a banner on every page.
  ///   - carriedOver: summaries of published versions that stay because a newer one is held back.
  package func build(isDraft: Bool = false, carriedOver: [DisclosureSummary] = []) -> [File] {
    let frame = SiteFrame(info: info, isDraft: isDraft, style: "assets/style.css")
    let carried = Set(carriedOver.map(\.id))
    let released = content.disclosures.filter {
      !carried.contains($0.id) && (isDraft || !check.heldBack.contains($0.id))
    }
    let summaries = carriedOver + released.map { summary(of: $0) }
    let departments = departments(listing: carriedOver)
    let lists = ListPages(
      frame: frame, departments: departments, summaries: summaries, sets: formSets(of: summaries))
    let built = BoundedMap.run(released) { disclosure in
      self.built(disclosure, frame: frame, isDraft: isDraft, compared: lists.compared(of: disclosure.id))
    }
    var files: [File] = built.flatMap(\.files)
    files += lists.pages.map { render($0) }
    files += rulesPages(for: released.map(\.set.id) + carriedOver.map(\.formSet), frame: frame).map { render($0) }
    let remembered = carriedOver.map {
      SearchCollector.document(of: $0, set: content.formSets[$0.formSet] ?? content.formLibrary.load($0.formSet).0)
    }
    files += searchFiles(
      built.compactMap(\.search) + remembered, departments: departments, summaries: summaries, frame: frame)
    let feeds = SiteFeeds(info: info, summaries: summaries)
    files.append(File(path: "sitemap.xml", bytes: feeds.sitemap(pages: files.map(\.path))))
    // After the sitemap, in which they are not.
    files += lists.movedPages.map { render($0) }
    files.append(File(path: "feed.xml", bytes: feeds.feed))
    files.append(File(path: "catalog.jsonld", bytes: CatalogJSON.encode(summaries, info: info)))
    files.append(File(path: "robots.txt", bytes: feeds.robots))
    files += theme.assets.map { File(path: $0.path, bytes: $0.bytes) }
    return files.sorted { $0.path < $1.path }
  }

  /// The departments of the content, and those that only published versions remember.
  private func departments(listing carriedOver: [DisclosureSummary]) -> [Department] {
    var departments = content.departments
    for summary in carriedOver where !departments.contains(where: { $0.slug == summary.department }) {
      departments.append(Department.remembered(slug: summary.department, name: summary.departmentName))
    }
    return departments.sorted { $0.slug < $1.slug }
  }

  /// What lists say of a disclosure, and what a later version is compared with.
  package func summary(of disclosure: Disclosure, isDraft: Bool = false) -> DisclosureSummary {
    DisclosureSummary(
      disclosure, departmentName: content.department(disclosure.department)?.name ?? disclosure.department,
      checks: check.tallies[disclosure.id]?.summary ?? "", isDraft: isDraft)
  }

  /// The search page with its index.
  private func searchFiles(
    _ documents: [SearchDocument], departments: [Department], summaries: [DisclosureSummary], frame: SiteFrame
  ) -> [File] {
    let index = SearchFiles(
      documents, departments: departments.map { .init(slug: $0.slug, name: $0.name, aliases: $0.aliases) })
    let page = SearchPage(frame: frame, departments: departments, summaries: summaries, version: index.version)
    return [render(page.page)] + index.files.map { File(path: SearchPage.file($0.name).path, bytes: $0.bytes) }
  }

  /// The form sets that summaries are read by; those only published versions use are read for that.
  private func formSets(of summaries: [DisclosureSummary]) -> [String: FormSet] {
    var sets = content.formSets
    for id in Set(summaries.map(\.formSet)).sorted() where sets[id] == nil {
      sets[id] = content.formLibrary.load(id, withSamples: false).0
    }
    return sets
  }

  private func built(
    _ disclosure: Disclosure, frame: SiteFrame, isDraft: Bool, compared: ComparedFigures
  ) -> (files: [File], search: SearchDocument?) {
    guard let department = content.department(disclosure.department) else { return ([], nil) }
    let pages = DisclosurePages(
      frame: frame, department: department, disclosure: disclosure, ledger: check.ledgers[disclosure.id] ?? Ledger(),
      terms: content.terms, compared: compared)
    var files = pages.pages.map { render($0) }
    files +=
      DisclosureDownloads(
        disclosure: disclosure, department: department, ledger: check.ledgers[disclosure.id] ?? Ledger(), pages: pages
      ).files
    let paths = DisclosurePaths(disclosure.id)
    files.append(File(path: paths.data.path, bytes: SummaryJSON.encode(summary(of: disclosure, isDraft: isDraft))))
    let folder = SiteFolder(root: root)
    var ignored: [Finding] = []
    for attachment in disclosure.attachments {
      let entry = SiteFolder.Entry(name: attachment.name, path: attachment.path, isFolder: false, size: attachment.size)
      if let bytes = folder.bytes(entry, &ignored) {
        files.append(File(path: paths.attachment(attachment.name).path, bytes: bytes))
      }
    }
    // A draft shows what is held back, but nobody finds it: it may hold what must not be found.
    let isHeldBack = check.heldBack.contains(disclosure.id)
    return (files, isHeldBack ? nil : SearchCollector.document(of: disclosure, terms: pages.glossaryAnchors))
  }

  /// The rules reference of every form set in use, its samples executed anew.
  private func rulesPages(for sets: [String], frame: SiteFrame) -> [RenderedPage] {
    Set(sets).sorted().compactMap { id in
      guard let set = content.formLibrary.load(id).0 else { return nil }
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

  private func render(_ page: RenderedPage) -> File {
    File(path: page.path.path, bytes: Array(theme.render(page.kind, page.values).utf8))
  }
}

extension SiteBuilder {
  /// Reads a published summary back; nil for anything else.
  package static func publishedSummary(_ bytes: [UInt8]) -> DisclosureSummary? { SummaryJSON.decode(bytes) }
}
