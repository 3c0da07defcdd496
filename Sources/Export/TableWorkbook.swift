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

  package func encode() throws(Checklist.WorkbookError) -> Data {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("mingzhang-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard let book = workbook_new(path) else { throw Checklist.WorkbookError(message: "不能新建工作簿") }
    WorkbookProperties.set(of: book, created: created, title: document, author: owner)
    var formats = WorkbookFormats(book)
    var names: Set<String> = []
    for table in tables {
      guard let sheet = workbook_add_worksheet(book, Self.sheetName(table.form.short, among: &names)) else {
        throw Checklist.WorkbookError(message: "不能新建工作表“\(table.form.short)”")
      }
      write(table, to: sheet, &formats)
    }
    let status = workbook_close(book)
    guard status == LXW_NO_ERROR, let data = FileManager.default.contents(atPath: path) else {
      throw Checklist.WorkbookError(message: "写工作簿出错：" + String(cString: lxw_strerror(status)))
    }
    return data
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

  private func write(_ table: Table, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: inout WorkbookFormats) {
    let isRecord = table.form.layout == .record
    let isTree = table.form.layout == .indicators
    let levels = isTree ? max(1, table.form.levels.count) : isRecord ? 1 : table.form.layout == .list ? 2 : 1
    let widest = isRecord ? 1 : table.blocks.map(\.form.columns.count).max() ?? 1
    let last = UInt16(levels + widest - 1)
    func put(_ text: String, _ row: Int, _ column: Int, _ format: UnsafeMutablePointer<lxw_format>?) {
      worksheet_write_string(
        sheet, UInt32(row), UInt16(column), String(text.withoutXMLForbidden.prefix(32_000)), format)
    }
    if last > 0 { worksheet_merge_range(sheet, 0, 0, 0, last, "", formats.title) }
    put(table.title, 0, 0, formats.title)
    put(document.isEmpty ? "编制：\(owner)" : document, 1, 0, formats.plain)
    put([table.form.code, "单位：\(table.unit)"].compactMap { $0 }.joined(separator: "　"), 1, Int(last), formats.right)
    var line = 2
    for column in 0..<levels {
      worksheet_set_column(sheet, UInt16(column), UInt16(column), isTree || isRecord ? 20 : 28, nil)
    }
    worksheet_set_column(sheet, UInt16(levels), last, isRecord ? 60 : 18, nil)
    for (place, block) in table.blocks.enumerated() {
      if isRecord {
        for (column, cell) in zip(block.form.columns, block.rows.first?.cells ?? []) {
          put(column.label, line, 0, formats.head)
          write(cell, column, at: (line, 1), to: sheet, &formats)
          line += 1
        }
        continue
      }
      if !block.form.name.isEmpty {
        put(block.form.name, line, 0, formats.head)
        line += 1
      }
      if place == 0 || !block.form.name.isEmpty {
        let heads =
          isTree
          ? table.form.levels.map { table.form.levels.count == 1 ? table.form.nameHead : $0 }
          : table.form.layout == .list ? [table.form.codeHead ?? "编码", table.form.nameHead] : [table.form.nameHead]
        for (column, head)
          in (heads + block.form.columns.map { column in (column.group.map { "\($0)：" } ?? "") + column.label })
          .enumerated()
        {
          put(head, line, column, formats.head)
        }
        line += 1
      }
      var shown: Set<String> = []
      for row in isTree ? block.leaves + block.rows.filter(\.isTotal) : block.rows {
        if isTree {
          for column in 0..<levels { put("", line, column, formats.cell) }
          for (column, ancestor) in block.ancestors(of: row).enumerated() where shown.insert(ancestor.key).inserted {
            put(ancestor.name, line, column, formats.cell)
          }
          put(row.label, line, row.level ?? 0, row.isTotal ? formats.head : formats.cell)
        } else if table.form.layout == .list {
          put(row.code ?? "", line, 0, formats.cell)
          put(row.label, line, 1, row.isTotal ? formats.head : formats.cell)
        } else {
          put(row.label, line, 0, row.isTotal ? formats.head : formats.cell)
        }
        for (column, cell) in row.cells.enumerated() {
          write(cell, block.form.columns[column], at: (line, levels + column), to: sheet, &formats)
        }
        line += 1
      }
    }
    if let grade = table.grade {
      put("评价等级：\(grade.value)", line, 0, formats.plain)
      line += 1
    }
    for note in table.form.notes + table.notes {
      put(note, line, 0, formats.plain)
      line += 1
    }
    if widest + levels > 5 { worksheet_set_landscape(sheet) }
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
      if written.filter(\.isNumber).count <= 15, let number = Double(written) {
        worksheet_write_number(sheet, row, at, number, format)
      } else {
        worksheet_write_string(sheet, row, at, written, formats.right)
      }
    case .blank, .unreadable: worksheet_write_blank(sheet, row, at, formats.cell)
    case .notApplicable: worksheet_write_string(sheet, row, at, "—", formats.centre)
    case .text(let text):
      let shown = column.kind == .date ? CalendarDate(text)?.chinese ?? text : text
      worksheet_write_string(sheet, row, at, String(shown.withoutXMLForbidden.prefix(32_000)), formats.cell)
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

  init(_ book: UnsafeMutablePointer<lxw_workbook>) {
    self.book = book
    func format(_ set: (UnsafeMutablePointer<lxw_format>?) -> Void) -> UnsafeMutablePointer<lxw_format>? {
      let format = workbook_add_format(book)
      format_set_font_name(format, "宋体")
      format_set_font_size(format, 10)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      set(format)
      return format
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

  /// `#,##0.00`; a percentage keeps its sign without being multiplied.
  mutating func number(decimals: Int, isPercent: Bool) -> UnsafeMutablePointer<lxw_format>? {
    let code =
      "#,##0" + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : "") + (isPercent ? "\"%\"" : "")
    if let known = numbers[code] { return known }
    guard let format = workbook_add_format(book) else { return nil }
    format_set_font_name(format, "宋体")
    format_set_font_size(format, 10)
    format_set_num_format(format, code)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    numbers[code] = format
    return format
  }
}
