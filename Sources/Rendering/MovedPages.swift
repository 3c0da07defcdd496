internal import Disclosures

/// Pages at the addresses that departments had before: each leads on to where its content is now.
///
/// They are pages and not rules for a server, because the site has to work wherever its files lie. They stand in no list,
/// no sitemap and no search index: whoever comes, comes from outside.
extension ListPages {
  /// Sorted by path; none where a department still has the address.
  package var movedPages: [RenderedPage] {
    let taken = Set(departments.map(\.slug))
    return departments.flatMap { department in
      department.formerly.filter { !taken.contains($0.slug) }.flatMap { former in
        let own = summaries.filter { $0.department == department.slug && former.had($0.year) }
        return [moved(former, department, [], label: department.name)]
          + own.flatMap { summary in
            let parts = summary.id.split(separator: "/").dropFirst().map(String.init)
            let label = "\(department.name)\(summary.title)"
            return [
              moved(former, department, parts, label: label),
              moved(former, department, parts + ["full"], label: "\(label)（全文）"),
            ]
          }
      }
    }.sorted { $0.path < $1.path }
  }

  /// The page at an old address; `parts` are what follows the department's folder there and now.
  private func moved(
    _ former: FormerAddress, _ department: Department, _ parts: [String], label: String
  ) -> RenderedPage {
    func path(_ slug: String) -> PagePath { PagePath(([slug] + parts + ["index.html"]).joined(separator: "/")) }
    let page = path(former.slug), target = path(department.slug)
    var values = frame.values(
      .moved, at: page, heading: "网址已更换", description: "\(label)的网址已更换",
      steps: [.init(label: "网址已更换", path: page)], metas: [("robots", "noindex")])
    values["href"] = .text(page.href(to: target))
    values["label"] = .text(label)
    values["address"] = .text("https://\(frame.info.domain)/\(target.path.dropLast("index.html".count))")
    values["former"] = .optional(former.name == department.name ? nil : former.name)
    values["current"] = .text(department.name)
    return RenderedPage(path: page, kind: .moved, values: values)
  }
}
