import Diagnostics

/// The text that cmark parses, and the way back from each of its bytes to the file.
struct PreparedText {
  private(set) var bytes: [UInt8] = []
  private(set) var directives: [Directive] = []
  /// The offset of each line's first byte, by cmark's idea of a line ending: `\n`, `\r\n` or `\r`.
  private(set) var lineStarts: [Int] = [0]
  let path: String

  /// From `prepared` on, bytes come from `original` on: as many as are `copied`, then none.
  private struct Anchor {
    let prepared: Int
    let original: Int
    let copied: Int
  }

  private var anchors: [Anchor]

  init(path: String, from start: Int, capacity: Int) {
    self.path = path
    anchors = [Anchor(prepared: 0, original: start, copied: .max)]
    bytes.reserveCapacity(capacity)
  }

  // MARK: Building

  mutating func copy(_ byte: UInt8) { bytes.append(byte) }

  /// Puts `replacement` where the file has the given bytes; an empty range inserts.
  mutating func replace(_ original: Range<Int>, by replacement: [UInt8]) {
    anchors.append(Anchor(prepared: bytes.count, original: original.lowerBound, copied: 0))
    bytes += replacement
    anchors.append(Anchor(prepared: bytes.count, original: original.upperBound, copied: .max))
  }

  mutating func replace(_ original: Range<Int>, by directive: Directive) {
    replace(original, by: Sentinel.directive(directives.count))
    directives.append(directive)
  }

  mutating func finish() {
    for (offset, byte) in bytes.enumerated() {
      let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0
      if byte == 0x0A || (byte == 0x0D && next != 0x0A) { lineStarts.append(offset + 1) }
    }
  }

  // MARK: The way back

  /// The file's offset of a prepared offset; the start of the replaced bytes inside a replacement.
  func original(_ offset: Int) -> Int {
    var low = 0
    var high = anchors.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if anchors[middle].prepared <= offset { low = middle } else { high = middle }
    }
    let anchor = anchors[low]
    return anchor.original + min(offset - anchor.prepared, anchor.copied)
  }

  func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(path: path, lower: original(range.lowerBound), upper: original(range.upperBound))
  }

  /// The start of a 1-based line; the end of the text behind the last.
  func lineStart(_ line: Int) -> Int {
    line <= lineStarts.count ? lineStarts[max(line, 1) - 1] : bytes.count
  }

  /// The offset where a line's text begins behind indentation and the marks of quotes.
  func contentStart(ofLineAt start: Int) -> Int {
    var offset = start
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 || bytes[offset] == UInt8(ascii: ">") {
      offset += 1
    }
    return offset
  }

  /// The range of cmark's 1-based lines and byte columns, without white space at its end.
  func range(_ place: CMark.Place) -> Range<Int> {
    let lower = min(lineStart(place.startLine) + max(place.startColumn - 1, 0), bytes.count)
    let upper = min(lineStart(place.endLine) + max(place.endColumn, 0), bytes.count)
    return trimmed(lower..<max(lower, upper))
  }

  /// A range without the white space at its end.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var upper = range.upperBound
    while upper > range.lowerBound, bytes[upper - 1] <= 0x20 { upper -= 1 }
    return range.lowerBound..<upper
  }

  // MARK: Taking sentinels out again

  /// A literal of cmark's as the author meant it: escapes resolved, or `verbatim` for code and HTML,
  /// where a backslash is a backslash. Directives come back as they stand in the file.
  func restored(_ literal: String, verbatim: Bool = false) -> String {
    guard literal.utf8.contains(Sentinel.lead) else { return literal }
    let raw = Array(literal.utf8)
    var plain: [UInt8] = []
    var offset = 0
    while offset < raw.count {
      guard let (meaning, length) = Sentinel.read(raw, at: offset) else {
        plain.append(raw[offset])
        offset += 1
        continue
      }
      offset += length
      switch meaning {
      case .separator: break
      case .escaped(let byte): plain += verbatim ? [UInt8(ascii: "\\"), byte] : [byte]
      case .mask: plain.append(UInt8(ascii: "*"))
      case .directive(let index):
        plain += directives.indices.contains(index) ? Array(directives[index].source.utf8) : []
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// Whether a literal of cmark's holds a directive.
  func holdsDirective(_ literal: String) -> Bool {
    guard literal.utf8.contains(Sentinel.lead) else { return false }
    let raw = Array(literal.utf8)
    return raw.indices.contains { offset in
      if case .directive = Sentinel.read(raw, at: offset)?.meaning { true } else { false }
    }
  }
}
