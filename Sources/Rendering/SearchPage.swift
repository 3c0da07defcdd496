package import Disclosures

/// The search page: a form that a script answers, and below it a catalogue of everything, which needs none.
package struct SearchPage {
  package static let path = PagePath.page("search")
  /// Where a file of the index stands.
  package static func file(_ name: String) -> PagePath { PagePath("search/data/\(name).js") }

  let frame: SiteFrame
  let departments: [Department]
  let summaries: SummaryList
  /// Changes with the index.
  let version: String

  package init(frame: SiteFrame, departments: [Department], summaries: SummaryList, version: String) {
    self.frame = frame
    self.departments = departments
    self.summaries = summaries
    self.version = version
  }

  package var page: RenderedPage {
    let page = Self.path
    let description = "\(frame.info.name)检索：按名称、科目编码、金额查找各部门各年度的表、项目、名词和说明"
    var values = frame.values(
      .search, at: page, heading: "检索", description: description, steps: [.init(label: "检索", path: page)],
      metas: frame.columnMetas(name: "检索", description: description))
    values["version"] = .text(version)
    values["script"] = .text(page.href(to: PagePath("assets/search.js")))
    values["amounts-script"] = .text(page.href(to: PagePath("assets/search-amounts.js")))
    values["index-script"] = .text(page.href(to: PagePath("assets/search-index.js")))
    values["has-departments"] = .flag(!departments.isEmpty)
    values["departments"] = .rows(
      TemplateRows(departments.count) { row in
        let department = departments[row]
        return [
          "name": .text(department.name), "href": .text(page.href(to: ListPages.path(of: department.slug))),
          "documents": .list(
            summaries[summaries.places(of: department.slug)].sorted { $0.year > $1.year }.map { summary in
              ["label": .text(summary.title), "href": .text(page.href(to: DisclosurePaths(summary.id).overview))]
            }),
        ]
      })
    return RenderedPage(path: page, kind: .search, values: values)
  }
}
