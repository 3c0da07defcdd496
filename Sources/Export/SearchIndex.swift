/// The search index of a site: what can be found, in the order in which it is shown, before it is cut into files.
///
/// What many disclosures have in common is stored once: an entry is one line of one form in one year, its hits are the
/// disclosures with their figures. Entries are numbered so that the best come first for any query (short texts, then
/// recent years): the first numbers of a list are the first results, and nothing else has to be loaded.
struct SearchIndex {
  struct Hit {
    let document: Int
    let figure: String
    /// All columns of the line; empty where there is one only.
    let cells: [String]
  }

  struct Entry {
    let kind: SearchDocument.Kind
    let text: String
    let code: String
    let more: String
    let place: Int
    let row: String
    let column: Int
    let year: Int
    var hits: [Hit]

    /// Its title is found for itself, by another entry: here only what stands below it is searched.
    var isBelowTitle: Bool { kind == .passage || (kind == .section && !more.isEmpty) }
  }

  struct Amount {
    let key: String
    let entry: Int
    let hit: Int
    let column: Int
  }

  /// More than these places of one amount are left out; the newest stay.
  static let amountLimit = 300

  let documents: [SearchDocument]
  let places: [SearchDocument.Place]
  let entries: [Entry]
  let amounts: [Amount]

  /// What makes two items the same entry.
  private struct Key: Hashable {
    let kind: SearchDocument.Kind
    let text: String
    let code: String
    let more: String
    let place: Int
    let row: String
    let column: Int
    let year: Int
  }

  init(_ documents: [SearchDocument]) {
    // Newest first, so that the hits of an entry are too.
    self.documents = documents.sorted { ($1.year, $0.department, $0.kind) < ($0.year, $1.department, $1.kind) }
    places = Set(documents.flatMap(\.places)).sorted { left, right in
      (left.href, left.label, left.unit, left.columns.map { "\($0.id) \($0.name)" }.joined(separator: " "))
        < (right.href, right.label, right.unit, right.columns.map { "\($0.id) \($0.name)" }.joined(separator: " "))
    }
    let placeNumbers = Dictionary(places.enumerated().map { ($1, $0) }) { first, _ in first }
    var entries: [Entry] = []
    var numbers: [Key: Int] = [:]
    var amounts: [Amount] = []
    for (number, document) in self.documents.enumerated() {
      let ownPlaces = document.places.map { placeNumbers[$0] ?? 0 }
      for item in document.items {
        // A term means the same everywhere: the newest place will do, whatever its anchor there.
        let key = Key(
          kind: item.kind, text: item.text, code: item.code, more: item.more, place: ownPlaces[item.place],
          row: item.kind == .term ? "" : item.row, column: item.column, year: item.kind == .line ? document.year : 0)
        let entry: Int
        if let known = numbers[key] {
          if item.kind == .term { continue }
          entry = known
        } else {
          entry = entries.count
          numbers[key] = entry
          entries.append(
            Entry(
              kind: item.kind, text: item.text, code: item.code, more: item.more, place: key.place, row: item.row,
              column: item.column, year: key.year, hits: []))
        }
        entries[entry].hits.append(Hit(document: number, figure: item.figure, cells: item.cells))
        let hit = entries[entry].hits.count - 1
        for amount in item.amounts {
          amounts.append(Amount(key: amount.key, entry: entry, hit: hit, column: amount.column))
        }
      }
    }
    let order = Self.order(entries)
    self.entries = order.map { entries[$0] }
    var rank = [Int](repeating: 0, count: entries.count)
    for (place, old) in order.enumerated() { rank[old] = place }
    self.amounts = amounts.map { Amount(key: $0.key, entry: rank[$0.entry], hit: $0.hit, column: $0.column) }
  }

  /// The numbers of the entries in the order of results. Titles of tables stand before their columns; what stands below
  /// a title stays together by title, newest first; of all the rest, the shorter the text the more of it a query covers.
  /// Reasons are shorter than the criteria beside them.
  private static func order(_ entries: [Entry]) -> [Int] {
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
      if left.hits[0].document != right.hits[0].document, left.kind != .line {
        return left.hits[0].document < right.hits[0].document
      }
      return (left.place, left.row, left.code, left.column) < (right.place, right.row, right.code, right.column)
    }
  }
}
