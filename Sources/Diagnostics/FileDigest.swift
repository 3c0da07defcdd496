/// The SHA-256 of a file's bytes, as 32 bytes in place: a list of many files has one for each.
package struct FileDigest: Sendable, Hashable {
  // A vector would be aligned to 32 bytes, and a list of files a seventh longer.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// nil for anything but 32 bytes.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var words = SIMD4<UInt64>()
    for (index, byte) in bytes.enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// nil for anything but 64 lower-case hexadecimal digits.
  package init?(hex: String) {
    var hex = hex
    guard let digest = hex.withUTF8({ FileDigest(hex: $0[...]) }) else { return nil }
    self = digest
  }

  package init?(hex: Slice<UnsafeBufferPointer<UInt8>>) {
    guard hex.count == 64 else { return nil }
    var words = SIMD4<UInt64>()
    for (index, digit) in hex.enumerated() {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      words[index / 16] = words[index / 16] << 4 | UInt64(value)
    }
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// The 32 bytes as they lie in memory: the same for the same digest on one machine.
  package func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { withUnsafeBytes(of: words, body) }

  /// What ``withBytes(_:)`` gave, at the start of the bytes.
  package init(inMemory bytes: UnsafeRawBufferPointer) {
    func word(_ place: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self) }
    words = (word(0), word(1), word(2), word(3))
  }

  package static func == (one: Self, other: Self) -> Bool { one.words == other.words }

  package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

  /// 64 lower-case hexadecimal digits.
  package var hex: String {
    let words = SIMD4(words.0, words.1, words.2, words.3)
    return String(unsafeUninitializedCapacity: 64) { text in
      for index in 0..<64 {
        let digit = UInt8(truncatingIfNeeded: words[index / 16] >> UInt64(60 - index % 16 * 4)) & 15
        text[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
      }
      return 64
    }
  }
}

extension FileDigest: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let digest = FileDigest(hex: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 64 lower-case hexadecimal digits")
    }
    self = digest
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}
