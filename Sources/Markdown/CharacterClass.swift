/// What kind of character stands beside a mark, in valid UTF-8.
enum CharacterClass {
  static func isASCIIPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// Whether CommonMark takes the character for punctuation and so may misread a `**` beside it.
  /// `_` keeps its own rule, and `|` is the edge of a cell.
  static func disturbsEmphasis(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar != "_" && scalar != "|" && isASCIIPunctuation(UInt8(truncatingIfNeeded: scalar.value))
    }
    return isPunctuation(scalar)
  }

  static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }

  /// The scalar whose first byte is at an offset.
  static func scalar(at offset: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    guard offset >= 0, offset < bytes.count else { return nil }
    var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return scalar
  }

  /// The scalar that ends just before an offset.
  static func scalar(before offset: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    var start = offset - 1
    while start > 0, start > offset - 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(at: start, in: bytes)
  }
}
