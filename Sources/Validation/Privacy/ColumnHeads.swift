/// What stands over the columns of tables typed with tabs, `|` or commas. It is asked in the order of the text and reads
/// each byte once, however many numbers a table holds.
struct ColumnHeads {
  /// The line that was looked at last, and how far its cells are counted.
  private var line = 0..<0
  private var next = 0
  private var counted = 0
  private var column = 0
  /// Where the cell begins that is counted last.
  private var start = 0
  private var isQuoted = false
  private var separator: UInt8 = 0
  /// The first lines of the table that the line is part of, cell by cell.
  private var rows: [[Range<Int>]] = []
  /// Heads of more lines than this are rare, and what stands further down is no head.
  private static let depth = 3

  /// The words over the cell that holds a place, and where that cell begins; nil outside of tables.
  mutating func over(_ place: Int, in text: PersonalText) -> (words: String, cell: Int)? {
    while place >= line.upperBound, next <= text.bytes.count, next == 0 || line.upperBound < text.bytes.count {
      readLine(text)
    }
    guard separator != 0, line.contains(place) else { return nil }
    let cell = count(to: place, text)
    let heads = rows.compactMap { row -> String? in
      guard row.indices.contains(column), row[column].upperBound <= line.lowerBound else { return nil }
      let words = text.string(row[column])
      // A number is not what a column is called.
      return words.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } > 4 ? nil : words
    }
    return heads.isEmpty ? nil : (heads.joined(separator: " "), cell)
  }

  private mutating func readLine(_ text: PersonalText) {
    var end = next
    // A list of YAML or JSON stands below other lists, not below a head.
    var isList = false
    var found: (tab: Bool, bar: Bool, comma: Bool) = (false, false, false)
    while end < text.bytes.count, text.bytes[end] != UInt8(ascii: "\n") {
      switch text.bytes[end] {
      case UInt8(ascii: "\t"): found.tab = true
      case UInt8(ascii: "|"): found.bar = true
      case UInt8(ascii: ","): found.comma = true
      case UInt8(ascii: "["), UInt8(ascii: "{"): isList = true
      default: break
      }
      end += 1
    }
    let own: UInt8 =
      found.tab ? UInt8(ascii: "\t") : found.bar ? UInt8(ascii: "|") : found.comma && !isList ? UInt8(ascii: ",") : 0
    if own != separator { rows = [] }
    separator = own
    line = next..<end + 1
    next = end + 1
    counted = line.lowerBound
    column = 0
    start = line.lowerBound
    isQuoted = false
    if own != 0, rows.count < Self.depth { rows.append(cells(line.lowerBound..<end, text)) }
  }

  private func cells(_ line: Range<Int>, _ text: PersonalText) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = line.lowerBound
    var isQuoted = false
    for place in line {
      if text.bytes[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if text.bytes[place] == separator, !isQuoted {
        cells.append(start..<place)
        start = place + 1
      }
    }
    return cells + [start..<line.upperBound]
  }

  /// Counts the cells up to a place of the line; returns where the last begins.
  private mutating func count(to place: Int, _ text: PersonalText) -> Int {
    while counted < place {
      if text.bytes[counted] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if text.bytes[counted] == separator, !isQuoted {
        column += 1
        start = counted + 1
      }
      counted += 1
    }
    return start
  }
}
