internal import Disclosures
internal import Figures
internal import Forms

extension TableRenderer {
  /// A tree of named rows as the form prints it: a column for each level, what stands above spanning what stands below.
  func tree(_ html: inout HTMLText) {
    let block = table.blocks[0]
    let columns = block.form.columns
    let leaves = block.leaves
    let runs = ColumnRun.runs(columns)
    let hasGroups = runs.contains { $0.group != nil }
    box(&html, kind: "tree" + (columns.count + form.levels.count > 6 ? " wide" : "")) { html in
      html.element("colgroup", ("span", String(form.levels.count)), text: "")
      for run in runs { html.element("colgroup", ("span", String(run.count)), text: "") }
      html.element("thead") { html in
        printHead(&html, columns: form.levels.count + columns.count)
        html.element("tr") { html in
          for label in form.levelHeads {
            html.element("th", ("scope", "col"), ("rowspan", hasGroups ? "2" : nil), ("class", "name"), text: label)
          }
          for run in runs {
            if let group = run.group {
              html.element("th", ("colspan", String(run.count)), ("scope", "colgroup"), text: group)
            } else {
              html.element("th", ("rowspan", hasGroups ? "2" : nil), ("scope", "col"), text: run.columns[0].label)
            }
          }
        }
        if hasGroups {
          html.element("tr") { html in
            for column in columns where column.group != nil {
              html.element("th", ("scope", "col"), text: column.label)
            }
          }
        }
      }
      html.newline()
      html.element("tbody") { html in
        var shown: Set<String> = []
        for leaf in leaves {
          html.element("tr", ("id", "\(form.id)-\(FormSet.rowAnchor(of: leaf.key))")) { html in
            for ancestor in block.ancestors(of: leaf) where shown.insert(ancestor.key).inserted {
              let below = leaves.filter { $0.key.hasPrefix(ancestor.key + ".") }.count
              html.element("th", ("scope", "rowgroup"), ("rowspan", String(max(1, below))), ("class", "group")) {
                html in
                html.text(ancestor.label)
                own(&html, ancestor, columns)
              }
            }
            rowHead(&html, leaf, block: 0, columns: form.levels.count - (leaf.level ?? 0), classes: "name")
            for column in columns.indices { treeCell(&html, leaf, columns, column) }
          }
          html.newline()
        }
        if let total = block.row(Row.totalKey) {
          html.element("tr", ("class", "total"), ("id", "\(form.id)-\(total.key)")) { html in
            rowHead(&html, total, block: 0, columns: form.levels.count)
            for column in columns.indices { figureCell(&html, total, block: 0, column: column) }
          }
        }
      }
    }
  }

  /// What a group has of its own: its weight.
  private func own(_ html: inout HTMLText, _ row: Row, _ columns: [ColumnForm]) {
    let words = columns.indices.compactMap { index -> String? in
      guard case .figure(let figure) = row.cells[index].content else { return nil }
      return "\(columns[index].label) \(figure.written.withoutTrailingZeros)"
    }
    if !words.isEmpty { html.element("span", ("class", "group-score"), text: words.joined(separator: "，")) }
  }

  /// Whether this is an actual value that does not reach its target.
  private func isShort(_ row: Row, _ columns: [ColumnForm], _ column: Int) -> Bool {
    let meanings = IndicatorColumns(columns)
    return meanings.actual == column && meanings.isMissed(row)
  }

  /// An actual value that falls short says so in words; what is a number stands to the right.
  private func treeCell(_ html: inout HTMLText, _ row: Row, _ columns: [ColumnForm], _ column: Int) {
    if [.target, .actual].contains(columns[column].kind), case .text(let text) = row.cells[column].content,
      IndicatorValue(text).number != nil, !isShort(row, columns, column)
    {
      let id = set.anchor(of: CellID(table: index, block: 0, row: row.key, column: column))
      return html.element("td", ("id", id), ("class", "n"), text: text)
    }
    guard isShort(row, columns, column), case .text(let found) = row.cells[column].content else {
      return figureCell(&html, row, block: 0, column: column)
    }
    let id = set.anchor(of: CellID(table: index, block: 0, row: row.key, column: column))
    html.element("td", ("id", id), ("class", "n short")) { html in
      html.text(found)
      html.element("span", ("class", "flag"), text: "未达目标")
    }
  }
}
