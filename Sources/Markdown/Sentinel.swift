/// Private-use characters that stand in the prepared text for what cmark must not see.
///
/// All of them are in U+E000…U+EFFF, so they begin with one byte that no accepted input holds; cmark
/// takes them for letters, which is what makes emphasis beside them work.
enum Sentinel {
  /// The first byte of every sentinel.
  static let lead: UInt8 = 0xEE

  /// U+E000, between a run of `*` and a neighbouring punctuation mark: CommonMark's flanking rule
  /// would take `。**与` for an opening, an author of Chinese means a closing.
  static let separator: [UInt8] = [0xEE, 0x80, 0x80]

  /// The characters that may be escaped by a backslash and must not count as mark-up afterwards.
  private static let escapable: [UInt8] = Array("*~{}".utf8)

  /// U+E001…: an escaped character, kept apart from the same character as mark-up that was left over.
  static func escaped(_ byte: UInt8) -> [UInt8]? {
    escapable.firstIndex(of: byte).map { [0xEE, 0x80, 0x81 + UInt8($0)] }
  }

  /// U+E00F: a `*` that stands for a digit nobody may see.
  static let mask: [UInt8] = [0xEE, 0x80, 0x8F]

  /// U+E010 and four digits of six bits: the directive with this index.
  static func directive(_ index: Int) -> [UInt8] {
    [0xEE, 0x80, 0x90]
      + [18, 12, 6, 0].flatMap { [0xEE, 0x84, 0x80 | UInt8(truncatingIfNeeded: (index >> $0) & 0x3F)] }
  }

  enum Meaning: Equatable {
    case separator
    case escaped(UInt8)
    case mask
    case directive(Int)
  }

  /// What the sentinel that begins at an offset means, and how many bytes it has.
  static func read(_ bytes: [UInt8], at offset: Int) -> (meaning: Meaning, length: Int)? {
    guard offset + 3 <= bytes.count, bytes[offset] == lead, bytes[offset + 1] == 0x80 else { return nil }
    switch bytes[offset + 2] {
    case 0x80: return (.separator, 3)
    case 0x81..<0x81 + UInt8(escapable.count): return (.escaped(escapable[Int(bytes[offset + 2] - 0x81)]), 3)
    case 0x8F: return (.mask, 3)
    case 0x90:
      let digits = stride(from: offset + 3, to: offset + 15, by: 3)
      // cmark may cut one short, in the label of a footnote over two lines.
      guard offset + 15 <= bytes.count, digits.allSatisfy({ bytes[$0] == lead && bytes[$0 + 1] == 0x84 }) else {
        return nil
      }
      let index = digits.reduce(0) { $0 << 6 | Int(bytes[$1 + 2] & 0x3F) }
      return (.directive(index), 15)
    default: return nil
    }
  }
}
