import Diagnostics

/// What would reach the page otherwise than the author meant it.
extension TreeBuilder {
  /// Judges a text: any mark-up still in it did not take effect.
  mutating func reportProblems(in raw: [UInt8], at match: InlineLocator.Match?, _ range: Range<Int>) {
    func place(_ found: Range<Int>) -> SourceSpan {
      span(match.map { $0.offset(of: found.lowerBound)..<$0.offset(of: found.upperBound) } ?? range)
    }
    var lowDashes: [Range<Int>] = []
    var offset = 0
    while offset < raw.count {
      var end = offset + 1
      guard Leftover.marks.contains(raw[offset]) else {
        offset = end
        continue
      }
      while end < raw.count, raw[end] == raw[offset] { end += 1 }
      let found = offset..<end
      switch raw[offset] {
      case UInt8(ascii: "*"), UInt8(ascii: "~"):
        if found.count >= 2 { reportStray(raw[offset], found.count, at: place(found)) }
      case UInt8(ascii: "_"): if found.count == 2 { lowDashes.append(found) }
      case UInt8(ascii: "["):
        if let label = Leftover.footnoteLabel(in: raw, at: end - 1),
          match.map({ prepared.bytes[$0.offset(of: end - 1)] == UInt8(ascii: "[") }) ?? true
        {
          findings.add(
            .footnote, "脚注 [^\(prepared.restored(label.text))] 没有定义", at: place(end - 1..<label.end),
            fix: "另起一段写 [^\(prepared.restored(label.text))]: 脚注的内容")
        }
      default: if found.count >= 2 { reportBrace(raw[offset], at: place(found)) }
      }
      offset = end
    }
    if lowDashes.count >= 2 {
      findings.add(
        .strayMark, "__ 在中文里不成加粗，会原样出现在页面上", at: place(lowDashes[0]), level: .warning, fix: "加粗写 **…**")
    }
    if Leftover.isDelimiterRow(raw) {
      findings.add(
        .tableShape, "分隔行和表头的格数不一样，这里没有成为表格", at: place(0..<raw.count), fix: "让表头、分隔行的格数相同")
    }
  }

  private mutating func reportStray(_ mark: UInt8, _ count: Int, at span: SourceSpan) {
    let character = String(Character(Unicode.Scalar(mark)))
    let shown = String(repeating: character, count: min(count, 8))
    let escaped = String(repeating: "\\" + character, count: min(count, 8))
    findings.add(
      .strayMark, "\(shown) 没有成对，会原样出现在页面上", at: span,
      fix: "补上另一半或删去，标记内侧不留空格；要原样写出，写成 \(escaped)")
  }

  private mutating func reportBrace(_ brace: UInt8, at span: SourceSpan) {
    if brace == UInt8(ascii: "{") {
      findings.add(
        .unclosedDirective, "{{ 在这一行没有 }} 与它配对", at: span,
        fix: "补上 }}：引用写在一行里，中间不能有反引号；要原样写出，写成 \\{\\{")
    } else {
      findings.add(.unclosedDirective, "}} 前面没有 {{ 与它配对", at: span, fix: "补上 {{ 或删去 }}；要原样写出，写成 \\}\\}")
    }
  }

  mutating func reportMisplacedDirective(_ place: String, _ range: Range<Int>) {
    findings.add(.misplacedDirective, "\(place)里不能写 {{…}}", at: span(range), fix: "把引用写到正文里")
  }

  mutating func reportHTML(_ literal: String, _ range: Range<Int>) {
    let isComment = literal.drop { $0.isWhitespace }.hasPrefix("<!--")
    findings.add(
      .rawHTML, isComment ? "HTML 注释不会出现在页面上" : "HTML 不会显示", at: span(range), level: isComment ? .note : .warning,
      fix: isComment ? nil : "改用 Markdown 的写法；要原样写出 <，写成 \\<")
  }

  /// `5*3+2*4` is emphasis to CommonMark, and the multiplication signs are gone.
  mutating func reportAccidentalEmphasis(_ range: Range<Int>) {
    let bytes = prepared.bytes
    guard range.count > 2, bytes[range.lowerBound] == UInt8(ascii: "*"),
      bytes[range.upperBound - 1] == UInt8(ascii: "*")
    else { return }
    let outside = [
      CharacterClass.scalar(before: range.lowerBound, in: bytes),
      CharacterClass.scalar(at: range.upperBound, in: bytes),
    ]
    let inside = [
      CharacterClass.scalar(at: range.lowerBound + 1, in: bytes),
      CharacterClass.scalar(before: range.upperBound - 1, in: bytes),
    ]
    guard outside.allSatisfy({ $0.map { !$0.properties.isWhitespace } ?? false }),
      (outside + inside).contains(where: { $0.map(Leftover.isOperand) ?? false })
    else { return }
    findings.add(
      .accidentalEmphasis, "两个 * 之间的字成了斜体，* 不会出现", at: span(range), level: .warning,
      fix: "乘号写 ×，或写成 \\*；加粗写 **…**")
  }

  /// cmark drops definitions that nothing refers to, without a word.
  mutating func reportUnusedFootnotes() {
    var code = codeRanges.sorted { $0.lowerBound < $1.lowerBound }[...]
    for start in prepared.lineStarts {
      let offset = prepared.contentStart(ofLineAt: start)
      while let first = code.first, first.upperBound <= offset { code.removeFirst() }
      guard let label = Leftover.footnoteLabel(in: prepared.bytes, at: offset), label.end < prepared.bytes.count,
        prepared.bytes[label.end] == UInt8(ascii: ":"), footnotes[prepared.restored(label.text).lowercased()] == nil,
        !(code.first?.contains(offset) ?? false)
      else { continue }
      findings.add(
        .footnote, "脚注 [^\(prepared.restored(label.text))] 没有被引用，不会出现在页面上", at: span(offset..<label.end),
        level: .warning,
        fix: "在正文里写 [^\(prepared.restored(label.text))]，或删去这条脚注")
    }
  }
}

/// Mark-up that is still in a text.
enum Leftover {
  static let marks: [UInt8] = Array("*~_[{}".utf8)

  /// The label of a `[^label]` at an offset, and where it ends.
  static func footnoteLabel(in bytes: [UInt8], at offset: Int) -> (text: String, end: Int)? {
    guard offset + 3 < bytes.count, bytes[offset] == UInt8(ascii: "["), bytes[offset + 1] == UInt8(ascii: "^") else {
      return nil
    }
    let rest = bytes[offset + 2..<min(offset + 102, bytes.count)]
    guard let close = rest.firstIndex(where: { $0 == UInt8(ascii: "]") || $0 <= 0x20 || $0 == UInt8(ascii: "[") }),
      close > offset + 2, bytes[close] == UInt8(ascii: "]")
    else { return nil }
    return (String(decoding: bytes[offset + 2..<close], as: UTF8.self), close + 1)
  }

  /// Whether a whole line of text looks like `|---|---|`.
  static func isDelimiterRow(_ raw: [UInt8]) -> Bool {
    raw.contains(UInt8(ascii: "|")) && raw.contains(UInt8(ascii: "-"))
      && raw.allSatisfy { [0x20, 0x09, UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ":")].contains($0) }
  }

  /// Whether a character is part of a calculation: a digit, a bracket, a percent sign or a directive.
  static func isOperand(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "(", ")", "（", "）", "%", "％", "=", "\u{E010}", "\u{E100}"..."\u{E13F}": true
    default: false
    }
  }
}
