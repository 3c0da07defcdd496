/// A word, or several of which any will do, as the bytes they are looked for by.
///
/// Where several fit at one place, the one that is listed first is taken.
struct Words: Sendable, ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
  let all: [[UInt8]]

  init(_ words: some Sequence<String>) { self.init(all: words.map { Array($0.utf8) }) }

  init(_ word: String) { self.init(all: [Array(word.utf8)]) }

  init(arrayLiteral elements: String...) { self.init(elements) }

  init(stringLiteral value: String) { self.init(value) }

  /// What is empty stands nowhere.
  init(all: [[UInt8]]) { self.all = all.filter { !$0.isEmpty } }

  static func + (left: Words, right: Words) -> Words { Words(all: left.all + right.all) }

  /// In bytes: of a single word.
  var length: Int { all[0].count }

  /// The longest first, so that of several that fit at one place the longest is taken.
  var longestFirst: Words { Words(all: all.sorted { $0.count > $1.count }) }
}
