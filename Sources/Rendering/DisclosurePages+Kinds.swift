internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms
internal import Markdown

extension DisclosurePages {
  var overview: RenderedPage {
    let page = paths.overview
    var values = values(
      .disclosure, at: page, title: documentTitle, step: nil,
      description: "\(documentTitle)：\(disclosure.set.statutoryTables.count)张表、情况说明、名词解释，\(ledger.summary)")
    let link = link(from: page)
    values["unit"] = .text(disclosure.unit.name)
    values["figures"] = .list(
      disclosure.set.keyFigures.compactMap { key in
        guard let value = try? evaluator.value(key.address) else { return nil }
        return [
          "label": .text(key.label), "value": .text(value.figure.written),
          "machine": .text(value.figure.value.written(decimals: value.figure.decimals)), "unit": .text(value.unit.name),
          "href": .text(link(value) ?? ""),
        ]
      })
    let charts = charts(from: page)
    values["has-charts"] = .flag(!charts.isEmpty)
    values["charts"] = .list(charts)
    values["has-figures"] = .flag(!disclosure.set.keyFigures.isEmpty)
    values["checks"] = .text(ledger.summary)
    values["requirements"] = .optional(ledger.tally.requirementSummary)
    values["ledger-href"] = .text(page.href(to: paths.ledger))
    values["ledger-name"] = .text(DownloadName.of(documentTitle, "核对台账", at: paths.ledger))
    let printed = printedSize.map { [("全文 PDF", "可打印，\(Self.size($0))", paths.pdf)] } ?? []
    values["downloads"] = .list(
      (printed + [
        ("全部表格 XLSX", "Excel 工作簿", paths.workbook), ("全部数据 ZIP", "CSV、XLSX、JSON 和核对台账", paths.archive),
        ("本件数据 JSON", "机器可读", paths.data),
      ]).map { label, size, path in
        [
          "label": .text("下载\(label)"), "size": .text(size), "href": .text(page.href(to: path)),
          "name": .text(DownloadName.of(documentTitle, String(label.prefix { !$0.isWhitespace }), at: path)),
        ]
      })
    values["rules-href"] = .text(page.href(to: RulesPage.path(of: disclosure.set.id)))
    let roundings = ledger.entries.filter { $0.verdict == .rounding }
    values["has-roundings"] = .flag(!roundings.isEmpty)
    values["roundings"] = .list(
      roundings.map { entry in
        [
          "cell": .text(title(of: entry.cell)), "formula": .text(entry.formula),
          "gap": .text(entry.arithmetic?.gap ?? ""),
          "allowed": .text(entry.arithmetic?.allowed ?? ""), "href": .text(href(of: entry.cell, from: page)),
        ]
      })
    let gaps = unexplained(from: page)
    values["has-gaps"] = .flag(!gaps.isEmpty)
    values["gaps"] = .list(gaps)
    values["has-basis-notes"] = .flag(!disclosure.basisNotes.isEmpty)
    values["basis-notes"] = .list(disclosure.basisNotes.map { ["text": .text($0)] })
    values["has-corrections"] = .flag(!disclosure.corrections.isEmpty)
    values["corrections"] = .list(
      disclosure.corrections.map {
        [
          "date": .text($0.date.iso), "cell": .text(evaluator.value(written: $0.cell)?.reading ?? $0.cell),
          "href": .text(href(of: $0.cell, from: page)),
          "old": .text($0.old), "new": .text($0.new),
          "reason": .text($0.reason),
        ]
      })
    values["has-attachments"] = .flag(!disclosure.attachments.isEmpty)
    values["attachments"] = .list(
      disclosure.attachments.map {
        [
          "label": .text($0.name), "href": .text(page.href(to: paths.attachment($0.name))),
          "size": .text("\(max(1, $0.size / 1024)) KB"),
        ]
      })
    return RenderedPage(path: page, kind: .disclosure, values: values)
  }

  /// What does not agree and no rounding explains, but is published as it stands in the original: with the department's
  /// own words on it.
  private func unexplained(from page: PagePath) -> [[String: TemplateValue]] {
    var reasons: [String: String] = [:]
    for exception in disclosure.exceptions {
      if case .cell(let cell, _) = exception.place { reasons["\(exception.rule) \(cell)"] = exception.reason }
    }
    let entries = ledger.entries.filter { $0.kind == .identity && ($0.verdict == .broken || $0.verdict == .doubtful) }
    let gaps: [[String: TemplateValue]] = entries.map { entry in
      [
        "cell": .text(title(of: entry.cell)), "href": .text(href(of: entry.cell, from: page)),
        "name": .text(entry.name),
        "verdict": .text(entry.verdict.word), "gap": .optional(entry.arithmetic?.gap),
        "reason": .optional(reasons["\(entry.rule) \(entry.cell)"] ?? reasons["\(entry.name) \(entry.cell)"]),
        "has-others": .flag(!entry.others.isEmpty), "others": .list(others(entry.others, of: entry.cell, from: page)),
      ]
    }
    return gaps + contradictions(from: page)
  }

  /// What the text says otherwise than the tables: the sentence's section, and the figures it was compared with.
  private func contradictions(from page: PagePath) -> [[String: TemplateValue]] {
    ledger.narrative.filter { $0.verdict == .suspect && !$0.addresses.isEmpty }.map { figure in
      let section = disclosure.sections.first { $0.title == figure.section }
      return [
        "cell": .text("“\(figure.section)”里的 \(figure.text)"),
        "href": .text(section?.form.map { page.href(to: paths.section($0.id)) } ?? ""), "name": .text("正文与数据"),
        "verdict": .text(figure.verdict.word), "gap": .optional(nil), "reason": .optional(figure.reason),
        "has-others": .flag(true), "others": .list(others(figure.addresses, of: "", from: page)),
      ]
    }
  }

  /// The other figures of a difference, each with its place; of a long sum the first few. What stands on the same sheet
  /// need not repeat its name.
  private func others(_ addresses: [String], of cell: String, from page: PagePath) -> [[String: TemplateValue]] {
    let sheet = cell.firstIndex(of: "@").map { String(cell[$0...]) } ?? ""
    return addresses.prefix(6).map { address in
      let title = title(of: address)
      let label = sheet.isEmpty || !title.hasSuffix(sheet) ? title : String(title.dropLast(sheet.count))
      return ["label": .text(label), "href": .text(href(of: address, from: page))]
    }
  }

  /// `3 KB`, `1.9 MB`.
  static func size(_ bytes: Int) -> String {
    guard bytes >= 1_000_000 else { return "\(max(1, bytes / 1000)) KB" }
    return "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
  }

  private func charts(from page: PagePath) -> [[String: TemplateValue]] {
    let link = link(from: page)
    return disclosure.set.charts.compactMap { form in
      guard let chart = BarChart(form, evaluator), let first = chart.bars.first else { return nil }
      let table = first.value.cell.map { disclosure.set.tables[$0.table].short } ?? "表"
      return [
        "title": .text(form.title), "unit": .text(chart.unit), "svg": .markup(chart.html),
        "href": .text(link(first.value) ?? ""), "label": .text("看\(table)"),
      ]
    }
  }

  private func href(of address: String, from page: PagePath) -> String {
    value(at: address).flatMap { link(from: page)($0) } ?? ""
  }

  /// An address as readers read it.
  private func title(of address: String) -> String { value(at: address)?.title ?? address }

  private func value(at address: String) -> Evaluator.Value? { evaluator.value(written: address) }

  func scoreCard(_ table: Table, _ index: Int) -> RenderedPage {
    let page = path(of: table.form)
    let notes = notes(index)
    let block = table.blocks[0]
    let columns = block.form
    var values = values(
      .scoreCard, at: page, title: table.title, step: table.title,
      description: "\(department.name)\(table.title)")
    values["table"] = .markup(tableHTML(table, index))
    explain(figureScript(index), in: &values, at: page)
    values["checks"] = .text(notes.summary)
    values["downloads"] = downloads(table, from: page)
    let total = block.row(Row.totalKey)
    let (weight, score) = (columns.column(named: "weight") ?? 0, columns.column(named: "score") ?? 0)
    func figure(_ row: Row?, _ column: Int) -> ExactDecimal {
      row.map { block.amount(of: $0, column: column) } ?? .zero
    }
    values["grade"] = .optional(table.grade?.value)
    values["score"] = .text(figure(total, score).written())
    values["weight"] = .text(figure(total, weight).written())
    values["share"] = .text(
      figure(total, score).divided(by: figure(total, weight), shift: 2, decimals: 1)?.written(decimals: 1) ?? "")
    let lost = block.leaves.filter { figure($0, score) < figure($0, weight) }
    values["levels"] = .list(
      block.rows.filter { $0.level == 0 }.map { row in
        let (full, reached) = (block.amount(of: row, column: weight), block.reached(of: row, column: score))
        let share = reached.divided(by: full, shift: 2, decimals: 1) ?? .zero
        return [
          "name": .text(row.label), "score": .text(reached.written()), "weight": .text(full.written()),
          "bar": .text("\(max(.zero, min(share, ExactDecimal(100))).written())%"),
          "href": .text(
            "#\(table.form.id)-\(FormSet.rowAnchor(of: block.leaves(below: row.key).first ?? row.key))"),
        ]
      })
    values["has-lost"] = .flag(!lost.isEmpty)
    values["lost"] = .list(
      lost.map { row in
        var reason = ""
        if let column = columns.column(named: "reason"), case .text(let text) = row.cells[column].content {
          reason = text
        }
        return [
          "name": .text(row.name), "points": .text((figure(row, weight) - figure(row, score)).written()),
          "score": .text(figure(row, score).written()), "weight": .text(figure(row, weight).written()),
          "reason": .optional(reason), "href": .text("#\(table.form.id)-\(FormSet.rowAnchor(of: row.key))"),
        ]
      })
    return RenderedPage(path: page, kind: .scoreCard, values: values)
  }

  func sectionPage(_ section: NarrativeSection, _ form: SectionForm) -> RenderedPage {
    let page = paths.section(form.id)
    let group = disclosure.set.sections.first { $0.leaves.contains(form) }
    var values = values(
      .section, at: page, title: form.title, step: form.title,
      description: "\(department.name)\(disclosure.year)年度\(form.title)")
    let renderer = ProseRenderer(
      expression: disclosure.prose, topHeading: 2, idPrefix: form.id,
      link: link(from: page),
      attachment: attachmentLink(from: page),
      terms: TermLinks(termEntries) { id in page.href(to: paths.glossary, fragment: id) })
    values["group"] = .text(group?.title ?? "")
    values["prose"] = .markup(renderer.anchored(section.document))
    let tables = form.about.compactMap { disclosure.table($0) }
    values["has-related"] = .flag(!tables.isEmpty)
    values["related"] = .list(
      tables.map { table in
        [
          "label": .text([table.form.code, table.title].compactMap { $0 }.joined(separator: " ")),
          "href": .text(page.href(to: paths.table(table.form.id))),
        ]
      })
    return RenderedPage(path: page, kind: .section, values: values)
  }

  /// The selected terms with their anchors, in the order of the glossary's page.
  var termEntries: [TermLinks.Entry] {
    termGroups.flatMap(\.terms).enumerated().map { .init(term: $1, id: "term-\($0 + 1)") }
  }

  var glossary: RenderedPage {
    let page = paths.glossary
    var values = values(
      .glossary, at: page, title: "名词解释", step: "名词解释", description: "\(documentTitle)用到的名词解释")
    var number = 0
    values["groups"] = .list(
      termGroups.enumerated().map { index, group in
        [
          "title": .text(group.title), "id": .text("group-\(index + 1)"),
          "terms": .list(
            group.terms.map { term in
              number += 1
              return ["name": .text(term.name), "id": .text("term-\(number)"), "definition": .text(term.definition)]
            }),
        ]
      })
    return RenderedPage(path: page, kind: .glossary, values: values)
  }

  /// Everything on one page, in the official order: what is printed and archived.
  var full: RenderedPage {
    let page = paths.full
    var values = values(
      .full, at: page, title: "\(documentTitle)（全文）", step: "全文", description: "\(documentTitle)全文，可打印")
    let link = link(from: page, isFull: true)
    let terms = TermLinks(termEntries) { "#full-\($0)" }
    var parts: [[String: TemplateValue]] = contents.groups.map { group in
      let section = disclosure.set.sections.first { $0.id == group.id }
      let items: [[String: TemplateValue]]
      switch section?.content {
      case .tables: items = tableItems { $0.isStatutory }
      case .prose:
        items = (section?.leaves ?? []).compactMap { leaf in
          disclosure.section(leaf.id).map { proseItem($0, leaf, group: group, link: link, terms: terms) }
        }
      case .glossary: items = [glossaryItem]
      case nil: items = tableItems { group.id == "tables" ? $0.isStatutory : !$0.isStatutory }
      }
      return ["title": .text(group.title), "id": .text("part-\(group.id)"), "items": .list(items)]
    }
    parts = parts.filter { $0["items"] != .list([]) }
    values["parts"] = .list(parts)
    return RenderedPage(path: page, kind: .full, values: values)
  }

  private func tableItems(_ isWanted: (TableForm) -> Bool) -> [[String: TemplateValue]] {
    disclosure.tables.enumerated().compactMap { index, table in
      guard let table, isWanted(table.form) else { return nil }
      let isWide = table.form.layout != .list || table.form.blocks[0].columns.count >= 5
      return item(
        title: table.title, id: "full-\(table.form.id)", body: tableHTML(table, index),
        isTable: true,
        isWide: isWide)
    }
  }

  private func proseItem(
    _ section: NarrativeSection, _ leaf: SectionForm, group: Contents.Group, link: @escaping ProseRenderer.Link,
    terms: TermLinks
  ) -> [String: TemplateValue] {
    let title = group.items.first { $0.path == paths.section(leaf.id) }?.label ?? leaf.title
    let renderer = ProseRenderer(
      expression: disclosure.prose, topHeading: 4, idPrefix: leaf.id, link: link,
      attachment: attachmentLink(from: paths.full),
      terms: terms)
    return item(
      title: title, id: "full-section-\(leaf.id)", body: renderer.html(section.document), isTable: false, isWide: false)
  }

  private var glossaryItem: [String: TemplateValue] {
    var html = HTMLText()
    var number = 0
    for group in termGroups {
      html.element("h4", text: group.title)
      html.element("dl") { html in
        for term in group.terms {
          number += 1
          html.element("dt", ("id", "full-term-\(number)"), text: term.name)
          html.element("dd", text: term.definition)
        }
      }
    }
    return item(title: "名词解释", id: "full-glossary", body: html, isTable: false, isWide: false)
  }

  private func item(title: String, id: String, body: HTMLText, isTable: Bool, isWide: Bool) -> [String: TemplateValue] {
    [
      "title": .text(title), "id": .text(id), "body": .markup(body), "is-table": .flag(isTable),
      "is-wide": .flag(isWide),
    ]
  }
}
