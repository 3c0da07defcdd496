internal import Diagnostics
internal import Documents
internal import Markdown

/// The files of a disclosure as far as they can be read without its form set: nodes of its data, blocks of its narrative.
struct ParsedFiles: Sendable {
  private let documents: [String: (node: Node?, findings: [Finding])]
  private let texts: [String: (document: MarkdownDocument, findings: [Finding])]

  init(_ input: DisclosureInput) {
    let data = (input.tables + input.performance).filter { !Self.isCSV($0) }
    documents = Dictionary(data.map { ($0.path, DocumentReader.read($0)) }) { first, _ in first }
    texts = Dictionary(
      input.narrative.map { ($0.path, MarkdownParser.parse($0, allowsHTML: input.allowsHTML)) }
    ) { first, _ in first }
  }

  static func isCSV(_ file: SourceFile) -> Bool { file.path.lowercased().hasSuffix(".csv") }

  /// nil for what is no data of the disclosure, or CSV.
  func document(_ file: SourceFile) -> (node: Node?, findings: [Finding])? { documents[file.path] }

  /// nil for what is no file of the narrative.
  func text(_ file: SourceFile) -> (document: MarkdownDocument, findings: [Finding])? { texts[file.path] }
}
