internal import Diagnostics
internal import Disclosures
internal import Export
internal import Forms
internal import Rendering
private import Synchronization

/// The pages and files of a site at one moment, each made when it is asked for.
package final class SiteView: Sendable {
  /// Other pages, another version.
  package let version: String
  /// Names the bytes of every style sheet, script and picture.
  package let assets: String
  private let folder: SiteFolder
  private let info: SiteInfo
  private let frame: SiteFrameReading
  private let theme: TemplateLibrary
  /// By folder.
  private let departments: [String: SitePreview.Department]
  private let order: [String]
  private let isDraft: Bool
  private let heldBack: Set<String>
  private let shared: SharedKinds
  private let files = Mutex<SiteFiles?>(nil)
  private let search = Mutex<[String: [UInt8]]?>(nil)

  init(
    root: String, version: Int, info: SiteInfo, frame: SiteFrameReading, theme: TemplateLibrary, assets: String,
    departments: [SitePreview.Department], isDraft: Bool, heldBack: Set<String>
  ) {
    // A draft has a banner on every page.
    self.version = "\(version)\(isDraft ? "d" : "")"
    self.assets = assets
    folder = SiteFolder(root: root)
    self.info = info
    self.frame = frame
    self.theme = theme
    self.departments = Dictionary(departments.map { ($0.review.record.slug, $0) }) { first, _ in first }
    order = departments.map(\.review.record.slug)
    self.isDraft = isDraft
    self.heldBack = heldBack
    shared = SharedKinds(
      ids: departments.flatMap { $0.review.checked.map(\.id) + $0.review.record.unreadable })
  }

  /// The file of a path such as `a/2020/final-accounts/index.html`; nil where the site has none.
  package func bytes(at path: String) -> [UInt8]? {
    if let checked = disclosure(of: path) { return bytes(at: path, of: checked) }
    if let asset = theme.assets.first(where: { $0.path == path }) { return asset.bytes }
    let top = path.contains("/") ? String(path.prefix { $0 != "/" }) : ""
    // A browser asks for an icon, say, on every page: that must not cost making all lists.
    guard top.isEmpty ? Self.topFiles.contains(path) || SiteFeeds.isSitemap(path) : isKnown(top) else { return nil }
    let site = siteFiles
    if top == PagePath.top(of: SearchPage.path) { return searchFiles(site)[path] }
    if top.isEmpty, SiteFeeds.isSitemap(path) {
      var map: [UInt8]?
      site.feeds.sitemaps(pages: allPages(site)) { if $0 == path { map = $1 } }
      return map
    }
    if path == SiteFiles.catalogPath { return Array(site.catalog.joined()) }
    if top.isEmpty, let file = site.topFiles(site.feeds).first(where: { $0.path == path }) { return file.bytes }
    if top == ComparePaths.folder, let data = site.lists.comparisonData.first(where: { $0.path.path == path }) {
      return Array(CSVLine.pieces(data.rows).joined())
    }
    if top == RulesPage.folder {
      let set = site.ruleSets.first { RulesPage.path(of: $0).path == path }
      return set.flatMap { site.rules(of: $0) }.map { theme.bytes(of: $0) }
    }
    if let page = site.lists.pages(in: top).first(where: { $0.path.path == path }) {
      return theme.bytes(of: page.rendered())
    }
    // An old address: what pages there are is only worked out where one is asked for.
    guard departments[top] == nil, !ListPages.reserved.contains(top), !top.isEmpty else { return nil }
    return site.lists.movedPages(at: allPages(site)).first { $0.path.path == path }.map { theme.bytes(of: $0) }
  }

  /// What stands at the root.
  private static let topFiles: Set = [
    SiteFrame.home.path, "404.html", "feed.xml", SiteFiles.catalogPath, "robots.txt",
  ]

  /// Whether anything of the site can stand in a folder at the top.
  private func isKnown(_ folder: String) -> Bool {
    departments[folder] != nil || ListPages.reserved.contains(folder) || folder == RulesPage.folder
      || departments.values.contains { department in
        department.review.record.folder.department?.formerly.contains { $0.slug == folder } ?? false
      }
  }

  /// Pages that somebody may have meant: those of the same disclosure, or the ways in.
  package func paths(near path: String) -> [String] {
    if let checked = disclosure(of: path), let work = work(on: checked) { return work.pages.plan.map(\.path.path) }
    return [SiteFrame.home.path]
      + order.flatMap { slug in
        [ListPages.path(of: slug).path]
          + (departments[slug]?.review.checked ?? []).map { DisclosurePaths($0.id).overview.path }
      }
  }

  /// Every page there is, which only the map of the site asks for.
  private func allPages(_ site: SiteFiles) -> [String] {
    let own = order.flatMap { slug in
      (departments[slug]?.review.checked ?? []).filter { isDraft || !heldBack.contains($0.id) }.flatMap { checked in
        work(on: checked)?.pages.plan.map(\.path.path) ?? []
      }
    }
    let listed = site.lists.departments.indices.flatMap(site.lists.pages(ofDepartment:))
    let lists = (site.lists.pagesOfAll + listed).map(\.path.path)
    let rules = site.ruleSets.filter { frame.formSets.published($0) != nil }.map { RulesPage.path(of: $0).path }
    return (own + lists + rules + [SearchPage.path.path]).sorted()
  }

  func disclosure(of path: String) -> CheckedDisclosure? {
    let parts = path.split(separator: "/", maxSplits: 3)
    guard parts.count == 4, let department = departments[String(parts[0])] else { return nil }
    let id = parts[..<3].joined(separator: "/")
    return department.review.checked.first { $0.id == id && (isDraft || !heldBack.contains(id)) }
  }

  private func bytes(at path: String, of checked: CheckedDisclosure) -> [UInt8]? {
    guard let work = work(on: checked) else { return nil }
    if let page = work.pages.plan.first(where: { $0.path.path == path }) {
      return theme.bytes(of: page.rendered())
    }
    guard !path.hasSuffix(".html") else { return nil }
    var found: [UInt8]?
    try? work.writeData { name, bytes in
      if name == path { found = bytes }
    }
    return found
  }

  private func work(on checked: CheckedDisclosure) -> DisclosureFiles? {
    guard let department = departments[checked.disclosure.department],
      let own = department.review.record.folder.department
    else { return nil }
    let files = files(checked, own)
    // Other years and departments only matter for the links to comparison.
    let siblings = department.review.checked.filter {
      $0.disclosure.kind == checked.disclosure.kind && (isDraft || !heldBack.contains($0.id))
    }
    let summaries = siblings.count > 1 ? siblings.map { summary(of: $0, own) } : []
    let disclosure = checked.disclosure
    return files.compared(
      ComparedFigures(
        files.summary, years: YearComparison.all(of: summaries, sets: frame.formSets.sets).first, set: disclosure.set,
        isShared: shared.all.contains("\(disclosure.year)/\(disclosure.kind)")))
  }

  private func files(_ checked: CheckedDisclosure, _ own: Department) -> DisclosureFiles {
    DisclosureFiles(
      folder: folder, frame: SiteFrame(site: info, isDraft: isDraft), disclosure: checked.disclosure, department: own,
      ledger: checked.ledger, terms: frame.terms, summary: summary(of: checked, own))
  }

  private func summary(of checked: CheckedDisclosure, _ own: Department) -> DisclosureSummary {
    DisclosureSummary(
      checked.disclosure, departmentName: own.name, checks: checked.tally.summary, isDraft: isDraft)
  }

  /// What lists are made from.
  private var siteFiles: SiteFiles {
    files.withLock { files in
      if let files { return files }
      var summaries: [DisclosureSummary] = []
      for slug in order {
        guard let review = departments[slug]?.review, let own = review.record.folder.department else { continue }
        for checked in review.checked where isDraft || !heldBack.contains(checked.id) {
          summaries.append(summary(of: checked, own))
        }
        review.forget()
      }
      let made = SiteFiles(
        info: info, isDraft: isDraft, theme: theme, formSets: frame.formSets, cache: nil,
        departments: order.compactMap { departments[$0]?.review.record.folder.department },
        summaries: SummaryList(summaries),
        carriedOver: [], shared: shared.all)
      files = made
      return made
    }
  }

  private func searchFiles(_ site: SiteFiles) -> [String: [UInt8]] {
    search.withLock { search in
      if let search { return search }
      var found = SearchCollection()
      for slug in order {
        guard let review = departments[slug]?.review, let own = review.record.folder.department else { continue }
        for checked in review.checked where !heldBack.contains(checked.id) {
          found.add(files(checked, own).search)
        }
        review.forget()
      }
      var made: [String: [UInt8]] = [:]
      // Nothing is put aside, so nothing can be missing.
      try? site.search(found) { made[$0] = $1 }
      search = made
      return made
    }
  }
}

extension PagePath {
  static func top(of path: PagePath) -> String { String(path.path.prefix { $0 != "/" }) }
}
