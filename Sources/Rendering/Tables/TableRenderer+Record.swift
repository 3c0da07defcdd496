internal import Disclosures
internal import Forms

extension TableRenderer {
  /// Named fields, one a row.
  func record(_ html: inout HTMLText) {
    let block = table.blocks[0]
    guard let row = block.rows.first else { return }
    box(&html, kind: "record") { html in
      html.element("tbody") { html in
        for (index, column) in block.form.columns.enumerated() {
          html.element("tr") { html in
            html.element("th", ("scope", "row"), ("class", "name")) { html in
              html.text(column.label)
              if let unit = table.fieldUnit(of: column) {
                html.element("span", ("class", "field-unit"), text: "（\(unit)）")
              }
              for note in notes.numbers(block: 0, row: row.key, column: index) {
                html.element("a", ("class", "note-mark"), ("href", "#\(note.anchor)"), text: "〔注\(note.number)〕")
              }
            }
            figureCell(&html, row, block: 0, column: index)
          }
          html.newline()
        }
      }
    }
  }
}
