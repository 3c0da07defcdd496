private import CYAML
internal import Diagnostics

/// Composes nodes from libyaml's event stream, keeping literal text and byte spans.
struct YAMLComposer {
  private let file: SourceFile
  private var findings: [Finding] = []
  /// The containers being built, outermost first.
  private var open: [Container] = []
  private var root: Node?
  private var marks: MarkIndex
  /// Beside the file, which holds its bytes and lines: a span needs nothing else of it.
  private let path: String

  private struct Container {
    var isMapping: Bool
    var start: Int
    var children: [Node] = []
  }

  init(file: SourceFile) {
    self.file = file
    path = file.path
    marks = MarkIndex(bytes: file.bytes)
  }

  mutating func run() -> (Node?, [Finding]) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return (nil, []) }
    defer { yaml_parser_delete(&parser) }
    return file.bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      var documents = 0
      while true {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else {
          findings.append(syntaxFinding(parser, buffer))
          return (nil, findings)
        }
        defer { yaml_event_delete(&event) }
        let lower = marks.byteOffset(ofScalar: event.start_mark.index, in: buffer)
        let upper = marks.byteOffset(ofScalar: event.end_mark.index, in: buffer)
        switch event.type {
        case YAML_STREAM_END_EVENT: return (root, findings)
        case YAML_DOCUMENT_START_EVENT:
          documents += 1
          if documents > 1 {
            findings.append(
              InputRule.syntax.finding(
                "一个文件里有第二个 YAML 文档", at: file.span(lower..<upper), fix: "删去多余的“---”，或拆成两个文件"))
            return (root, findings)
          }
        case YAML_ALIAS_EVENT:
          findings.append(refused("别名（*）", lower..<upper))
          return (nil, findings)
        case YAML_SCALAR_EVENT:
          if event.data.scalar.anchor != nil || hasForeignTag(event.data.scalar.tag) {
            findings.append(refused("锚点（&）或类型标记（!）", lower..<upper))
            return (nil, findings)
          }
          let text = UnsafeBufferPointer(start: event.data.scalar.value, count: event.data.scalar.length)
          let quoted = event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE
          let word = String(decoding: text, as: UTF8.self).composed
          if let bad = InputRule.controlCharacter(in: word, at: span(lower, upper)) { findings.append(bad) }
          if word.isEmpty, !quoted, let mark = commentedMark(from: lower) {
            append(Node(.scalar(file.text(in: mark), quoted: false), span: file.span(mark)))
          } else {
            append(Node(.scalar(word, quoted: quoted), span: span(lower, upper)))
          }
        case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
          let isMapping = event.type == YAML_MAPPING_START_EVENT
          let anchor = isMapping ? event.data.mapping_start.anchor : event.data.sequence_start.anchor
          let tag = isMapping ? event.data.mapping_start.tag : event.data.sequence_start.tag
          if anchor != nil || hasForeignTag(tag) {
            findings.append(refused("锚点（&）或类型标记（!）", lower..<upper))
            return (nil, findings)
          }
          open.append(Container(isMapping: isMapping, start: lower))
          if open.count > YAMLReader.deepest {
            findings.append(
              InputRule.nesting.finding(
                "列表或“键: 值”嵌套超过 \(YAMLReader.deepest) 层", at: file.span(lower..<upper), fix: "检查括号是否写多了"))
            return (nil, findings)
          }
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
          close(upper: upper, emptyEnd: lower)
        default: break
        }
      }
    }
  }

  /// A spreadsheet's mark that stands where a value is missing, and that YAML takes for a comment.
  private func commentedMark(from start: Int) -> Range<Int>? {
    let bytes = file.bytes
    var at = start
    while at < bytes.count, bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\t") { at += 1 }
    return SpreadsheetMark.end(in: bytes, from: at).map { at..<$0 }
  }

  private func span(_ lower: Int, _ upper: Int) -> SourceSpan { SourceSpan(path: path, lower: lower, upper: upper) }

  /// libyaml resolves `!!str` and friends; none of our data needs them.
  private func hasForeignTag(_ tag: UnsafeMutablePointer<UInt8>?) -> Bool { tag != nil }

  private func refused(_ what: String, _ range: Range<Int>) -> Finding {
    InputRule.nesting.finding(
      "这里不用 YAML 的\(what)", at: file.span(range), fix: "直接写出内容；如果它是文字的一部分，请整段加引号")
  }

  private mutating func append(_ node: Node) {
    if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
  }

  private mutating func close(upper: Int, emptyEnd: Int) {
    guard let container = open.popLast() else { return }
    // A block collection's end mark lies at the next token, often lines below: end at the last child instead.
    let isFlow = file.bytes.indices.contains(container.start) && [0x5B, 0x7B].contains(file.bytes[container.start])
    let end = isFlow ? upper : container.children.last?.span.upper ?? emptyEnd
    let span = span(container.start, end)
    guard container.isMapping else {
      append(Node(.sequence(container.children), span: span))
      return
    }
    var pairs: [Node.Pair] = []
    var repeated = RepeatedKeys()
    // Most mappings are small enough to be looked through.
    let isLong = container.children.count > 24
    // Where each stands among the pairs.
    var seen: [ByteKey: Int] = [:]
    func place(of key: String) -> Int? {
      isLong ? seen[ByteKey(key)] : pairs.firstIndex { $0.key.text?.hasSameBytes(as: key) ?? false }
    }
    for index in stride(from: 0, to: container.children.count - 1, by: 2) {
      let (key, value) = (container.children[index], container.children[index + 1])
      guard let text = key.text else {
        findings.append(InputRule.kind.finding("键应是一个名称，这里是\(key.kindWord)", at: key.span, fix: "名称里有括号时请加引号"))
        continue
      }
      if let index = place(of: text) {
        repeated.add(text, at: key.span, first: pairs[index].key.span)
        // A heading that stands there twice: what it is about stands below the second one.
        if pairs[index].value.isEmpty { pairs[index] = .init(key: key, value: value) }
        continue
      }
      if value.isEmpty, isFlow, let colon = text.firstIndex(of: ":"), !key.isQuoted {
        let (name, rest) = (text[..<colon], text[text.index(after: colon)...])
        findings.append(
          InputRule.syntax.finding(
            "“\(text)”的冒号后面缺空格，被读成了一个名称", at: key.span, fix: "写成 \(name): \(rest)"))
        continue
      }
      if isLong { seen[ByteKey(text)] = pairs.count }
      pairs.append(.init(key: key, value: value))
    }
    findings += repeated.findings
    append(Node(.mapping(pairs), span: span))
  }

  private mutating func syntaxFinding(_ parser: yaml_parser_t, _ bytes: UnsafeBufferPointer<UInt8>) -> Finding {
    let problem = parser.problem.map { String(cString: $0) } ?? ""
    let context = parser.context.map { String(cString: $0) } ?? ""
    let offset = marks.byteOffset(ofScalar: parser.problem_mark.index, in: bytes)
    let contextOffset =
      parser.context == nil ? offset : marks.byteOffset(ofScalar: parser.context_mark.index, in: bytes)
    if let slip = YAMLSlip.find(problem, context: context, at: offset, from: contextOffset, in: file) {
      return slip.rule.finding(slip.message, at: file.span(slip.place), fix: slip.fix)
    }
    let isUnfinished = context.contains("flow") && !bytes[offset...].contains { $0 > 0x20 }
    let words = isUnfinished ? YAMLProblem.unfinished : YAMLProblem.describe(problem: problem, context: context)
    var related: [Finding.LabeledSpan] = []
    if contextOffset != offset {
      related.append(.init(file.character(at: contextOffset), "从这里开始"))
    }
    return InputRule.syntax.finding(
      words.message, at: file.character(at: offset), related: related, fix: words.fix)
  }
}

extension Node {
  fileprivate var isQuoted: Bool {
    if case .scalar(_, quoted: true) = kind { return true }
    return false
  }
}

/// libyaml's marks count code points; events come in order, so one forward walk turns them into bytes.
private struct MarkIndex {
  private let isASCII: Bool
  private var scalars = 0
  private var offset = 0

  init(bytes: [UInt8]) {
    isASCII = !bytes.contains { $0 >= 0x80 }
  }

  mutating func byteOffset(ofScalar index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if isASCII { return min(index, bytes.count) }
    // End marks may lie before the last start mark by a few scalars: walk back.
    while scalars > index, offset > 0 {
      offset -= 1
      while offset > 0, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      scalars -= 1
    }
    while scalars < index, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      scalars += 1
    }
    return offset
  }
}
