internal import Diagnostics

/// One sheet of a workbook: its cells, and how it is shown and printed. A4, as wide as one page.
struct Worksheet {
  enum Content {
    /// Written, since it has a border.
    case blank
    case text(String)
    /// Digits with a point, in at most 15 figures: programs keep a binary number, which is the same up to there.
    case number(String)
  }

  struct Cell {
    let row: Int
    let column: Int
    let content: Content
    let style: CellStyle
  }

  struct Area {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
  }

  let name: String
  private(set) var cells: [Cell] = []
  private(set) var merged: [Area] = []
  /// In characters.
  var columnWidths: [Double] = []
  /// In points; nil for what its cells need.
  var firstRowHeight: Int?
  /// What stays in sight, and what every printed page repeats of it.
  var heads: ClosedRange<Int>?
  var frozenColumns = 0
  var isLandscape = false
  /// Has buttons by which rows are chosen.
  var filter: Area?

  init(name: String) { self.name = name }

  /// Puts a cell, or one as large as several. What was put in the same place before is gone.
  mutating func put(
    _ content: Content, _ row: Int, _ column: Int, _ style: CellStyle, rows: Int = 1, columns: Int = 1
  ) {
    var content = content
    if case .text("") = content { content = .blank }
    cells.append(Cell(row: row, column: column, content: content, style: style))
    guard rows > 1 || columns > 1 else { return }
    merged.append(Area(rows: row...(row + rows - 1), columns: column...(column + columns - 1)))
    for below in 0..<rows {
      for beside in 0..<columns where below > 0 || beside > 0 {
        cells.append(Cell(row: row + below, column: column + beside, content: .blank, style: style))
      }
    }
  }

  /// By rows and columns, each place once.
  var ordered: [Cell] {
    var ordered: [Cell] = []
    ordered.reserveCapacity(cells.count)
    let places = cells.indices.sorted {
      (cells[$0].row, cells[$0].column, $0) < (cells[$1].row, cells[$1].column, $1)
    }
    for place in places {
      let cell = cells[place]
      if let last = ordered.last, last.row == cell.row, last.column == cell.column { ordered.removeLast() }
      ordered.append(cell)
    }
    return ordered
  }
}

extension Worksheet.Area {
  /// `A1:C3`.
  var name: String {
    Self.name(rows.lowerBound, columns.lowerBound) + ":" + Self.name(rows.upperBound, columns.upperBound)
  }

  /// `$A$1:$C$3`.
  var absoluteName: String {
    [(rows.lowerBound, columns.lowerBound), (rows.upperBound, columns.upperBound)].map { row, column in
      "$\(Self.letters(column))$\(row + 1)"
    }.joined(separator: ":")
  }

  /// `B3`.
  static func name(_ row: Int, _ column: Int) -> String { "\(letters(column))\(row + 1)" }

  /// A, …, Z, AA, …
  static func letters(_ column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column
    repeat {
      letters.insert(UInt8(ascii: "A") + UInt8(rest % 26), at: 0)
      rest = rest / 26 - 1
    } while rest >= 0
    return String(decoding: letters, as: UTF8.self)
  }
}
