/// The search index of a site: what can be found, in the order in which it is shown, before it is cut into files.
///
/// Entries are numbered so that the best come first for any query (short texts, then recent years): the first numbers of
/// a list are the first results, and nothing else has to be loaded.
struct SearchIndex {
  typealias Entry = SearchCollection.Entry

  /// More than these places of one amount are left out; the newest stay.
  static let amountLimit = 300

  /// Newest first, so that the hits of an entry are too.
  let documents: [SearchCollection.Head]
  let places: [SearchDocument.Place]
  let entries: [Entry]

  /// Whoever hands its collection over and keeps none has its memory once.
  init(_ collection: consuming SearchCollection) {
    let documents = collection.documents.enumerated().sorted { $0.element < $1.element }
    self.documents = documents.map(\.element)
    let documentNumbers = Self.ranks(documents.map(\.offset))
    let places = collection.places.enumerated().sorted { left, right in
      Self.sortKey(left.element).lexicographicallyPrecedes(Self.sortKey(right.element))
    }
    self.places = places.map(\.element)
    let placeNumbers = Self.ranks(places.map(\.offset))
    var entries = collection.takeEntries()
    for number in entries.indices {
      entries[number].place = placeNumbers[entries[number].place]
      entries[number].hits.renumber(documentNumbers)
    }
    self.entries = Self.ordered(entries)
  }

  private static func sortKey(_ place: SearchDocument.Place) -> [String] {
    [place.href, place.label, place.unit, place.columns.map { "\($0.id) \($0.name)" }.joined(separator: " ")]
  }

  /// The new number of each old one.
  private static func ranks(_ order: [Int]) -> [Int] {
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, old) in order.enumerated() { ranks[old] = rank }
    return ranks
  }

  /// In the order of results. Titles of tables stand before their columns; what stands below a title stays together by
  /// title, newest first; of all the rest, the shorter the text the more of it a query covers. Reasons are shorter than
  /// the criteria beside them.
  private static func ordered(_ entries: [Entry]) -> [Entry] {
    let lengths = entries.map { entry in
      switch entry.kind {
      case .section, .passage: 0
      case .note: entry.more.unicodeScalars.count
      default: entry.text.unicodeScalars.count
      }
    }
    return entries.indices.sorted { a, b in
      let (left, right) = (entries[a], entries[b])
      if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
      if left.kind == .section, left.more.isEmpty != right.more.isEmpty { return left.more.isEmpty }
      if lengths[a] != lengths[b] { return lengths[a] < lengths[b] }
      if left.text != right.text { return left.text < right.text }
      if left.year != right.year { return left.year > right.year }
      let (first, second) = (left.hits.document(0), right.hits.document(0))
      if first != second, left.kind != .line { return first < second }
      return (left.place, left.row, left.code, left.column) < (right.place, right.row, right.code, right.column)
    }.map { entries[$0] }
  }
}
