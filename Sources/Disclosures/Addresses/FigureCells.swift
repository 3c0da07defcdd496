package import Forms

extension FormSet {
  /// The cells in the columns of figures, table by table and row by row, empty ones among them: what is published of a
  /// disclosure and what is counted as checked are one list.
  package func figureCells(of tables: [Table?]) -> [(id: CellID, cell: Cell)] {
    tables.indices.flatMap { figureCells(of: tables, at: $0) }
  }

  /// Those of one table.
  package func figureCells(of tables: [Table?], at index: Int) -> [(id: CellID, cell: Cell)] {
    (tables[index]?.blocks ?? []).enumerated().flatMap { blockIndex, block in
      let columns = block.form.figureColumns
      return block.rows.flatMap { row in
        columns.map { (CellID(table: index, block: blockIndex, row: row.key, column: $0), row.cells[$0]) }
      }
    }
  }
}

extension Evaluator {
  /// The address of every cell that holds a figure.
  package var figures: [String] {
    self.set.figureCells(of: tables).compactMap { id, cell in
      if case .figure = cell.content { return address(of: id) }
      return nil
    }
  }
}
