package import Diagnostics

/// A narrative file as a tree of values: what was written and where, nothing of what it means.
package struct MarkdownDocument: Sendable, Hashable {
  /// What stands between the `---` lines at the top of the file.
  package let frontMatter: FrontMatter?
  /// The blocks in reading order; footnote definitions come last, in the order of their first reference.
  package let blocks: [Block]

  package init(frontMatter: FrontMatter? = nil, blocks: [Block] = []) {
    self.frontMatter = frontMatter
    self.blocks = blocks
  }
}

/// The YAML at the top of a narrative file, unread: the YAML reader parses it, and adds `span.lower`
/// to its own offsets so that its findings point into the narrative file.
package struct FrontMatter: Sendable, Hashable {
  /// The lines between the two `---` lines, verbatim, with their line endings.
  package let text: String
  /// The bytes of ``text`` in the file.
  package let span: SourceSpan
  /// The bytes of ``text`` and of both `---` lines.
  package let outerSpan: SourceSpan

  package init(text: String, span: SourceSpan, outerSpan: SourceSpan) {
    self.text = text
    self.span = span
    self.outerSpan = outerSpan
  }
}
