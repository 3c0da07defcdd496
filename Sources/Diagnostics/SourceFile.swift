/// The text of one input file, or some lines of it, with its line table: the only place that turns byte offsets into
/// the line and column a person sees. Offsets are those of the file, also in an excerpt.
package struct SourceFile: Sendable {
  /// The path as users know it: relative to the site's folder, `/` between parts.
  package let path: String
  /// The file's bytes, valid UTF-8, without a byte order mark; of an excerpt its lines alone.
  package let bytes: [UInt8]
  /// The offset of each line's first byte, ascending; the first is 0 where the file is whole.
  private let lineStarts: [Int]
  /// Of an excerpt: which lines these are, and where each begins in ``bytes``.
  private let kept: [(number: Int, start: Int)]?

  /// `bytes` must be valid UTF-8; ``SourceText/decode(_:path:)`` makes sure of it.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
    kept = nil
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  private init(_ file: SourceFile, lines: [Int]) {
    var bytes: [UInt8] = []
    var kept: [(number: Int, start: Int)] = []
    for line in lines {
      kept.append((file.number(line), bytes.count))
      bytes += file.bytes[file.range(line)]
    }
    path = file.path
    self.bytes = bytes
    lineStarts = lines.map { file.lineStarts[$0] }
    self.kept = kept
  }

  /// The lines where the spans begin and end: all that is needed to tell and show their places.
  package func excerpt(of spans: [SourceSpan]) -> SourceFile {
    let lines = Set(spans.flatMap { [$0.lower, max($0.lower, $0.upper - 1), $0.upper] }.compactMap(line(at:)))
    return SourceFile(self, lines: lines.sorted())
  }

  /// Whether it has the lines where a span begins and ends.
  package func covers(_ span: SourceSpan) -> Bool {
    guard kept != nil else { return true }
    return [span.lower, max(span.lower, span.upper - 1)].allSatisfy { offset in
      line(at: offset).map { (0..<range($0).count).contains(offset - lineStarts[$0]) } ?? false
    }
  }

  package var lineCount: Int { lineStarts.count }

  /// The 1-based line and column of a byte offset. Columns count Unicode scalars, as editors show them.
  package func position(at offset: Int) -> Position {
    guard let line = line(at: offset) else { return Position(line: 1, column: 1) }
    let range = range(line)
    let end = min(range.upperBound, range.lowerBound + max(0, offset - lineStarts[line]))
    var column = 1
    for byte in bytes[range.lowerBound..<end] where byte & 0xC0 != 0x80 { column += 1 }
    return Position(line: number(line), column: column)
  }

  /// The text of a 1-based line without its line ending.
  package func text(ofLine line: Int) -> String {
    text(in: contentRange(ofLine: line))
  }

  /// The text between two offsets of one line.
  package func text(in range: Range<Int>) -> String {
    guard !range.isEmpty, let line = line(at: range.lowerBound) else { return "" }
    let own = self.range(line)
    let shift = own.lowerBound - lineStarts[line]
    let inside = (range.lowerBound + shift..<range.upperBound + shift).clamped(to: own)
    return String(decoding: bytes[inside], as: UTF8.self)
  }

  /// The byte range of a 1-based line without its line ending; empty where there is no such line.
  package func contentRange(ofLine line: Int) -> Range<Int> {
    guard let index = kept.map({ $0.firstIndex { $0.number == line } }) ?? (line - 1),
      lineStarts.indices.contains(index)
    else { return 0..<0 }
    let range = range(index)
    var end = range.upperBound
    if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let start = lineStarts[index]
    return start..<start + (end - range.lowerBound)
  }

  /// The byte offset of the 1-based line's start plus a 0-based column counted in Unicode scalars,
  /// kept inside the line. Only in a whole file.
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

  private func number(_ index: Int) -> Int { kept?[index].number ?? index + 1 }

  /// Where a line stands in ``bytes``, line ending included.
  private func range(_ index: Int) -> Range<Int> {
    guard let kept else {
      return lineStarts[index]..<(index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count)
    }
    return kept[index].start..<(index + 1 < kept.count ? kept[index + 1].start : bytes.count)
  }

  /// The index of the last line that begins at or before an offset; nil in an excerpt without any.
  private func line(at offset: Int) -> Int? {
    guard !lineStarts.isEmpty else { return nil }
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

extension [String: SourceFile] {
  /// What is left to keep of files once their findings are known: the lines that these name. A file with something to
  /// hide stays whole, since it has to be looked through again.
  package func excerpts(of findings: [Finding]) -> [String: SourceFile] {
    var spans: [String: [SourceSpan]] = [:]
    var whole: Set<String> = []
    for finding in findings {
      for span in finding.allSpans {
        spans[span.path, default: []].append(span)
        if finding.isConfidential { whole.insert(span.path) }
      }
    }
    return spans.reduce(into: [:]) { excerpts, entry in
      guard let file = self[entry.key] else { return }
      excerpts[entry.key] = whole.contains(entry.key) ? file : file.excerpt(of: entry.value)
    }
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
