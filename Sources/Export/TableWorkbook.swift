private import CXLSXWriter
internal import Diagnostics
package import Disclosures
internal import Figures
internal import Forms
package import Foundation

/// Tables as a workbook that looks like the official forms: a worksheet each, amounts as real numbers with the decimals
/// they are declared with, blank, 0, 0.00 and — kept apart, ready to print on A4.
///
/// The bytes depend on the tables and on `created` (`YYYY-MM-DD`) alone.
package struct TableWorkbook {
  private let tables: [Table]
  private let owner: String
  private let created: String
  private let document: String

  /// - Parameter document: what the tables belong to, with its year: `某局2021年度部门决算`.
  package init(_ tables: [Table], owner: String, document: String, created: String) {
    self.tables = tables
    self.document = document
    self.owner = owner
    self.created = created
  }

  package func encode() throws(WorkbookError) -> Data {
    try WorkbookFile.bytes(created: created, title: document, author: owner) { book throws(WorkbookError) in
      try write(to: book)
    }
  }

  private func write(to book: WorkbookFile.Book) throws(WorkbookError) {
    var formats = WorkbookFormats(book)
    var names: Set<String> = []
    for table in tables {
      guard let sheet = workbook_add_worksheet(book, Self.sheetName(table.form.short, among: &names)) else {
        throw WorkbookError(message: "不能新建工作表“\(table.form.short)”")
      }
      write(table, to: sheet, &formats)
    }
  }

  /// At most 31 characters, without the marks Excel forbids, no two alike.
  private static func sheetName(_ name: String, among names: inout Set<String>) -> String {
    let plain = String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(28))
    var candidate = plain.isEmpty ? "表" : plain
    var number = 2
    while !names.insert(candidate).inserted {
      candidate = "\(plain)\(number)"
      number += 1
    }
    return candidate
  }

  /// Title, code, department and unit as they stand above the official form, then the form.
  private func write(_ table: Table, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: inout WorkbookFormats) {
    let grid = FormGrid(table)
    let last = max(grid.columns - 1, 0)
    func put(
      _ text: String, _ row: Int, _ column: Int, _ format: UnsafeMutablePointer<lxw_format>?, rows: Int = 1,
      columns: Int = 1
    ) {
      let text = text.fittingCell
      guard rows > 1 || columns > 1 else {
        worksheet_write_string(sheet, UInt32(row), UInt16(column), text, format)
        return
      }
      let end = (row: UInt32(row + rows - 1), column: UInt16(column + columns - 1))
      worksheet_merge_range(sheet, UInt32(row), UInt16(column), end.row, end.column, text, format)
    }
    for (column, width) in grid.widths.enumerated() {
      worksheet_set_column(sheet, UInt16(column), UInt16(column), width.rawValue, nil)
    }
    put(table.title, 0, 0, formats.title, columns: last + 1)
    worksheet_set_row(sheet, 0, 30, nil)
    put(table.form.code ?? "", 1, last, formats.right)
    put(document.isEmpty ? "编制：\(owner)" : document, 2, 0, formats.plain)
    put("单位：\(table.unit)", 2, last, formats.right)
    let top = 3
    for spot in grid.spots {
      let row = top + spot.row
      switch spot.content {
      case .head(let text): put(text, row, spot.column, formats.head, rows: spot.rows, columns: spot.columns)
      case .label(let text): put(text, row, spot.column, formats.centre, rows: spot.rows, columns: spot.columns)
      case .name(let text, let indent, let isTotal):
        let format = isTotal ? formats.head : formats.name(indent: indent)
        put(text, row, spot.column, format, rows: spot.rows, columns: spot.columns)
      case .cell(let cell, let column): write(cell, column, at: (row, spot.column), to: sheet, &formats)
      }
    }
    var line = top + grid.rows
    if let grade = table.grade {
      put("评价等级：\(grade.value)", line, 0, formats.plain)
      line += 1
    }
    let notes = table.form.notes + table.notes
    for (index, note) in notes.enumerated() {
      put((index == 0 ? "注：" : "　　") + (notes.count > 1 ? "\(index + 1)." : "") + note, line, 0, formats.plain)
      line += 1
    }
    if grid.headRows > 0 {
      worksheet_repeat_rows(sheet, UInt32(top), UInt32(top + grid.headRows - 1))
      worksheet_freeze_panes(sheet, UInt32(top + grid.headRows), UInt16(grid.lead))
    }
    if grid.columns > 5 { worksheet_set_landscape(sheet) }
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_set_footer(sheet, "&C第 &P 页，共 &N 页")
  }

  private func write(
    _ cell: Cell, _ column: ColumnForm, at place: (row: Int, column: Int),
    to sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: inout WorkbookFormats
  ) {
    let (row, at) = (UInt32(place.row), UInt16(place.column))
    switch cell.content {
    case .figure(let figure):
      let isZero = figure.isExact && figure.value.isZero
      let format = formats.number(decimals: isZero ? 0 : figure.decimals, isPercent: column.isPercent)
      // The workbook holds binary numbers; up to 15 digits they are the same to the last place.
      let written = figure.value.written(decimals: isZero ? 0 : figure.decimals)
      if written.utf8.count(where: { $0 >= 0x30 && $0 <= 0x39 }) <= 15, let number = Double(written) {
        worksheet_write_number(sheet, row, at, number, format)
      } else {
        worksheet_write_string(sheet, row, at, written, formats.right)
      }
    case .blank, .unreadable: worksheet_write_blank(sheet, row, at, formats.cell)
    case .notApplicable: worksheet_write_string(sheet, row, at, "—", formats.centre)
    case .text(let text):
      let shown = column.kind == .date ? CalendarDate(text)?.chinese ?? text : text
      worksheet_write_string(sheet, row, at, shown.fittingCell, formats.cell)
    }
  }
}

/// The formats of one workbook, made as they are needed.
private struct WorkbookFormats {
  private let book: UnsafeMutablePointer<lxw_workbook>
  let title: UnsafeMutablePointer<lxw_format>?
  let head: UnsafeMutablePointer<lxw_format>?
  let cell: UnsafeMutablePointer<lxw_format>?
  let centre: UnsafeMutablePointer<lxw_format>?
  let right: UnsafeMutablePointer<lxw_format>?
  let plain: UnsafeMutablePointer<lxw_format>?
  private var numbers: [String: UnsafeMutablePointer<lxw_format>] = [:]
  private var names: [Int: UnsafeMutablePointer<lxw_format>] = [:]

  init(_ book: UnsafeMutablePointer<lxw_workbook>) {
    self.book = book
    func format(_ set: (UnsafeMutablePointer<lxw_format>?) -> Void) -> UnsafeMutablePointer<lxw_format>? {
      Self.format(book, set)
    }
    title = format {
      format_set_font_size($0, 16)
      format_set_bold($0)
      format_set_align($0, UInt8(LXW_ALIGN_CENTER.rawValue))
    }
    head = format {
      format_set_bold($0)
      format_set_text_wrap($0)
      format_set_align($0, UInt8(LXW_ALIGN_CENTER.rawValue))
      format_set_border($0, UInt8(LXW_BORDER_THIN.rawValue))
    }
    cell = format {
      format_set_text_wrap($0)
      format_set_border($0, UInt8(LXW_BORDER_THIN.rawValue))
    }
    centre = format {
      format_set_align($0, UInt8(LXW_ALIGN_CENTER.rawValue))
      format_set_border($0, UInt8(LXW_BORDER_THIN.rawValue))
    }
    right = format { format_set_align($0, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    plain = format { _ in }
  }

  /// What all formats share, and what `set` adds.
  private static func format(
    _ book: UnsafeMutablePointer<lxw_workbook>, _ set: (UnsafeMutablePointer<lxw_format>?) -> Void
  ) -> UnsafeMutablePointer<lxw_format>? {
    let format = workbook_add_format(book)
    format_set_font_name(format, "宋体")
    format_set_font_size(format, 10)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    set(format)
    return format
  }

  /// Names of rows stand in by their level.
  mutating func name(indent: Int) -> UnsafeMutablePointer<lxw_format>? {
    guard indent > 0 else { return cell }
    if let known = names[indent] { return known }
    let format = Self.format(book) {
      format_set_text_wrap($0)
      format_set_border($0, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_indent($0, UInt8(min(indent, 15)))
    }
    names[indent] = format
    return format
  }

  /// `#,##0.00`; a percentage keeps its sign without being multiplied.
  mutating func number(decimals: Int, isPercent: Bool) -> UnsafeMutablePointer<lxw_format>? {
    let code =
      "#,##0" + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : "") + (isPercent ? "\"%\"" : "")
    if let known = numbers[code] { return known }
    let format = Self.format(book) {
      format_set_num_format($0, code)
      format_set_border($0, UInt8(LXW_BORDER_THIN.rawValue))
    }
    numbers[code] = format
    return format
  }
}
