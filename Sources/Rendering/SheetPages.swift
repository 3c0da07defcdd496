internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// The page of one sheet: what it came to at a glance, then its parts as the official form has them.
extension DisclosurePages {
  func sheetPage(_ sheet: Sheet) -> RenderedPage {
    let page = paths.performance(sheet.slug)
    var values = values(
      .sheet, at: page, title: sheet.name, step: sheet.name,
      description: "\(department.name)\(disclosure.year)年度\(sheet.set.kindTitle)：\(sheet.name)")
    explain(figureScript(sheet), in: &values, at: page)
    values["form-title"] = .text(sheet.set.kindTitle)
    let index = indexTable(of: sheet)
    values["has-index"] = .flag(index != nil)
    values["index"] = .group([
      "label": .text(index?.title ?? ""),
      "href": .text(index.map { page.href(to: paths.performance($0.form.id)) } ?? ""),
    ])
    values["figures"] = .list(figures(of: sheet))
    let short = shortcomings(of: sheet)
    values["has-short"] = .flag(!short.isEmpty)
    values["short"] = .list(short)
    values["lost"] = .optional(sheet.lostPoints.isZero ? nil : sheet.lostPoints.written())
    var parts: [[String: TemplateValue]] = []
    var entries: [Ledger.Entry] = []
    let known = self.index(of: sheet)
    for (index, table) in sheet.tables.enumerated() {
      guard let table else { continue }
      let notes = TableNotes(index, of: table, form: table.form, known, unit: table.unit)
      let html = TableRenderer(
        table: table, index: index, set: sheet.set, department: department.name, notes: notes
      ).html
      parts.append(["title": .text(table.title), "body": .markup(html)])
    }
    let suffix = sheet.addressSuffix
    entries = ledger.entries.filter { $0.verdict != .notApplicable && $0.cell.hasSuffix(suffix) }
    values["parts"] = .list(parts)
    values["checks"] = .text(Ledger(entries: entries).summary)
    let accepted = exceptions(on: sheet, suffix: suffix)
    values["has-exceptions"] = .flag(!accepted.isEmpty)
    values["exceptions"] = .list(accepted)
    values["has-source-notes"] = .flag(!sheet.sourceNotes.isEmpty)
    values["source-notes"] = .list(sheet.sourceNotes.map { ["text": .text($0)] })
    values["downloads"] = sheetDownloads(sheet, from: page)
    let same = disclosure.sheets.filter { $0.form == sheet.form || indexTable(of: $0)?.form.id == index?.form.id }
    let position = same.firstIndex { $0.slug == sheet.slug } ?? 0
    for (name, flag, other) in [
      ("previous", "has-previous", position > 0 ? same[position - 1] : nil),
      ("next", "has-next", position + 1 < same.count ? same[position + 1] : nil),
    ] {
      values[flag] = .flag(other != nil)
      values[name] = .group([
        "label": .text(other?.name ?? ""),
        "href": .text(other.map { page.href(to: paths.performance($0.slug)) } ?? ""),
      ])
    }
    return RenderedPage(path: page, kind: .sheet, values: values)
  }

  /// The table that lists a sheet.
  func indexTable(of sheet: Sheet) -> Table? {
    disclosure.tables.lazy.compactMap { $0 }.first { $0.form.collects.contains(sheet.form) }
  }

  private func figures(of sheet: Sheet) -> [[String: TemplateValue]] {
    let evaluator = sheet.evaluator
    let grades = sheet.tables.compactMap { $0?.grade }.map { grade -> [String: TemplateValue] in
      [
        "label": .text("评价等级"), "value": .text(grade.value), "machine": .text(grade.value), "unit": .text(""),
        "has-bar": .flag(false), "bar": .text(""), "href": .text("#main"),
      ]
    }
    return grades
      + sheet.set.keyFigures.compactMap { key in
        guard let value = try? evaluator.value(key.address) else { return nil }
        let isPercent = value.unit == .percent, isShare = value.unit.name == "比率"
        let share =
          isPercent
          ? value.figure.value
          : isShare ? ExactDecimal(value.figure.value.coefficient * 100, scale: value.figure.value.scale) : nil
        let width = share.map { "\(max(.zero, min($0, ExactDecimal(100))).written())%" }
        return [
          "label": .text(key.label), "value": .text(value.figure.written),
          "machine": .text(value.figure.value.written(decimals: value.figure.decimals)),
          "unit": .text(isShare ? "" : value.unit.name), "has-bar": .flag(width != nil), "bar": .text(width ?? ""),
          "href": .text(value.cell.map { "#" + sheet.set.anchor(of: $0) } ?? ""),
        ]
      }
  }

  /// The indicators that fell short or lost points, with what was said of them.
  private func shortcomings(of sheet: Sheet) -> [[String: TemplateValue]] {
    sheet.scoredRows.compactMap { table, row, columns in
      let isIndicator = table.form.layout == .indicators
      let isMissed = columns.isMissed(row)
      var points = ""
      if let given = columns.points(row), given.isLost {
        points =
          "扣 \((given.full - given.reached).written()) 分（得 \(given.reached.written()) / \(given.full.written()) 分）"
      }
      guard isMissed || !points.isEmpty else { return nil }
      return [
        "name": .text(isIndicator ? row.name : "\(table.form.short)：\(row.name)"),
        "target": .text(columns.text(row, columns.target) ?? ""),
        "actual": .text(columns.text(row, columns.actual) ?? ""),
        "points": .optional(points), "is-missed": .flag(isMissed), "has-target": .flag(isIndicator),
        "reason": .optional(columns.text(row, columns.reason)),
        "href": .text(
          isIndicator
            ? "#\(table.form.id)-\(FormSet.rowAnchor(of: row.key))"
            : "#" + sheet.set.anchor(of: scoreCell(of: row, table, columns, in: sheet))),
      ]
    }
  }

  private func scoreCell(of row: Row, _ table: Table, _ columns: IndicatorColumns, in sheet: Sheet) -> CellID {
    CellID(
      table: sheet.set.tables.firstIndex { $0.id == table.form.id } ?? 0, block: 0, row: row.key,
      column: columns.score ?? 0)
  }

  /// What the department has decided to let stand in this sheet.
  func exceptions(on sheet: Sheet, suffix: String) -> [[String: TemplateValue]] {
    disclosure.exceptions.filter { exception in
      switch exception.place {
      case .cell(let cell, _): cell.hasSuffix(suffix)
      case .file(let file): sheet.path.hasSuffix("/\(file)")
      }
    }.map { ["rule": .text($0.rule), "reason": .text($0.reason)] }
  }

  private func sheetDownloads(_ sheet: Sheet, from page: PagePath) -> TemplateValue {
    .list(
      [("CSV", "逗号分隔"), ("XLSX", "Excel 工作簿"), ("JSON", "机器可读")].map { kind, size in
        [
          "label": .text("下载这张表 \(kind)"), "href": .text(page.href(to: paths.sheetFile(sheet.slug, kind.lowercased()))),
          "size": .text(size),
          "name": .text(
            DownloadName.of(documentTitle, sheet.name, at: paths.sheetFile(sheet.slug, kind.lowercased()))),
        ]
      })
  }
}
