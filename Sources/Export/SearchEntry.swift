internal import Disclosures

/// What many disclosures have in common is one entry: a line of a form in one year, a sentence that several have. Its
/// hits are the disclosures with their figures.
struct SearchEntry: Sendable {
  /// What makes two items the same entry.
  struct Key: Sendable, Hashable {
    let kind: SearchDocument.Kind
    let text: String
    let code: String
    let more: String
    var place: Int
    /// Empty for a term, which means the same wherever it stands.
    var row: String
    let column: Int
    /// 0 where the entry is that of all years.
    let year: Int
  }

  var key: Key
  /// Of documents, the newest first.
  var hits: [SearchHit]

  /// Its title is found for itself, by another entry: here only what stands below it is searched.
  var isBelowTitle: Bool { key.kind == .passage || (key.kind == .section && !key.more.isEmpty) }
}

/// One disclosure's part of an entry.
struct SearchHit: Sendable, Hashable {
  var document: Int
  /// Which of its document's items it is.
  let order: Int
  /// Where on the page it stands, for a term; otherwise the entry says it.
  let row: String
  /// The figure that is shown; empty where there is none.
  let figure: String
  /// All columns of the line with `|` between them; empty where there is one only.
  let cells: String

  /// The amounts that lead to it, each with its column.
  var amounts: [(key: String, column: Int)] {
    if cells.isEmpty { return SearchText.amount(figure).map { [($0, 0)] } ?? [] }
    return cells.utf8.split(separator: SearchDocument.separator, omittingEmptySubsequences: false).enumerated()
      .compactMap { column, cell in SearchText.amount(cell).map { ($0, column) } }
  }
}

extension SearchEntry.Key {
  init(_ item: SearchDocument.Item, place: Int, year: Int) {
    self.init(
      kind: item.kind, text: item.text, code: item.code, more: item.more, place: place,
      row: item.kind == .term ? "" : item.row, column: item.column, year: item.kind == .line ? year : 0)
  }

  /// The same bytes for the same key.
  var packed: [UInt8] {
    var pack = PackWriter()
    put(into: &pack)
    return pack.bytes
  }

  fileprivate func put(into pack: inout PackWriter) {
    pack.put(kind.rawValue)
    for text in [text, code, more, row] { pack.put(text) }
    for number in [place, column, year] { pack.put(number) }
  }

  init(from pack: inout PackReader) throws(PackReader.Damaged) {
    guard let kind = SearchDocument.Kind(rawValue: try pack.number()) else { throw PackReader.Damaged() }
    let (text, code, more, row) = (try pack.text(), try pack.text(), try pack.text(), try pack.text())
    self.init(
      kind: kind, text: text, code: code, more: more, place: try pack.number(), row: row,
      column: try pack.number(), year: try pack.number())
  }
}

extension SearchHit {
  init(_ item: SearchDocument.Item, document: Int, order: Int) {
    self.init(
      document: document, order: order, row: item.kind == .term ? item.row : "", figure: item.figure,
      cells: item.cells.joined(separator: "|"))
  }

  var packed: [UInt8] {
    var pack = PackWriter()
    put(into: &pack)
    return pack.bytes
  }

  fileprivate func put(into pack: inout PackWriter) {
    pack.put(document)
    pack.put(order)
    for text in [row, figure, cells] { pack.put(text) }
  }

  init(from pack: inout PackReader) throws(PackReader.Damaged) {
    self.init(
      document: try pack.number(), order: try pack.number(), row: try pack.text(), figure: try pack.text(),
      cells: try pack.text())
  }
}

extension SearchEntry {
  var packed: [UInt8] {
    var pack = PackWriter()
    key.put(into: &pack)
    pack.put(hits) { $1.put(into: &$0) }
    return pack.bytes
  }

  init(from pack: inout PackReader) throws(PackReader.Damaged) {
    let key = try Key(from: &pack)
    self.init(key: key, hits: try pack.list { reader throws(PackReader.Damaged) in try SearchHit(from: &reader) })
  }

  /// Its place among results, as bytes in their order: titles of tables before their columns; what stands below a title
  /// together by title, newest first; of all the rest, the shorter the text the more of it a query covers. Reasons are
  /// shorter than the criteria beside them.
  var rank: [UInt8] {
    let length =
      switch key.kind {
      case .section, .passage: 0
      case .note: key.more.unicodeScalars.count
      default: key.text.unicodeScalars.count
      }
    var rank: [UInt8] = [UInt8(key.kind.rawValue), key.kind == .section && !key.more.isEmpty ? 1 : 0]
    rank.append(bigEndian: UInt32(clamping: length))
    rank.append(terminated: key.text)
    rank.append(bigEndian: UInt32.max - UInt32(clamping: key.year))
    rank.append(bigEndian: key.kind == .line ? 0 : UInt32(clamping: hits[0].document))
    rank.append(bigEndian: UInt32(clamping: key.place))
    rank.append(terminated: key.row)
    rank.append(terminated: key.code)
    rank.append(bigEndian: UInt32(clamping: key.column))
    rank.append(bigEndian: UInt32(clamping: hits[0].order))
    return rank
  }
}

extension [UInt8] {
  /// Numbers so written are in order byte by byte.
  mutating func append(bigEndian number: UInt32) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }

  /// Texts so written are in order byte by byte, whatever follows them.
  mutating func append(terminated text: String) {
    append(contentsOf: text.utf8)
    append(0)
  }

  /// What ``append(bigEndian:)`` wrote at a place.
  func bigEndian(at place: Int) -> Int {
    Int(withUnsafeBytes { UInt32(bigEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self)) })
  }
}
