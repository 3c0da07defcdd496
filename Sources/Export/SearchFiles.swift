internal import Diagnostics

/// The search index as files that a page can load from anywhere, a disk included: scripts that each hand one piece of
/// data to `mingzhangSearch`. `search.js` reads them; its first lines describe what is in them.
package enum SearchFiles {
  package struct File: Sendable, Hashable {
    /// `t12`, to which `.js` is added.
    package let name: String
    package let bytes: [UInt8]

    init(_ name: String, _ literal: ScriptLiteral) {
      self.name = name
      bytes = Array("mingzhangSearch(\"\(name)\",".utf8) + literal.bytes + Array(");\n".utf8)
    }
  }

  /// A file is closed when it has this many bytes: small enough to load a few, large enough not to be thousands.
  static let fullSize = 12 << 10

  /// Makes all files, one after the other; the last is `site`. Returns their version, which changes with any of them:
  /// browsers must not mix old pieces with new.
  ///
  /// Throws what `put` throws, which ends it, and where what was put aside cannot be read back.
  ///
  /// - Parameters:
  ///   - words: what readers call things, each followed by what disclosures call it.
  ///   - put: takes a file.
  package static func make(
    _ collection: consuming SearchCollection, departments: [SearchDocument.Department], words: [[String]] = [],
    put: (File) throws -> Void
  ) throws -> String {
    let spool = collection.spool
    var amounts = SearchAmounts(spool: spool, amounts: collection.amountCount)
    var index = try SearchIndex(collection)
    var postings = SearchPostings(spool: spool)
    var bigrams = EntryBigrams()
    var entries = SearchPieces("e")
    var cells = SearchPieces("c")
    /// Which entry is the first of each kind, or of one behind it.
    var kindStarts: [Int] = []
    var count = 0
    while let entry = try index.next() {
      while kindStarts.count <= entry.key.kind.rawValue { kindStarts.append(count) }
      postings.add(count, bigrams: bigrams.of(entry), code: entry.key.code)
      try entries.add(String(count), Self.record(of: entry), put)
      // The figures of all columns, for those who ask for a column; lines come first, so that no number is left out.
      if entry.key.kind == .line {
        var literal = ScriptLiteral()
        literal.text(entry.hits.map(\.cells).joined(separator: ";"))
        try cells.add(String(count), literal, put)
      }
      amounts.add(count, entry.hits)
      count += 1
    }
    while kindStarts.count < SearchDocument.Kind.allCases.count { kindStarts.append(count) }
    try entries.close(put)
    try cells.close(put)
    var tokens = SearchPieces("t")
    var lists = postings.sorted()
    while let (key, numbers) = try lists.next() {
      var literal = ScriptLiteral()
      literal.text(key)
      literal.text(numbers)
      try tokens.add(key, literal, put)
    }
    try tokens.close(put)
    let amountFiles = amounts.count
    var amountVersions: [String] = []
    try amounts.files { literal in
      let file = File("a\(amountVersions.count)", literal)
      amountVersions.append(StableHash.hex(of: file.bytes))
      try put(file)
    }
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
    site.list(kindStarts) { $0.number($1) }
    site.key("count")
    site.number(count)
    site.key("tokens")
    site.list(tokens.directory) { $0.text($1.start) }
    site.key("tokenSizes")
    site.list(tokens.directory) { $0.number(($1.size + 1023) >> 10) }
    site.key("entries")
    site.text(SearchDigits.ascending(entries.directory.compactMap { Int($0.start) }))
    site.key("cells")
    site.text(SearchDigits.ascending(cells.directory.compactMap { Int($0.start) }))
    site.key("words")
    site.list(words) { $0.list($1) { $0.text($1) } }
    site.key("amountFiles")
    site.number(amountFiles)
    site.close("}")
    let file = File("site", site)
    try put(file)
    let versions = [tokens, entries, cells].flatMap(\.versions) + amountVersions + [StableHash.hex(of: file.bytes)]
    return StableHash.hex(of: versions.joined())
  }

  private static func record(of entry: SearchEntry) -> ScriptLiteral {
    var literal = ScriptLiteral()
    literal.open("[")
    for text in [entry.key.text, entry.key.code, entry.key.more] { literal.text(text) }
    literal.number(entry.key.place)
    literal.text(entry.key.row)
    literal.number(entry.key.column)
    literal.text(SearchDigits.ascending(entry.hits.map(\.document)))
    let figures = entry.hits.map(\.figure)
    literal.text(figures.allSatisfy(\.isEmpty) ? "" : figures.joined(separator: "|"))
    literal.close("]")
    return literal
  }
}

/// The pairs of characters that lead to an entry. Entries of one text follow each other: its pairs are worked out once.
private struct EntryBigrams {
  private var text = ""
  private var more = ""
  private var bigrams: Set<UInt64> = []

  mutating func of(_ entry: SearchEntry) -> Set<UInt64> {
    if entry.key.text != text || entry.key.more != more {
      let below = SearchText.bigrams(SearchText.folded(entry.key.more))
      bigrams = entry.isBelowTitle ? below : SearchText.bigrams(SearchText.folded(entry.key.text)).union(below)
      text = entry.key.text
      more = entry.key.more
    }
    return bigrams
  }
}
