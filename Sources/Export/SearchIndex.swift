internal import Diagnostics
internal import Disclosures

/// The search index of a site: what can be found, in the order in which it is shown, before it is cut into files.
///
/// Entries are numbered so that the best come first for any query (short texts, then recent years): the first numbers of
/// a list are the first results, and nothing else has to be loaded.
struct SearchIndex {
  /// More than these places of one amount are left out; the newest stay.
  static let amountLimit = 300

  /// Newest first, so that the hits of an entry are too.
  let documents: [SearchCollection.Head]
  let places: [SearchDocument.Place]
  private var entries: SortedRecords

  /// Items of one entry are found together and put in their order; a collection that is handed over is let go.
  init(_ collection: consuming SearchCollection) throws {
    let documents = collection.documents.enumerated().sorted { $0.element < $1.element }
    self.documents = documents.map(\.element)
    let documentNumbers = Self.ranks(documents.map(\.offset))
    let places = collection.places.enumerated().sorted { left, right in
      Self.sortKey(left.element).lexicographicallyPrecedes(Self.sortKey(right.element))
    }
    self.places = places.map(\.element)
    let placeNumbers = Self.ranks(places.map(\.offset))
    var ordered = RecordSort(spool: collection.spool)
    var items = collection.takeItems().sorted()
    var next = try items.next()
    while let first = next {
      var hits: [SearchHit] = []
      while let item = next, item.key == first.key {
        var pack = PackReader(item.value)
        var hit = try SearchHit(from: &pack)
        hit.document = documentNumbers[hit.document]
        hits.append(hit)
        next = try items.next()
      }
      var pack = PackReader(first.key)
      var entry = SearchEntry(key: try SearchEntry.Key(from: &pack), hits: hits)
      entry.key.place = placeNumbers[entry.key.place]
      entry.hits.sort { ($0.document, $0.order) < ($1.document, $1.order) }
      if entry.key.kind == .term {
        // A term means the same everywhere: the newest place will do, whatever its anchor there.
        entry.key.row = entry.hits[0].row
        entry.hits.removeSubrange(1...)
      }
      ordered.add(key: entry.rank, value: entry.packed)
    }
    entries = ordered.sorted()
  }

  /// The entries in their order, each once; nil at the end.
  mutating func next() throws -> SearchEntry? {
    guard let record = try entries.next() else { return nil }
    var pack = PackReader(record.value)
    return try SearchEntry(from: &pack)
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
}
