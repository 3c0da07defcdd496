private import CXLSXWriter
internal import Diagnostics
package import Foundation

extension Checklist {
  /// The checklist as a workbook, ready to print: A4 landscape, the head on every sheet. The bytes depend on the rows and
  /// on `created` (`YYYY-MM-DD`) alone.
  package func workbook(created: String) throws(WorkbookError) -> Data {
    try WorkbookFile.bytes(created: created) { book throws(WorkbookError) in write(to: book) }
  }

  private func write(to book: WorkbookFile.Book) {
    let sheet = workbook_add_worksheet(book, "检查清单")
    let heading = workbook_add_format(book), text = workbook_add_format(book), alarm = workbook_add_format(book)
    for format in [heading, text, alarm] {
      format_set_font_name(format, "宋体")
      format_set_font_size(format, 10)
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    }
    format_set_bold(heading)
    format_set_bg_color(heading, 0xE8F0F8)
    format_set_bold(alarm)
    for (column, width) in [24.0, 10, 24, 46, 30, 22, 50, 30, 30].enumerated() {
      worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil)
    }
    for (column, title) in Self.head.enumerated() {
      worksheet_write_string(sheet, 0, UInt16(column), title, heading)
    }
    for (index, row) in sorted.enumerated() {
      for (column, field) in row.fields.enumerated() {
        let isAlarm = column == 5 && (field.hasPrefix("不符合") || field.hasPrefix("存疑"))
        // A cell holds 32,767 characters.
        worksheet_write_string(
          sheet, UInt32(index + 1), UInt16(column), field.fittingCell,
          isAlarm ? alarm : text)
      }
    }
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_autofilter(sheet, 0, 0, UInt32(rows.count), UInt16(Self.head.count - 1))
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    worksheet_set_footer(sheet, "&C第 &P 页，共 &N 页")
  }
}
