/// Values one behind the other as bytes: what a build keeps in memory, or on the disk for the next. No names and no
/// types, so whoever reads has to know what was written; smaller and far quicker than text.
package struct PackWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// In groups of seven bits, small numbers of either sign in one byte.
  package mutating func put(_ number: Int) {
    var rest = UInt(bitPattern: (number << 1) ^ (number >> (Int.bitWidth - 1)))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  package mutating func put(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  package mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      put(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  package mutating func put(_ text: String?) {
    put(text != nil)
    if let text { put(text) }
  }

  package mutating func put<Value>(_ values: some Collection<Value>, _ each: (inout PackWriter, Value) -> Void) {
    put(values.count)
    for value in values { each(&self, value) }
  }
}

/// Reads what ``PackWriter`` wrote, in the same order.
package struct PackReader {
  /// The bytes are not what was written.
  package struct Damaged: Error { package init() {} }

  private let bytes: [UInt8]
  private var at = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var isAtEnd: Bool { at == bytes.count }

  package mutating func number() throws(Damaged) -> Int {
    var value: UInt = 0
    var shift = 0
    while at < bytes.count, shift < UInt.bitWidth {
      let byte = bytes[at]
      at += 1
      value |= UInt(byte & 0x7F) << UInt(shift)
      if byte < 0x80 { return Int(bitPattern: value >> 1) ^ -Int(value & 1) }
      shift += 7
    }
    throw Damaged()
  }

  package mutating func flag() throws(Damaged) -> Bool {
    guard at < bytes.count, bytes[at] < 2 else { throw Damaged() }
    at += 1
    return bytes[at - 1] == 1
  }

  package mutating func text() throws(Damaged) -> String {
    let length = try count()
    defer { at += length }
    return String(decoding: bytes[at..<at + length], as: UTF8.self)
  }

  package mutating func optionalText() throws(Damaged) -> String? { try flag() ? try text() : nil }

  package mutating func list<Value>(_ each: (inout PackReader) throws(Damaged) -> Value) throws(Damaged) -> [Value] {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try each(&self)) }
    return values
  }

  /// A length or count, which can never be more than the bytes that are left.
  private mutating func count() throws(Damaged) -> Int {
    let count = try number()
    guard (0...bytes.count - at).contains(count) else { throw Damaged() }
    return count
  }
}
