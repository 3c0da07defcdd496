internal import Diagnostics
package import Disclosures
package import Markdown

/// Writes narrative as HTML: figures from data as `<data>` linked to their cell, everything else escaped.
package struct ProseRenderer {
  /// The link from the page being written to a cell; nil where the cell has no page.
  package typealias Link = (Evaluator.Value) -> String?

  let expression: ProseExpression
  let link: Link
  /// The link from the page being written to a file of `attachments/`.
  let attachment: (String) -> String
  /// The heading level that the prose's highest heading becomes.
  let topHeading: Int
  let terms: TermLinks?
  /// Put before ids, so that several sections can share a page.
  let idPrefix: String
  /// The numbers of the directives whose figures get anchors, by where they stand: none where nothing leads to them.
  private var numbers: [SourceSpan: Int] = [:]

  init(
    expression: ProseExpression, topHeading: Int, idPrefix: String, link: @escaping Link,
    attachment: @escaping (String) -> String, terms: TermLinks? = nil
  ) {
    self.terms = terms
    self.expression = expression
    self.topHeading = topHeading
    self.idPrefix = idPrefix
    self.link = link
    self.attachment = attachment
  }

  /// Where a figure of a section stands on the section's page: so that a table leads back to the sentence.
  static func anchor(section: String, directive: Int, figure: Int) -> String {
    "\(section)-figure-\(directive + 1)" + (figure == 0 ? "" : "-\(figure + 1)")
  }

  /// The same with an anchor at every figure.
  func anchored(_ document: MarkdownDocument) -> HTMLText {
    var renderer = self
    for (number, directive) in document.directives.enumerated() { renderer.numbers[directive.span] = number }
    return renderer.html(document)
  }

  package func html(_ document: MarkdownDocument) -> HTMLText {
    var html = HTMLText()
    let highest =
      document.blocks.compactMap { block -> Int? in
        if case .heading(let level, _, _) = block.kind { return level }
        return nil
      }.min() ?? topHeading
    let notes = document.blocks.filter { if case .footnoteDefinition = $0.kind { true } else { false } }
    for block in document.blocks {
      if case .footnoteDefinition = block.kind { continue }
      write(&html, block, headingShift: topHeading - highest)
    }
    if !notes.isEmpty {
      html.element("ol", ("class", "footnotes")) { html in
        for case .footnoteDefinition(let id, let content) in notes.map(\.kind) {
          html.element("li", ("id", "\(idPrefix)-fn-\(id)")) { html in
            for block in content { write(&html, block, headingShift: 0) }
          }
        }
      }
    }
    return html
  }

  private func write(_ html: inout HTMLText, _ block: Block, headingShift: Int) {
    switch block.kind {
    case .paragraph(let content):
      // A directive that writes a list stands in a paragraph of its own.
      if content.count == 1, case .directive(let directive) = content[0].kind,
        let output = try? expression.evaluate(directive.body, span: directive.bodySpan), !output.items.isEmpty
      {
        var written = 0
        html.element("ol", ("class", "items")) { html in
          for item in output.items { html.element("li") { html in pieces(&html, item, of: directive, &written) } }
        }
      } else {
        html.element("p") { inlines(&$0, content, linksTerms: true) }
      }
    case .heading(let level, let content, let id):
      heading(&html, min(6, max(2, level + headingShift)), id: "\(idPrefix)-\(id)", content)
    case .list(let ordered, let start, let tight, let items):
      list(&html, ordered: ordered, start: start, tight: tight, items.map(\.blocks), headingShift)
    case .quote(let blocks):
      html.element("blockquote") { html in for block in blocks { write(&html, block, headingShift: headingShift) } }
    case .codeBlock(_, let text): html.element("pre") { $0.element("code", text: text) }
    case .table(let table):
      self.table(
        &html, header: table.header.cells.map(\.content), rows: table.rows.map { $0.cells.map(\.content) },
        isRight: table.alignments.map { $0 == .right })
    case .thematicBreak: html.open("hr")
    case .markup(let markup): html.append(.markup(markup))
    case .footnoteDefinition, .html: break
    }
    html.newline()
  }

  private func heading(_ html: inout HTMLText, _ level: Int, id: String, _ content: [Inline]) {
    let write: (inout HTMLText) -> Void = { inlines(&$0, content) }
    switch level {
    case 2: html.element("h2", ("id", id), content: write)
    case 3: html.element("h3", ("id", id), content: write)
    case 4: html.element("h4", ("id", id), content: write)
    case 5: html.element("h5", ("id", id), content: write)
    default: html.element("h6", ("id", id), content: write)
    }
  }

  private func list(
    _ html: inout HTMLText, ordered: Bool, start: Int, tight: Bool, _ items: [[Block]], _ headingShift: Int
  ) {
    let write: (inout HTMLText) -> Void = { html in
      for item in items {
        html.element("li") { html in
          for block in item {
            if tight, case .paragraph(let content) = block.kind {
              inlines(&html, content, linksTerms: true)
            } else {
              self.write(&html, block, headingShift: headingShift)
            }
          }
        }
      }
    }
    if ordered {
      html.element("ol", ("start", start == 1 ? nil : String(start)), content: write)
    } else {
      html.element("ul", content: write)
    }
  }

  /// A table in prose: its first column names the rows.
  private func table(_ html: inout HTMLText, header: [[Inline]], rows: [[[Inline]]], isRight: [Bool]) {
    let title = header.map { $0.plainText() }.joined(separator: "、")
    html.element("div", ("class", "scroll"), ("role", "region"), ("aria-label", title), ("tabindex", "0")) { html in
      html.element("table", ("class", "prose-table")) { html in
        html.element("caption", ("class", "unseen"), text: title)
        html.element("thead") { html in
          html.element("tr") { html in
            for (index, cell) in header.enumerated() {
              html.element("th", ("scope", "col"), ("class", isRight[index] ? "n" : nil)) { inlines(&$0, cell) }
            }
          }
        }
        html.element("tbody") { html in
          for row in rows {
            html.element("tr") { html in
              for (index, cell) in row.enumerated() {
                if index == 0 {
                  html.element("th", ("scope", "row")) { inlines(&$0, cell) }
                } else {
                  html.element("td", ("class", isRight[index] ? "n" : nil)) { inlines(&$0, cell) }
                }
              }
            }
          }
        }
      }
    }
  }

  /// - Parameter linksTerms: not inside links and headings.
  private func inlines(_ html: inout HTMLText, _ content: [Inline], linksTerms: Bool = false) {
    for (index, inline) in content.enumerated() {
      switch inline.kind {
      case .text(let text):
        if linksTerms, let terms { terms.write(text, to: &html) } else { html.text(text) }
      case .emphasis(let content): html.element("em") { inlines(&$0, content, linksTerms: linksTerms) }
      case .strong(let content): html.element("strong") { inlines(&$0, content, linksTerms: linksTerms) }
      case .strikethrough(let content): html.element("del") { inlines(&$0, content) }
      case .link(let destination, let title, let content):
        html.element("a", ("href", target(destination)), ("title", title.isEmpty ? nil : title)) {
          inlines(&$0, content)
        }
      case .image(let source, let alt, let title):
        html.open("img", ("src", target(source)), ("alt", alt), ("title", title.isEmpty ? nil : title))
      case .code(let text): html.element("code", text: text)
      case .lineBreak: html.open("br")
      case .softBreak:
        if !joinsWithoutSpace(content, at: index) { html.text(" ") }
      case .footnoteReference(let id):
        html.element("a", ("class", "note-mark"), ("href", "#\(idPrefix)-fn-\(id)"), text: "〔注\(id)〕")
      case .directive(let directive): figure(&html, directive)
      case .markup(let tag): html.append(.markup(tag))
      case .html: break
      }
    }
  }

  /// `attachments/a.pdf` is a file of this disclosure, wherever the page stands; everything else is as written.
  private func target(_ destination: String) -> String {
    let folder = "attachments/"
    return destination.hasPrefix(folder) ? attachment(String(destination.dropFirst(folder.count))) : destination
  }

  /// A line break in the source is a space between Latin words and nothing between Chinese ones.
  private func joinsWithoutSpace(_ content: [Inline], at index: Int) -> Bool {
    func isWide(_ scalar: Unicode.Scalar?) -> Bool { (scalar?.value ?? 0) >= 0x2E80 }
    let before = index > 0 ? content[index - 1].plainText().unicodeScalars.last : nil
    let after = index + 1 < content.count ? content[index + 1].plainText().unicodeScalars.first : nil
    return isWide(before) || isWide(after)
  }

  private func figure(_ html: inout HTMLText, _ directive: Directive) {
    guard let output = try? expression.evaluate(directive.body, span: directive.bodySpan) else {
      // Only drafts get here: a disclosure with such a finding is not published.
      html.element("mark", ("class", "unresolved"), text: directive.source)
      return
    }
    var written = 0
    if !output.pieces.isEmpty || !output.items.isEmpty {
      pieces(
        &html, output.items.isEmpty ? output.pieces : output.items.flatMap { $0 }, of: directive, &written)
    } else {
      figure(&html, output, of: directive, &written)
    }
  }

  private func pieces(
    _ html: inout HTMLText, _ pieces: [ProseExpression.Output.Piece], of directive: Directive, _ written: inout Int
  ) {
    for piece in pieces {
      switch piece {
      case .words(let words): html.text(words)
      case .figure(let output): figure(&html, output, of: directive, &written)
      }
    }
  }

  private func figure(
    _ html: inout HTMLText, _ output: ProseExpression.Output, of directive: Directive, _ written: inout Int
  ) {
    guard output.isShown else { return html.text(output.text) }
    let id = numbers[directive.span].map { Self.anchor(section: idPrefix, directive: $0, figure: written) }
    written += 1
    if let href = output.place.flatMap(link) {
      html.element("a", ("class", "figure"), ("id", id), ("href", href), ("title", output.provenance)) { html in
        html.element("data", ("value", output.machineValue), text: output.text)
      }
    } else {
      html.element(
        "data", ("class", "figure"), ("id", id), ("value", output.machineValue), ("title", output.provenance),
        text: output.text)
    }
  }
}
