internal import Disclosures

/// Pages about the site as a whole: all downloads, all corrections, and how accessible it is.
extension ListPages {
  package static let downloadsPath = PagePath.page("downloads")
  package static let correctionsPath = PagePath.page("corrections")
  package static let accessibilityPath = PagePath.page("accessibility")

  /// Folders below the root that are the site's own: no department can be called so.
  package static let reserved: Set<String> = ["downloads", "corrections", "accessibility", "search", "compare"]

  var sitePages: [PlannedPage] {
    let slices = ListSlice.all(of: summaries.count, length: sliceLength)
    return slices.map { slice in PlannedPage(Self.downloadsPath.slice(slice)) { downloads(slice, of: slices) } } + [
      PlannedPage(Self.correctionsPath) { corrections }, PlannedPage(Self.accessibilityPath) { accessibility },
    ]
  }

  private func base(_ kind: PageKind, at page: PagePath, _ title: String, _ description: String) -> [String:
    TemplateValue]
  {
    frame.values(
      kind, at: page, heading: title, description: description, steps: [.init(label: title, path: page)],
      metas: frame.columnMetas(name: title, description: description))
  }

  private func downloads(_ slice: ListSlice, of slices: [ListSlice]) -> RenderedPage {
    let page = Self.downloadsPath.slice(slice)
    var values = base(.downloads, at: page, "数据下载" + slice.suffix, "全站公开件的数据：XLSX、CSV、JSON 和目录")
    values.merge(
      TemplateValue.links(between: slices, current: slice) { page.href(to: Self.downloadsPath.slice($0)) }
    ) { $1 }
    values["catalog-href"] = .text(page.href(to: PagePath("catalog.jsonld")))
    // All years on the first page alone.
    let comparisons = slice.number == 1 ? comparedYears.flatMap(\.comparisons) : []
    values["has-comparisons"] = .flag(!comparisons.isEmpty)
    values["comparisons"] = .list(
      comparisons.map { comparison in
        [
          "label": .text("\(comparison.year)年度\(comparison.kindTitle)（各部门）"),
          "href": .text(page.href(to: ComparePaths.data(comparison.year, kind: comparison.kind))),
          "name": .text(Self.dataName(comparison)),
        ]
      })
    values["disclosures"] = .list(
      newest[slice.rows].map { summary in
        let paths = DisclosurePaths(summary.id)
        return [
          "title": .text("\(summary.departmentName)\(summary.title)"), "href": .text(page.href(to: paths.overview)),
          "date": .text(String(summary.published.prefix(10))),
          "files": .list(
            [
              ("表格 XLSX", paths.workbook), ("数据 ZIP", paths.archive), ("数据说明 JSON", paths.dataPackage),
              ("核对台账 CSV", paths.ledger),
            ].map { label, path in
              [
                "label": .text(label), "href": .text(page.href(to: path)),
                "name": .text(
                  DownloadName.of(
                    summary.departmentName + summary.title, String(label.prefix { !$0.isWhitespace }), at: path)),
              ]
            }),
        ]
      })
    return RenderedPage(path: page, kind: .downloads, values: values)
  }

  private var corrections: RenderedPage {
    let page = Self.correctionsPath
    var values = base(.corrections, at: page, "更正记录", "公开以后改过的数，连同原因和日期")
    let all = newest.flatMap { summary in (summary.corrections ?? []).map { (summary, $0) } }
      .sorted { ($0.1.date, $0.0.id, $0.1.cell) > ($1.1.date, $1.0.id, $1.1.cell) }
    values["has-corrections"] = .flag(!all.isEmpty)
    values["corrections"] = .list(
      all.map { summary, correction in
        let paths = DisclosurePaths(summary.id)
        let place = sets[summary.formSet].flatMap { SummaryFigures(summary, set: $0).place(of: correction.cell) }
        let table = place.map { paths.page(ofTable: $0.table, isStatutory: $0.isStatutory) }
        return [
          "date": .text(correction.date), "title": .text("\(summary.departmentName)\(summary.title)"),
          "href": .text(page.href(to: paths.overview)),
          "cell": .text(correction.title ?? place?.title ?? correction.cell),
          "cell-href": .text(table.map { page.href(to: $0, fragment: place?.anchor) } ?? ""),
          "old": .text(correction.old), "new": .text(correction.new), "reason": .text(correction.reason),
        ]
      })
    return RenderedPage(path: page, kind: .corrections, values: values)
  }

  private var accessibility: RenderedPage {
    let page = Self.accessibilityPath
    return RenderedPage(
      path: page, kind: .accessibility,
      values: base(.accessibility, at: page, "无障碍说明", "本站的无障碍标准、做法和反馈渠道"))
  }
}
