internal import Diagnostics
package import Disclosures
internal import Forms

/// The page of a statutory table, with what is behind its figures.
extension DisclosurePages {
  func tablePage(_ table: Table, _ index: Int) -> RenderedPage {
    let page = path(of: table.form)
    let notes = notes(index)
    let title = "\(disclosure.year)年度" + (table.title.hasPrefix("年度") ? String(table.title.dropFirst(2)) : table.title)
    var values = values(
      .table, at: page, title: title, step: table.form.title,
      description: "\(department.name)\(title)，单位：\(table.unit)")
    let html = tableHTML(table, index) { yearsHref(of: $0, from: page) }
    values["table"] = .markup(html)
    values["checks"] = .text(notes.summary)
    values["code"] = .optional(table.form.code)
    values["short"] = .text(table.form.short)
    provenance(of: index, in: &values, at: page)
    origins(of: index, in: &values, at: page)
    values["downloads"] = downloads(table, from: page)
    let comparedTable = compared.tables[table.form.id]
    values["has-compare"] = .flag(comparedTable != nil)
    values["compare-href"] = .text(
      comparedTable.map { page.href(to: ComparePaths.department(department.slug), fragment: $0) } ?? "")
    let related = disclosure.sections.filter { $0.form?.about.contains(table.form.id) ?? false }
    values["has-related"] = .flag(!related.isEmpty)
    values["related"] = .list(
      related.compactMap { section in
        section.form.map { ["label": .text($0.title), "href": .text(page.href(to: paths.section($0.id)))] }
      })
    return RenderedPage(path: page, kind: .table, values: values)
  }

  private func provenance(of index: Int, in values: inout [String: TemplateValue], at page: PagePath) {
    let provenance = TableProvenance(index, of: disclosure, figures, uses: uses)
    values["has-rules"] = .flag(!provenance.rules.isEmpty)
    values["ledger-href"] = .text(page.href(to: paths.ledger))
    values["ledger-name"] = .text(DownloadName.of(documentTitle, "核对台账", at: paths.ledger))
    values["rules"] = .list(
      provenance.rules.map {
        [
          "id": .text($0.id), "name": .text($0.name), "summary": .text($0.summary),
          "href": .text(href(ofRule: $0.id, from: page)),
        ]
      })
    values["has-uses"] = .flag(!provenance.uses.isEmpty)
    values["uses"] = .list(
      provenance.uses.map { use in
        [
          "name": .text(figures.address(of: use.cell)), "href": .text("#" + disclosure.set.anchor(of: use.cell)),
          "sections": .list(
            use.sections.map { ["label": .text($0.section.title), "href": .text(href(of: $0, from: page))] }),
        ]
      })
  }

  private func origins(of index: Int, in values: inout [String: TemplateValue], at page: PagePath) {
    let origins = origins(of: index)
    explain(figureScript(index), in: &values, at: page)
    values["data-file"] = .text(origins.file)
    values["has-lines"] = .flag(!origins.lines.isEmpty)
    values["lines"] = .list(
      origins.lines.map { line in
        var years: String?, departments: String?
        for figure in line.figures {
          years = years ?? yearsHref(of: figure.anchor, from: page)
          departments = departments ?? departmentsHref(of: figure.anchor, from: page)
        }
        let lines = line.lines.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
        return [
          "name": .text(line.label), "href": .text("#" + line.figures[0].anchor), "place": .optional(lines),
          "checks": .text(line.verdicts.isEmpty ? "没有规则涉及" : origins.summary(of: line)),
          "has-years": .flag(years != nil), "years-href": .text(years ?? ""),
          "has-departments": .flag(departments != nil), "departments-href": .text(departments ?? ""),
        ]
      })
  }

  /// What a page needs so that its figures answer a click.
  func explain(_ script: [UInt8], in values: inout [String: TemplateValue], at page: PagePath) {
    values["script"] = .text(page.href(to: PagePath("assets/figures.js")))
    // Changes with the script, so that no browser shows yesterday's checks beside today's figures.
    values["figures-href"] = .text("\(Self.figureScript)?v=\(StableHash.hex(of: script))")
    values["ledger-href"] = .text(page.href(to: paths.ledger))
  }

  /// What a reader's click on a figure reads: the bytes of ``figureScriptPath(_:)``.
  package func figureScript(_ index: Int) -> [UInt8] {
    let page = path(of: disclosure.set.tables[index])
    return script(at: page) {
      FigureScript(
        origins: origins(of: index), document: documentTitle, table: disclosure.tables[index]?.title ?? "",
        rule: { href(ofRule: $0, from: page) }, section: { href(of: $0, from: page) },
        compared: { (yearsHref(of: $0, from: page), departmentsHref(of: $0, from: page)) }
      ).bytes
    }
  }

  /// Where a table's figures are explained, beside its page; nil for tables whose page shows something else.
  package func figureScriptPath(_ table: Table) -> PagePath? {
    guard table.form.collects.isEmpty else { return nil }
    return PagePath(path(of: table.form).path.replacing("index.html", with: Self.figureScript))
  }

  /// The same for a sheet, whose parts stand on one page.
  package func figureScript(_ sheet: Sheet) -> [UInt8] {
    let page = paths.performance(sheet.slug)
    return script(at: page) {
      FigureScript(
        origins: FigureOrigins(sheet, of: disclosure, index(of: sheet)), document: documentTitle, table: sheet.name,
        rule: { href(ofRule: $0, from: page) }, section: { href(of: $0, from: page) }, compared: { _ in (nil, nil) }
      ).bytes
    }
  }

  package func figureScriptPath(_ sheet: Sheet) -> PagePath {
    PagePath(paths.performance(sheet.slug).path.replacing("index.html", with: Self.figureScript))
  }

  private static let figureScript = "figures.js"

  private func href(ofRule rule: String, from page: PagePath) -> String {
    page.href(to: RulesPage.path(of: disclosure.set.id), fragment: RulesPage.anchor(of: rule))
  }

  private func href(of use: TableProvenance.Use, from page: PagePath) -> String {
    page.href(to: paths.section(use.section.id), fragment: use.anchor)
  }

  /// Where a figure stands beside those of other years.
  private func yearsHref(of anchor: String, from page: PagePath) -> String? {
    compared.lines[anchor].map { page.href(to: ComparePaths.department(department.slug), fragment: $0) }
  }

  /// Where it stands beside those of other departments.
  private func departmentsHref(of anchor: String, from page: PagePath) -> String? {
    compared.departments[anchor].map { page.href(to: $0) }
  }
}
