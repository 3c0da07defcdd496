import Diagnostics

/// Builds our tree from cmark's: with places in the file, directives as nodes, and a finding for
/// whatever would not reach the page as the author meant it.
struct TreeBuilder {
  /// The deepest lists and quotes may stand in each other, and marks in each other.
  static let mostNesting = 32

  let prepared: PreparedText
  var findings: FindingList
  private var headingIDs = HeadingIDs()
  /// The ids of footnotes: their labels as defined, by their labels in lower case.
  private(set) var footnotes: [String: String] = [:]
  /// Where code stands: what looks like mark-up there is none.
  private(set) var codeRanges: [Range<Int>] = []

  let allowsHTML: Bool

  init(_ prepared: PreparedText, findings: FindingList, allowsHTML: Bool = false) {
    self.allowsHTML = allowsHTML
    self.prepared = prepared
    self.findings = findings
  }

  mutating func document(_ root: CMark.Node) -> [Block] {
    let children = root.children
    for child in children where child.kind == .footnoteDefinition {
      let id = footnoteLabel(child).text
      footnotes[id.lowercased()] = id
    }
    let blocks = children.flatMap { self.blocks($0, depth: 0) }
    reportUnusedFootnotes()
    return blocks
  }

  func span(_ range: Range<Int>) -> SourceSpan { prepared.span(range) }

  // MARK: Blocks

  private mutating func blocks(in node: CMark.Node, depth: Int) -> [Block] {
    guard depth <= TreeBuilder.mostNesting else {
      findings.add(
        .nesting, "列表和引用嵌套超过 \(TreeBuilder.mostNesting) 层", at: span(prepared.range(node.place)),
        fix: "减少缩进的层数")
      return []
    }
    return node.children.flatMap { blocks($0, depth: depth) }
  }

  private mutating func blocks(_ node: CMark.Node, depth: Int) -> [Block] {
    let range = prepared.range(node.place)
    switch node.kind {
    case .paragraph:
      return [Block(.paragraph(inlines(in: node, range: range)), span: span(range))]
    case .heading:
      let content = inlines(in: node, range: range)
      let id = headingIDs.id(for: content.plainText { _ in "" })
      return [Block(.heading(level: node.headingLevel, content: content, id: id), span: span(range))]
    case .quote:
      return [Block(.quote(blocks(in: node, depth: depth + 1)), span: span(range))]
    case .list:
      let items = node.children.map { item in
        ListItem(blocks: blocks(in: item, depth: depth + 1), span: span(prepared.range(item.place)))
      }
      return [
        Block(
          .list(ordered: node.isOrdered, start: node.listStart, tight: node.isTight, items: items), span: span(range))
      ]
    case .codeBlock:
      return [codeBlock(node, range)]
    case .htmlBlock:
      let range = htmlRange(node, range)
      codeRanges.append(range)
      let source = prepared.restored(node.literal, verbatim: true)
      if allowsHTML, !source.hasPrefix("<!"), let markup = allowed(source, allowsBlocks: true, range) {
        return [Block(.markup(markup), span: span(range))]
      }
      if !allowsHTML || source.hasPrefix("<!") { reportHTML(node.literal, range) }
      return [Block(.html(prepared.restored(node.literal, verbatim: true)), span: span(range))]
    case .thematicBreak:
      return [Block(.thematicBreak, span: span(range))]
    case .footnoteDefinition:
      let label = footnoteLabel(node)
      let content = blocks(in: node, depth: depth + 1)
      let full = min(label.start, range.lowerBound)..<range.upperBound
      return [Block(.footnoteDefinition(id: label.text, content: content), span: span(full))]
    case .table:
      return [table(node, range)]
    default:
      return []
    }
  }

  /// HTML that may stand, in our own writing; nil with a finding where it may not.
  mutating func allowed(_ source: String, allowsBlocks: Bool, _ range: Range<Int>) -> String? {
    do {
      return try HTMLAllowList.markup(source, allowsBlocks: allowsBlocks)
    } catch {
      findings.add(
        .rawHTML, "HTML 没有显示：\(error.message)", at: span(range), level: .warning,
        fix: "可以用的标签见 docs/数据格式.md；别的用 Markdown 的写法")
      return nil
    }
  }

  /// Whether a tag in running text may stand: the site has to allow it.
  mutating func inlineMarkup(_ source: String, _ range: Range<Int>) -> String? {
    guard allowsHTML, !source.hasPrefix("<!") else { return nil }
    return allowed(source, allowsBlocks: false, range)
  }

  /// The inlines of a paragraph as they are where their tags nest; without them, and with a finding, where not.
  mutating func nested(_ content: [Inline]) -> [Inline] {
    let tags = content.compactMap { inline -> String? in
      if case .markup(let tag) = inline.kind { return tag }
      return nil
    }
    guard !tags.isEmpty else { return content }
    do {
      try HTMLAllowList.checkNesting(tags)
      return content
    } catch {
      let first = content.first { if case .markup = $0.kind { true } else { false } }
      // The partner of a tag that was refused goes with it.
      let isTold = content.contains { inline in
        if case .html(let source) = inline.kind { return !source.hasPrefix("<!") }
        return false
      }
      if !isTold {
        findings.add(
          .rawHTML, "HTML 没有显示：\(error.message)", at: first?.span ?? span(0..<0), level: .warning,
          fix: "开始和结束标签要成对，写在同一段里")
      }
      return content.map { inline in
        if case .markup(let tag) = inline.kind { return Inline(.html(tag), span: inline.span) }
        return inline
      }
    }
  }

  /// The whole of raw HTML: of a comment on one line cmark gives the start only.
  private func htmlRange(_ node: CMark.Node, _ range: Range<Int>) -> Range<Int> {
    var literal = Array(node.literal.utf8)[...]
    while let last = literal.last, last <= 0x20 { literal.removeLast() }
    guard prepared.bytes[range.lowerBound...].starts(with: literal) else { return range }
    return range.lowerBound..<max(range.upperBound, range.lowerBound + literal.count)
  }

  /// The label of a footnote definition, which cmark keeps to itself: its place begins behind `[^label]:`.
  private func footnoteLabel(_ node: CMark.Node) -> (text: String, start: Int) {
    let line = prepared.lineStart(node.place.startLine)
    var start = prepared.range(node.place).lowerBound
    while start > line {
      start -= 1
      if let label = Leftover.footnoteLabel(in: prepared.bytes, at: start) {
        return (prepared.restored(label.text), start)
      }
    }
    return ("", start)
  }

  private mutating func codeBlock(_ node: CMark.Node, _ range: Range<Int>) -> Block {
    codeRanges.append(range)
    if let fence = node.fence {
      let lines = prepared.bytes[range].split { $0 == 0x0A || $0 == 0x0D }
      let last = lines.last?.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") } ?? []
      if lines.count < 2 || last.count < fence.length || !last.allSatisfy({ $0 == fence.character }) {
        let mark = String(repeating: Character(Unicode.Scalar(fence.character)), count: min(fence.length, 8))
        findings.add(
          .unclosedCode, "\(mark) 开始的代码块没有结束，后面的文字都成了代码", at: span(range), fix: "在代码之后另起一行写 \(mark)")
      }
    }
    let kind = Block.Kind.codeBlock(
      info: prepared.restored(node.fenceInfo), text: prepared.restored(node.literal, verbatim: true))
    return Block(kind, span: span(range))
  }

  // MARK: Tables

  private mutating func table(_ node: CMark.Node, _ range: Range<Int>) -> Block {
    let alignments = node.alignments
    let rows = node.children.map { row($0, columns: alignments.count) }
    let header = rows.first ?? MarkdownTable.Row(cells: [], span: span(range))
    return Block(
      .table(MarkdownTable(alignments: alignments, header: header, rows: Array(rows.dropFirst()))), span: span(range))
  }

  private mutating func row(_ node: CMark.Node, columns: Int) -> MarkdownTable.Row {
    let range = prepared.range(node.place)
    let written = TableLine.cellCount(prepared.bytes[range])
    if written != columns {
      findings.add(
        .tableShape, "这一行有 \(written) 格，表头有 \(columns) 格", at: span(range),
        fix: written > columns ? "多出的格不会显示：删去，或给表头加栏；格里的竖线写成 \\|" : "补足各格，空格也要写出 |")
    }
    let cells = node.children.map { cell in
      // A made-up cell has no place: the row's end is where it is missing.
      guard cell.place.startColumn > 0 else {
        return MarkdownTable.Cell(content: [], span: span(range.upperBound..<range.upperBound))
      }
      let inner = prepared.range(cell.place)
      return MarkdownTable.Cell(content: inlines(in: cell, range: inner), span: span(inner))
    }
    return MarkdownTable.Row(cells: cells, span: span(range))
  }

  private mutating func inlines(in node: CMark.Node, range: Range<Int>) -> [Inline] {
    var locator = InlineLocator(prepared, in: range, place: node.place)
    return inlines(in: node, at: &locator, depth: 0)
  }

  mutating func noteCode(_ range: Range<Int>) { codeRanges.append(range) }
}

/// A line of a table as it is written.
enum TableLine {
  /// How many cells the line has, counted as cmark splits them: an escaped `|` is none, one in code is.
  static func cellCount(_ line: ArraySlice<UInt8>) -> Int {
    let bar = UInt8(ascii: "|")
    var trimmed = line.drop { $0 <= 0x20 }
    while let last = trimmed.last, last <= 0x20 { trimmed.removeLast() }
    var bars = 0
    var endsWithBar = false
    var offset = trimmed.startIndex
    while offset < trimmed.endIndex {
      let byte = trimmed[offset]
      let isEscape =
        byte == UInt8(ascii: "\\") && offset + 1 < trimmed.endIndex
        && CharacterClass.isASCIIPunctuation(trimmed[offset + 1])
      endsWithBar = byte == bar
      if byte == bar { bars += 1 }
      offset += isEscape ? 2 : 1
    }
    return bars + 1 - (trimmed.first == bar ? 1 : 0) - (endsWithBar && bars > 1 ? 1 : 0)
  }
}
