/// The text of one input file, with its line table: the only place that turns byte offsets into
/// the line and column a person sees.
package struct SourceFile: Sendable {
  /// The path as users know it: relative to the site's folder, `/` between parts.
  package let path: String
  /// The file's bytes, valid UTF-8, without a byte order mark.
  package let bytes: [UInt8]
  /// The offset of each line's first byte, ascending; the first is 0.
  private let lineStarts: [Int]

  /// `bytes` must be valid UTF-8; ``SourceText/decode(_:path:)`` makes sure of it.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  package var lineCount: Int { lineStarts.count }

  /// The 1-based line and column of a byte offset. Columns count Unicode scalars, as editors show them.
  package func position(at offset: Int) -> Position {
    let clamped = min(max(offset, 0), bytes.count)
    let line = lineIndex(containing: clamped)
    var column = 1
    for byte in bytes[lineStarts[line]..<clamped] where byte & 0xC0 != 0x80 { column += 1 }
    return Position(line: line + 1, column: column)
  }

  /// The text of a 1-based line without its line ending.
  package func text(ofLine line: Int) -> String {
    guard line >= 1, line <= lineStarts.count else { return "" }
    return String(decoding: bytes[contentRange(ofLine: line)], as: UTF8.self)
  }

  /// The byte range of a 1-based line without its line ending.
  package func contentRange(ofLine line: Int) -> Range<Int> {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The byte offset of the 1-based line's start plus a 0-based column counted in Unicode scalars,
  /// kept inside the line.
  package func offset(line: Int, scalarColumn: Int) -> Int {
    guard line >= 1 else { return 0 }
    guard line <= lineStarts.count else { return bytes.count }
    var offset = lineStarts[line - 1]
    var left = scalarColumn
    while left > 0, offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// A span over the given bytes of this file.
  package func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(path: path, lower: range.lowerBound, upper: range.upperBound)
  }

  private func lineIndex(containing offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

/// A place as people read it: both numbers start at 1.
package struct Position: Sendable, Hashable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
