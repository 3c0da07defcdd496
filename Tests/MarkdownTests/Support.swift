import Diagnostics
import Markdown

/// A parsed text with the ways tests look at it.
struct Parsed {
  let file: SourceFile
  let document: MarkdownDocument
  let findings: [Finding]

  init(_ text: String) {
    self.init(bytes: Array(text.utf8))
  }

  init(bytes: [UInt8]) {
    file = SourceFile(path: "narrative/10.md", bytes: bytes)
    (document, findings) = MarkdownParser.parse(file)
  }

  /// The tree as one line: `p(甲 strong(乙))`.
  var outline: String { document.blocks.map(Outline.of).joined(separator: " ") }

  /// The file's text under a span.
  func slice(_ span: SourceSpan) -> String {
    String(decoding: file.bytes[span.lower..<span.upper], as: UTF8.self)
  }

  /// Rule and line of each finding: `MD-8@3`.
  var places: [String] {
    findings.map { finding in
      "\(finding.rule)@\(finding.primary.map { file.position(at: $0.lower).line } ?? 0)"
    }
  }

  /// The file's text under each inline that is a text.
  var textSlices: [String] {
    var found: [String] = []
    document.walk { node in
      if case .inline(let inline) = node, case .text = inline.kind { found.append(slice(inline.span)) }
    }
    return found
  }

  /// The texts themselves.
  var texts: [String] {
    var found: [String] = []
    document.walk { node in
      if case .inline(let inline) = node, case .text(let text) = inline.kind { found.append(text) }
    }
    return found
  }

  /// The file's text under every inline that is not a text.
  var markSlices: [String] {
    var found: [String] = []
    document.walk { node in
      guard case .inline(let inline) = node else { return }
      if case .text = inline.kind { return }
      found.append(slice(inline.span))
    }
    return found
  }

  var blockSlices: [String] { document.blocks.map { slice($0.span) } }
}

enum Outline {
  static func of(_ block: Block) -> String {
    switch block.kind {
    case .paragraph(let content): "p(\(of(content)))"
    case .heading(let level, let content, let id): "h\(level)#\(id)(\(of(content)))"
    case .list(let ordered, let start, let tight, let items):
      "\(ordered ? "ol\(start)" : "ul")\(tight ? "" : "~")"
        + "(\(items.map { "li(\($0.blocks.map(of).joined(separator: " ")))" }.joined()))"
    case .quote(let blocks): "quote(\(blocks.map(of).joined(separator: " ")))"
    case .codeBlock(let info, let text): "pre[\(info)](\(text))"
    case .table(let table):
      "table[\(table.alignments.map { "\($0)" }.joined(separator: ","))]"
        + ([table.header] + table.rows)
        .map { "(\($0.cells.map { of($0.content) }.joined(separator: "|")))" }.joined()
    case .thematicBreak: "hr"
    case .footnoteDefinition(let id, let blocks): "fn#\(id)(\(blocks.map(of).joined(separator: " ")))"
    case .html(let text), .markup(let text): "html(\(text))"
    }
  }

  static func of(_ inlines: [Inline]) -> String { inlines.map(of).joined() }

  static func of(_ inline: Inline) -> String {
    switch inline.kind {
    case .text(let text): text
    case .emphasis(let content): "em(\(of(content)))"
    case .strong(let content): "b(\(of(content)))"
    case .strikethrough(let content): "s(\(of(content)))"
    case .link(let destination, let title, let content):
      "a<\(destination)\(title.isEmpty ? "" : " '\(title)'")>(\(of(content)))"
    case .image(let source, let alt, let title): "img<\(source)\(title.isEmpty ? "" : " '\(title)'")>(\(alt))"
    case .code(let text): "code(\(text))"
    case .lineBreak: "⏎"
    case .softBreak: "␤"
    case .footnoteReference(let id): "ref(\(id))"
    case .html(let text), .markup(let text): "html(\(text))"
    case .directive(let directive): "⟦\(directive.body)⟧"
    }
  }
}
