package import Diagnostics
package import Figures

/// What stands in one cell of a table, with its place in the data.
package struct Cell: Sendable, Hashable {
  package enum Content: Sendable, Hashable {
    case figure(Figure)
    /// The form has no such figure, or it was left empty: counts as an exact zero.
    case blank
    /// 不适用: `—` or `/`; kept apart from zero and blank, counts as an exact zero in sums.
    case notApplicable
    case text(String)
    /// Something was typed that is no figure: a finding says so. Rules leave it open instead of taking it for zero.
    case unreadable
  }

  package let content: Content
  package let span: SourceSpan

  package init(_ content: Content, span: SourceSpan) {
    self.content = content
    self.span = span
  }

  /// The figure that sums see.
  package func figure(decimals: Int) -> Figure {
    if case .figure(let figure) = content { return figure }
    return .nothing(decimals: decimals)
  }

  /// What a page prints.
  package var written: String {
    switch content {
    case .figure(let figure): figure.written
    case .blank: ""
    case .notApplicable: "—"
    case .text(let text): text
    case .unreadable: "？"
    }
  }
}

/// The name of one cell within a disclosure: stable, independent of where its row stands.
package struct CellID: Sendable, Hashable {
  /// Index of the table in the form set.
  package let table: Int
  package let block: Int
  /// The row's key: a code, or a line's id, or ``Row/totalKey``.
  package let row: String
  package let column: Int

  package init(table: Int, block: Int, row: String, column: Int) {
    self.table = table
    self.block = block
    self.row = row
    self.column = column
  }

  package static func == (left: CellID, right: CellID) -> Bool {
    left.table == right.table && left.block == right.block && left.column == right.column
      && left.row.hasSameBytes(as: right.row)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine((table << 8 ^ block) << 16 ^ column)
    hasher.combine(bytesOf: row)
  }
}
