/// Texts put behind one another as bytes: pages and files are made of many short ones, most of which need nothing done to
/// them but to be copied.
extension [UInt8] {
  package mutating func append(_ text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append(contentsOf: $0) }
    if isDone == nil { append(contentsOf: text.utf8) }
  }

  package mutating func append(_ text: StaticString) { text.withUTF8Buffer { append(contentsOf: $0) } }

  /// As ``Swift/String/escapedForMarkup`` has it.
  package mutating func append(escaping text: String) {
    append(text, unless: Self.isMarkup) { $0.escapedForMarkup }
  }

  /// As ``Swift/String/escapedForMarkup`` has it, and ``Swift/String/withoutControls`` before.
  package mutating func append(shown text: String) {
    append(text, unless: { Self.isMarkup($0) || Self.mayBeControl($0) }) { $0.withoutControls.escapedForMarkup }
  }

  /// A literal in quotes that is JSON and script alike, wherever a page may take the script in.
  package mutating func append(literal text: String) {
    append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for (place, byte) in bytes.enumerated() where Self.mayNotStandInLiteral(byte) {
        var length = 1
        var code = UInt16(byte)
        if byte == 0xE2 {
          // The two line separators; a text is well-formed, so that two bytes follow.
          guard bytes[place + 1] == 0x80, bytes[place + 2] & 0xFE == 0xA8 else { continue }
          (length, code) = (3, 0x2020 | UInt16(bytes[place + 2] & 0x0F))
        }
        append(contentsOf: bytes[start..<place])
        start = place + length
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
          append(contentsOf: [UInt8(ascii: "\\"), byte])
        } else {
          // `<` cannot end a script element then; the others would end a line of old scripts, or are no text.
          let digits = String(code, radix: 16)
          append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
      }
      append(contentsOf: bytes[start...])
    }
    append(UInt8(ascii: "\""))
  }

  /// A number in decimal digits.
  package mutating func append(decimal number: Int) {
    if number < 0 { return append(String(number)) }
    if number >= 10 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  /// Appends a text as it is, or what `mended` makes of it where one of its bytes is in question.
  @inline(__always)
  private mutating func append(_ text: String, unless isInQuestion: (UInt8) -> Bool, mended: (String) -> String) {
    let isDone = text.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes where isInQuestion(byte) { return false }
      append(contentsOf: bytes)
      return true
    }
    if isDone != true { append(mended(text)) }
  }

  @inline(__always)
  private static func isMarkup(_ byte: UInt8) -> Bool {
    let marks: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E  // " & ' < >
    return byte < 64 && marks >> UInt64(byte) & 1 == 1
  }

  /// 0xE2 begins the two line separators, and little else.
  @inline(__always)
  private static func mayNotStandInLiteral(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x3C || byte == 0x5C || byte == 0x7F || byte == 0xE2
  }

  /// What ``Swift/String/withoutControls`` looks at; 0xC2 begins the controls beyond ASCII.
  @inline(__always)
  private static func mayBeControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A || byte == 0x7F || byte == 0xC2
  }
}
