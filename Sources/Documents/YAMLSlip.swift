internal import Diagnostics

/// What was typed where libyaml reads no further: it stops where the text makes no sense any more, which is often a line
/// below the slip, and knows nothing of full-width marks.
struct YAMLSlip {
  let message: String
  let fix: String
  let place: Range<Int>
  var rule = InputRule.syntax

  /// - Parameters:
  ///   - problem: libyaml's words.
  ///   - offset: where it stopped.
  ///   - start: where what it was reading began; `offset` where it does not say.
  static func find(_ problem: String, context: String, at offset: Int, from start: Int, in file: SourceFile)
    -> YAMLSlip?
  {
    let lines = YAMLLines(file, around: offset)
    // A list is read on into the lines below it until it makes no sense any more.
    for line in [lines.here, lines.above, YAMLLine(file, at: start)].compactMap({ $0 }) {
      if let mark = spreadsheetMark(in: line, before: offset, file) { return mark }
    }
    if context.contains("quoted scalar"), problem.contains("end of stream") {
      return YAMLSlip(
        message: "引号没有配对，后面直到文件末尾都被读成了一段文字", fix: "补上另一半引号", place: file.character(start))
    }
    if problem.contains("could not find expected ':'") {
      let line = YAMLLine(file, at: start, from: start)
      return key(in: line, file) ?? nameless(line)
    }
    if problem.contains("mapping values are not allowed") { return misread(lines, at: offset, file) }
    if problem.contains("did not find expected key") { return uneven(lines, at: offset, file) }
    if problem.contains("block sequence entries are not allowed") { return dash(lines.here, at: offset) }
    return nil
  }

  /// `[2120104, #REF!, 0]`: what stands behind the mark is a comment, and the list has no end.
  private static func spreadsheetMark(in line: YAMLLine, before offset: Int, _ file: SourceFile) -> YAMLSlip? {
    var quote: UInt8?
    var last: UInt8?
    for (place, byte) in zip(line.range, line.bytes) where place < offset {
      if quote != nil {
        if byte == quote { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "#"), place > line.range.lowerBound, file.bytes[place - 1] == UInt8(ascii: " ") {
        guard let last, ",[".utf8.contains(last) || last == UInt8(ascii: ":") && line.bytes.contains(UInt8(ascii: "{")),
          let end = SpreadsheetMark.end(in: file.bytes, from: place),
          let words = SpreadsheetMark.problem(with: file.text(in: place..<end))
        else { return nil }
        return YAMLSlip(message: words.message, fix: words.fix, place: place..<end, rule: .notANumber)
      }
      if byte != UInt8(ascii: " ") { last = byte }
    }
    return nil
  }

  /// A line that was to be `name: value`, and why it is none.
  private static func key(in line: YAMLLine, _ file: SourceFile) -> YAMLSlip? {
    if let blank = line.leadingBlank { return invisible(blank.name, at: blank.place, "这一行开头有", "删去它，用半角空格缩进") }
    let text = line.text
    guard let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
    let name = text[..<colon]
    let value = text[text.index(after: colon)...]
    let place = line.range.lowerBound + name.utf8.count
    let rest = value.drop(while: \.isWhitespace)
    let meant = "\(name.prefix(20)):" + (rest.isEmpty ? "" : " \(rest.prefix(20))")
    if text[colon] == "：" {
      return YAMLSlip(
        message: "“\(name.prefix(20))”后面的冒号“：”是全角的", fix: rest.isEmpty ? "改成半角冒号：\(meant)" : "改成半角冒号，后面空一格：\(meant)",
        place: place..<place + 3)
    }
    if let first = value.first, let word = YAMLLine.blankName(first) {
      return invisible(word, at: place + 1..<place + 1 + first.utf8.count, "冒号后面是", "换成一个半角空格：\(meant)")
    }
    guard !value.isEmpty, value.first != " " else { return nil }
    return YAMLSlip(message: "“\(name.prefix(20))”的冒号后面缺空格", fix: "写成 \(meant)", place: place..<place + 1)
  }

  private static func nameless(_ line: YAMLLine) -> YAMLSlip {
    YAMLSlip(message: "这一行像是名称，却没有冒号", fix: "写成“名称: 值”，冒号用半角，后面空一格", place: line.range)
  }

  private static func invisible(_ name: String, at place: Range<Int>, _ lead: String, _ fix: String) -> YAMLSlip {
    YAMLSlip(message: "\(lead)看不见的字符（\(name)）", fix: fix, place: place)
  }

  /// A name that is read as going on from the line above.
  private static func misread(_ lines: YAMLLines, at offset: Int, _ file: SourceFile) -> YAMLSlip? {
    guard let above = lines.above else { return nil }
    for line in [above, lines.here] {
      if let blank = line.leadingBlank { return invisible(blank.name, at: blank.place, "这一行开头有", "删去它，用半角空格缩进") }
    }
    // A second colon in one line is another matter.
    let before = file.text(in: lines.here.range.lowerBound..<max(offset, lines.here.range.lowerBound))
    guard !before.contains(": ") else { return nil }
    if !above.isPair, let slip = key(in: above, file) { return slip }
    guard lines.here.indent != above.indent else {
      // Below a pair it may be a text that goes on.
      let isName = !above.isPair && lines.before.map { $0.text.hasSuffix(":") } ?? true
      return isName ? nameless(above) : nil
    }
    // Three lines: the one that differs from both others is off.
    let isAboveOff = lines.before?.indent == lines.here.indent
    let (off, other) = isAboveOff ? (above, lines.here) : (lines.here, above)
    let gap = off.indent - other.indent
    return YAMLSlip(
      message: "这一行比\(isAboveOff ? "上下两行" : "上一行")\(gap > 0 ? "多" : "少")缩进 \(abs(gap)) 格，读不出它属于哪里",
      fix: "与\(isAboveOff ? "上下两行" : "上一行")左对齐", place: off.range)
  }

  /// A name that stands neither with those above it nor below them.
  private static func uneven(_ lines: YAMLLines, at offset: Int, _ file: SourceFile) -> YAMLSlip? {
    if let blank = lines.here.leadingBlank {
      return invisible(blank.name, at: blank.place, "这一行开头有", "删去它，用半角空格缩进")
    }
    guard let above = lines.above, offset == lines.here.range.lowerBound, lines.here.indent > 0,
      lines.here.indent < above.indent
    else { return nil }
    return YAMLSlip(
      message: "这一行缩进 \(lines.here.indent) 格，与上面哪一级都不齐（上一行是 \(above.indent) 格）", fix: "与同级的名称左对齐",
      place: lines.here.range)
  }

  /// `上级补助收入: -` and `年末结转: - 5`.
  private static func dash(_ line: YAMLLine, at offset: Int) -> YAMLSlip? {
    guard let rest = line.text(from: offset), rest.first == "-" else { return nil }
    let behind = rest.dropFirst().drop(while: \.isWhitespace)
    if behind.isEmpty || behind.first == "#" {
      return YAMLSlip(
        message: "单独一个“-”在 YAML 里是列表的开头，不能当作空格子", fix: "没有发生额写 0，不适用写 —", place: offset..<offset + 1)
    }
    guard let digit = behind.first, digit.isASCII, digit.isNumber else { return nil }
    return YAMLSlip(message: "负号和数之间有空格", fix: "写成 -\(behind)", place: offset..<offset + 1)
  }
}

/// The lines around a place, those with nothing in them left out.
private struct YAMLLines {
  let here: YAMLLine
  let above: YAMLLine?
  let before: YAMLLine?

  init(_ file: SourceFile, around offset: Int) {
    here = YAMLLine(file, at: offset)
    let others = (1..<file.position(at: offset).line).reversed().lazy.map { YAMLLine(file, line: $0) }
      .filter { !$0.range.isEmpty }
    var iterator = others.makeIterator()
    above = iterator.next()
    before = iterator.next()
  }
}

/// One line without its indentation.
private struct YAMLLine {
  let indent: Int
  let range: Range<Int>
  let text: String

  var bytes: String.UTF8View { text.utf8 }

  init(_ file: SourceFile, line: Int) {
    let whole = file.contentRange(ofLine: line)
    indent = file.bytes[whole].prefix { $0 == UInt8(ascii: " ") }.count
    range = whole.dropFirst(indent)
    text = file.text(in: range)
  }

  init(_ file: SourceFile, at offset: Int) { self.init(file, line: file.position(at: offset).line) }

  /// What follows a place in its line.
  init(_ file: SourceFile, at offset: Int, from start: Int) {
    let whole = YAMLLine(file, at: offset)
    indent = whole.indent
    range = max(start, whole.range.lowerBound)..<max(start, whole.range.upperBound)
    text = file.text(in: range)
  }

  func text(from offset: Int) -> Substring? {
    guard range.contains(offset) else { return nil }
    return Substring(String(decoding: Array(text.utf8.dropFirst(offset - range.lowerBound)), as: UTF8.self))
  }

  /// Whether it is `name: value` or `name:` already.
  var isPair: Bool { text.contains(": ") || text.hasSuffix(":") }

  /// A blank that looks like indentation and is none.
  var leadingBlank: (name: String, place: Range<Int>)? {
    guard let first = text.first, let name = Self.blankName(first) else { return nil }
    let length = text.prefix { Self.blankName($0) != nil }.utf8.count
    return (name, range.lowerBound..<range.lowerBound + length)
  }

  static func blankName(_ character: Character) -> String? {
    switch character {
    case "\u{3000}": "全角空格"
    case "\u{A0}", "\u{202F}": "不间断空格"
    case "\u{2000}"..."\u{200A}", "\u{205F}": "特殊宽度的空格"
    case "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}": "零宽字符"
    default: nil
    }
  }
}

extension SourceFile {
  fileprivate func character(_ offset: Int) -> Range<Int> {
    let span = character(at: offset)
    return span.lower..<span.upper
  }
}
