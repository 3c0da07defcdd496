internal import Disclosures
internal import Forms

extension TableRenderer {
  /// Coded rows under a two-row head: 项目 over 编码 and 名称, grouped columns under their group.
  func list(_ html: inout HTMLText) {
    let block = form.blocks[0]
    let wide = block.columns.count >= 5
    box(&html, kind: "list" + (wide ? " wide" : "")) { html in
      html.element("colgroup", ("span", "2"), text: "")
      for run in ColumnRun.runs(block.columns) {
        html.element("colgroup", ("span", String(run.count)), text: "")
      }
      html.element("thead") { html in
        printHead(&html, columns: block.columns.count + 2)
        head(&html, block)
      }
      html.newline()
      html.element("tbody") { html in
        for row in table.blocks[0].rows {
          writeRow(&html, row, block)
          html.newline()
        }
      }
    }
  }

  private func head(_ html: inout HTMLText, _ block: BlockForm) {
    html.element("tr") { html in
      html.element("th", ("colspan", "2"), ("scope", "colgroup"), text: "项目")
      for run in ColumnRun.runs(block.columns) {
        if let group = run.group {
          html.element("th", ("colspan", String(run.count)), ("scope", "colgroup"), text: group)
        } else {
          html.element("th", ("rowspan", "2"), ("scope", "col"), text: run.columns[0].label)
        }
      }
    }
    html.element("tr") { html in
      html.element("th", ("scope", "col"), ("class", "code"), text: form.codeHead ?? "编码")
      html.element("th", ("scope", "col"), ("class", "name"), text: form.nameHead)
      for column in block.columns where column.group != nil {
        html.element("th", ("scope", "col"), text: column.label)
      }
    }
    guard form.printsNumbers else { return }
    html.element("tr", ("class", "numbers")) { html in
      html.element("th", ("scope", "row"), ("colspan", "2"), text: "栏次")
      for index in block.columns.indices { html.element("td", text: String(index + 1)) }
    }
  }

  private func writeRow(_ html: inout HTMLText, _ row: Row, _ block: BlockForm) {
    let level = row.isTotal ? "total" : "level-\(row.level ?? 0)"
    html.element("tr", ("class", level), ("id", "\(form.id)-\(row.key)")) { html in
      if row.isTotal {
        rowHead(&html, row, block: 0, columns: 2)
      } else {
        html.element("td", ("class", "code"), text: row.code ?? "")
        rowHead(&html, row, block: 0, classes: "name")
      }
      for column in block.columns.indices { figureCell(&html, row, block: 0, column: column) }
    }
  }
}

/// Neighbouring columns under one group head, or a column alone.
struct ColumnRun {
  let group: String?
  let columns: [ColumnForm]

  var count: Int { columns.count }

  static func runs(_ columns: [ColumnForm]) -> [ColumnRun] {
    var runs: [ColumnRun] = []
    for column in columns {
      if let group = column.group, let last = runs.last, last.group == group {
        runs[runs.count - 1] = ColumnRun(group: group, columns: last.columns + [column])
      } else {
        runs.append(ColumnRun(group: column.group, columns: [column]))
      }
    }
    return runs
  }
}
