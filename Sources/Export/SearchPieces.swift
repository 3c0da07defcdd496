internal import Diagnostics

/// Files of one sort, cut from literals that come one after the other.
struct SearchPieces {
  /// With which key each file starts, and how large it is.
  private(set) var directory: [(start: String, size: Int)] = []
  /// What tells each file from what it was before.
  private(set) var versions: [String] = []
  private let prefix: String
  private var start: String?
  private var literal = ScriptLiteral()

  init(_ prefix: String) { self.prefix = prefix }

  /// Hands the file in hand over first, where it is full.
  mutating func add(_ key: String, _ piece: ScriptLiteral, _ put: (SearchFiles.File) throws -> Void) throws {
    if start != nil, literal.bytes.count + piece.bytes.count > SearchFiles.fullSize { try close(put) }
    if start == nil {
      start = key
      literal = ScriptLiteral()
      literal.open("[")
    }
    literal.append(piece)
  }

  /// Hands the file in hand over, if there is one.
  mutating func close(_ put: (SearchFiles.File) throws -> Void) throws {
    guard let start else { return }
    literal.close("]")
    let file = SearchFiles.File("\(prefix)\(directory.count)", literal)
    directory.append((start, literal.bytes.count))
    versions.append(StableHash.hex(of: file.bytes))
    self.start = nil
    try put(file)
  }
}
