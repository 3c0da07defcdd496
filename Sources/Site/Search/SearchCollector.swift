internal import Diagnostics
internal import Disclosures
internal import Export
internal import Figures
internal import Forms
internal import Rendering

/// Takes from a disclosure what readers search for: table lines, projects, notes and reasons, terms, and the narrative.
///
/// Only what is released comes here, so nothing that a finding holds back can be found.
enum SearchCollector {
  /// As much of a definition as results show.
  private static let excerptLength = 80

  static func document(of disclosure: Disclosure, terms: [(term: Term, id: String)]) -> SearchDocument {
    var document = SearchDocument(
      department: disclosure.department, year: disclosure.year, kind: disclosure.kind,
      kindTitle: disclosure.set.kindTitle + disclosure.markInBrackets)
    var names: [CellID: String] = [:]
    for key in disclosure.set.keyFigures {
      if let cell = try? disclosure.evaluator.value(key.address).cell { names[cell] = key.label }
    }
    for (number, table) in disclosure.tables.enumerated() {
      guard let table else { continue }
      append(table.form, title: table.title, to: &document)
      append(
        notes: table, in: folder(of: table.form), slug: table.form.id, set: disclosure.set,
        to: &document)
      guard table.form.collects.isEmpty else { continue }
      for (index, block) in table.blocks.enumerated() {
        let place = document.place(
          self.place(table.form, block: index, title: table.title, unit: table.unit(of:)))
        let wanted = shownColumn(of: table.form, block: index)
        for row in block.rows where isPrinted(row, of: table, block) {
          append(
            Line(text: row.name, code: row.code ?? "", key: row.key, cells: row.cells.map(\.written)), at: place,
            of: block.form, shown: wanted, to: &document
          ) {
            names[CellID(table: number, block: index, row: row.key, column: $0)]
          }
        }
      }
    }
    for sheet in disclosure.sheets { append(sheet, to: &document) }
    let glossary = SearchDocument.Place(label: "名词解释", unit: "", href: "glossary/index.html#*", columns: [])
    for (term, id) in terms {
      let place = document.place(glossary)
      document.append(.init(kind: .term, text: term.name, more: excerpt(term.definition), place: place, row: id))
    }
    let sections = SearchDocument.Place(label: "情况说明", unit: "", href: "sections/*/index.html", columns: [])
    let expression = disclosure.prose
    for section in disclosure.sections {
      guard let form = section.form else { continue }
      let place = document.place(sections)
      // The title stands for itself: all disclosures share it, and only the words below are a disclosure's own.
      document.append(.init(kind: .section, text: form.title, place: place, row: form.id))
      for passage in passages(of: section, expression) {
        document.append(.init(kind: .passage, text: form.title, more: passage, place: place, row: form.id))
      }
    }
    return document
  }

  /// What is left of a published disclosure: its figures by their addresses, and its projects.
  ///
  /// - Parameter set: its form set; without one, the places of figures cannot be told from their addresses.
  static func document(of summary: DisclosureSummary, set: FormSet?) -> SearchDocument {
    let title = String(summary.title.drop { $0.isNumber || $0 == "年" || $0 == "度" })
    var document = SearchDocument(
      department: summary.department, year: summary.year, kind: summary.kind,
      kindTitle: set.map { $0.kindTitle + summary.markInBrackets } ?? title)
    for project in summary.projects ?? [] {
      let figure = shownFigure(project.figures.map { ($0.label, $0.value, $0.unit) })
      append(project: project.name, slug: project.slug, figure, to: &document)
    }
    guard let set else {
      for figure in summary.keyFigures {
        let place = document.place(.init(label: "概览", unit: figure.unit, href: "index.html", columns: []))
        document.append(.init(kind: .line, text: figure.label, place: place, row: "", figure: figure.value))
      }
      return document
    }
    let lines = PublishedLines(summary, set: set)
    let names = Dictionary(
      SummaryFigures(summary, set: set).keyFigures.map { ($0.key, $0.label) }, uniquingKeysWith: { first, _ in first })
    for (form, block, rows) in lines.blocks {
      let table = set.tables.firstIndex { $0.id == form.id } ?? 0
      if block == 0 { append(form, title: form.title, to: &document) }
      let place = document.place(
        self.place(form, block: block, title: form.title) { $0.unit ?? form.unit ?? summary.unit })
      let shown = shownColumn(of: form, block: block)
      for row in rows {
        append(row, at: place, of: form.blocks[block], shown: shown, to: &document) {
          names[set.anchor(of: CellID(table: table, block: block, row: row.key, column: $0))]
        }
      }
    }
    return document
  }

  /// One line as both sources give it: the cells as printed, one a column.
  struct Line {
    let text: String
    let code: String
    let key: String
    let cells: [String]
  }

  /// - Parameter name: what the form set calls the figure of a column, where it is one of the key figures: 合计 alone says
  ///   nothing to who looks for “三公”经费.
  private static func append(
    _ line: Line, at place: Int, of form: BlockForm, shown: Int, to document: inout SearchDocument,
    name: (Int) -> String?
  ) {
    let figures = form.figureColumns
    // A line on which the form prints no figure says nothing.
    guard !line.text.isEmpty, let first = figures.first(where: { !line.cells[$0].isEmpty }) else { return }
    let column = line.cells[shown].isEmpty ? first : shown
    document.append(
      .init(
        kind: .line, text: line.text, code: line.code, more: name(column) ?? "", place: place,
        row: FormSet.rowAnchor(of: line.key),
        figure: line.cells[column], column: figures.firstIndex(of: column) ?? 0,
        cells: figures.count > 1 ? figures.map { line.cells[$0] } : []))
  }

  private static func place(
    _ form: TableForm, block: Int, title: String, unit: (ColumnForm) -> String
  ) -> SearchDocument.Place {
    let blockForm = form.blocks[block]
    let figures = blockForm.figureColumns.map { blockForm.columns[$0] }
    let label = form.isStatutory ? form.short : title
    let anchor = [form.id, blockForm.id, "*", "+"].filter { !$0.isEmpty }.joined(separator: "-")
    let folder = folder(of: form)
    return SearchDocument.Place(
      label: blockForm.name.isEmpty ? label : "\(label)·\(blockForm.name)", unit: figures.first.map(unit) ?? "",
      href: "\(folder)/\(form.id)/index.html#\(anchor)",
      columns: figures.map { .init(id: $0.id, name: figures.count > 1 ? $0.name : "") })
  }

  /// Where the pages of such tables stand, below the disclosure's folder.
  private static func folder(of form: TableForm) -> String { form.isStatutory ? "tables" : "performance" }

  /// The column whose figure stands for the line: the form's own choice, the total, or what was spent in the end.
  private static func shownColumn(of form: TableForm, block: Int) -> Int {
    let columns = form.blocks[block]
    let figures = columns.figureColumns
    let marks: [(ColumnForm) -> Bool] = [
      { $0.id == "total" }, { $0.id == "score" }, { $0.name.contains("合计") }, { $0.name.contains("决算数") },
    ]
    return columns.defaultColumn
      ?? marks.lazy.compactMap { mark in figures.first { mark(columns.columns[$0]) } }.first ?? figures.first ?? 0
  }

  /// Trees print figures on their leaves and on the total alone.
  private static func isPrinted(_ row: Row, of table: Table, _ block: TableBlock) -> Bool {
    table.form.layout != .indicators || row.isTotal || !block.rows.contains { $0.parent == row.key && !$0.isTotal }
  }

  /// A table as a whole, for those who look for its title or code.
  private static func append(_ form: TableForm, title: String, to document: inout SearchDocument) {
    let folder = folder(of: form)
    let place = document.place(.init(label: "表", unit: "", href: "\(folder)/*/index.html", columns: []))
    let name = title.contains(form.short) ? title : "\(title)（\(form.short)）"
    let text = [form.code, name].compactMap { $0 }.joined(separator: " ")
    document.append(.init(kind: .section, text: text, place: place, row: form.id))
    var columns: [String] = []
    for column in form.blocks.flatMap(\.columns) where !columns.contains(column.name) { columns.append(column.name) }
    guard columns.count > 1 else { return }
    document.append(
      .init(kind: .section, text: text, more: "栏目：" + columns.joined(separator: "、"), place: place, row: form.id))
  }

  private static func append(_ sheet: Sheet, to document: inout SearchDocument) {
    let evaluator = sheet.evaluator
    let figures = sheet.set.keyFigures.compactMap { key -> (String, String, String)? in
      guard let value = try? evaluator.value(key.address) else { return nil }
      return (key.label, value.figure.written, value.unit.name)
    }
    append(project: sheet.name, slug: sheet.slug, shownFigure(figures), to: &document)
    for table in sheet.tables.compactMap({ $0 }) {
      append(notes: table, in: "performance", slug: sheet.slug, title: sheet.name, set: sheet.set, to: &document)
    }
  }

  private static func append(
    project name: String, slug: String, _ figure: (label: String, value: String, unit: String)?,
    to document: inout SearchDocument
  ) {
    let place = document.place(
      .init(
        label: figure.map { "项目·\($0.label)" } ?? "项目", unit: figure?.unit ?? "", href: "performance/*/index.html",
        columns: []))
    document.append(
      .init(
        kind: .project, text: name, place: place, row: slug, figure: figure?.value ?? ""))
  }

  /// What a project spent, else its first amount of money.
  private static func shownFigure(_ figures: [(String, String, String)]) -> (
    label: String, value: String, unit: String
  )? {
    let wanted = ["全年执行数", "实际完成投资"]
    return figures.first { wanted.contains($0.0) } ?? figures.first { MeasureUnit($0.2).isMoney }
  }

  private static func excerpt(_ text: String) -> String {
    let plain = oneLine(text)
    return plain.count > excerptLength ? plain.prefix(excerptLength) + "…" : plain
  }

  /// A text in one line; blanks between Chinese characters are line breaks of the source.
  static func oneLine(_ text: some StringProtocol) -> String {
    var text = String(text)
    return text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { line in
        var (place, end) = (0, 0)
        var isBlank = false
        while place < bytes.count {
          let space = bytes.spaceLength(at: place)
          guard space == 0 else {
            isBlank = true
            place += space
            continue
          }
          if isBlank, end > 0, line[end - 1] < 0x80, bytes[place] < 0x80 {
            line[end] = UInt8(ascii: " ")
            end += 1
          }
          isBlank = false
          line[end] = bytes[place]
          end += 1
          place += 1
        }
        return end
      }
    }
  }
}
