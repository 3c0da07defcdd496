internal import Disclosures
internal import Figures
internal import Forms

extension TableRenderer {
  /// A score card: what was reached of what on every level, the criteria folded below each indicator.
  func indicators(_ html: inout HTMLText) {
    let block = table.blocks[0]
    let columns = block.form
    guard let weight = columns.column(named: "weight"), let score = columns.column(named: "score") else { return }
    let deepest = max(0, form.levels.count - 1)
    let leaves = block.rows.filter { $0.level == deepest }
    box(&html, kind: "indicators") { html in
      html.element("thead") { html in
        printHead(&html, columns: form.levels.count + 3)
        html.element("tr") { html in
          for level in form.levels { html.element("th", ("scope", "col"), text: "\(level)指标") }
          html.element("th", ("scope", "col"), ("class", "n"), text: columns.columns[weight].label)
          html.element("th", ("scope", "col"), ("class", "n"), text: columns.columns[score].label)
          html.element("th", ("scope", "col"), text: "得分占分值")
        }
      }
      html.newline()
      html.element("tbody") { html in
        var shown: Set<String> = []
        for leaf in leaves {
          html.element("tr", ("id", "\(form.id)-\(FormSet.rowAnchor(of: leaf.key))")) { html in
            for ancestor in block.ancestors(of: leaf) where shown.insert(ancestor.key).inserted {
              groupHead(&html, ancestor, leaves: leaves, block: block, weight: weight, score: score)
            }
            leafHead(&html, leaf, columns)
            figureCell(&html, leaf, block: 0, column: weight)
            figureCell(&html, leaf, block: 0, column: score)
            html.element("td", ("class", "bar")) { bar(&$0, leaf, weight: weight, score: score) }
          }
          html.newline()
        }
        if let total = block.row(Row.totalKey) {
          html.element("tr", ("class", "total"), ("id", "\(form.id)-\(total.key)")) { html in
            rowHead(&html, total, block: 0, columns: form.levels.count)
            figureCell(&html, total, block: 0, column: weight)
            figureCell(&html, total, block: 0, column: score)
            html.element("td", ("class", "bar")) { bar(&$0, total, weight: weight, score: score) }
          }
        }
      }
    }
  }

  private func groupHead(
    _ html: inout HTMLText, _ row: Row, leaves: [Row], block: TableBlock, weight: Int, score: Int
  ) {
    let below = leaves.filter { $0.key.hasPrefix(row.key + ".") }
    let reached = below.reduce(ExactDecimal.zero) { $0 + $1.cells[score].figure(decimals: 0).value }
    html.element("th", ("scope", "rowgroup"), ("rowspan", String(max(1, below.count))), ("class", "group")) { html in
      html.text(row.label)
      html.element("span", ("class", "group-score")) { html in
        html.element("data", ("value", reached.written()), text: reached.written())
        html.text(" / ")
        let full = block.amount(of: row, column: weight).written()
        html.element("data", ("value", full), text: full)
        html.text(" 分")
      }
    }
  }

  private func leafHead(_ html: inout HTMLText, _ row: Row, _ columns: BlockForm) {
    func text(_ id: String) -> String? {
      guard let column = columns.column(named: id), case .text(let text) = row.cells[column].content else { return nil }
      return text.isEmpty ? nil : text
    }
    html.element("th", ("scope", "row"), ("class", "name")) { html in
      html.text(row.label)
      for note in notes.numbers(block: 0, row: row.key) {
        html.element("a", ("class", "note-mark"), ("href", "#\(note.anchor)"), text: "〔注\(note.number)〕")
      }
      if let reason = text("reason") { html.element("p", ("class", "reason"), text: "扣分原因：\(reason)") }
      if text("describes") != nil || text("criterion") != nil {
        html.element("details") { html in
          html.element("summary", text: "怎样评分")
          if let describes = text("describes") { html.element("p", text: describes) }
          if let criterion = text("criterion") { html.element("p", text: criterion) }
        }
      }
    }
  }

  /// A bar with the share it stands for in words beside it.
  private func bar(_ html: inout HTMLText, _ row: Row, weight: Int, score: Int) {
    let block = table.blocks[0]
    guard
      let share = block.amount(of: row, column: score).divided(
        by: block.amount(of: row, column: weight), shift: 2, decimals: 1)
    else { return }
    let width = "\(max(.zero, min(share, ExactDecimal(100))).written())%"
    html.element(
      "svg", ("class", "meter"), ("width", "100%"), ("height", "8"), ("aria-hidden", "true"), ("focusable", "false")
    ) { html in
      html.element("rect", ("class", "meter-track"), ("width", "100%"), ("height", "8"), text: "")
      html.element("rect", ("class", "meter-fill"), ("width", width), ("height", "8"), text: "")
    }
    html.element("span", ("class", "meter-text"), text: share.written(decimals: 1) + "%")
  }
}

extension String {
  /// `5.00` → `5`, `1.98` stays: how weights and scores read best.
  var withoutTrailingZeros: String {
    guard contains(".") else { return self }
    var text = Substring(self)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }
}
