package import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms
internal import Markdown
internal import Rendering

/// What an author wants to know of one page while working on it.
package struct PageAudit: Sendable {
  /// A figure on the page, with its place in the data.
  package struct Figure: Sendable {
    /// `支出表[201].基本支出`.
    package let address: String
    /// As printed.
    package let value: String
    package let span: SourceSpan
    /// The anchor on the page where it stands; empty where it has none.
    package let anchor: String
  }

  /// The disclosure that the page belongs to: `department/year/kind`.
  package let disclosure: String
  /// The file behind the page, whose findings come first; nil where there is no single one.
  package let file: String?
  package let figures: [Figure]
  /// The files that figures point into.
  package let sources: [String: SourceFile]
}

extension SiteView {
  /// nil for pages of no disclosure.
  package func audit(at path: String) -> PageAudit? {
    guard let checked = disclosure(of: path) else { return nil }
    let disclosure = checked.disclosure
    let paths = DisclosurePaths(disclosure.id)
    var found: (file: String?, figures: [PageAudit.Figure]) = (nil, [])
    for (index, table) in disclosure.tables.enumerated() {
      guard let table else { continue }
      let page = paths.page(ofTable: table.form.id, isStatutory: table.form.isStatutory)
      if page.path == path { found = (table.path, Self.figures(disclosure.tables, of: [index], disclosure.set)) }
    }
    if let sheet = disclosure.sheets.first(where: { paths.performance($0.slug).path == path }) {
      found = (sheet.path, Self.figures(sheet.tables, of: Array(sheet.tables.indices), sheet.set))
    }
    if let section = disclosure.sections.first(where: { section in
      section.form.map { paths.section($0.id).path == path } ?? false
    }) {
      found = (section.path, Self.figures(of: section, in: disclosure))
    }
    let files = Dictionary(disclosure.files.map { ($0.path, $0) }) { first, _ in first }
    return PageAudit(
      disclosure: disclosure.id, file: found.file, figures: found.figures,
      sources: files.merging(checked.texts) { first, _ in first })
  }

  private static func figures(_ tables: [Table?], of indices: [Int], _ set: FormSet) -> [PageAudit.Figure] {
    indices.flatMap { set.figureCells(of: tables, at: $0) }.compactMap { id, cell in
      guard case .figure = cell.content else { return nil }
      return PageAudit.Figure(
        address: set.address(of: id), value: cell.written, span: cell.span, anchor: set.anchor(of: id))
    }
  }

  /// The figures that a section writes, with the cells they come from, each cell once.
  private static func figures(of section: NarrativeSection, in disclosure: Disclosure) -> [PageAudit.Figure] {
    let expression = disclosure.prose
    var seen: Set<String> = []
    return section.document.directives.flatMap { directive -> [PageAudit.Figure] in
      guard let output = try? expression.evaluate(directive.body, span: directive.bodySpan) else { return [] }
      return output.sources.compactMap { value in
        let address = value.address
        guard let span = value.span, seen.insert(address).inserted else { return nil }
        return PageAudit.Figure(address: address, value: value.figure.written, span: span, anchor: "")
      }
    }
  }
}
