internal import Figures
internal import Forms

/// What lists, home and department pages say of a published disclosure. It is published beside the pages, so that these
/// can be planned again from what is already out when a newer version is held back.
///
/// A class of constants: lists hold the same one, not copies of it.
package final class DisclosureSummary: Sendable, Codable {
  package struct KeyFigure: Sendable, Hashable, Codable {
    package let label: String
    package let value: String
    package let unit: String
  }

  /// A project with a sheet of its own, for the list of a department's projects over the years.
  package struct Project: Sendable, Hashable, Codable {
    package let name: String
    package let slug: String
    package let figures: [KeyFigure]
  }

  package static let currentSchema = "mingzhang-disclosure/1"

  package let schema: String
  /// `department/year/kind`.
  package let id: String
  package let departmentName: String
  package let year: Int
  package let kind: String
  package let title: String
  /// `YYYY-MM-DD HH:MM`.
  package let published: String
  /// Who published it; nil in what an earlier version of the tool published.
  package let source: String?
  /// What every title says in brackets; nil for what a department really publishes.
  package let mark: String?
  package let formSet: String
  package let unit: String
  /// `1081 项核对：平 …`.
  package let checks: String
  package let keyFigures: [KeyFigure]
  /// A declared correction, as the log of the site lists it.
  package struct Correction: Sendable, Hashable, Codable {
    package let date: String
    package let cell: String
    package let old: String
    package let new: String
    package let reason: String
    /// The cell in readers' words; nil in what an earlier version of the tool published.
    package let title: String?
  }

  /// nil in what an earlier version of the tool published.
  package let corrections: [Correction]?
  /// nil in what an earlier version of the tool published.
  package let projects: [Project]?
  /// Built from a draft: never counts as published.
  package let isDraft: Bool
  /// Every figure by its address, as printed: what a later version is compared with.
  package let figures: PublishedFigures

  /// `（合成）`, or nothing.
  package var markInBrackets: String { mark.map { "（\($0)）" } ?? "" }

  /// The folder of the department.
  package var department: String { String(id.prefix { $0 != "/" }) }

  package init(_ disclosure: Disclosure, departmentName: String, checks: String, isDraft: Bool = false) {
    self.isDraft = isDraft
    let evaluator = disclosure.evaluator
    schema = Self.currentSchema
    id = disclosure.id
    self.departmentName = departmentName
    year = disclosure.year
    kind = disclosure.kind
    title = disclosure.title
    published = disclosure.published?.value.stamp ?? ""
    source = disclosure.source
    mark = disclosure.mark
    formSet = disclosure.set.id
    unit = disclosure.unit.name
    self.checks = checks
    keyFigures = disclosure.set.keyFigures.compactMap { key in
      guard let value = try? evaluator.value(key.address) else { return nil }
      return KeyFigure(label: key.label, value: value.figure.written, unit: value.unit.name)
    }
    corrections = disclosure.corrections.map {
      Correction(
        date: $0.date.iso, cell: $0.cell, old: $0.old, new: $0.new, reason: $0.reason,
        title: evaluator.value(written: $0.cell)?.reading)
    }
    let listed = disclosure.sheets.filter { sheet in
      disclosure.set.tables.contains { $0.collects.contains(sheet.form) }
    }
    projects = listed.map { sheet in
      let evaluator = sheet.evaluator
      return Project(
        name: sheet.name, slug: sheet.slug,
        figures: sheet.set.keyFigures.compactMap { key in
          guard let value = try? evaluator.value(key.address) else { return nil }
          return KeyFigure(label: key.label, value: value.figure.written, unit: value.unit.name)
        })
    }
    let cells = disclosure.set.figureCells(of: disclosure.tables)
    var figures = cells.map { id, cell in PublishedFigures.Entry(evaluator.address(of: id), cell.written) }
    for sheet in disclosure.sheets {
      figures += sheet.set.figureCells(of: sheet.tables).map { id, cell in
        .init(sheet.set.address(of: id), cell.written)
      }
    }
    figures += disclosure.fields.map { .init("申报.\($0.group).\($0.name)", $0.figure.written + $0.unit.name) }
    self.figures = PublishedFigures(figures)
  }

  init(
    schema: String, id: String, departmentName: String, year: Int, kind: String, title: String, published: String,
    source: String?, mark: String?, formSet: String, unit: String, checks: String, keyFigures: [KeyFigure],
    corrections: [Correction]?, projects: [Project]?, isDraft: Bool, figures: PublishedFigures
  ) {
    self.schema = schema
    self.id = id
    self.departmentName = departmentName
    self.year = year
    self.kind = kind
    self.title = title
    self.published = published
    self.source = source
    self.mark = mark
    self.formSet = formSet
    self.unit = unit
    self.checks = checks
    self.keyFigures = keyFigures
    self.corrections = corrections
    self.projects = projects
    self.isDraft = isDraft
    self.figures = figures
  }

  /// The same with other figures.
  func with(_ figures: PublishedFigures) -> DisclosureSummary {
    DisclosureSummary(
      schema: schema, id: id, departmentName: departmentName, year: year, kind: kind, title: title,
      published: published, source: source, mark: mark, formSet: formSet, unit: unit, checks: checks,
      keyFigures: keyFigures, corrections: corrections, projects: projects, isDraft: isDraft, figures: figures)
  }

  /// The figures that differ between a published version and this one, as `(address, old, new)`, sorted; nil stands
  /// for a cell that one of them does not have.
  package func changes(since published: DisclosureSummary) -> [(cell: String, old: String?, new: String?)] {
    Set(figures.map(\.address)).union(published.figures.map(\.address)).sorted().compactMap { cell in
      let (old, new) = (published.figures[cell], figures[cell])
      return old == new ? nil : (cell, old, new)
    }
  }
}
