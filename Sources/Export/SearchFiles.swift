internal import Diagnostics

/// The search index as files that a page can load from anywhere, a disk included: scripts that each hand one piece of
/// data to `mingzhangSearch`. `search.js` reads them; its first lines describe what is in them.
package enum SearchFiles {
  package struct File: Sendable, Hashable {
    /// `t12`, to which `.js` is added.
    package let name: String
    package let bytes: [UInt8]
  }

  /// A file is closed when it has this many bytes: small enough to load a few, large enough not to be thousands.
  static let fullSize = 12 << 10

  /// Makes all files, one after the other; the last is `site`. Returns their version, which changes with any of them:
  /// browsers must not mix old pieces with new.
  ///
  /// - Parameters:
  ///   - words: what readers call things, each followed by what disclosures call it.
  ///   - put: takes a file; the first that it throws ends it.
  package static func make<Failure>(
    _ collection: consuming SearchCollection, departments: [SearchDocument.Department], words: [[String]] = [],
    put: (File) throws(Failure) -> Void
  ) throws(Failure) -> String {
    let index = SearchIndex(collection)
    var versions: [String] = []
    func hand(_ file: File) throws(Failure) {
      versions.append(StableHash.hex(of: file.bytes))
      try put(file)
    }
    let tokens = try Self.cut(Self.tokens(of: index), prefix: "t", put: hand)
    let entries = try Self.cut(Self.records(of: index), prefix: "e", put: hand)
    let cells = try Self.cut(Self.cells(of: index), prefix: "c", put: hand)
    let amountFiles = try Self.amounts(of: index, put: hand)
    let departments = departments.sorted { $0.slug < $1.slug }
    let numbers = Dictionary(departments.enumerated().map { ($1.slug, $0) }) { first, _ in first }
    let kinds = Set(index.documents.map { [$0.kind, $0.kindTitle] }).sorted { $0.lexicographicallyPrecedes($1) }
    var site = ScriptLiteral()
    site.open("{")
    site.key("departments")
    site.list(departments) { $0.list([$1.slug, $1.name] + $1.aliases) { $0.text($1) } }
    site.key("kinds")
    site.list(kinds) { $0.list($1) { $0.text($1) } }
    site.key("documents")
    site.text(
      SearchDigits.digits(
        index.documents.flatMap { document in
          [
            numbers[document.department] ?? 0, document.year,
            kinds.firstIndex(of: [document.kind, document.kindTitle]) ?? 0,
          ]
        }))
    site.key("places")
    site.list(index.places) { literal, place in
      literal.list([place.label, place.unit, place.href] + place.columns.flatMap { [$0.id, $0.name] }) { $0.text($1) }
    }
    site.key("kindStarts")
    site.list(SearchDocument.Kind.allCases) { literal, kind in
      literal.number(index.entries.firstIndex { $0.kind.rawValue >= kind.rawValue } ?? index.entries.count)
    }
    site.key("count")
    site.number(index.entries.count)
    site.key("tokens")
    site.list(tokens) { $0.text($1.start) }
    site.key("tokenSizes")
    site.list(tokens) { $0.number(($1.size + 1023) >> 10) }
    site.key("entries")
    site.text(SearchDigits.ascending(entries.compactMap { Int($0.start) }))
    site.key("cells")
    site.text(SearchDigits.ascending(cells.compactMap { Int($0.start) }))
    site.key("words")
    site.list(words) { $0.list($1) { $0.text($1) } }
    site.key("amountFiles")
    site.number(amountFiles)
    site.close("}")
    try hand(Self.file("site", site))
    return StableHash.hex(of: versions.joined())
  }

  /// A key with the literal that stands for it in a file.
  private struct Piece {
    let key: String
    let literal: ScriptLiteral
  }

  /// Every bigram and code with the numbers of its entries, in the order in which browsers compare strings.
  private static func tokens(of index: SearchIndex) -> some Sequence<Piece> {
    var bigrams: [UInt64: [UInt32]] = [:]
    var codes: [String: [UInt32]] = [:]
    // Entries of one text follow each other: its bigrams are worked out once.
    var last = (text: "", more: "", bigrams: Set<UInt64>())
    for (number, entry) in index.entries.enumerated() {
      if entry.text != last.text || entry.more != last.more {
        let more = SearchText.bigrams(SearchText.folded(entry.more))
        let found = entry.isBelowTitle ? more : SearchText.bigrams(SearchText.folded(entry.text)).union(more)
        last = (entry.text, entry.more, found)
      }
      for bigram in last.bigrams { bigrams[bigram, default: []].append(UInt32(number)) }
      if !entry.code.isEmpty { codes[entry.code, default: []].append(UInt32(number)) }
    }
    let all = bigrams.map { (SearchText.key($0), $1) } + codes.map { (SearchText.key(code: $0), $1) }
    return all.sorted { $0.0.utf16.lexicographicallyPrecedes($1.0.utf16) }.lazy.map { key, numbers in
      var literal = ScriptLiteral()
      literal.text(key)
      literal.text(SearchDigits.ascending(numbers.map(Int.init)))
      return Piece(key: key, literal: literal)
    }
  }

  private static func records(of index: SearchIndex) -> some Sequence<Piece> {
    index.entries.enumerated().lazy.map { number, entry in
      var literal = ScriptLiteral()
      literal.open("[")
      for text in [entry.text, entry.code, entry.more] { literal.text(text) }
      literal.number(entry.place)
      literal.text(entry.row)
      literal.number(entry.column)
      literal.text(SearchDigits.ascending(entry.hits.indices.map(entry.hits.document)))
      let figures = entry.hits.indices.map { entry.hits.figure($0, column: entry.column) }
      literal.text(figures.allSatisfy(\.isEmpty) ? "" : figures.joined(separator: "|"))
      literal.close("]")
      return Piece(key: String(number), literal: literal)
    }
  }

  /// The figures of all columns, for those who ask for a column; lines come first, so that no number is left out.
  private static func cells(of index: SearchIndex) -> some Sequence<Piece> {
    index.entries.enumerated().lazy.compactMap { number, entry in
      guard entry.kind == .line else { return nil }
      var literal = ScriptLiteral()
      literal.text(entry.hits.indices.map(entry.hits.cells).joined(separator: ";"))
      return Piece(key: String(number), literal: literal)
    }
  }

  /// Where an amount stands.
  private struct Place {
    let entry: UInt32
    let hit: UInt32
    let column: UInt16
  }

  /// Amounts have too many keys for a directory: a hash says which file one is in.
  private static func amounts<Failure>(
    of index: SearchIndex, put: (File) throws(Failure) -> Void
  ) throws(Failure) -> Int {
    let total = index.entries.reduce(0) { sum, entry in
      entry.hits.indices.reduce(sum) { $0 + entry.hits.amounts($1).count }
    }
    guard total > 0 else { return 0 }
    // An amount takes about 16 bytes.
    let count = total * 16 / fullSize + 1
    // Not all at once: together the places would take as much room as the figures. Every share is a pass over these, so
    // there are never many.
    let share = max(1, count * max(placesAtOnce, total / 8) / total)
    for first in stride(from: 0, to: count, by: share) {
      try amounts(of: index, files: first..<min(first + share, count), of: count, put: put)
    }
    return count
  }

  private static let placesAtOnce = 1 << 16

  private static func amounts<Failure>(
    of index: SearchIndex, files: Range<Int>, of count: Int, put: (File) throws(Failure) -> Void
  ) throws(Failure) {
    var buckets = [[Place]](repeating: [], count: files.count)
    for (number, entry) in index.entries.enumerated() {
      for hit in entry.hits.indices {
        for (key, column) in entry.hits.amounts(hit) {
          let file = Int(SearchText.hash(key) % UInt32(count))
          guard files.contains(file) else { continue }
          let place = Place(entry: UInt32(number), hit: UInt32(hit), column: UInt16(clamping: column))
          buckets[file - files.lowerBound].append(place)
        }
      }
    }
    for (number, bucket) in zip(files, buckets) {
      // Worked out once more, file by file: together the keys would take more room than the figures.
      var places: [String: [Place]] = [:]
      for place in bucket {
        let amounts = index.entries[Int(place.entry)].hits.amounts(Int(place.hit))
        if let amount = amounts.first(where: { $0.column == Int(place.column) }) {
          places[amount.key, default: []].append(place)
        }
      }
      var literal = ScriptLiteral()
      literal.open("[")
      for (key, same) in places.sorted(by: { $0.key < $1.key }) {
        literal.text(key)
        literal.text(
          SearchDigits.digits(
            same.prefix(SearchIndex.amountLimit).flatMap { [Int($0.entry), Int($0.hit), Int($0.column)] }))
      }
      literal.close("]")
      try put(file("a\(number)", literal))
    }
  }

  /// Cuts pieces into files, and says with which key each starts and how large it is.
  private static func cut<Failure>(
    _ pieces: some Sequence<Piece>, prefix: String, put: (File) throws(Failure) -> Void
  ) throws(Failure) -> [(start: String, size: Int)] {
    var directory: [(start: String, size: Int)] = []
    var rest = pieces.makeIterator()
    var next = rest.next()
    while let first = next {
      var literal = ScriptLiteral()
      literal.open("[")
      var isFirst = true
      while let piece = next, isFirst || literal.bytes.count + piece.literal.bytes.count <= fullSize {
        literal.append(piece.literal)
        next = rest.next()
        isFirst = false
      }
      literal.close("]")
      try put(file("\(prefix)\(directory.count)", literal))
      directory.append((first.key, literal.bytes.count))
    }
    return directory
  }

  private static func file(_ name: String, _ literal: ScriptLiteral) -> File {
    File(name: name, bytes: Array("mingzhangSearch(\"\(name)\",".utf8) + literal.bytes + Array(");\n".utf8))
  }
}
