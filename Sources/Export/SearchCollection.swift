internal import Diagnostics

/// What can be found on a site, disclosure by disclosure, in any order.
///
/// What many disclosures have in common is stored once: an entry is one line of one form in one year, its hits are the
/// disclosures with their figures. A disclosure itself is let go once it is in, and hits are kept as bytes: a city has
/// millions of them.
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

  /// The disclosures that have an entry, each with its figures.
  struct Hits: Sendable {
    private struct Mark: Sendable {
      var document: UInt32
      var start: UInt32
      /// In bytes: the figure that is shown, where it is not one of the columns', then those of all columns.
      var figure: UInt16
      var cells: UInt16
    }

    private var marks: [Mark] = []
    private var bytes: [UInt8] = []

    var count: Int { marks.count }
    var indices: Range<Int> { marks.indices }

    func document(_ hit: Int) -> Int { Int(marks[hit].document) }

    /// The figure that is shown; `column` is its entry's.
    func figure(_ hit: Int, column: Int) -> String {
      let mark = marks[hit]
      if mark.figure == 0, mark.cells > 0 { return split(hit)[column] }
      return String(decoding: bytes[Int(mark.start)..<Int(mark.start) + Int(mark.figure)], as: UTF8.self)
    }

    private func split(_ hit: Int) -> [String] {
      cells(hit).utf8.split(separator: SearchDocument.separator, omittingEmptySubsequences: false).map {
        String(Substring($0))
      }
    }

    /// All columns of the line with `|` between them; empty where there is one only.
    func cells(_ hit: Int) -> String {
      let mark = marks[hit]
      let start = Int(mark.start) + Int(mark.figure)
      return String(decoding: bytes[start..<start + Int(mark.cells)], as: UTF8.self)
    }

    /// The amounts that lead to a hit, each with its column.
    func amounts(_ hit: Int) -> [(key: String, column: Int)] {
      let cells = marks[hit].cells == 0 ? [figure(hit, column: 0)] : split(hit)
      return cells.enumerated().compactMap { column, cell in SearchText.amount(cell).map { ($0, column) } }
    }

    /// What is longer than any row of figures is left out.
    fileprivate mutating func append(_ document: Int, figure: String, column: Int, cells: [String]) {
      let start = bytes.count
      let longest = Int(UInt16.max)
      let figure = figure.utf8.count > longest ? "" : figure
      let length = cells.reduce(max(cells.count - 1, 0)) { $0 + $1.utf8.count }
      let cells = length > longest ? [] : cells
      // Where it is its column's own figure, the columns say it.
      let isColumn = !figure.isEmpty && cells.indices.contains(column) && cells[column].hasSameBytes(as: figure)
      let shown = isColumn ? "" : figure
      bytes.makeFrugalRoom(for: shown.utf8.count + length)
      bytes += shown.utf8
      let end = bytes.count
      for (index, cell) in cells.enumerated() {
        if index > 0 { bytes.append(SearchDocument.separator) }
        bytes += cell.utf8
      }
      marks.makeFrugalRoom(for: 1)
      marks.append(
        Mark(
          document: UInt32(document), start: UInt32(start), figure: UInt16(end - start),
          cells: UInt16(bytes.count - end)))
    }

    fileprivate mutating func replace(_ document: Int) { marks[0].document = UInt32(document) }

    /// Renumbers the documents, and puts the hits in their order.
    mutating func renumber(_ numbers: [Int]) {
      for hit in marks.indices { marks[hit].document = UInt32(numbers[document(hit)]) }
      marks.sort { ($0.document, $0.start) < ($1.document, $1.start) }
    }
  }

  struct Entry: Sendable {
    let kind: SearchDocument.Kind
    let text: String
    let code: String
    let more: String
    var place: Int
    var row: String
    let column: Int
    let year: Int
    var hits = Hits()

    /// Its title is found for itself, by another entry: here only what stands below it is searched.
    var isBelowTitle: Bool { kind == .passage || (kind == .section && !more.isEmpty) }
  }

  /// What makes two items the same entry.
  private struct Key: Hashable, Sendable {
    let kind: SearchDocument.Kind
    let text: String
    let code: String
    let more: String
    let place: Int
    let row: String
    let column: Int
    let year: Int
  }

  private(set) var documents: [Head] = []
  private(set) var places: [SearchDocument.Place] = []
  private(set) var entries: [Entry] = []
  private var placeNumbers: [SearchDocument.Place: Int] = [:]
  private var numbers: [Key: Int] = [:]

  package init(_ documents: [SearchDocument] = []) { for document in documents { add(document) } }

  package mutating func add(_ document: SearchDocument) {
    let number = documents.count
    let head = Head(
      department: document.department, year: document.year, kind: document.kind, kindTitle: document.kindTitle)
    documents.append(head)
    let ownPlaces = document.places.map { self.number(of: $0) }
    for item in document.items {
      let key = Key(
        kind: item.kind, text: item.text, code: item.code, more: item.more, place: ownPlaces[item.place],
        row: item.kind == .term ? "" : item.row, column: item.column, year: item.kind == .line ? document.year : 0)
      guard let known = numbers[key] else {
        numbers[key] = entries.count
        var entry = Entry(
          kind: item.kind, text: item.text, code: item.code, more: item.more, place: key.place, row: item.row,
          column: item.column, year: key.year)
        entry.hits.append(number, figure: item.figure, column: item.column, cells: item.cells)
        entries.append(entry)
        continue
      }
      if item.kind != .term {
        entries[known].hits.append(number, figure: item.figure, column: item.column, cells: item.cells)
      } else if head < documents[entries[known].hits.document(0)] {
        // A term means the same everywhere: the newest place will do, whatever its anchor there.
        entries[known].row = item.row
        entries[known].hits.replace(number)
      }
    }
  }

  /// Hands its entries over: they are most of it.
  mutating func takeEntries() -> [Entry] {
    numbers = [:]
    let taken = entries
    entries = []
    return taken
  }

  private mutating func number(of place: SearchDocument.Place) -> Int {
    if let known = placeNumbers[place] { return known }
    placeNumbers[place] = places.count
    places.append(place)
    return places.count - 1
  }
}
