/// What a walk meets.
package enum MarkdownNode: Sendable, Hashable {
  case block(Block)
  case inline(Inline)
}

extension MarkdownDocument {
  /// Visits every block and inline in reading order, each before what it holds.
  package func walk(_ visit: (MarkdownNode) throws -> Void) rethrows {
    for block in blocks { try block.walk(visit) }
  }

  /// Every directive that stands in running text, in reading order.
  package var directives: [Directive] {
    var found: [Directive] = []
    walk { node in
      if case .inline(let inline) = node, case .directive(let directive) = inline.kind { found.append(directive) }
    }
    return found
  }
}

extension Block {
  package func walk(_ visit: (MarkdownNode) throws -> Void) rethrows {
    try visit(.block(self))
    for inline in inlines { try inline.walk(visit) }
    for block in children { try block.walk(visit) }
  }

  /// The inlines directly in this block: a table's cell by cell.
  package var inlines: [Inline] {
    switch kind {
    case .paragraph(let content), .heading(_, let content, _): content
    case .table(let table): ([table.header] + table.rows).flatMap { $0.cells.flatMap(\.content) }
    case .list, .quote, .codeBlock, .thematicBreak, .footnoteDefinition, .html, .markup: []
    }
  }

  /// The blocks directly in this block: a list's item by item.
  package var children: [Block] {
    switch kind {
    case .list(_, _, _, let items): items.flatMap(\.blocks)
    case .quote(let blocks), .footnoteDefinition(_, let blocks): blocks
    case .paragraph, .heading, .codeBlock, .table, .thematicBreak, .html, .markup: []
    }
  }

  /// The words of the block without mark-up; blocks, rows and cells are kept apart by line breaks and
  /// tabs. Raw HTML is left out, as it is from the page.
  package func plainText(directive: (Directive) -> String = Inline.placeholder) -> String {
    switch kind {
    case .codeBlock(_, let text): text
    case .table(let table):
      ([table.header] + table.rows)
        .map { row in row.cells.map { $0.content.plainText(directive: directive) }.joined(separator: "\t") }
        .joined(separator: "\n")
    case .paragraph, .heading: inlines.plainText(directive: directive)
    case .list, .quote, .footnoteDefinition:
      children.map { $0.plainText(directive: directive) }.joined(separator: "\n")
    case .markup(let markup): HTMLAllowList.text(of: markup)
    case .thematicBreak, .html: ""
    }
  }
}

extension Inline {
  /// What stands for a directive in plain text: the object replacement character, which no rule about
  /// words or numbers can mistake for either.
  package static func placeholder(_ directive: Directive) -> String { "\u{FFFC}" }

  package func walk(_ visit: (MarkdownNode) throws -> Void) rethrows {
    try visit(.inline(self))
    for child in children { try child.walk(visit) }
  }

  /// The inlines directly in this one.
  package var children: [Inline] {
    switch kind {
    case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content): content
    case .text, .image, .code, .lineBreak, .softBreak, .footnoteReference, .html, .markup, .directive: []
    }
  }

  /// The words without mark-up: an image gives its alternative text; a line break in the source is a
  /// line break here; footnote marks and raw HTML are left out.
  package func plainText(directive: (Directive) -> String = Inline.placeholder) -> String {
    switch kind {
    case .text(let text), .code(let text): text
    case .image(_, let alt, _): alt
    case .directive(let found): directive(found)
    case .lineBreak, .softBreak: "\n"
    case .footnoteReference, .html, .markup: ""
    case .emphasis, .strong, .strikethrough, .link: children.plainText(directive: directive)
    }
  }
}

extension Sequence where Element == Inline {
  package func plainText(directive: (Directive) -> String = Inline.placeholder) -> String {
    reduce(into: "") { $0 += $1.plainText(directive: directive) }
  }
}
