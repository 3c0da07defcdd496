internal import Disclosures
internal import Export
internal import Forms
internal import Markdown

/// What is searched for its sentences rather than its names.
extension SearchCollector {
  /// A passage ends with the sentence that makes it this many bytes long: a hundred Chinese characters.
  private static let passageLength = 300
  /// Shorter texts of cells are values (`100%`, `及时`), not explanations.
  private static let shortestNote = 8

  /// What a table says in words: the explanations among its cells, and the notes below it.
  ///
  /// - Parameters:
  ///   - folder: where its page stands, and `slug` the page there.
  ///   - title: what results call it, where that is not its own title.
  static func append(
    notes table: Table, in folder: String, slug: String, title: String? = nil, set: FormSet,
    to document: inout SearchDocument
  ) {
    let form = table.form
    let place = document.place(
      .init(label: "\(form.short)·说明和原因", unit: "", href: "\(folder)/*/index.html", columns: []))
    func append(_ text: String, of row: String, anchor: String? = nil) {
      let lead = title == nil || row.isEmpty ? "" : row + "："
      document.append(
        .init(
          kind: .note, text: title ?? (row.isEmpty ? table.title : row), more: lead + oneLine(text), place: place,
          row: slug + (anchor.map { "#\($0)" } ?? "")))
    }
    for note in table.notes + table.sourceNotes { append(note, of: "") }
    guard let index = set.tables.firstIndex(where: { $0.id == form.id }) else { return }
    for (number, block) in table.blocks.enumerated() {
      for row in block.rows {
        for (column, cell) in row.cells.enumerated() {
          guard case .text(let text) = cell.content, text.unicodeScalars.count >= shortestNote,
            [.text, .actual].contains(block.form.columns[column].kind)
          else { continue }
          // Trees give their rows an anchor, whatever of them is printed.
          let anchor =
            form.layout == .indicators
            ? "\(form.id)-\(FormSet.rowAnchor(of: row.key))"
            : set.anchor(of: CellID(table: index, block: number, row: row.key, column: column))
          let label = block.form.columns[column].label
          append("\(label)：\(text)", of: row.label, anchor: anchor)
        }
      }
    }
  }

  /// Whether a character ends a sentence.
  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", "；", "！", "？": true
    default: false
    }
  }

  /// A section in pieces short enough to be shown: some sentences of one paragraph each, one row of a table.
  static func passages(of section: NarrativeSection, _ expression: ProseExpression) -> [String] {
    var passages: [String] = []
    func collect(_ block: Block) {
      if !block.children.isEmpty { return block.children.forEach(collect) }
      if case .heading = block.kind { return }
      let text = block.plainText { directive in
        (try? expression.evaluate(directive.body, span: directive.bodySpan))?.text ?? ""
      }
      if case .table = block.kind {
        for row in text.split(separator: "\n") { passages.append(oneLine(row.replacing("\t", with: "｜"))) }
        return
      }
      let line = oneLine(text)
      var start = line.startIndex
      for place in line.unicodeScalars.indices where isEnd(line.unicodeScalars[place]) {
        let end = line.unicodeScalars.index(after: place)
        guard line.utf8.distance(from: start, to: end) >= passageLength else { continue }
        passages.append(String(line[start..<end]))
        start = end
      }
      if start < line.endIndex { passages.append(String(line[start...])) }
    }
    section.document.blocks.forEach(collect)
    return passages
  }
}
