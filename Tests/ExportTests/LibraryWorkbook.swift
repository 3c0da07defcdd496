import CXLSXWriter
import Foundation
import TestSupport

@testable import Export

/// The same sheets as libxlsxwriter writes them: what our own workbooks are held against.
enum LibraryWorkbook {
  private typealias Format = UnsafeMutablePointer<lxw_format>

  static func bytes(_ sheets: [Worksheet], names: [String]) throws -> [UInt8] {
    try TemporaryFolder.with { folder in
      let path = folder.path("book.xlsx")
      let book = workbook_new(path)
      var formats: [CellStyle: Format] = [:]
      for (sheet, name) in zip(sheets, names) { write(sheet, to: workbook_add_worksheet(book, name), book, &formats) }
      guard workbook_close(book) == LXW_NO_ERROR else { throw CocoaError(.fileWriteUnknown) }
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
  }

  private static func write(
    _ sheet: Worksheet, to target: UnsafeMutablePointer<lxw_worksheet>?, _ book: UnsafeMutablePointer<lxw_workbook>?,
    _ formats: inout [CellStyle: Format]
  ) {
    for (column, width) in sheet.columnWidths.enumerated() {
      worksheet_set_column(target, UInt16(column), UInt16(column), width, nil)
    }
    if let height = sheet.firstRowHeight { worksheet_set_row(target, 0, Double(height), nil) }
    for area in sheet.merged {
      worksheet_merge_range(
        target, UInt32(area.rows.lowerBound), UInt16(area.columns.lowerBound), UInt32(area.rows.upperBound),
        UInt16(area.columns.upperBound), "", nil)
    }
    for cell in sheet.cells {
      let (row, column) = (UInt32(cell.row), UInt16(cell.column))
      let format = formats[cell.style] ?? self.format(cell.style, book)
      formats[cell.style] = format
      switch cell.content {
      case .blank: worksheet_write_blank(target, row, column, format)
      case .text(let text): worksheet_write_string(target, row, column, text, format)
      case .number(let number): worksheet_write_number(target, row, column, Double(number) ?? .nan, format)
      }
    }
    if let heads = sheet.heads {
      worksheet_repeat_rows(target, UInt32(heads.lowerBound), UInt32(heads.upperBound))
      worksheet_freeze_panes(target, UInt32(heads.upperBound + 1), UInt16(sheet.frozenColumns))
    }
    if let filter = sheet.filter {
      worksheet_autofilter(
        target, UInt32(filter.rows.lowerBound), UInt16(filter.columns.lowerBound), UInt32(filter.rows.upperBound),
        UInt16(filter.columns.upperBound))
    }
    if sheet.isLandscape { worksheet_set_landscape(target) }
    worksheet_set_paper(target, 9)
    worksheet_fit_to_pages(target, 1, 0)
    worksheet_set_footer(target, "&C第 &P 页，共 &N 页")
  }

  private static func format(_ style: CellStyle, _ book: UnsafeMutablePointer<lxw_workbook>?) -> Format? {
    let look = style.look
    let format = workbook_add_format(book)
    format_set_font_name(format, "宋体")
    format_set_font_size(format, look.font == .title ? 16 : 10)
    if look.font != .plain { format_set_bold(format) }
    switch look.horizontal {
    case "center"?: format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case "right"?: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    default: break
    }
    format_set_align(
      format, UInt8((look.vertical == "top" ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER).rawValue))
    if look.wraps { format_set_text_wrap(format) }
    if look.hasBorder { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if look.indent > 0 { format_set_indent(format, UInt8(look.indent)) }
    if look.isFilled { format_set_bg_color(format, 0xE8F0F8) }
    if let code = look.format { format_set_num_format(format, code) }
    return format
  }
}
