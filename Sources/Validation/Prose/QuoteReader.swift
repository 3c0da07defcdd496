/// Tells what stands inside the title of a document or project, where other years and names are right.
///
/// It goes through a passage once: looking back from every year would take a minute for a long one.
struct QuoteReader {
  private static let marks: [(open: Words, close: Words)] = [
    ("《", "》"), ("“", "”"), ("〔", "〕"),
  ]

  private let passage: Passage
  private var at = 0
  private var isOpen = [Bool](repeating: false, count: marks.count)

  init(_ passage: Passage) { self.passage = passage }

  /// Asked for places in their order.
  mutating func isQuoted(_ place: Int) -> Bool {
    // All marks take three bytes, and begin with one of two.
    while at + 3 <= place {
      if passage.bytes[at] == 0xE2 || passage.bytes[at] == 0xE3 {
        for (index, mark) in Self.marks.enumerated() {
          if passage.starts(with: mark.open, at: at) { isOpen[index] = true }
          if passage.starts(with: mark.close, at: at) { isOpen[index] = false }
        }
      }
      at += 1
    }
    return isOpen.contains(true)
  }

  static func isQuoted(_ place: Int, _ passage: Passage) -> Bool {
    var reader = QuoteReader(passage)
    return reader.isQuoted(place)
  }
}
