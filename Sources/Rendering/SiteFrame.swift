package import Disclosures

/// What every page of a site shares: header, footer, meta tags, draft banner.
package struct SiteFrame: Sendable {
  package let info: SiteInfo
  package let isDraft: Bool
  /// The style sheet's file below the root.
  let style: PagePath

  package init(info: SiteInfo, isDraft: Bool, style: String) {
    self.info = info
    self.isDraft = isDraft
    self.style = PagePath(style)
  }

  package static let home = PagePath.page("")

  /// A step of the way from the home page to a page.
  struct Step {
    let label: String
    let path: PagePath
  }

  /// The names every page declares.
  func values(
    _ kind: PageKind, at page: PagePath, heading: String, description: String, steps: [Step],
    metas: [(name: String, content: String)] = []
  ) -> [String: TemplateValue] {
    let site: [(String, String)] = [
      ("SiteName", info.name), ("SiteDomain", info.domain), ("SiteIDCode", info.idCode),
    ]
    let trail = [Step(label: "首页", path: Self.home)] + steps
    return [
      "title": .text(page == Self.home ? info.name : "\(heading) - \(info.name)"),
      "heading": .text(heading),
      "description": .text(description),
      "page-kind": .text(kind.governmentKind),
      "page-name": .text(kind.rawValue),
      "root": .text(page.toRoot),
      "search": .text(page.href(to: SearchPage.path)),
      "style": .text(page.href(to: style)),
      "metas": .list((site + metas).map { ["name": .text($0.0), "content": .text($0.1)] }),
      "is-draft": .flag(isDraft),
      "downloads-href": .text(page.href(to: ListPages.downloadsPath)),
      "corrections-href": .text(page.href(to: ListPages.correctionsPath)),
      "accessibility-href": .text(page.href(to: ListPages.accessibilityPath)),
      "site": .group([
        "name": .text(info.name), "notice": .optional(info.notice), "organiser": .optional(info.organiser),
        "contact": .optional(info.contact), "icp": .optional(info.icp), "police": .optional(info.police),
        "id-code": .text(info.idCode), "home": .text(page.href(to: Self.home)),
        "links": .list(info.links.map { ["label": .text($0.label), "href": .text($0.href)] }),
      ]),
      "breadcrumb": .list(
        page == Self.home
          ? []
          : trail.map { step in
            [
              "label": .text(step.label), "href": .text(page.href(to: step.path)),
              "is-current": .flag(step.path == page),
            ]
          }),
    ]
  }

  /// The meta tags of a list page.
  func columnMetas(name: String, description: String) -> [(name: String, content: String)] {
    [
      ("ColumnName", name), ("ColumnType", "信息公开目录"), ("ColumnDescription", description),
      ("ColumnKeywords", "预决算公开,\(name)"),
    ]
  }
}
