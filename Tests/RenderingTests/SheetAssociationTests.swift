import Diagnostics
import Disclosures
import Figures
import Forms
import TestSupport
import Testing

@testable import Rendering

/// Every figure, target and actual value of the real sheets and score cards stands on its page, under the row and column
/// heads it belongs to.
@Suite struct SheetAssociationTests {
  /// The tables of a disclosure and of its sheets, with what renders them.
  static func tables(of disclosure: Disclosure) -> [(table: Table, index: Int, set: FormSet)] {
    let own = disclosure.tables.enumerated().compactMap { index, table in table.map { ($0, index, disclosure.set) } }
    let sheets = disclosure.sheets.flatMap { sheet in
      sheet.tables.enumerated().compactMap { index, table in table.map { ($0, index, sheet.set) } }
    }
    return (own + sheets).filter { $0.0.form.collects.isEmpty }
  }

  @Test(arguments: ShippedDisclosure.ids)
  func putsEveryCellIntoItsRowAndColumn(_ id: String) throws {
    let (disclosure, _) = try ShippedDisclosure.read(id)
    var cells = 0
    for (table, index, set) in Self.tables(of: disclosure)
    where [.record, .indicators].contains(table.form.layout) || set.sheet != nil {
      let tables = set.sheet == nil ? disclosure.tables : disclosure.sheets.first { $0.name == set.sheet }?.tables ?? []
      let notes = TableNotes(
        index, of: tables[index], form: set.tables[index],
        FigureIndex(Evaluator(set: set, tables: tables, decimals: set.decimals), Ledger()), unit: "")
      let renderer = TableRenderer(table: table, index: index, set: set, department: "某局", notes: notes)
      let grids = TableGrid.tables(in: renderer.html.markup)
      let block = table.blocks[0]
      for row in block.rows
      where row.isTotal || block.leaves.contains { $0 === row } || table.form.layout != .indicators {
        for (column, form) in block.form.columns.enumerated() where row.cells[column].content != .blank {
          if renderer.form.isScoreCard, form.isText { continue }
          let anchor = set.anchor(of: CellID(table: index, block: 0, row: row.key, column: column))
          let grid = try #require(grids.first { $0.cell(anchor) != nil }, "\(set.sheet ?? id) \(anchor)")
          let cell = try #require(grid.cell(anchor))
          let text = cell.text.replacing("&gt;", with: ">").replacing("&lt;", with: "<").replacing("&amp;", with: "&")
          #expect(text.hasPrefix(Self.shown(row.cells[column], form)), "\(set.sheet ?? id) \(anchor): \(cell.text)")
          let rows = grid.rowHeaders(of: cell), heads = grid.columnHeaders(of: cell)
          if table.form.layout == .record {
            #expect(rows.contains { $0.hasPrefix(form.label) }, "\(anchor): \(rows)")
          } else {
            #expect(rows.contains { $0.hasPrefix(row.label) }, "\(anchor): \(rows)")
            #expect(heads.contains(form.label), "\(anchor): \(heads)")
            for ancestor in block.ancestors(of: row) {
              #expect(rows.contains { $0.hasPrefix(ancestor.label) }, "\(anchor): \(rows)")
            }
          }
          cells += 1
        }
      }
    }
    #expect(cells > 30)
  }

  static func shown(_ cell: Cell, _ column: ColumnForm) -> String {
    switch cell.content {
    case .figure(let figure): figure.written + (column.isPercent ? "%" : "")
    case .text(let text): column.kind == .date ? CalendarDate(text)?.chinese ?? text : text
    case .blank, .notApplicable, .unreadable: cell.content == .notApplicable ? "—" : ""
    }
  }
}
