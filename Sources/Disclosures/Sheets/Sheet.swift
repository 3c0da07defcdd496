package import Diagnostics
package import Forms
internal import Figures

/// One filled-in sheet of a disclosure (项目自评表, 政府投资项目绩效情况表): its parts are tables of a form set of its own.
package struct Sheet: Sendable {
  /// The file's name without its number: part of the URL.
  package let slug: String
  /// What the disclosure's form set calls its form.
  package let form: String
  /// The project's name: what addresses write behind `@`.
  package let name: String
  /// The form's set, with the sheet's name for its addresses.
  package let set: FormSet
  /// By index in `set.tables`; nil where the data hold none.
  package let tables: [Table?]
  package let sourceNotes: [String]
  package let path: String
  package let span: SourceSpan

  /// What addresses in this sheet mean. A sheet has no figures of other years.
  package var evaluator: Evaluator { Evaluator(set: set, tables: tables, decimals: set.decimals) }

  /// The name as running text quotes it.
  package static func quoted(_ name: String) -> String { name.contains("“") ? "《\(name)》" : "“\(name)”" }

  /// What its addresses end with.
  package var addressSuffix: String { self.set.sheetSuffix }

  package func table(_ id: String) -> Table? { tables.lazy.compactMap { $0 }.first { $0.form.id == id } }
}
