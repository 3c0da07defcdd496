package import Diagnostics

/// Reads CSV (RFC 4180, UTF-8) into rows of text with places.
package enum CSVReader {
  package struct Cell: Sendable, Hashable {
    package let text: String
    package let span: SourceSpan

    package init(text: String, span: SourceSpan) {
      self.text = text
      self.span = span
    }
  }

  /// The rows of a file, empty lines left out. An unclosed quotation mark is a finding, and ends the reading.
  package static func read(_ file: SourceFile) -> ([[Cell]], [Finding]) {
    var rows: [[Cell]] = []
    var row: [Cell] = []
    let bytes = file.bytes
    var at = 0
    while at < bytes.count {
      let start = at
      var text: [UInt8] = []
      // `="201"`: how spreadsheets keep a code from being read as a number.
      if bytes[at] == UInt8(ascii: "="), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") { at += 1 }
      if bytes[at] == UInt8(ascii: "\"") {
        at += 1
        var closed = false
        while at < bytes.count {
          if bytes[at] == UInt8(ascii: "\"") {
            if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") {
              text.append(bytes[at])
              at += 2
              continue
            }
            at += 1
            closed = true
            break
          }
          text.append(bytes[at])
          at += 1
        }
        if !closed {
          return (
            rows, [InputRule.syntax.finding("引号没有配对，后面的内容都被读成一格", at: file.span(start..<start + 1), fix: "补上另一半引号")]
          )
        }
        if at < bytes.count, !isSeparator(bytes[at]) {
          return (
            rows,
            [
              InputRule.syntax.finding(
                "右引号后面还有内容", at: file.character(at: at), fix: "文字里的引号要写两个：\"\"")
            ]
          )
        }
      } else {
        while at < bytes.count, !isSeparator(bytes[at]) {
          text.append(bytes[at])
          at += 1
        }
      }
      row.append(Cell(text: trimmed(String(decoding: text, as: UTF8.self)).composed, span: file.span(start..<at)))
      guard at < bytes.count else { break }
      if bytes[at] == UInt8(ascii: ",") {
        at += 1
        if at == bytes.count { row.append(Cell(text: "", span: file.span(at..<at))) }
        continue
      }
      if bytes[at] == UInt8(ascii: "\r"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\n") { at += 1 }
      at += 1
      finish(&row, into: &rows)
    }
    finish(&row, into: &rows)
    return (rows, wrongSeparator(rows))
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private static func trimmed(_ text: String) -> String {
    var slice = Substring(text)
    while slice.first?.isWhitespace == true { slice.removeFirst() }
    while slice.last?.isWhitespace == true { slice.removeLast() }
    return String(slice)
  }

  private static func finish(_ row: inout [Cell], into rows: inout [[Cell]]) {
    if row.contains(where: { !$0.text.isEmpty }) { rows.append(row) }
    row = []
  }

  private static func wrongSeparator(_ rows: [[Cell]]) -> [Finding] {
    guard let head = rows.first, head.count == 1 else { return [] }
    for (mark, word) in [("\t", "制表符"), (";", "分号"), ("，", "全角逗号"), ("；", "全角分号")]
    where head[0].text.contains(mark) {
      return [
        InputRule.syntax.finding("各栏用\(word)隔开，CSV 要用半角逗号", at: head[0].span, fix: "从表格软件另存为“CSV UTF-8（逗号分隔）”")
      ]
    }
    return []
  }
}
