internal import Disclosures

/// Pages at the addresses that departments had before: each leads on to where its content is now.
///
/// They are pages and not rules for a server, because the site has to work wherever its files lie. They stand in no list,
/// no sitemap and no search index: whoever comes, comes from outside.
extension ListPages {
  /// Sorted by path; none where a department still has the address.
  ///
  /// - Parameter paths: the files of the departments: every page among them has one. Without them, as for versions that
  ///   were published before, there are those that every department and every disclosure has.
  package func movedPages(at paths: some Sequence<String>) -> [RenderedPage] {
    let former = Set(departments.filter { !$0.formerly.isEmpty }.map(\.slug))
    if former.isEmpty { return [] }
    let taken = Set(departments.map(\.slug))
    var known: [String: [String]] = [:]
    for path in paths where path.hasSuffix("/index.html") {
      let top = String(path.prefix { $0 != "/" })
      if former.contains(top) { known[top, default: []].append(path) }
    }
    return departments.flatMap { department in
      department.formerly.filter { !taken.contains($0.slug) }.flatMap { former in
        let own = summaries(of: department.slug).filter { former.had($0.year) }
        var labels: [[String]: String] = [[]: department.name]
        for summary in own {
          let parts = summary.id.split(separator: "/").dropFirst().map(String.init)
          let label = "\(department.name)\(summary.title)"
          labels[parts] = label
          labels[parts + ["full"]] = "\(label)（全文）"
        }
        for path in known[department.slug] ?? [] {
          let parts = path.split(separator: "/").dropFirst().dropLast().map(String.init)
          if labels[parts] != nil { continue }
          // What lies in a year that was published elsewhere was never here.
          if let year = parts.first.flatMap({ Int($0) }), !former.had(year) { continue }
          labels[parts] = (labels[Array(parts.prefix(2))] ?? department.name) + "（同一页）"
        }
        return labels.map { moved(former, department, $0, label: $1) }
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
