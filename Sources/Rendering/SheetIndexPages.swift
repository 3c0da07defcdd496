internal import Disclosures
internal import Figures
internal import Forms

/// The lists of a disclosure's sheets: in the order of the files, and by each of their figures, so that sorting needs no
/// script.
extension DisclosurePages {
  func indexPlan(_ table: Table, _ index: Int) -> [PlannedPage] {
    // Counted when the first page of the list is made, and not again for the others.
    let sheets = Once<[String: ListedSheet]>()
    @Sendable func listed() -> [String: ListedSheet] {
      sheets.value {
        Dictionary(disclosure.sheets.map { ($0.name, ListedSheet(slug: $0.slug, flags: flags(of: $0))) }) { a, _ in a }
      }
    }
    return ([nil] + table.blocks[0].form.figureColumns.map { Optional($0) }).map { column in
      PlannedPage(indexPath(table, by: column)) { indexPage(table, index, by: column, listed()) }
    }
  }

  private func indexPath(_ table: Table, by column: Int?) -> PagePath {
    column.map { paths.performance(table.form.id, by: table.blocks[0].form.columns[$0].id) }
      ?? paths.performance(table.form.id)
  }

  /// Rates and scores from the lowest, because that is what readers look for; amounts from the highest.
  private func isAscending(_ table: Table, _ column: Int) -> Bool {
    !MeasureUnit(table.unit(of: table.blocks[0].form.columns[column])).isMoney
  }

  /// What a list says of a sheet, the same in every order.
  private struct ListedSheet: Sendable {
    let slug: String
    let flags: String
  }

  private func indexPage(
    _ table: Table, _ index: Int, by column: Int?, _ sheets: [String: ListedSheet]
  ) -> RenderedPage {
    let page = indexPath(table, by: column)
    let form = table.blocks[0].form
    let order = column.map { "按\(form.columns[$0].label)\(isAscending(table, $0) ? "从低到高" : "从高到低")" }
    let title = "\(disclosure.year)年度\(table.title)" + (order.map { "（\($0)）" } ?? "")
    var values = values(
      .sheetIndex, at: page, title: title, step: order.map { "\(table.title)（\($0)）" } ?? table.title,
      description: "\(department.name)\(title)")
    let notes = notes(index)
    values["count"] = .text(String(table.blocks[0].rows.count))
    values["checks"] = .text(notes.summary)
    values["orders"] = .list(
      ([nil] + form.figureColumns.map { Optional($0) }).map { other in
        [
          "label": .text(
            other.map { "\(form.columns[$0].label)\(isAscending(table, $0) ? "从低到高" : "从高到低")" } ?? "原顺序"),
          "href": .text(page.href(to: indexPath(table, by: other))), "is-current": .flag(other == column),
        ]
      })
    values["table"] = .markup(list(table, index, by: column, sheets, from: page))
    values["downloads"] = column == nil ? downloads(table, from: page) : .list([])
    return RenderedPage(path: page, kind: .sheetIndex, values: values)
  }

  private func sorted(_ table: Table, by column: Int?) -> [Row] {
    let rows = table.blocks[0].rows
    guard let column else { return rows }
    let ascending = isAscending(table, column)
    return rows.enumerated().sorted { a, b in
      // Rows without the figure come last, whichever way.
      guard case .figure(let left) = a.element.cells[column].content else { return false }
      guard case .figure(let right) = b.element.cells[column].content else { return true }
      if left.value == right.value { return a.offset < b.offset }
      return (left.value < right.value) == ascending
    }.map(\.element)
  }

  private func list(
    _ table: Table, _ index: Int, by column: Int?, _ sheets: [String: ListedSheet], from page: PagePath
  ) -> HTMLText {
    let renderer = TableRenderer(
      table: table, index: index, set: disclosure.set, department: department.name, notes: notes(index))
    let form = table.blocks[0].form
    var html = HTMLText()
    renderer.box(&html, kind: "sheets stack") { html in
      html.element("thead") { html in
        renderer.printHead(&html, columns: form.columns.count + 2)
        html.element("tr") { html in
          html.element("th", ("scope", "col"), ("class", "name"), text: table.form.nameHead)
          for (place, head) in form.columns.enumerated() {
            let order = place == column ? (isAscending(table, place) ? "ascending" : "descending") : nil
            html.element("th", ("scope", "col"), ("class", "n"), ("aria-sort", order), text: head.label)
          }
          html.element("th", ("scope", "col"), text: "需要留意")
        }
      }
      html.newline()
      html.element("tbody") { html in
        for row in sorted(table, by: column) {
          html.element("tr", ("id", "\(table.form.id)-\(row.key)")) { html in
            let sheet = sheets[row.name]
            html.element("th", ("scope", "row"), ("class", "name")) { html in
              if let sheet {
                html.element("a", ("href", page.href(to: paths.performance(sheet.slug))), text: row.label)
              } else {
                html.text(row.label)
              }
            }
            for (place, head) in form.columns.enumerated() {
              renderer.figureCell(&html, row, block: 0, column: place, label: .init(name: head.label))
            }
            html.element("td", ("class", "flags"), ("data-label", "需要留意"), text: sheet?.flags ?? "")
          }
          html.newline()
        }
      }
    }
    return html
  }

  /// How many indicators of a sheet fell short or lost points, in words.
  private func flags(of sheet: Sheet) -> String {
    var missed = 0, lost = 0
    for (_, row, columns) in sheet.scoredRows {
      if columns.isMissed(row) { missed += 1 }
      if columns.points(row)?.isLost ?? false { lost += 1 }
    }
    let suffix = sheet.addressSuffix
    let accepted = exceptions(on: sheet, suffix: suffix).count
    return [
      missed > 0 ? "\(missed) 项未达目标" : "", lost > 0 ? "\(lost) 项扣分" : "", accepted > 0 ? "照印保留 \(accepted) 处" : "",
    ].filter { !$0.isEmpty }
      .joined(separator: "，")
  }
}
