package import Diagnostics
internal import Disclosures

/// What can be found on a site, disclosure by disclosure, in any order.
///
/// A disclosure is let go once it is in. Its items are put aside as records, so that what is in memory does not grow with
/// the site; what they come to is worked out when all are in (``SearchIndex``).
package struct SearchCollection: Sendable {
  /// What results say of a disclosure.
  struct Head: Sendable {
    let department: String
    let year: Int
    let kind: String
    let kindTitle: String

    /// Newest first.
    static func < (left: Head, right: Head) -> Bool {
      (right.year, left.department, left.kind) < (left.year, right.department, right.kind)
    }
  }

  let spool: SpoolFile?
  private(set) var documents: [Head] = []
  private(set) var places: [SearchDocument.Place] = []
  private var placeNumbers: [SearchDocument.Place: Int] = [:]
  private var kindTitles: Set<String> = []
  /// Items by ``SearchEntry/Key``, each with its ``SearchHit``.
  private var items: RecordSort
  /// How many amounts lead to an item.
  private(set) var amountCount = 0

  /// - Parameter spool: where items are put that do not fit in memory; nil keeps all of them there.
  package init(_ documents: [SearchDocument] = [], spool: SpoolFile? = nil) {
    self.spool = spool
    items = RecordSort(spool: spool)
    for document in documents { add(document) }
  }

  package mutating func add(_ document: SearchDocument) {
    let number = documents.count
    documents.append(
      Head(
        department: document.department, year: document.year, kind: document.kind,
        kindTitle: kindTitles.insert(document.kindTitle).memberAfterInsert))
    let ownPlaces = document.places.map { self.number(of: $0) }
    for (order, item) in document.items.enumerated() {
      let key = SearchEntry.Key(item, place: ownPlaces[item.place], year: document.year)
      let hit = SearchHit(item, document: number, order: order)
      amountCount += hit.amounts.count
      items.add(key: key.packed, value: hit.packed)
    }
  }

  /// Hands its items over: they are most of it.
  mutating func takeItems() -> RecordSort {
    let taken = items
    items = RecordSort(spool: spool)
    return taken
  }

  private mutating func number(of place: SearchDocument.Place) -> Int {
    if let known = placeNumbers[place] { return known }
    placeNumbers[place] = places.count
    places.append(place)
    return places.count - 1
  }
}
