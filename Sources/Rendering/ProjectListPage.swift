internal import Disclosures

/// A department's projects over the years: one row a project, what each year's sheet says of it.
extension ListPages {
  package static func projectsPath(of department: String) -> PagePath { .page(department, "projects") }

  /// Nothing where no disclosure of the department has sheets.
  func projects(_ department: Department) -> [PlannedPage] {
    let own = summaries(of: department.slug).filter { !($0.projects ?? []).isEmpty }
    guard !own.isEmpty else { return [] }
    return [PlannedPage(Self.projectsPath(of: department.slug)) { projects(department, own) }]
  }

  private func projects(_ department: Department, _ own: [DisclosureSummary]) -> RenderedPage {
    let page = Self.projectsPath(of: department.slug)
    let title = "\(department.name)历年项目"
    let years = Set(own.map(\.year)).sorted(by: >)
    var values = frame.values(
      .departmentProjects, at: page, heading: title, description: "\(title)：各年度的项目绩效自评和投资情况",
      steps: [.init(label: department.name, path: Self.path(of: department.slug)), .init(label: "历年项目", path: page)],
      metas: frame.columnMetas(name: department.name, description: title))
    values["years"] = .list(years.map { ["year": .text(String($0))] })
    var names: [String] = []
    var sheets: [String: [(year: Int, title: String, id: String, project: DisclosureSummary.Project)]] = [:]
    for summary in own {
      for project in summary.projects ?? [] {
        if sheets[project.name] == nil { names.append(project.name) }
        sheets[project.name, default: []].append((summary.year, summary.title, summary.id, project))
      }
    }
    values["count"] = .text(String(names.count))
    values["projects"] = .list(
      names.map { name in
        [
          "name": .text(name),
          "cells": .list(
            years.map { year in
              let found = sheets[name]?.first { $0.year == year }
              let href = found.map { page.href(to: DisclosurePaths($0.id).performance($0.project.slug)) }
              return [
                "year": .text(String(year)), "has-link": .flag(found != nil), "href": .text(href ?? ""),
                "label": .text(found?.title ?? "无"),
                "figures": .list(
                  (found?.project.figures ?? []).map {
                    [
                      "label": .text($0.label), "value": .text($0.value),
                      "machine": .text($0.value.filter { $0 != "," }), "unit": .text($0.unit == "比率" ? "" : $0.unit),
                    ]
                  }),
              ]
            }),
        ]
      })
    return RenderedPage(path: page, kind: .departmentProjects, values: values)
  }
}
