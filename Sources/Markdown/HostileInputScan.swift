import Diagnostics

/// A pass over the text, in front of cmark, that refuses what would keep it busy for long.
///
/// cmark-gfm 0.29.0.gfm.6 takes time in the square of some inputs. Measured on one core, with the
/// unit of `cost` near 10 ns: `![[]()` (brackets in one paragraph), a line of links and bold
/// (links × runs of marks), `<?` and `<!A ` (openers × length), `|-|-|` under an unlike header
/// (delimiter rows × length), short rows under a wide header (cells are made up), blank lines inside deep
/// lists (depth × lines), and one long reference used often (copies of its address). `[[[[`, runs of
/// `*` and `_`, backticks, `<!--` and many definitions are linear there and need no bound.
struct HostileInputScan {
  /// About half a second of cmark's time; a narrative of 100 KB comes to less than a hundredth of it.
  static let mostCost = 40_000_000
  static let mostColumns = 200
  static let mostCells = 200_000
  static let mostMarkersOnALine = TreeBuilder.mostNesting

  enum Problem: Equatable {
    case cost
    case columns
    case cells
    case nesting
  }

  /// What has been counted since the last line that ends any paragraph.
  private struct Chunk {
    var bytes = 0
    var brackets = 0
    var runs = 0
    var openers = 0
    var delimiterRows = 0
    var columns = 0
    var rowsUnderHeader = 0
    var hasDefinition = false

    var cost: Int { brackets * brackets / 10 + brackets * runs + openers * bytes / 25 + delimiterRows * bytes }
  }

  private let bytes: [UInt8]
  private var chunk = Chunk()
  private var cost = 0
  private var cells = 0
  private var lines = 0
  private var deepest = 0
  private var allBrackets = 0
  private var longestDefinition = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// What the text would cost, in the unit of ``mostCost``: for tests.
  static func cost(of prepared: PreparedText) -> Int {
    var scan = HostileInputScan(prepared.bytes)
    _ = scan.firstProblem(in: prepared)
    return scan.total
  }

  /// The first reason to refuse the text, and the offset of the line where it showed.
  static func problem(in prepared: PreparedText) -> (problem: Problem, offset: Int)? {
    var scan = HostileInputScan(prepared.bytes)
    return scan.firstProblem(in: prepared)
  }

  private var total: Int { cost + chunk.cost + deepest * lines + longestDefinition * allBrackets }

  private mutating func firstProblem(in prepared: PreparedText) -> (problem: Problem, offset: Int)? {
    for (index, start) in prepared.lineStarts.enumerated() {
      let end = index + 1 < prepared.lineStarts.count ? prepared.lineStarts[index + 1] : bytes.count
      if let problem = read(start..<end) { return (problem, start) }
    }
    endChunk()
    return total > HostileInputScan.mostCost ? (.cost, bytes.count) : nil
  }

  private mutating func read(_ line: Range<Int>) -> Problem? {
    lines += 1
    let shape = LineShape(bytes, line)
    deepest = max(deepest, shape.depth)
    if shape.markers > HostileInputScan.mostMarkersOnALine { return .nesting }
    if shape.endsParagraph { endChunk() }
    if !shape.isBlank { count(line, shape) }
    if chunk.columns > HostileInputScan.mostColumns { return .columns }
    if cells + chunk.columns * chunk.rowsUnderHeader > HostileInputScan.mostCells { return .cells }
    return total > HostileInputScan.mostCost ? .cost : nil
  }

  private mutating func endChunk() {
    cost += chunk.cost
    cells += chunk.columns * chunk.rowsUnderHeader
    if chunk.hasDefinition { longestDefinition = max(longestDefinition, chunk.bytes) }
    chunk = Chunk()
  }

  private mutating func count(_ line: Range<Int>, _ shape: LineShape) {
    chunk.bytes += line.count
    if shape.isDelimiterRow {
      chunk.delimiterRows += 1
      chunk.columns = max(chunk.columns, shape.pipes + 1)
    }
    if chunk.columns > 0 { chunk.rowsUnderHeader += 1 }
    var previous: UInt8 = 0
    for byte in bytes[line] {
      switch byte {
      case UInt8(ascii: "["):
        chunk.brackets += 1
        allBrackets += 1
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): if byte != previous { chunk.runs += 1 }
      case UInt8(ascii: "!"), UInt8(ascii: "?"): if previous == UInt8(ascii: "<") { chunk.openers += 1 }
      case UInt8(ascii: ":"): if previous == UInt8(ascii: "]") { chunk.hasDefinition = true }
      default: break
      }
      previous = byte
    }
  }
}
