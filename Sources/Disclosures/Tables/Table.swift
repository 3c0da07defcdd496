package import Diagnostics
package import Forms
package import Figures

/// One statutory table (or score card) of a disclosure, filled in.
package final class Table: Sendable {
  package let form: TableForm
  package let blocks: [TableBlock]
  /// The title where the data give another than the form (score cards).
  package let title: String
  /// Notes the department adds under the form's own.
  package let notes: [String]
  /// What was repaired against the original, for the reader.
  package let sourceNotes: [String]
  /// The word its total is given (评分等级), where the form has such words.
  package let grade: Located<String>?
  package let unit: String
  package let decimals: Int
  /// The file it was read from.
  package let path: String

  package init(
    form: TableForm, blocks: [TableBlock], title: String? = nil, notes: [String] = [], sourceNotes: [String] = [],
    grade: Located<String>? = nil, unit: String, decimals: Int, path: String
  ) {
    self.grade = grade
    self.form = form
    self.blocks = blocks
    self.title = title ?? form.title
    self.notes = notes
    self.sourceNotes = sourceNotes
    self.unit = unit
    self.decimals = decimals
    self.path = path
  }

  /// What a data file is called without its folder and its extensions: the id or the short name of a table.
  static func stem(of path: String) -> String {
    String((path.split(separator: "/").last ?? "").prefix { $0 != "." })
  }

  /// The unit of one column's figures.
  package func unit(of column: ColumnForm) -> String { column.unit ?? unit }

  /// The unit that stands behind the name of a record's field; nil where the field says it itself, or has none.
  package func fieldUnit(of column: ColumnForm) -> String? {
    let unit = column.unit ?? (column.kind == .figure ? unit : nil)
    return unit == "%" ? nil : unit
  }

  /// Whether every row and cell could be read: only then can a table be called empty.
  package var isWhole: Bool {
    !blocks.contains { block in
      block.isPartial || block.rows.contains { $0.cells.contains { $0.content == .unreadable } }
    }
  }

  /// Whether no cell holds a figure other than zero.
  package var isAllZero: Bool {
    !blocks.contains { block in
      block.rows.contains { row in
        row.cells.contains { cell in
          if case .figure(let figure) = cell.content { return !figure.value.isZero }
          return false
        }
      }
    }
  }
}

/// One side of a table: its rows, found by key.
package final class TableBlock: Sendable {
  package let form: BlockForm
  package let rows: [Row]
  /// Some rows could not be read: what is not here may have been meant to be, and no sum over the rows is to be trusted.
  package let isPartial: Bool
  private let index: [ByteKey: Int]

  package init(form: BlockForm, rows: [Row], isPartial: Bool = false) {
    self.form = form
    self.rows = rows
    self.isPartial = isPartial
    index = Dictionary(rows.enumerated().map { (ByteKey($1.key), $0) }) { first, _ in first }
  }

  package func row(_ key: String) -> Row? { index[ByteKey(key)].map { rows[$0] } }

  /// The keys of the rows directly below one in the code tree, or of the top rows for the row of totals.
  package func children(of key: String) -> [String] {
    guard let row = row(key) else { return [] }
    return rows.filter { $0.parent == row.key && !$0.isTotal }.map(\.key)
  }

  /// The rows that nothing stands below.
  package var leaves: [Row] {
    let parents = Set(rows.compactMap(\.parent))
    return rows.filter { !$0.isTotal && !parents.contains($0.key) }
  }

  /// The keys of the leaves below a row; none for a leaf itself.
  package func leaves(below key: String) -> [String] {
    func isBelow(_ row: Row) -> Bool {
      guard let parent = row.parent else { return false }
      return parent == key || self.row(parent).map(isBelow) ?? false
    }
    return leaves.filter(isBelow).map(\.key)
  }

  /// What a row of a tree has in a column: its own figure, or where the form prints none the sum of what stands below it.
  package func amount(of row: Row, column: Int) -> ExactDecimal {
    if case .figure(let figure) = row.cells[column].content { return figure.value }
    let below = row.isTotal ? leaves.map(\.key) : leaves(below: row.key)
    return below.reduce(.zero) { sum, key in
      guard case .figure(let figure)? = self.row(key)?.cells[column].content else { return sum }
      return sum + figure.value
    }
  }

  /// What a row of a tree comes to from below, whatever it prints itself: scores stand on the lowest level alone.
  package func reached(of row: Row, column: Int) -> ExactDecimal {
    let below = leaves(below: row.key)
    guard !below.isEmpty else { return amount(of: row, column: column) }
    return below.compactMap { self.row($0) }.reduce(.zero) { $0 + amount(of: $1, column: column) }
  }

  /// The rows above one in its tree, topmost first.
  package func ancestors(of row: Row) -> [Row] {
    guard let key = row.parent, let parent = self.row(key), !parent.isTotal else { return [] }
    return ancestors(of: parent) + [parent]
  }
}

/// One line of a table.
package final class Row: Sendable {
  /// The key of the row of totals of a coded table.
  package static let totalKey = "total"

  /// Unique in its block and part of its anchor: the code, or the line's id.
  package let key: String
  package let code: String?
  package let name: String
  /// The name as typed, which may be another than that of its code.
  package let typedName: String
  /// As printed.
  package let label: String
  /// Depth in the code tree: 0 for 类; nil for totals and lines without a code.
  package let level: Int?
  /// The key of the row above in the code tree.
  package let parent: String?
  package let isTotal: Bool
  /// One cell a column, in the form's order.
  package let cells: [Cell]
  package let span: SourceSpan

  package init(
    key: String, code: String?, name: String, label: String, level: Int?, parent: String?, isTotal: Bool,
    cells: [Cell], span: SourceSpan, typedName: String? = nil
  ) {
    self.typedName = typedName ?? name
    self.key = key
    self.code = code
    self.name = name
    self.label = label
    self.level = level
    self.parent = parent
    self.isTotal = isTotal
    self.cells = cells
    self.span = span
  }
}
