internal import Disclosures
internal import Figures

/// The tables of the comparison pages, as finished HTML.
enum CompareTables {
  /// A scroll box with a table; `caption` is its id and its words.
  static func box(
    caption: (id: String, text: String), unit: String?, kind: String, content: (inout HTMLText) -> Void
  ) -> HTMLText {
    var html = HTMLText()
    html.element(
      "div", ("class", "scroll"), ("role", "region"), ("aria-labelledby", caption.id), ("tabindex", "0")
    ) { html in
      html.element("table", ("class", "matrix compare stack \(kind)")) { html in
        html.element("caption", ("id", caption.id)) { html in
          html.element("span", ("class", "unseen"), text: caption.text)
          if let unit { html.element("span", ("class", "unit"), text: "单位：\(unit)") }
        }
        content(&html)
      }
    }
    html.newline()
    return html
  }

  /// A column a year, newest first; under a figure its change against the year before.
  static func years(_ group: YearComparison.Group, of comparison: YearComparison, from page: PagePath) -> HTMLText {
    let units = Set(group.rows.flatMap(\.cells).map(\.unit.name))
    return box(
      caption: ("\(comparison.kind)-\(group.id)-caption", "历年\(group.title)"),
      unit: units.count == 1 ? units.first : nil,
      kind: "by-year"
    ) { html in
      html.element("thead") { html in
        html.element("tr") { html in
          html.element("th", ("scope", "col"), ("class", "name"), text: "项目")
          for head in comparison.heads { html.element("th", ("scope", "col"), ("class", "n"), text: head) }
        }
      }
      html.newline()
      html.element("tbody") { html in
        for row in group.rows {
          html.element("tr", ("id", "\(comparison.kind)-\(row.key)")) { html in
            html.element("th", ("scope", "row"), ("class", "name"), text: row.label)
            for (head, cell) in zip(comparison.heads, row.cells) {
              html.element("td", ("class", "n"), ("data-label", head)) { html in
                figure(&html, cell.content, page.href(to: cell.page, anchor: cell.anchor))
                if units.count > 1, case .figure = cell.content { html.text(" " + cell.unit.name) }
                if let change = cell.change {
                  html.text(" ")
                  html.element("span", ("class", "change"), text: change.words(decimals: row.decimals))
                }
              }
            }
          }
          html.newline()
        }
      }
    }
  }

  /// Departments as rows, key figures as columns, each column in one unit.
  ///
  /// - Parameter slice: which of the rows; nil for all.
  static func departments(
    _ comparison: DepartmentComparison, _ slice: ListSlice? = nil, by column: String?, from page: PagePath
  ) -> HTMLText {
    let columns = comparison.columns(by: column)
    let units = comparison.units(of: columns)
    return box(
      caption: ("\(comparison.kind)-caption", "\(comparison.year)年度各部门\(comparison.kindTitle)的主要数"),
      unit: units.count == 1 ? units.first : nil, kind: "by-department"
    ) { html in
      html.element("thead") { html in
        html.element("tr") { html in
          html.element("th", ("scope", "col"), ("class", "name"), text: "部门")
          for head in columns {
            let order = head.key == column ? (head.isAscending ? "ascending" : "descending") : nil
            html.element("th", ("scope", "col"), ("class", "n"), ("aria-sort", order)) { html in
              html.text(head.label)
              if units.count > 1, let unit = head.unit { html.text("（\(unit.name)）") }
            }
          }
        }
      }
      html.newline()
      html.element("tbody") { html in
        let departments = comparison.departments(by: column)
        for department in departments[slice?.rows ?? departments.indices] {
          let summary = comparison.summaries[department]
          html.element("tr") { html in
            html.element("th", ("scope", "row"), ("class", "name")) { html in
              html.element(
                "a", ("href", page.href(to: DisclosurePaths(summary.id).overview)), text: summary.departmentName)
              if let mark = summary.mark, !summary.departmentName.contains(mark) { html.text(summary.markInBrackets) }
              if let source = summary.otherSource { html.element("span", ("class", "of"), text: "来源：\(source)") }
            }
            for head in columns {
              let line = head.figure(of: department)
              html.element("td", ("class", "n"), ("data-label", head.label)) { html in
                let href = page.href(to: comparison.page(of: head, department), anchor: head.key)
                figure(&html, line.map { converted($0, to: head.unit) } ?? .none, href)
                if let line, case .figure(_, let written) = line.content, head.unit != line.unit {
                  let isConverted = head.unit != nil
                  html.element(
                    "span", ("class", isConverted ? "of" : "unit"),
                    text: isConverted ? "原件 \(written) \(line.unit.name)" : " " + line.unit.name)
                }
              }
            }
          }
          html.newline()
        }
      }
    }
  }

  /// A figure in the unit of its column, to the last digit.
  private static func converted(_ line: DepartmentComparison.Figure, to unit: MeasureUnit?) -> SummaryFigures.Content {
    guard let unit, unit != line.unit, case .figure(let value, _) = line.content,
      let amount = line.unit.converted(value, to: unit)
    else { return line.content }
    return .figure(amount, written: amount.written(decimals: 2, grouped: true))
  }

  private static func figure(_ html: inout HTMLText, _ content: SummaryFigures.Content, _ href: String?) {
    switch content {
    case .figure(_, let written):
      let machine = written.filter { $0 != "," }
      func data(_ html: inout HTMLText) { html.element("data", ("value", machine), text: written) }
      if let href {
        html.element("a", ("class", "figure"), ("href", href)) { data(&$0) }
      } else {
        data(&html)
      }
    case .unlisted: html.element("span", ("class", "of"), text: "未列")
    case .none:
      html.element("span", ("aria-hidden", "true"), text: "—")
      html.element("span", ("class", "unseen"), text: "没有这个数")
    }
  }
}

extension PagePath {
  fileprivate func href(to page: PagePath?, anchor: String) -> String? { page.map { href(to: $0, fragment: anchor) } }
}
