package import Diagnostics

/// A piece of a line of text, with its place in the file.
package struct Inline: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Where the span is as long as the text's UTF-8, each byte stands for itself; it is longer where
    /// the author wrote escapes (`\*`) or entities (`&amp;`).
    case text(String)
    case emphasis([Inline])
    case strong([Inline])
    case strikethrough([Inline])
    case link(destination: String, title: String, content: [Inline])
    case image(source: String, alt: String, title: String)
    case code(String)
    /// A line ended by two spaces or `\`.
    case lineBreak
    /// A line of the source that ends inside a paragraph. Between Chinese characters it is no space.
    case softBreak
    case footnoteReference(id: String)
    /// Raw HTML, which is not shown: a finding says so.
    case html(String)
    /// A tag that the site allows, in our own writing: safe as it is. Tags of one paragraph nest.
    case markup(String)
    case directive(Directive)
  }

  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// A `{{…}}` in running text. What it means is the business of whoever evaluates it.
package struct Directive: Sendable, Hashable {
  /// What stands between `{{` and `}}`, verbatim.
  package let body: String
  /// The whole `{{…}}`.
  package let span: SourceSpan

  package init(body: String, span: SourceSpan) {
    self.body = body
    self.span = span
  }

  /// The bytes of ``body``.
  package var bodySpan: SourceSpan {
    SourceSpan(path: span.path, lower: span.lower + 2, upper: span.upper - 2)
  }

  /// The directive as it stands in the file.
  package var source: String { "{{" + body + "}}" }
}
