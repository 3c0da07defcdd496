package import Disclosures
package import Forms

/// Home and department pages, made from the summaries of what is out, whatever version that is.
package struct ListPages: Sendable {
  let frame: SiteFrame
  package let departments: [Department]
  let summaries: SummaryList
  /// The same, newest year first.
  let newest: SummarySelection
  /// The form sets of the summaries, by id: what their figures are read by.
  let sets: [String: FormSet]
  /// The kinds of document that several departments have, as `year/kind`, whether all of them are out or not.
  let shared: Set<String>
  /// How many rows of a list stand on one page.
  let sliceLength: Int
  /// Worked out when the first page asks.
  private let compared = Once<[(year: Int, comparisons: [DepartmentComparison])]>()

  package init(
    frame: SiteFrame, departments: [Department], summaries: SummaryList, sets: [String: FormSet],
    shared: Set<String> = [], sliceLength: Int = ListSlice.usualLength
  ) {
    self.sliceLength = sliceLength
    self.sets = sets
    self.frame = frame
    self.departments = departments
    self.summaries = summaries
    newest = summaries.sorted(by: { (summaries.year(at: $0), $0) }, >)
    self.shared = shared
  }

  /// Newest first.
  func summaries(of department: String) -> [DisclosureSummary] {
    summaries[summaries.places(of: department)].sorted { ($0.year, $0.id) > ($1.year, $1.id) }
  }

  /// What can be compared over a department's years: one a kind of document.
  func yearComparisons(of department: String) -> [YearComparison] {
    YearComparison.all(of: summaries(of: department), sets: sets)
  }

  package static func path(of department: String) -> PagePath { .page(department) }

  package var pages: [RenderedPage] {
    (pagesOfAll + departments.indices.flatMap(pages(ofDepartment:))).map { $0.rendered() }
  }

  /// Those of no department: they grow with the site, so that each is work enough for itself.
  package var pagesOfAll: [PlannedPage] { ownPages + departmentComparisons }

  /// The pages in a folder at the top; those of no department and no comparison stand in "". None is made before it is
  /// asked for: a preview shows few of them.
  package func pages(in folder: String) -> [PlannedPage] {
    if folder == ComparePaths.folder { return departmentComparisons }
    return departments.firstIndex { $0.slug == folder }.map(pages(ofDepartment:)) ?? ownPages
  }

  /// - Parameter index: in ``departments``.
  package func pages(ofDepartment index: Int) -> [PlannedPage] { pages(of: departments[index]) }

  private var ownPages: [PlannedPage] {
    [PlannedPage(SiteFrame.home) { home }, PlannedPage(Self.notFoundPath) { notFound }] + sitePages
  }

  private func pages(of own: Department) -> [PlannedPage] {
    [PlannedPage(Self.path(of: own.slug)) { department(own) }] + projects(own) + comparison(own)
  }

  /// The years in which several departments published one kind of document, newest first.
  var comparedYears: [(year: Int, comparisons: [DepartmentComparison])] { compared.value { comparisonsByYear } }

  private var home: RenderedPage {
    let page = SiteFrame.home
    let years = summaries.years.sorted(by: >)
    var values = frame.values(
      .home, at: page, heading: frame.info.name, description: "\(frame.info.name)：部门预算、决算与绩效信息公开", steps: [])
    let compared = Set(comparedYears.map(\.year))
    values["years"] = .list(
      years.map { year in
        let href = compared.contains(year) ? page.href(to: ComparePaths.year(year)) : ""
        return ["year": .text(String(year)), "has-compare": .flag(!href.isEmpty), "compare-href": .text(href)]
      })
    values["has-comparisons"] = .flag(!compared.isEmpty)
    values["has-departments"] = .flag(!departments.isEmpty)
    values["departments"] = .rows(
      TemplateRows(departments.count) { row in
        let department = departments[row]
        let own = summaries(of: department.slug)
        return [
          "name": .text(department.name), "href": .text(page.href(to: Self.path(of: department.slug))),
          "cells": .list(
            years.map { year in
              let found = own.filter { $0.year == year }.sorted { Self.kindOrder($0.kind, $1.kind) }
              return [
                "year": .text(String(year)), "has-link": .flag(!found.isEmpty),
                "documents": .list(
                  found.map { summary in
                    // 年度 stands in the column's head.
                    let year = "\(summary.year)年度"
                    let title =
                      summary.title.hasPrefix(year) ? String(summary.title.dropFirst(year.count)) : summary.title
                    return [
                      "label": .text(title), "href": .text(page.href(to: DisclosurePaths(summary.id).overview)),
                    ]
                  }),
              ]
            }),
        ]
      })
    values["latest"] = .list(
      latest.map { summary in
        [
          "label": .text("\(summary.departmentName)\(summary.title)"), "department": .text(summary.departmentName),
          "href": .text(page.href(to: DisclosurePaths(summary.id).overview)),
          "date": .text(String(summary.published.prefix(10))),
        ]
      })
    return RenderedPage(path: page, kind: .home, values: values)
  }

  /// The ten that came out last.
  private var latest: [DisclosureSummary] {
    let places = newest.placesInList.map { (place: $0, published: summaries[$0].published) }
    return places.sorted { $0.published > $1.published }.prefix(10).map { summaries[$0.place] }
  }

  private func department(_ department: Department) -> RenderedPage {
    let page = Self.path(of: department.slug)
    let own = summaries(of: department.slug)
    let description = "\(department.name)公开的部门预算、决算与绩效信息"
    var values = frame.values(
      .department, at: page, heading: department.name, description: description,
      steps: [.init(label: department.name, path: page)],
      metas: frame.columnMetas(name: department.name, description: description))
    values["name"] = .text(department.name)
    let facts: [(String, String?)] = [
      ("级别", department.level), ("性质", department.type), ("上级", department.parent), ("地区", department.region),
      ("曾用名、简称", names(department)),
      ("联系", department.contact),
    ]
    values["facts"] = .list(
      facts.compactMap { label, value in value.map { ["label": .text(label), "value": .text($0)] } })
    let hasProjects = own.contains { !($0.projects ?? []).isEmpty }
    values["has-projects"] = .flag(hasProjects)
    values["projects-href"] = .text(hasProjects ? page.href(to: Self.projectsPath(of: department.slug)) : "")
    let comparisons = yearComparisons(of: department.slug)
    let trends = trends(of: comparisons)
    values["has-trends"] = .flag(!trends.isEmpty)
    values["trends"] = .list(trends.map { ["title": .text($0.title), "chart": .markup($0.chart)] })
    values["trend-source"] = .optional(trends.isEmpty ? nil : trendSource(of: comparisons))
    let hasComparison = !comparisons.isEmpty
    values["has-compare"] = .flag(hasComparison)
    values["compare-href"] = .text(
      hasComparison ? page.href(to: ComparePaths.department(department.slug)) : "")
    values["has-disclosures"] = .flag(!own.isEmpty)
    values["disclosures"] = .list(
      own.map { summary in
        [
          "year": .text(String(summary.year)), "title": .text(summary.title),
          "href": .text(page.href(to: DisclosurePaths(summary.id).overview)),
          "date": .text(String(summary.published.prefix(10))), "source": .optional(summary.otherSource),
          "checks": .text(summary.checks),
          "figures": .list(
            summary.keyFigures.map {
              ["label": .text($0.label), "value": .text($0.value), "unit": .text($0.unit)]
            }),
        ]
      })
    return RenderedPage(path: page, kind: .department, values: values)
  }

  /// Its other names, former ones with the year that they ended.
  private func names(_ department: Department) -> String? {
    let dated = Dictionary(
      department.formerly.compactMap { former in former.name.flatMap { name in former.shownName.map { (name, $0) } } }
    ) { first, _ in first }
    let names = department.aliases.map { dated[$0] ?? $0 }
    return names.isEmpty ? nil : names.joined(separator: "、")
  }

  private static let notFoundPath = PagePath("404.html")

  private var notFound: RenderedPage {
    let page = Self.notFoundPath
    return RenderedPage(
      path: page, kind: .notFound,
      values: frame.values(
        .notFound, at: page, heading: "没有这个页面", description: "没有找到这个网址的页面",
        steps: [.init(label: "没有这个页面", path: page)]))
  }
}
