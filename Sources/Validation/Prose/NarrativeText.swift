internal import Diagnostics
internal import Disclosures
internal import Markdown

/// The narrative of a disclosure as passages, with every `{{…}}` evaluated once.
struct NarrativeText: Sendable {
  struct Evaluated: Sendable {
    let section: Int
    let directive: Directive
    let result: Result<ProseExpression.Output, ProseExpression.Failure>
  }

  let passages: [Passage]
  let directives: [Evaluated]

  init(_ disclosure: Disclosure, expression: ProseExpression) {
    var passages: [Passage] = []
    var directives: [Evaluated] = []
    for (index, section) in disclosure.sections.enumerated() {
      for block in section.document.blocks {
        Self.collect(block, section: index, expression, &passages, &directives)
      }
    }
    for index in passages.indices { passages[index].index = index }
    self.passages = passages
    self.directives = directives
  }

  private static func collect(
    _ block: Block, section: Int, _ expression: ProseExpression, _ passages: inout [Passage],
    _ directives: inout [Evaluated]
  ) {
    func add(_ content: [Inline], _ kind: Passage.Kind, _ span: SourceSpan) {
      var builder = PassageBuilder(section: section, expression: expression)
      if case .cell(let row, let column) = kind, !column.isEmpty { builder.begin("\(row)，\(column)：") }
      builder.add(content)
      passages.append(builder.passage(kind, span, firstDirective: directives.count))
      directives += builder.directives
    }
    switch block.kind {
    case .paragraph(let content): add(content, .text, block.span)
    case .heading(let level, let content, _): add(content, .heading(level: level), block.span)
    case .table(let table):
      let heads = table.header.cells.map { $0.content.plainText() }
      for cell in table.header.cells { add(cell.content, .heading(level: 7), cell.span) }
      for row in table.rows {
        let name = row.cells.first.map { $0.content.plainText() } ?? ""
        for (column, cell) in row.cells.enumerated() {
          let head = column > 0 && heads.indices.contains(column) ? heads[column] : ""
          add(cell.content, .cell(row: name, column: head), cell.span)
        }
      }
    case .list, .quote, .footnoteDefinition:
      for child in block.children { collect(child, section: section, expression, &passages, &directives) }
    case .markup: add([Inline(.code(block.plainText()), span: block.span)], .text, block.span)
    case .codeBlock, .thematicBreak, .html: break
    }
  }
}

/// Writes out the inlines of one passage.
private struct PassageBuilder {
  let section: Int
  let expression: ProseExpression
  var directives: [NarrativeText.Evaluated] = []
  private var bytes: [UInt8] = []
  private var prefix = 0
  private var pieces: [Passage.Piece] = []
  private var insertions: [(range: Range<Int>, place: Int, output: ProseExpression.Output)] = []

  init(section: Int, expression: ProseExpression) {
    self.section = section
    self.expression = expression
  }

  func passage(_ kind: Passage.Kind, _ span: SourceSpan, firstDirective: Int) -> Passage {
    Passage(
      section: section, kind: kind, bytes: bytes, prefix: prefix,
      insertions: insertions.map {
        .init(range: $0.range, directive: firstDirective + $0.place, output: $0.output)
      },
      pieces: pieces, block: span)
  }

  mutating func begin(_ heads: String) {
    bytes = Array(heads.utf8)
    prefix = bytes.count
  }

  mutating func add(_ content: [Inline]) {
    for inline in content { add(inline) }
  }

  private mutating func add(_ inline: Inline) {
    switch inline.kind {
    case .text(let text), .code(let text): add(text, inline.span)
    case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content):
      add(content)
    case .lineBreak: add("\n", inline.span)
    case .softBreak:
      // A line of the source that ends between Chinese characters is no space.
      if let last = bytes.last, last < 0x80 { add(" ", inline.span) }
    case .directive(let directive): add(directive)
    case .image, .footnoteReference, .html, .markup: break
    }
  }

  private mutating func add(_ directive: Directive) {
    let start = bytes.count
    let place = directives.count
    do {
      let output = try expression.evaluate(directive.body, span: directive.bodySpan)
      directives.append(.init(section: section, directive: directive, result: .success(output)))
      add(output.text, directive.span)
      insertions.append((start..<bytes.count, place, output))
    } catch {
      directives.append(.init(section: section, directive: directive, result: .failure(error)))
      // No word and no number: nothing is to be read into it.
      add("\u{FFFC}", directive.span)
    }
  }

  private mutating func add(_ text: String, _ span: SourceSpan) {
    let added = Array(text.utf8)
    let isVerbatim = span.upper - span.lower == added.count
    pieces.append(.init(start: bytes.count, span: span, isVerbatim: isVerbatim))
    guard added.contains(0xEF) else {
      bytes += added
      return
    }
    // １２３．４５％ is what an input method types. EF BC 90–99 are digits, 8E the point, 85 the percent sign.
    var index = 0
    while index < added.count {
      if added[index] == 0xEF, index + 2 < added.count, added[index + 1] == 0xBC,
        let plain = Self.plain(added[index + 2])
      {
        bytes.append(plain)
        index += 3
        if isVerbatim {
          let rest = SourceSpan(path: span.path, lower: span.lower + index, upper: span.upper)
          pieces.append(.init(start: bytes.count, span: rest, isVerbatim: true))
        }
      } else {
        bytes.append(added[index])
        index += 1
      }
    }
  }

  private static func plain(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x90...0x99: byte - 0x60
    case 0x8E: UInt8(ascii: ".")
    case 0x85: UInt8(ascii: "%")
    default: nil
    }
  }
}
