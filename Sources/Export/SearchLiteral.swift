internal import Diagnostics

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
    bytes.append(UInt8(ascii: "\""))
    bytes.append(name)
    bytes.append("\":")
    needsComma = false
  }

  mutating func number(_ value: Int) {
    separate()
    bytes.append(String(value))
  }

  mutating func text(_ text: String) {
    separate()
    bytes.append(literal: text)
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
