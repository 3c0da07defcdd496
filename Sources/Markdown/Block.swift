package import Diagnostics

/// A paragraph, heading, list, table or other block, with its place in the file.
package struct Block: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case paragraph([Inline])
    /// `id` is unique in the document and stable: made of the heading's words.
    case heading(level: Int, content: [Inline], id: String)
    case list(ordered: Bool, start: Int, tight: Bool, items: [ListItem])
    case quote([Block])
    /// `info` is what follows the opening fence; empty for indented code.
    case codeBlock(info: String, text: String)
    case table(MarkdownTable)
    case thematicBreak
    case footnoteDefinition(id: String, content: [Block])
    /// Raw HTML, which is not shown: a finding says so.
    case html(String)
    /// HTML that the site allows, in our own writing: safe as it is.
    case markup(String)
  }

  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// One item of a list.
package struct ListItem: Sendable, Hashable {
  package let blocks: [Block]
  package let span: SourceSpan

  package init(blocks: [Block], span: SourceSpan) {
    self.blocks = blocks
    self.span = span
  }
}

/// A table written with `|`.
package struct MarkdownTable: Sendable, Hashable {
  package enum Alignment: Sendable, Hashable { case none, left, center, right }

  /// One for each column.
  package let alignments: [Alignment]
  package let header: Row
  package let rows: [Row]

  package init(alignments: [Alignment], header: Row, rows: [Row]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }

  /// A line of the table; always as many cells as the header.
  package struct Row: Sendable, Hashable {
    package let cells: [Cell]
    package let span: SourceSpan

    package init(cells: [Cell], span: SourceSpan) {
      self.cells = cells
      self.span = span
    }
  }

  package struct Cell: Sendable, Hashable {
    package let content: [Inline]
    /// Between the `|` of both sides; empty where the row was too short and the cell was made up.
    package let span: SourceSpan

    package init(content: [Inline], span: SourceSpan) {
      self.content = content
      self.span = span
    }
  }
}
