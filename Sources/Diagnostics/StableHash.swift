/// A short hash that is the same on every machine and in every run (FNV-1a, 64 bits): names, not security.
package enum StableHash {
  package static func hex(of text: String) -> String { hex(of: text.utf8) }

  package static func hex(of bytes: some Sequence<UInt8>) -> String {
    let digits = String(value(of: bytes), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  package static func value(of bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes {
      hash ^= UInt64(byte)
      hash &*= 0x100_0000_01B3
    }
    return hash
  }
}
