internal import Diagnostics
internal import Disclosures

/// A paragraph, heading, list item or table cell of the narrative as it reads: without mark-up, its `{{…}}` written out,
/// full-width digits made plain. Every byte knows where it came from.
struct Passage: Sendable {
  enum Kind: Sendable, Hashable {
    case text
    case heading(level: Int)
    /// A cell of a table in prose, with the heads of its row and column.
    case cell(row: String, column: String)
  }

  /// What a `{{…}}` wrote.
  struct Insertion: Sendable {
    let range: Range<Int>
    let directive: Int
    let output: ProseExpression.Output
  }

  /// A run of bytes from one place; verbatim runs stand byte for byte.
  struct Piece: Sendable {
    let start: Int
    let span: SourceSpan
    let isVerbatim: Bool
  }

  /// Its place among the passages of the narrative.
  var index = 0
  /// Index into the disclosure's sections.
  let section: Int
  let kind: Kind
  let bytes: [UInt8]
  /// How many bytes at the start are not the passage's own: a cell's heads, put before it as a sentence would.
  let prefix: Int
  let insertions: [Insertion]
  /// The whole block in the file.
  let block: SourceSpan
  private let pieces: [Piece]

  init(
    section: Int, kind: Kind, bytes: [UInt8], prefix: Int, insertions: [Insertion], pieces: [Piece],
    block: SourceSpan
  ) {
    self.prefix = prefix
    self.section = section
    self.kind = kind
    self.bytes = bytes
    self.insertions = insertions
    self.pieces = pieces
    self.block = block
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The place in the file of a range of bytes.
  func span(_ range: Range<Int>) -> SourceSpan {
    guard !range.isEmpty, let first = piece(at: range.lowerBound), let last = piece(at: range.upperBound - 1),
      first.span.path == last.span.path
    else { return block }
    let lower = first.isVerbatim ? first.span.lower + range.lowerBound - first.start : first.span.lower
    let upper = last.isVerbatim ? last.span.lower + range.upperBound - last.start : last.span.upper
    return lower < upper ? SourceSpan(path: first.span.path, lower: lower, upper: upper) : block
  }

  /// What a `{{…}}` wrote at a place.
  func insertion(at place: Int) -> Insertion? { insertions.first { $0.range.contains(place) } }

  private func piece(at place: Int) -> Piece? {
    var low = 0, high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start <= place { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? pieces[low - 1] : nil
  }
}
