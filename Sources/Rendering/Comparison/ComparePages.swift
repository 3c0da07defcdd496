package import Disclosures
package import Forms

/// Pages that lay published figures side by side: a department's years, and the departments of a year.
extension ListPages {
  /// What people look for first comes first.
  static func kindOrder(_ left: String, _ right: String) -> Bool {
    func rank(_ kind: String) -> Int { ["final-accounts", "budget"].firstIndex(of: kind) ?? 9 }
    return (rank(left), left) < (rank(right), right)
  }

  fileprivate static func anchor(_ kind: String, _ group: String) -> String { "\(kind)-\(group)" }

  /// Nothing where no kind of document has a second year.
  func comparison(_ department: Department) -> [PlannedPage] {
    let comparisons = yearComparisons(of: department.slug)
    guard !comparisons.isEmpty else { return [] }
    return [PlannedPage(ComparePaths.department(department.slug)) { comparison(department, comparisons) }]
  }

  private func comparison(_ department: Department, _ comparisons: [YearComparison]) -> RenderedPage {
    let page = ComparePaths.department(department.slug)
    let title = "\(department.name)历年比较"
    var values = frame.values(
      .departmentCompare, at: page, heading: title, description: "\(title)：总额、“三公”经费、各类支出逐年的数和增减",
      steps: [.init(label: department.name, path: Self.path(of: department.slug)), .init(label: "历年比较", path: page)],
      metas: frame.columnMetas(name: department.name, description: title))
    values["parts"] = .list(
      comparisons.flatMap { comparison in
        comparison.groups.map { group in
          let name = comparisons.count > 1 ? "\(comparison.kindTitle)：\(group.title)" : group.title
          return ["label": .text(name), "href": .text("#\(Self.anchor(comparison.kind, group.id))")]
        }
      })
    values["kinds"] = .list(
      comparisons.map { comparison in
        let gaps = Self.gaps(comparison.years) + Self.marks(comparison.summaries)
        return [
          "title": .text(comparison.kindTitle), "id": .text(comparison.kind),
          "has-gaps": .flag(!gaps.isEmpty), "gaps": .text(gaps),
          "documents": .list(
            comparison.summaries.map { summary in
              [
                "label": .text(summary.title), "href": .text(page.href(to: DisclosurePaths(summary.id).overview)),
                "source": .optional(summary.source), "date": .text(String(summary.published.prefix(10))),
              ]
            }),
          "groups": .list(
            comparison.groups.map { group in
              [
                "title": .text(group.title), "id": .text(Self.anchor(comparison.kind, group.id)),
                "table": .markup(CompareTables.years(group, of: comparison, from: page)),
                "has-notes": .flag(!group.notes.isEmpty), "notes": .list(group.notes.map { ["text": .text($0)] }),
              ]
            }),
        ]
      })
    return RenderedPage(path: page, kind: .departmentCompare, values: values)
  }

  /// Which years are missing between others, so that nobody takes two neighbouring columns for consecutive years.
  static func gaps(_ years: [Int]) -> String {
    guard let newest = years.first, let oldest = years.last else { return "" }
    let missing = (oldest...newest).reversed().filter { !years.contains($0) }
    guard !missing.isEmpty else { return "" }
    return "没有 \(missing.map(String.init).joined(separator: "、")) 年度的公开件，其后一年不写增减。"
  }

  /// Why neighbouring years show no change where one of them is made up.
  static func marks(_ summaries: [DisclosureSummary]) -> String {
    let marks = zip(summaries, summaries.dropFirst()).filter { $0.mark != $1.mark }.flatMap { [$0.mark, $1.mark] }
    guard let mark = marks.compactMap({ $0 }).first else { return "" }
    return "标明“\(mark)”的数不与真实的数比较，两者之间不写增减。"
  }

  /// The lines a department's page draws.
  func trends(of comparisons: [YearComparison]) -> [(title: String, chart: HTMLText)] {
    comparisons.flatMap { comparison in
      comparison.groups.flatMap(\.rows).filter(\.isTrend).compactMap { row in
        TrendChart(row, of: comparison).map { ("\(row.label)（\($0.unit)）", $0.html) }
      }
    }
  }

  /// Where the figures of the charts come from, where that is not the department itself.
  func trendSource(of comparisons: [YearComparison]) -> String? {
    let sources = comparisons.flatMap(\.summaries).compactMap { summary in
      summary.otherSource.map { "\(summary.title)：\($0)" }
    }
    return sources.isEmpty ? nil : sources.joined(separator: "；")
  }

  /// As ``comparedYears`` has them.
  var comparisonsByYear: [(year: Int, comparisons: [DepartmentComparison])] {
    summaries.years.sorted(by: >).compactMap { year in
      let found = summaries.indices.filter { summaries.year(at: $0) == year }
      let comparisons = Set(found.map(summaries.kind(at:))).sorted(by: Self.kindOrder).compactMap { kind in
        DepartmentComparison(
          summaries.selection(found.filter { summaries.kind(at: $0) == kind }), sets: sets,
          isShared: shared.contains("\(year)/\(kind)"))
      }
      return comparisons.isEmpty ? nil : (year, comparisons)
    }
  }

  /// A page a year, and one for every column that its rows can be sorted by: sorting needs no script.
  var departmentComparisons: [PlannedPage] {
    let compared = comparedYears
    let years = compared.map(\.year)
    var pages: [PlannedPage] = []
    for (year, comparisons) in compared {
      pages.append(PlannedPage(ComparePaths.year(year)) { yearPage(year, comparisons, years, by: nil) })
      for comparison in comparisons {
        let columns: [String?] = [nil] + (comparison.columns + comparison.lines).map(\.key)
        for column in columns {
          // The first of a kind as it is stands on the page of the year.
          for slice in slices(comparison, by: column) where column != nil || slice.number > 1 {
            pages.append(
              PlannedPage(Self.path(comparison, by: column, slice)) {
                yearPage(year, [comparison], years, by: column, slice.number)
              })
          }
        }
      }
    }
    return pages
  }

  static func dataName(_ comparison: DepartmentComparison) -> String {
    DownloadName.of(
      "\(comparison.year)年度\(comparison.kindTitle)", "各部门",
      at: ComparePaths.data(comparison.year, kind: comparison.kind))
  }

  private func slices(_ comparison: DepartmentComparison, by column: String?) -> [ListSlice] {
    ListSlice.all(of: comparison.count(by: column), length: sliceLength)
  }

  /// As they are, all kinds of a year stand on one page; the rest of a kind that is long has pages of its own.
  private static func path(_ comparison: DepartmentComparison, by column: String?, _ slice: ListSlice?) -> PagePath {
    guard let column else {
      guard let slice, slice.number > 1 else { return ComparePaths.year(comparison.year) }
      return ComparePaths.year(comparison.year, kind: comparison.kind).slice(slice)
    }
    let first = ComparePaths.year(comparison.year, kind: comparison.kind, by: column)
    return slice.map(first.slice) ?? first
  }

  private func yearPage(
    _ year: Int, _ comparisons: [DepartmentComparison], _ years: [Int], by column: String?, _ number: Int = 1
  ) -> RenderedPage {
    let whole = ComparePaths.year(year)
    let own = comparisons.first.map { ($0, slices($0, by: column)[number - 1]) }
    let page = own.map { Self.path($0, by: column, $1) } ?? whole
    func order(_ head: DepartmentComparison.Column) -> String { head.label + (head.isAscending ? "从低到高" : "从高到低") }
    let sorted = comparisons.first.flatMap { comparison in
      (comparison.columns + comparison.lines).first { $0.key == column }.map { "\(comparison.kindTitle)，\(order($0))" }
    }
    let name = "\(year)年度各部门比较"
    let suffix = number > 1 ? own?.1.suffix ?? "" : ""
    let title = name + (sorted.map { "（\($0)）" } ?? "") + suffix
    var steps = [SiteFrame.Step(label: name, path: whole)]
    if page != whole { steps.append(.init(label: (sorted ?? comparisons[0].kindTitle) + suffix, path: page)) }
    var values = frame.values(
      .yearCompare, at: page, heading: title, description: "\(title)：各部门公开的主要数", steps: steps,
      metas: frame.columnMetas(name: name, description: title))
    values["year"] = .text(String(year))
    values["is-sorted"] = .flag(page != whole)
    values["whole-href"] = .text(page.href(to: whole))
    values["years"] = .list(
      years.map {
        [
          "label": .text("\($0) 年度"), "href": .text(page.href(to: ComparePaths.year($0))),
          "is-current": .flag($0 == year && page == whole),
        ]
      })
    values["kinds"] = .list(
      comparisons.map { comparison in
        let orders = [nil] + comparison.columns.map { Optional($0) }
        let slices = slices(comparison, by: column)
        let slice = slices[number - 1]
        let links = TemplateValue.links(between: slices, current: slice) {
          page.href(to: Self.path(comparison, by: column, $0), fragment: comparison.kind)
        }
        let data = ComparePaths.data(year, kind: comparison.kind)
        return links.merging([
          "title": .text(comparison.kindTitle), "id": .text(comparison.kind),
          "data-href": .text(page.href(to: data)), "data-name": .text(Self.dataName(comparison)),
          "table": .markup(CompareTables.departments(comparison, slice, by: column, from: page)),
          "orders": .list(
            orders.map { head in
              let target = Self.path(comparison, by: head?.key, nil)
              return [
                "label": .text(head.map { order($0) } ?? "按部门"),
                "href": .text(page.href(to: target, fragment: head == nil ? comparison.kind : nil)),
                "is-current": .flag(head?.key == column),
              ]
            }),
        ]) { $1 }
      })
    return RenderedPage(path: page, kind: .yearCompare, values: values)
  }
}

extension YearComparison {
  /// What can be compared over the years of one department: one a kind of document that has a second year.
  package static func all(of department: [DisclosureSummary], sets: [String: FormSet]) -> [YearComparison] {
    Set(department.map(\.kind)).sorted(by: ListPages.kindOrder).compactMap { kind in
      YearComparison(department.filter { $0.kind == kind }, sets: sets)
    }
  }

  /// The tables it draws on, each with the anchor of where it does.
  package var anchorsByTable: [String: String] {
    var anchors: [String: String] = [:]
    for group in groups {
      for row in group.rows where anchors[row.table] == nil { anchors[row.table] = ListPages.anchor(kind, group.id) }
    }
    return anchors
  }

  /// The lines it draws on, by the anchors of their cells, each with the anchor of its row.
  var anchorsByLine: [String: String] {
    Dictionary(groups.flatMap(\.rows).map { ($0.key, ListPages.anchor(kind, $0.key)) }) { first, _ in first }
  }
}
