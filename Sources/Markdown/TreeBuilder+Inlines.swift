import Diagnostics

extension TreeBuilder {
  mutating func inlines(in node: CMark.Node, at locator: inout InlineLocator, depth: Int) -> [Inline] {
    guard depth <= TreeBuilder.mostNesting else {
      let range = locator.line(of: node.place)
      findings.add(.nesting, "强调和链接嵌套超过 \(TreeBuilder.mostNesting) 层", at: span(range), fix: "去掉多余的 * 和方括号")
      return [Inline(.text(prepared.restored(node.flatText)), span: span(range))]
    }
    var found: [Inline] = []
    for child in node.children { found += inlines(child, at: &locator, depth: depth) }
    return allowsHTML ? nested(found) : found
  }

  /// One node of cmark's as ours: several where directives divide a text, or a refused link leaves its words.
  private mutating func inlines(_ node: CMark.Node, at locator: inout InlineLocator, depth: Int) -> [Inline] {
    switch node.kind {
    case .text: return text(node, at: &locator)
    case .softBreak: return [Inline(.softBreak, span: span(locator.lineEnding()))]
    case .lineBreak: return [Inline(.lineBreak, span: span(locator.lineEnding()))]
    case .code:
      let range = locator.codeSpan()
      noteCode(range)
      return [Inline(.code(prepared.restored(node.literal, verbatim: true)), span: span(range))]
    case .html:
      let range = locator.find(Array(node.literal.utf8), place: node.place)?.range ?? locator.line(of: node.place)
      let source = prepared.restored(node.literal, verbatim: true)
      if let markup = inlineMarkup(source, range) { return [Inline(.markup(markup), span: span(range))] }
      if !allowsHTML || source.hasPrefix("<!") { reportHTML(node.literal, range) }
      return [Inline(.html(source), span: span(range))]
    case .emphasis, .strong, .strikethrough: return marked(node, at: &locator, depth: depth)
    case .link: return link(node, at: &locator, depth: depth)
    case .image: return image(node, at: &locator, depth: depth)
    case .footnoteReference:
      let start = locator.pass(UInt8(ascii: "["), UInt8(ascii: "^"))
      let label = Leftover.footnoteLabel(in: prepared.bytes, at: start).map { prepared.restored($0.text) } ?? ""
      let id = footnotes[label.lowercased()] ?? label
      return [Inline(.footnoteReference(id: id), span: span(start..<locator.linkEnd()))]
    default: return []
    }
  }

  // MARK: Text

  private mutating func text(_ node: CMark.Node, at locator: inout InlineLocator) -> [Inline] {
    let literal = node.literal
    let raw = Array(literal.utf8)
    let match = locator.find(raw, place: node.place)
    let range = match?.range ?? locator.line(of: node.place)
    reportProblems(in: raw, at: match, range)
    guard raw.contains(Sentinel.lead) else {
      return raw.isEmpty ? [] : [Inline(.text(literal), span: span(range))]
    }
    return pieces(of: raw, at: match, range)
  }

  /// Divides a text at its directives.
  private func pieces(of raw: [UInt8], at match: InlineLocator.Match?, _ range: Range<Int>) -> [Inline] {
    var found: [Inline] = []
    var start = 0
    func append(to end: Int) {
      let text = prepared.restored(String(decoding: raw[start..<end], as: UTF8.self))
      guard !text.isEmpty else { return }
      let place = match.map { $0.offset(of: start)..<$0.offset(of: end) } ?? range
      found.append(Inline(.text(text), span: span(place)))
    }
    var offset = 0
    while offset < raw.count {
      guard let (meaning, length) = Sentinel.read(raw, at: offset) else {
        offset += 1
        continue
      }
      // A character reference may spell a sentinel that stands for nothing.
      if case .directive(let index) = meaning, prepared.directives.indices.contains(index) {
        append(to: offset)
        let directive = prepared.directives[index]
        found.append(Inline(.directive(directive), span: directive.span))
        start = offset + length
      }
      offset += length
    }
    append(to: raw.count)
    return found
  }

  // MARK: Marks, links, images

  private mutating func marked(_ node: CMark.Node, at locator: inout InlineLocator, depth: Int) -> [Inline] {
    let kind = node.kind
    let length = kind == .emphasis ? 1 : 2
    let start = locator.openingMarks(length, place: node.place)
    let content = inlines(in: node, at: &locator, depth: depth + 1)
    _ = locator.passMarks(length)
    let range = start..<max(start, locator.cursor)
    if content.isEmpty {
      findings.add(.strayMark, "强调的标记之间没有文字", at: span(range), fix: "删去多余的 **")
    }
    switch kind {
    case .strong: return [Inline(.strong(content), span: span(range))]
    case .strikethrough: return [Inline(.strikethrough(content), span: span(range))]
    default:
      reportAccidentalEmphasis(range)
      return [Inline(.emphasis(content), span: span(range))]
    }
  }

  private mutating func link(_ node: CMark.Node, at locator: inout InlineLocator, depth: Int) -> [Inline] {
    let start = locator.linkStart()
    let content = inlines(in: node, at: &locator, depth: depth + 1)
    let range = start..<max(start, locator.linkEnd())
    guard let destination = address(node, range) else { return content }
    let kind = Inline.Kind.link(destination: destination, title: prepared.restored(node.title), content: content)
    return [Inline(kind, span: span(range))]
  }

  private mutating func image(_ node: CMark.Node, at locator: inout InlineLocator, depth: Int) -> [Inline] {
    let start = locator.pass(UInt8(ascii: "!"), UInt8(ascii: "["))
    let content = inlines(in: node, at: &locator, depth: depth + 1)
    let range = start..<max(start, locator.linkEnd())
    let alt = content.plainText { $0.source }
    if prepared.holdsDirective(node.flatText) { reportMisplacedDirective("图片的说明", range) }
    if alt.allSatisfy(\.isWhitespace) {
      findings.add(
        .imageText, "图片 \(prepared.restored(node.destination)) 没有说明", at: span(range),
        fix: "在方括号里写出图片的内容：![内容](地址)；看不见图片的人靠它")
    }
    guard let source = address(node, range) else { return alt.isEmpty ? [] : [Inline(.text(alt), span: span(range))] }
    return [Inline(.image(source: source, alt: alt, title: prepared.restored(node.title)), span: span(range))]
  }

  /// The address of a link or image, unless it is one that runs code or carries a page inside it.
  private mutating func address(_ node: CMark.Node, _ range: Range<Int>) -> String? {
    let address = prepared.restored(node.destination)
    if prepared.holdsDirective(node.destination) { reportMisplacedDirective("链接的地址", range) }
    if prepared.holdsDirective(node.title) { reportMisplacedDirective("链接的标题", range) }
    let visible = String(String.UnicodeScalarView(address.unicodeScalars.filter { $0.value > 0x20 })).lowercased()
    guard let scheme = ["javascript:", "data:", "vbscript:"].first(where: visible.hasPrefix) else { return address }
    findings.add(
      .linkScheme, "\(scheme) 开头的地址不能用作链接", at: span(range), fix: "写网页地址（https://…）或本站的文件")
    return nil
  }
}
