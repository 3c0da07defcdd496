package import Disclosures
internal import Figures
internal import Forms

extension Workbook.Sheet {
  /// A table as a sheet that looks like the official form: amounts as real numbers with the decimals they are declared
  /// with, blank, 0, 0.00 and — kept apart, ready to print on A4.
  ///
  /// - Parameter document: what the table belongs to, with its year: `某局2021年度部门决算`.
  package init(_ table: Table, document: String) { self.init(Worksheet(table, document: document)) }
}

extension Worksheet {
  /// Title, code, department and unit as they stand above the official form, then the form.
  init(_ table: Table, document: String) {
    self.init(name: table.form.short)
    let grid = FormGrid(table)
    let last = max(grid.columns - 1, 0)
    columnWidths = grid.widths.map(\.rawValue)
    put(.text(table.title), 0, 0, .title, columns: last + 1)
    firstRowHeight = 30
    if let code = table.form.code { put(.text(code), 1, last, .right) }
    put(.text(document), 2, 0, .plain)
    put(.text("单位：\(table.unit)"), 2, last, .right)
    let top = 3
    for spot in grid.spots {
      let row = top + spot.row
      switch spot.content {
      case .head(let text): put(.text(text), row, spot.column, .head, rows: spot.rows, columns: spot.columns)
      case .label(let text): put(.text(text), row, spot.column, .centre, rows: spot.rows, columns: spot.columns)
      case .name(let text, let indent, let isTotal):
        put(
          .text(text), row, spot.column, isTotal ? .head : .name(indent: indent), rows: spot.rows, columns: spot.columns
        )
      case .cell(let cell, let column): put(cell, column, row, spot.column)
      }
    }
    var line = top + grid.rows
    if let grade = table.grade {
      put(.text("评价等级：\(grade.value)"), line, 0, .plain)
      line += 1
    }
    let notes = table.form.notes + table.notes
    for (index, note) in notes.enumerated() {
      put(.text((index == 0 ? "注：" : "　　") + (notes.count > 1 ? "\(index + 1)." : "") + note), line, 0, .plain)
      line += 1
    }
    if grid.headRows > 0 {
      heads = top...(top + grid.headRows - 1)
      frozenColumns = grid.lead
    }
    isLandscape = grid.columns > 5
  }

  private mutating func put(_ cell: Disclosures.Cell, _ column: ColumnForm, _ row: Int, _ at: Int) {
    switch cell.content {
    case .figure(let figure):
      let decimals = figure.isExact && figure.value.isZero ? 0 : figure.decimals
      let written = figure.value.written(decimals: decimals)
      if written.utf8.count(where: { $0 >= 0x30 && $0 <= 0x39 }) <= 15 {
        put(.number(written), row, at, .number(decimals: decimals, isPercent: column.isPercent))
      } else {
        put(.text(written), row, at, .right)
      }
    case .blank, .unreadable: put(.blank, row, at, .cell)
    case .notApplicable: put(.text("—"), row, at, .centre)
    case .text(let text):
      put(.text(column.kind == .date ? CalendarDate(text)?.chinese ?? text : text), row, at, .cell)
    }
  }
}
