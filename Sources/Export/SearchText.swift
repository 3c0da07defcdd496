/// How texts, codes and amounts become keys of the search index. `search.js` does the same to what readers type: the two
/// have to agree, so neither leaves anything to a Unicode table that may be newer in one of them.
package enum SearchText {
  /// The characters that count: Latin letters in lower case and half width, no blanks and no marks, so that
  /// `“三公”经费` is found by 三公经费.
  package static func folded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      var value = scalar.value
      if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
      if value < 0x80 {
        if (0x41...0x5A).contains(value) { value += 0x20 }
        guard (0x30...0x39).contains(value) || (0x61...0x7A).contains(value) else { continue }
      } else if isMark(value) {
        continue
      }
      if let folded = Unicode.Scalar(value) { result.append(folded) }
    }
    return String(result)
  }

  /// Punctuation, blanks and signs outside ASCII.
  private static func isMark(_ value: UInt32) -> Bool {
    switch value {
    case 0x80...0xBF, 0xD7, 0xF7, 0x2000...0x206F, 0x2190...0x2BFF, 0x3000...0x3004, 0x3008...0x303F, 0xFE00...0xFE6F,
      0xFF00...0xFFFF:
      true
    default: false
    }
  }

  /// Every two neighbouring characters of a folded text, as one number each.
  package static func bigrams(_ folded: String) -> Set<UInt64> {
    var result: Set<UInt64> = []
    var previous: UInt32?
    for scalar in folded.unicodeScalars {
      if let previous { result.insert(UInt64(previous) << 32 | UInt64(scalar.value)) }
      previous = scalar.value
    }
    return result
  }

  /// The two characters of a bigram.
  static func key(_ bigram: UInt64) -> String {
    var scalars = String.UnicodeScalarView()
    for value in [UInt32(bigram >> 32), UInt32(truncatingIfNeeded: bigram)] {
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    return String(scalars)
  }

  /// The key of a code: no bigram starts with its sign.
  static func key(code: String) -> String { "#\(code)" }

  /// An amount without separators, sign and trailing zeros: `22,902.30` → `22902.3`. nil for fewer than three digits,
  /// or two with a decimal: those are everywhere and lead nowhere.
  package static func amount(_ written: String) -> String? { amount(written.utf8) }

  static func amount(_ written: some Sequence<UInt8>) -> String? {
    var text = written.filter { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "-") }
    guard text.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) else { return nil }
    if text.contains(UInt8(ascii: ".")) {
      while text.last == UInt8(ascii: "0") { text.removeLast() }
      if text.last == UInt8(ascii: ".") { text.removeLast() }
    }
    let digits = text.drop { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }.count { $0 != UInt8(ascii: ".") }
    let fewest = text.contains(UInt8(ascii: ".")) ? 2 : 3
    return digits >= fewest ? String(decoding: text, as: UTF8.self) : nil
  }

  /// FNV-1a of a key: which shard an amount stands in.
  package static func hash(_ key: String) -> UInt32 {
    key.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}
