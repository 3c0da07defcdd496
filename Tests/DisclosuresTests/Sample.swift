import Diagnostics
import Disclosures
import Documents
import Forms
import TestSupport
import Testing

/// The shipped form set, and tables read from a few lines.
enum Sample {
  static func set(_ id: String = "national/2020/final-accounts") throws -> FormSet {
    let files = Repository.files(below: "forms")
    let (set, findings) = FormSetLibrary(files: try files.map(Repository.source)).load(id)
    try #require(findings.isEmpty)
    return try #require(set)
  }

  static func form(_ id: String) throws -> TableForm { try #require(try set().table(named: id)) }

  /// Reads one table from text; its extension says how.
  static func table(
    _ id: String, _ text: String, as suffix: String = "yaml", of setID: String = "national/2020/final-accounts"
  ) throws -> (Table?, [Finding]) {
    let file = SourceFile(path: "tables/\(id).\(suffix)", text: text)
    let set = try set(setID)
    let form = try #require(set.table(named: id))
    var reader = TableReader(
      form: form, codes: form.codeList.flatMap { set.codeLists[$0] }, unit: "万元", decimals: 2)
    if suffix == "csv" {
      let (rows, findings) = CSVReader.read(file)
      return (reader.read(csv: rows, path: file.path), findings + reader.findings)
    }
    let (node, findings) = DocumentReader.read(file)
    return (reader.read(try #require(node), path: file.path), findings + reader.findings)
  }

  /// A disclosure of one table and what `disclosure.yaml` says besides.
  static func evaluator(_ more: String = "", tables: [String: String] = [:]) throws -> Evaluator {
    let set = try set()
    let main = "form-set: \(set.id)\nsource: 某局\n" + more
    var reader = DisclosureReader(
      DisclosureInput(
        department: "a", year: 2020, kind: "final-accounts", main: SourceFile(path: "disclosure.yaml", text: main),
        tables: tables.map { SourceFile(path: "tables/\($0.key).yaml", text: $0.value) }, narrative: [],
        performance: [],
        attachments: []))
    let (disclosure, findings) = reader.read { _ in (set, true, [set.id]) }
    let problems = findings.filter { $0.rule != "STR-04" }.map(\.message)
    try #require(problems.isEmpty, "\(problems)")
    return try #require(disclosure).evaluator
  }

  static func reference(_ text: String) throws -> CellReference {
    try ExpressionParser.reference(text, span: SourceSpan(path: "a.md", lower: 0, upper: text.utf8.count))
  }
}

/// The contents of a table without places, to compare ways of writing it.
func contents(_ table: Table?) -> [[String]] {
  table?.blocks.flatMap { block in
    block.rows.map { row in
      [block.form.name, row.key, row.name, row.parent ?? "-", row.isTotal ? "total" : ""]
        + row.cells.map { "\($0.content)" }
    }
  } ?? []
}
