/// Finds the bytes of inlines inside one paragraph, heading or cell of the prepared text.
///
/// cmark's columns are wrong behind lines whose indentation differs from the first, behind reference
/// definitions and behind escaped pipes. But inlines come in the order of the text: so each literal is
/// looked for from where the last one ended, and cmark's place is only the first guess.
struct InlineLocator {
  /// A literal of cmark's found in the text: where each byte of the literal comes from.
  struct Match {
    let range: Range<Int>
    /// Where literal and text part ways: from the literal's `index` on, bytes come from `offset` on.
    fileprivate var jumps: [(index: Int, offset: Int)]

    /// The prepared offset of a byte of the literal.
    func offset(of index: Int) -> Int {
      var low = 0
      var high = jumps.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if jumps[middle].index <= index { low = middle } else { high = middle }
      }
      let jump = jumps[low]
      return min(jump.offset + index - jump.index, range.upperBound)
    }
  }

  private let prepared: PreparedText
  private let bytes: [UInt8]
  /// Where the next inline may begin.
  var cursor: Int
  let limit: Int
  private let firstLine: Int
  /// What cmark adds to the columns of every line: the indentation of the first.
  private let indentation: Int
  /// Bytes that may still be looked at in vain: keeps hostile text linear.
  private var searchesLeft = 1 << 16

  init(_ prepared: PreparedText, in range: Range<Int>, place: CMark.Place) {
    self.prepared = prepared
    bytes = prepared.bytes
    cursor = range.lowerBound
    limit = range.upperBound
    firstLine = place.startLine
    indentation = max(place.startColumn - 1, 0)
  }

  // MARK: Text

  /// Finds a literal, and moves behind it. Nil if escapes or entities hide it.
  mutating func find(_ literal: [UInt8], place: CMark.Place) -> Match? {
    let guess = start(of: place)
    var found = guess >= cursor ? match(literal, at: guess) : nil
    var offset = cursor
    while found == nil, offset < limit, searchesLeft > 0 {
      found = match(literal, at: offset)
      offset += 1
    }
    if let found { cursor = found.range.upperBound }
    return found
  }

  /// The line that a place is on, from the cursor on: for what cannot be found.
  func line(of place: CMark.Place) -> Range<Int> {
    let lower = min(max(start(of: place), cursor), limit)
    return prepared.trimmed(lower..<min(max(prepared.lineStart(place.startLine + 1), lower), limit))
  }

  private func start(of place: CMark.Place) -> Int {
    let line = prepared.lineStart(place.startLine)
    guard place.startLine > firstLine else { return line + place.startColumn - 1 }
    return prepared.contentStart(ofLineAt: line) + place.startColumn - 1 - indentation
  }

  /// The literal against the text at an offset; `\x` in the text may be `x`, `&…;` a character.
  private mutating func match(_ literal: [UInt8], at start: Int) -> Match? {
    var index = 0
    var offset = start
    var isFound = false
    defer { if !isFound { searchesLeft -= index + 1 } }
    var jumps: [(index: Int, offset: Int)] = [(0, start)]
    while index < literal.count {
      guard offset < limit, offset >= 0 else { return nil }
      let next = offset + 1 < limit ? bytes[offset + 1] : 0
      if bytes[offset] == UInt8(ascii: "\\"), next == literal[index], CharacterClass.isASCIIPunctuation(next) {
        jumps.append((index, offset))
        jumps.append((index + 1, offset + 2))
        offset += 2
        index += 1
      } else if bytes[offset] == UInt8(ascii: "&"), let end = entityEnd(offset) {
        jumps.append((index, offset))
        index += 1
        while index < literal.count, literal[index] & 0xC0 == 0x80 { index += 1 }
        jumps.append((index, end))
        offset = end
      } else if bytes[offset] == literal[index] {
        offset += 1
        index += 1
      } else {
        return nil
      }
    }
    isFound = true
    return Match(range: start..<offset, jumps: jumps)
  }

  private func entityEnd(_ start: Int) -> Int? {
    let end = bytes[start + 1..<min(start + 34, limit)].firstIndex { byte in
      !(byte == UInt8(ascii: "#") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF))
    }
    guard let end, end > start + 1, bytes[end] == UInt8(ascii: ";") else { return nil }
    return end + 1
  }

  // MARK: Everything else

  /// The next place where a condition on a byte and its follower holds.
  private mutating func next(where isWanted: (UInt8, UInt8) -> Bool) -> Int? {
    guard searchesLeft > 0 else { return nil }
    var offset = cursor
    while offset < limit {
      if isWanted(bytes[offset], offset + 1 < limit ? bytes[offset + 1] : 0) { return offset }
      offset += 1
    }
    searchesLeft -= limit - cursor
    return nil
  }

  /// A code span with its backticks.
  mutating func codeSpan() -> Range<Int> {
    let tick = UInt8(ascii: "`")
    guard let start = next(where: { byte, _ in byte == tick }) else { return cursor..<cursor }
    let length = passRun()
    while next(where: { byte, _ in byte == tick }) != nil, passRun() != length {}
    return start..<cursor
  }

  /// Moves behind the backticks from the next one on, and counts them.
  private mutating func passRun() -> Int {
    let tick = UInt8(ascii: "`")
    let start = bytes[cursor..<limit].firstIndex(of: tick) ?? limit
    cursor = bytes[start..<limit].firstIndex { $0 != tick } ?? limit
    return cursor - start
  }

  /// The line ending, after which the next line's text begins.
  mutating func lineEnding() -> Range<Int> {
    guard let start = next(where: { byte, _ in byte == 0x0A || byte == 0x0D }) else { return cursor..<cursor }
    var end = start + 1
    if end < limit, bytes[start] == 0x0D, bytes[end] == 0x0A { end += 1 }
    cursor = min(prepared.contentStart(ofLineAt: end), limit)
    return start..<end
  }

  /// The `![` of an image or the `[^` of a footnote reference; moves behind it.
  mutating func pass(_ first: UInt8, _ second: UInt8) -> Int {
    let start = next { $0 == first && $1 == second }
    if let start { cursor = start + 2 }
    return start ?? cursor
  }

  /// The start of a link: `[`, or `<` of an address that is its own text.
  mutating func linkStart() -> Int {
    let start = next { byte, _ in byte == UInt8(ascii: "[") || byte == UInt8(ascii: "<") }
    if let start { cursor = start + 1 }
    return start ?? cursor
  }

  /// Moves behind what follows a link's text: `](address "title")`, `][label]`, `]` or `>`.
  mutating func linkEnd() -> Int {
    let bracket = UInt8(ascii: "]")
    guard let close = next(where: { byte, _ in byte == bracket || byte == UInt8(ascii: ">") }) else { return cursor }
    cursor = close + 1
    guard bytes[close] == bracket, cursor < limit else { return cursor }
    if bytes[cursor] == UInt8(ascii: "(") {
      cursor = LinkTarget.end(in: bytes, from: cursor, limit: limit)
    } else if bytes[cursor] == UInt8(ascii: "["), let label = next(where: { byte, _ in byte == bracket }) {
      cursor = label + 1
    }
    return cursor
  }

  /// The opening marks of emphasis: at the cursor, where cmark says, or further on. Moves behind them.
  mutating func openingMarks(_ count: Int, place: CMark.Place) -> Int {
    let guess = start(of: place)
    if passMarks(count) { return cursor - count }
    if guess > cursor, areMarks(count, at: guess) {
      cursor = guess + count
      return guess
    }
    let found = next { byte, following in InlineLocator.isMark(byte) && (count == 1 || byte == following) }
    if let found { cursor = min(found + count, limit) }
    return found ?? cursor
  }

  /// Moves behind the closing marks of emphasis, which stand at the cursor.
  mutating func passMarks(_ count: Int) -> Bool {
    guard areMarks(count, at: cursor) else { return false }
    cursor += count
    return true
  }

  private func areMarks(_ count: Int, at offset: Int) -> Bool {
    offset >= 0 && offset + count <= limit && bytes[offset..<offset + count].allSatisfy(InlineLocator.isMark)
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
  }
}
