internal import Disclosures
internal import Forms

extension TableRenderer {
  /// Two sides, each a table of its own, so that every figure has one row header and one column header; set side by side
  /// on paper and wide screens, with the form's empty numbered lines so that the rows of both sides meet.
  func paired(_ html: inout HTMLText) {
    if table.blocks.count == 1 {
      return box(&html, kind: "side") { html in side(&html, table.blocks[0], index: 0) }
    }
    sides(&html, count: form.blocks.count) { html in
      for (index, block) in table.blocks.enumerated() {
        box(&html, part: block.form.id, partTitle: block.form.name, kind: "side") { html in
          side(&html, block, index: index)
        }
      }
    }
  }

  private func side(_ html: inout HTMLText, _ block: TableBlock, index: Int) {
    let columns = block.form.columns
    let isNumbered = form.printsNumbers && block.form.lines.contains { $0.number != nil }
    let lead = isNumbered ? 2 : 1
    html.element("thead") { html in
      let isLongest = index == longest(of: form.blocks.map(\.lines.count))
      printHead(&html, columns: columns.count + lead, isSilent: !isLongest)
      html.element("tr") { html in
        html.element("th", ("scope", "col"), ("class", "name"), text: block.form.nameHead ?? form.nameHead)
        if isNumbered { html.element("th", ("scope", "col"), ("class", "line"), text: "行次") }
        for column in columns { html.element("th", ("scope", "col"), text: column.label) }
      }
      if form.printsNumbers {
        html.element("tr", ("class", "numbers")) { html in
          html.element("th", ("scope", "row"), text: "栏次")
          if isNumbered { html.element("td", text: "") }
          for offset in columns.indices {
            html.element("td", text: String(columnNumber(block: index, offset: offset)))
          }
        }
      }
    }
    html.newline()
    html.element("tbody") { html in
      var expected = block.form.lines.first?.number
      for row in block.rows {
        let line = block.form.lines.first { ($0.code ?? $0.id) == row.key }
        if isNumbered, let number = line?.number {
          while let next = expected, next < number {
            filler(&html, number: next, columns: columns.count)
            expected = next + 1
          }
          expected = number + 1
        }
        html.element("tr", ("class", row.isTotal ? "total" : nil), ("id", "\(form.id)-\(block.form.id)-\(row.key)")) {
          html in
          rowHead(&html, row, block: index, classes: "name")
          if isNumbered { html.element("td", ("class", "line"), text: line?.number.map { String($0) } ?? "") }
          for column in columns.indices { figureCell(&html, row, block: index, column: column) }
        }
        html.newline()
      }
    }
  }

  /// The longest part, the last one of several.
  private func longest(of lengths: [Int]) -> Int? { lengths.max().flatMap { lengths.lastIndex(of: $0) } }

  /// 栏次 run through both sides.
  private func columnNumber(block: Int, offset: Int) -> Int {
    table.blocks[..<block].reduce(0) { $0 + $1.form.columns.count } + offset + 1
  }

  private func filler(_ html: inout HTMLText, number: Int, columns: Int) {
    html.element("tr", ("class", "filler"), ("aria-hidden", "true")) { html in
      html.element("td", text: "")
      html.element("th", ("scope", "row"), ("class", "line"), text: String(number))
      for _ in 0..<columns { html.element("td", text: "") }
    }
  }

  /// Coded lines cut into the form's side-by-side parts.
  func segments(_ html: inout HTMLText) {
    let block = table.blocks[0]
    let parts = Set(block.form.lines.map(\.segment)).sorted()
    let longest = longest(of: parts.map { part in block.form.lines.count { $0.segment == part } }).map { parts[$0] }
    sides(&html, count: parts.count) { html in
      for part in parts {
        let keys = Set(block.form.lines.filter { $0.segment == part }.map { $0.code ?? $0.id })
        let rows = block.rows.filter { keys.contains($0.key) }
        let title = rows.filter { $0.level == 0 }.map(\.label).joined(separator: "、")
        box(&html, part: "part-\(part)", partTitle: title, kind: "side segment") { html in
          segment(&html, rows, block.form, isSilent: part != longest)
        }
      }
    }
  }

  private func segment(_ html: inout HTMLText, _ rows: [Row], _ block: BlockForm, isSilent: Bool) {
    html.element("thead") { html in
      printHead(&html, columns: block.columns.count + 2, isSilent: isSilent)
      html.element("tr") { html in
        html.element("th", ("scope", "col"), ("class", "code"), text: form.codeHead ?? "编码")
        html.element("th", ("scope", "col"), ("class", "name"), text: form.nameHead)
        for column in block.columns { html.element("th", ("scope", "col"), text: column.label) }
      }
    }
    html.newline()
    html.element("tbody") { html in
      for row in rows {
        let level = row.isTotal ? "total" : "level-\(row.level ?? 0)"
        html.element("tr", ("class", level), ("id", "\(form.id)-\(row.key)")) { html in
          if let code = row.code {
            html.element("td", ("class", "code"), text: code)
            rowHead(&html, row, block: 0, classes: "name")
          } else {
            rowHead(&html, row, block: 0, columns: 2, classes: "name")
          }
          for column in block.columns.indices { figureCell(&html, row, block: 0, column: column) }
        }
        html.newline()
      }
    }
  }
}
