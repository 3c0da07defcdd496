package import Disclosures
internal import Figures
package import Forms

/// Writes a statutory table as accessible HTML: caption, heads with real header–cell association, aligned figures.
///
/// Templates receive it finished, so no template can break what makes a table a table.
package struct TableRenderer {
  let table: Table
  let index: Int
  let set: FormSet
  let department: String
  let notes: TableNotes
  /// The link from a cell to the same figure of other years, by the cell's anchor: the page of a table has it, what is
  /// printed does not.
  var yearsLink: (String) -> String? = { _ in nil }

  package init(table: Table, index: Int, set: FormSet, department: String, notes: TableNotes) {
    self.table = table
    self.index = index
    self.set = set
    self.department = department
    self.notes = notes
  }

  var form: TableForm { table.form }

  /// The table with its legend and notes.
  package var html: HTMLText {
    var html = HTMLText()
    legend(&html)
    switch form.layout {
    case .list: list(&html)
    case .paired: paired(&html)
    case .segments: segments(&html)
    case .transposed: transposed(&html)
    case .indicators: if form.isScoreCard { indicators(&html) } else { tree(&html) }
    case .record: record(&html)
    }
    writeNotes(&html)
    return html
  }

  private var hasFigures: Bool { table.blocks.contains { !$0.form.figureColumns.isEmpty } }

  /// One table in its scroll box. `part` tells the tables of a two-sided form apart.
  func box(
    _ html: inout HTMLText, part: String = "", partTitle: String = "", kind: String, content: (inout HTMLText) -> Void
  ) {
    let caption = [form.id, part, "caption"].filter { !$0.isEmpty }.joined(separator: "-")
    html.element(
      "div", ("class", "scroll"), ("role", "region"), ("aria-labelledby", caption), ("tabindex", "0")
    ) { html in
      html.element("table", ("class", "form \(kind)")) { html in
        html.element("caption", ("id", caption)) { html in
          html.element("span", ("class", "caption")) { formHead(&$0, part: partTitle) }
        }
        content(&html)
      }
    }
    html.newline()
  }

  /// Title, code, department and unit, as they stand above the official form.
  func formHead(_ html: inout HTMLText, part: String = "") {
    html.element("span", ("class", "caption-title")) { html in
      if part.isEmpty {
        html.text(table.title)
      } else {
        html.element("span", ("class", "caption-of"), text: table.title + "·")
        html.text(part)
      }
    }
    html.text(" ")
    if let code = form.code {
      html.element("span", ("class", "caption-code"), text: code)
      html.text(" ")
    }
    // The parts of a sheet stand under the name of the project.
    if set.sheet == nil { html.element("span", ("class", "caption-owner"), text: "部门：\(department)") }
    html.text(" ")
    if hasFigures { html.element("span", ("class", "caption-unit"), text: "单位：\(table.unit)") }
  }

  /// A form of several parts, each a table of its own, under one head for the eye: the parts' captions repeat it in full
  /// for those who cannot see it.
  func sides(_ html: inout HTMLText, count: Int, content: (inout HTMLText) -> Void) {
    html.element("div", ("class", "parts")) { html in
      html.element("div", ("class", "form-head"), ("aria-hidden", "true")) { formHead(&$0) }
      html.newline()
      html.element("div", ("class", "sides sides-\(count)"), content: content)
    }
    html.newline()
  }

  /// A head row that only paper shows, so that every sheet says which table it is and in which unit; the style sheet
  /// prints the code before it. Of several parts side by side the longest says it, which is on every sheet.
  func printHead(_ html: inout HTMLText, columns: Int, isSilent: Bool = false) {
    html.element("tr", ("class", "sheet-head")) { html in
      if isSilent { return html.element("td", ("colspan", String(columns)), text: "\u{00A0}") }
      html.element(
        "td", ("colspan", String(columns)), ("data-code", form.code),
        text: table.title + (hasFigures ? "　单位：\(table.unit)" : ""))
    }
  }

  /// The row header, with the marks of its rounding notes.
  func rowHead(_ html: inout HTMLText, _ row: Row, block: Int, columns: Int = 1, classes: String? = nil) {
    let years = yearsLink(of: row, block: block)
    html.element(
      "th", ("scope", "row"), ("colspan", columns > 1 ? String(columns) : nil), ("class", classes),
      // Each figure is announced with the name of its row, not with the link beside it.
      ("abbr", years == nil ? nil : row.label)
    ) { html in
      if row.label.isEmpty {
        html.element("span", ("class", "unseen"), text: "（本行无项目）")
      } else {
        html.text(row.label)
      }
      for note in notes.numbers(block: block, row: row.key) {
        html.element("a", ("class", "note-mark"), ("href", "#\(note.anchor)"), text: "〔注\(note.number)〕")
      }
      if let years {
        // Its word is the style sheet's: who copies the table gets names that are names.
        html.element(
          "a", ("class", "line-more"), ("href", years), ("aria-label", "历年比较：\(row.label)"), text: "")
      }
    }
  }

  /// Where the first figure of a row that is compared over the years stands beside them.
  private func yearsLink(of row: Row, block: Int) -> String? {
    table.blocks[block].form.figureColumns.lazy.compactMap { column in
      yearsLink(set.anchor(of: CellID(table: index, block: block, row: row.key, column: column)))
    }.first
  }

  /// What the style sheet says beside a figure where a narrow window shows rows as blocks.
  struct CellLabel {
    /// The head of its column.
    let name: String
    /// Which of two parts it stands in, from 1; nil where there is one.
    var side: Int?
    /// The name of that part, on its first figure.
    var part: String?
  }

  /// A cell with a figure: the text is what is printed, the `data` value what a machine should read.
  func figureCell(
    _ html: inout HTMLText, _ row: Row, block: Int, column: Int, headers: String? = nil, label: CellLabel? = nil
  ) {
    let cell = row.cells[column]
    let columnForm = table.blocks[block].form.columns[column]
    let isText =
      switch cell.content {
      case .text: true
      case .blank: columnForm.isText
      case .figure, .notApplicable, .unreadable: false
      }
    html.open(
      "td", ("class", isText ? nil : "n"),
      ("id", set.anchor(of: CellID(table: index, block: block, row: row.key, column: column))), ("headers", headers),
      ("data-label", label?.name), ("data-side", label?.side.map(String.init)), ("data-part", label?.part))
    switch cell.content {
    case .figure(let figure):
      let value = figure.isExact && figure.value.isZero ? "0" : figure.value.written(decimals: figure.decimals)
      html.element("data", ("value", value), text: figure.written)
      if columnForm.isPercent { html.text("%") }
    case .blank: break
    case .notApplicable:
      html.element("span", ("aria-hidden", "true"), text: "—")
      html.element("span", ("class", "unseen"), text: "不适用")
    // Only drafts get here.
    case .unreadable: html.element("mark", text: "没有读出来")
    case .text(let text):
      if columnForm.kind == .date, let date = CalendarDate(text) {
        html.element("time", ("datetime", date.iso), text: date.chinese)
      } else {
        html.text(text)
      }
    }
    html.close("td")
  }

  /// What blank, 0.00 and — mean, where the table has them.
  private func legend(_ html: inout HTMLText) {
    guard form.layout != .indicators, form.layout != .record else { return }
    var meanings: [String] = []
    let cells = table.blocks.flatMap(\.rows).flatMap(\.cells)
    if cells.contains(where: { $0.content == .blank }) { meanings.append("空白：未填列") }
    let roundedZero = cells.contains { cell in
      if case .figure(let figure) = cell.content { return figure.value.isZero && !figure.isExact }
      return false
    }
    if roundedZero {
      meanings.append(
        "\(ExactDecimal.zero.written(decimals: table.decimals))：不足 \(ExactDecimal.halfUnit(decimals: table.decimals)) \(table.unit)"
      )
    }
    if cells.contains(where: { $0.content == .notApplicable }) { meanings.append("—：不适用") }
    guard !meanings.isEmpty else { return }
    html.element("p", ("class", "legend"), text: "图例　" + meanings.joined(separator: "；"))
    html.newline()
  }

  private func writeNotes(_ html: inout HTMLText) {
    let printed = form.notes + table.notes + notes.secrecy
    if !printed.isEmpty {
      html.element("div", ("class", "notes")) { html in
        for (index, note) in printed.enumerated() {
          let lead = printed.count == 1 ? "注：" : (index == 0 ? "注：1." : "　　\(index + 1).")
          html.element("p", text: lead + note)
        }
      }
      html.newline()
    }
    if !notes.roundings.isEmpty {
      html.element("div", ("class", "notes rounding")) { html in
        html.element("p", ("class", "notes-title"), text: "尾差说明")
        html.element("ol") { html in
          for note in notes.roundings {
            html.element("li", ("id", note.anchor), text: "〔注\(note.number)〕\(note.text)。")
          }
        }
      }
      html.newline()
    }
    if !table.sourceNotes.isEmpty {
      html.element("div", ("class", "notes source")) { html in
        html.element("p", ("class", "notes-title"), text: "整理说明")
        html.element("ul") { html in
          for note in table.sourceNotes { html.element("li", text: note) }
        }
      }
      html.newline()
    }
  }
}
