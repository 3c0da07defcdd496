/// What may stand as one part of an address: small letters, digits and hyphens, with a letter or digit first.
///
/// Byte by byte: it is asked of every folder of a site on every run.
package enum PathName {
  package static func isPlain(_ name: String, startsWithLetter: Bool = false) -> Bool {
    guard let first = name.utf8.first, isLetter(first) || !startsWithLetter && isDigit(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
