/// Writes data as a literal that is JSON and script alike; everything that comes from content passes through ``text(_:)``.
struct SearchLiteral {
  private(set) var bytes: [UInt8] = []
  /// Whether the next value follows another.
  private var needsComma = false

  mutating func open(_ bracket: Unicode.Scalar) {
    separate()
    bytes.append(UInt8(ascii: bracket))
    needsComma = false
  }

  mutating func close(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    needsComma = true
  }

  mutating func key(_ name: StaticString) {
    separate()
    bytes += Array("\"\(name)\":".utf8)
    needsComma = false
  }

  mutating func number(_ value: Int) {
    separate()
    bytes += Array(String(value).utf8)
  }

  mutating func text(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    // Nearly all texts: nothing to escape. 0xE2 may start a line separator.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x3C || $0 == 0x5C || $0 == 0x7F || $0 == 0xE2 })
    else {
      bytes += text.utf8
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(truncatingIfNeeded: scalar.value)]
      // `<` cannot end a script element here; the others would end a line of old scripts, or are no text.
      case "\0"..<" ", "<", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      default: bytes += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  mutating func list<Element>(_ elements: some Sequence<Element>, _ write: (inout SearchLiteral, Element) -> Void) {
    open("[")
    for element in elements { write(&self, element) }
    close("]")
  }

  /// What another literal holds, as the next value or values.
  mutating func append(_ other: SearchLiteral) {
    separate()
    bytes += other.bytes
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8)

  /// Numbers without separators: five bits a character, the last of each number from the upper half of the alphabet.
  static func digits(_ numbers: [Int]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 2)
    for number in numbers {
      var shift = 0
      while number >> (shift + 5) > 0 { shift += 5 }
      while shift > 0 {
        bytes.append(alphabet[number >> shift & 31])
        shift -= 5
      }
      bytes.append(alphabet[32 + (number & 31)])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Rising numbers by their distances.
  static func ascending(_ numbers: [Int]) -> String {
    digits(numbers.indices.map { $0 == 0 ? numbers[0] : numbers[$0] - numbers[$0 - 1] })
  }
}
