/// A short hash that is the same on every machine and in every run (FNV-1a, 64 bits): names, not security.
package enum StableHash {
  package static func hex(of text: String) -> String { digits(value(of: text)) }

  package static func hex(of bytes: [UInt8]) -> String {
    digits(bytes.withUnsafeBufferPointer { value(continuing: start, over: $0) })
  }

  /// Of all pieces as if they stood in one array.
  package static func hex(ofPieces pieces: [[UInt8]]) -> String {
    digits(pieces.reduce(start) { hash, piece in piece.withUnsafeBufferPointer { value(continuing: hash, over: $0) } })
  }

  package static func value(of text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { value(continuing: start, over: $0) }
  }

  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  // Over bytes in memory, not any sequence: called from other modules, a generic loop asks a witness for every byte.
  private static func value(continuing start: UInt64, over bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = start
    for byte in bytes {
      hash ^= UInt64(byte)
      hash &*= 0x100_0000_01B3
    }
    return hash
  }

  private static func digits(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
