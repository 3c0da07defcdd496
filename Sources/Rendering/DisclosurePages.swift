package import Diagnostics
package import Disclosures
internal import Figures
internal import Forms

/// The pages of one checked disclosure.
package struct DisclosurePages: Sendable {
  let frame: SiteFrame
  let department: Department
  let disclosure: Disclosure
  let ledger: Ledger
  let terms: [Term]
  let paths: DisclosurePaths
  let evaluator: Evaluator
  let contents: Contents
  /// Other links, other scripts: nothing of what was made without them counts.
  package var compared: ComparedFigures { didSet { known = Known() } }
  /// The bytes of the printed document, where there is one: the overview offers it.
  package var printedSize: Int?

  /// What several pages need, worked out when the first of them does.
  private var known = Known()

  package init(
    frame: SiteFrame, department: Department, disclosure: Disclosure, ledger: Ledger, terms: [Term],
    compared: ComparedFigures = .init()
  ) {
    self.compared = compared
    self.frame = frame
    self.department = department
    self.disclosure = disclosure
    self.ledger = ledger
    self.terms = terms
    paths = DisclosurePaths(disclosure.id)
    evaluator = disclosure.evaluator
    contents = Contents(disclosure, paths)
  }

  /// The selected terms with their anchors on the page of the glossary.
  package var glossaryAnchors: [(term: Term, id: String)] { termEntries.map { ($0.term, $0.id) } }

  /// What is printed.
  package var fullPage: RenderedPage { full }

  var documentTitle: String { "\(department.name)\(disclosure.title)" }

  /// Every page, none of them made yet: a preview makes those that are looked at, a build one after the other.
  package var plan: [PlannedPage] {
    var plan = [PlannedPage(paths.overview) { overview }, PlannedPage(paths.full) { full }]
    if !disclosure.terms.isEmpty { plan.append(PlannedPage(paths.glossary) { glossary }) }
    for (index, table) in disclosure.tables.enumerated() {
      guard let table else { continue }
      if !table.form.collects.isEmpty {
        plan += indexPlan(table, index)
      } else {
        plan.append(
          PlannedPage(path(of: table.form)) {
            table.form.isScoreCard ? scoreCard(table, index) : tablePage(table, index)
          })
      }
    }
    plan += disclosure.sheets.map { sheet in PlannedPage(paths.performance(sheet.slug)) { sheetPage(sheet) } }
    plan += disclosure.sections.compactMap { section in
      section.form.map { form in PlannedPage(paths.section(form.id)) { sectionPage(section, form) } }
    }
    return plan
  }

  /// The names all pages of a disclosure share. `title` is the page's own, shown in `h1` and in ArticleTitle.
  func values(
    _ kind: PageKind, at page: PagePath, title: String, step: String?, description: String
  ) -> [String: TemplateValue] {
    var steps = [
      SiteFrame.Step(label: department.name, path: ListPages.path(of: department.slug)),
      SiteFrame.Step(label: disclosure.title, path: paths.overview),
    ]
    if let step { steps.append(.init(label: step, path: page)) }
    let published = disclosure.published?.value
    var values = frame.values(
      kind, at: page, heading: title, description: description, steps: steps,
      metas: [
        ("ArticleTitle", title), ("PubDate", published?.stamp ?? ""), ("ContentSource", disclosure.source),
        ("ColumnName", department.name), ("ColumnType", "信息公开目录"),
        ("Keywords", "\(department.name),\(disclosure.year)年度,\(disclosure.set.kindTitle),预决算公开"),
        ("Description", description),
      ])
    if title != documentTitle { values["title"] = .text("\(title) - \(documentTitle) - \(frame.info.name)") }
    values["department"] = .text(department.name)
    values["year"] = .text(String(disclosure.year))
    values["kind-title"] = .text(disclosure.set.kindTitle)
    values["document-title"] = .text(documentTitle)
    values["published"] = .text(published?.shown ?? "")
    values["source"] = .text(disclosure.source)
    values["original"] = .optional(disclosure.original?.value.chinese)
    values["overview-href"] = .text(page.href(to: paths.overview))
    values["full-href"] = .text(page.href(to: paths.full))
    values["contents"] = .list(
      contents.groups.map { group in
        [
          "title": .text(group.title),
          "items": .list(
            group.items.map { item in
              [
                "label": .text(item.label), "href": .text(page.href(to: item.path)),
                "is-current": .flag(item.path == page), "code": .optional(item.code),
              ]
            }),
        ]
      })
    let neighbours = contents.neighbours(of: page)
    for (name, flag, neighbour) in [
      ("previous", "has-previous", neighbours.previous), ("next", "has-next", neighbours.next),
    ] {
      values[flag] = .flag(neighbour != nil)
      values[name] = .group([
        "label": .text(neighbour?.label ?? ""), "href": .text(neighbour.map { page.href(to: $0.path) } ?? ""),
      ])
    }
    return values
  }

  /// The link from a page to a cell: on the full page to the cell itself, elsewhere to its table's page.
  func link(from page: PagePath, isFull: Bool = false) -> ProseRenderer.Link {
    { value in
      if case .sheet(let cell, let name) = value.name, let sheet = disclosure.sheets.first(where: { $0.name == name }) {
        return page.href(to: paths.performance(sheet.slug), fragment: sheet.set.anchor(of: cell))
      }
      guard let cell = value.cell, disclosure.tables[cell.table] != nil else { return nil }
      let form = disclosure.set.tables[cell.table]
      let target = isFull ? page : path(of: form)
      return page.href(to: target, fragment: disclosure.set.anchor(of: cell))
    }
  }

  /// Where a table of the disclosure's own stands.
  func path(of form: TableForm) -> PagePath {
    paths.page(ofTable: form.id, isStatutory: form.isStatutory)
  }

  func attachmentLink(from page: PagePath) -> (String) -> String {
    { name in page.href(to: paths.attachment(name)) }
  }

  func notes(_ index: Int) -> TableNotes {
    known.notes.take(index) {
      let table = disclosure.tables[index]
      return TableNotes(
        index, of: table, form: disclosure.set.tables[index], figures, unit: table?.unit ?? disclosure.unit.name,
        secrecy: table.map { disclosure.secrecyNotes(for: $0) } ?? [])
    }
  }

  /// The script beside a page: made for the page, which names its version, and handed over once more for the file.
  func script(at page: PagePath, _ make: () -> [UInt8]) -> [UInt8] { known.scripts.take(page.path, make) }

  /// The cells and checks of its own tables.
  var figures: FigureIndex { known.single.take(\.figures) { FigureIndex(evaluator, ledger) } }

  /// The same of a sheet's parts.
  func index(of sheet: Sheet) -> FigureIndex {
    known.sheets.take(sheet.slug) { FigureIndex(sheet.evaluator, ledger) }
  }

  /// Which sections show which cells.
  var uses: TableProvenance.Uses {
    known.single.take(\.uses) { TableProvenance.uses(in: disclosure) }
  }

  /// What is behind the figures of a table: its page and its script ask.
  func origins(of table: Int) -> FigureOrigins {
    known.origins.take(table) { FigureOrigins(table, of: disclosure, figures, uses: uses) }
  }

  /// The selected terms by group, in the order in which the groups first appear.
  var termGroups: [(title: String, terms: [Term])] {
    known.single.take(\.termGroups) {
      let known = Dictionary(terms.map { ($0.name, $0) }) { first, _ in first }
      let selected = disclosure.terms.compactMap { known[$0.value] }
      var order: [String] = []
      for term in selected where !order.contains(term.group) { order.append(term.group) }
      return order.map { group in (group, selected.filter { $0.group == group }) }
    }
  }

  /// A table, once for its own page and for the one that has everything.
  func tableHTML(_ table: Table, _ index: Int) -> HTMLText {
    known.tables.take(index) { renderer(of: table, index).html }
  }

  /// The same with links to the figures of other years; where it is not compared, there are none.
  func tableHTML(_ table: Table, _ index: Int, yearsLink: @escaping (String) -> String?) -> HTMLText {
    guard compared.tables[table.form.id] != nil else { return tableHTML(table, index) }
    var renderer = renderer(of: table, index)
    renderer.yearsLink = yearsLink
    return renderer.html
  }

  private func renderer(of table: Table, _ index: Int) -> TableRenderer {
    TableRenderer(table: table, index: index, set: disclosure.set, department: department.name, notes: notes(index))
  }

  package func xlsxPath(_ table: Table) -> PagePath {
    let csv = csvPath(table).path
    return PagePath(csv.dropLast(3) + "xlsx")
  }

  func downloads(_ table: Table, from page: PagePath) -> TemplateValue {
    .list(
      [("XLSX", "Excel 工作簿", xlsxPath(table)), ("CSV", "逗号分隔", csvPath(table)), ("JSON", "机器可读", jsonPath(table))].map {
        [
          "label": .text("下载\(table.form.short) \($0.0)"), "size": .text($0.1), "href": .text(page.href(to: $0.2)),
          "name": .text(DownloadName.of(documentTitle, table.form.short, at: $0.2)),
        ]
      })
  }

  package func csvPath(_ table: Table) -> PagePath {
    table.form.isStatutory
      ? paths.csv(table.form.id) : PagePath("\(paths.id)/performance/\(table.form.id)/\(table.form.id).csv")
  }

  package func jsonPath(_ table: Table) -> PagePath {
    table.form.isStatutory
      ? paths.json(table.form.id) : PagePath("\(paths.id)/performance/\(table.form.id)/\(table.form.id).json")
  }
}

extension DisclosurePages {
  /// What is worked out once for all pages.
  struct Known: Sendable {
    let single = Memo(Single())
    let sheets = KeyedMemo<String, FigureIndex>()
    let notes = KeyedMemo<Int, TableNotes>()
    let tables = KeyedMemo<Int, HTMLText>()
    let origins = KeyedMemo<Int, FigureOrigins>()
    let scripts = KeyedMemo<String, [UInt8]>()

    struct Single: Sendable {
      var figures: FigureIndex?
      var uses: TableProvenance.Uses?
      var termGroups: [(title: String, terms: [Term])]?
    }
  }
}
