internal import Disclosures

/// A bracket or quotation mark that is opened in a paragraph and closed nowhere in it.
///
/// What closes without having been opened is left alone: `1）` begins an item.
enum UnclosedMark {
  /// Each with what closes it; of brackets either width closes the other.
  private enum Kind { case round, quote, title }

  /// The first one whose paragraph has come to the end of a sentence since: `（其中：` may go on in a list.
  static func first(in passage: Passage) -> Range<Int>? {
    var open: [(kind: Kind, range: Range<Int>)] = []
    var place = passage.prefix
    while place < passage.bytes.count {
      guard let mark = mark(at: place, passage) else {
        place += 1
        continue
      }
      if mark.opens {
        open.append((mark.kind, place..<(place + mark.length)))
      } else if let last = open.lastIndex(where: { $0.kind == mark.kind }) {
        // What was opened inside and left open is found out by what is around it.
        if last < open.count - 1 { return open[last + 1].range }
        open.removeLast()
      }
      place += mark.length
    }
    guard let first = open.first, passage.findLast(fullStop, in: first.range.upperBound..<passage.bytes.count) != nil
    else { return nil }
    return first.range
  }

  private static let fullStop: Words = "。"

  private static func mark(at place: Int, _ passage: Passage) -> (kind: Kind, opens: Bool, length: Int)? {
    switch passage.bytes[place] {
    case UInt8(ascii: "("): return (.round, true, 1)
    case UInt8(ascii: ")"): return (.round, false, 1)
    case 0xE2, 0xE3, 0xEF:
      guard place + 2 < passage.bytes.count else { return nil }
      return switch (passage.bytes[place], passage.bytes[place + 1], passage.bytes[place + 2]) {
      case (0xEF, 0xBC, 0x88): (.round, true, 3)
      case (0xEF, 0xBC, 0x89): (.round, false, 3)
      case (0xE2, 0x80, 0x9C): (.quote, true, 3)
      case (0xE2, 0x80, 0x9D): (.quote, false, 3)
      case (0xE3, 0x80, 0x8A): (.title, true, 3)
      case (0xE3, 0x80, 0x8B): (.title, false, 3)
      default: nil
      }
    default: return nil
    }
  }
}
