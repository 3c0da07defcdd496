import Disclosures
import Extraction
import Figures
import Forms
import Foundation
import TestSupport
import Testing

@testable import Export

/// What is downloaded is what is shown: every cell of the real sheets in CSV, JSON and workbook.
@Suite struct SheetExportTests {
  static func sheets() throws -> [Sheet] {
    try ["pingshan-zwsj/2020/final-accounts", "sz-pnr/2020/project-performance"].flatMap {
      try ShippedDisclosure.read($0).0.sheets
    }
  }

  static func cells(of sheet: Sheet) -> [(column: ColumnForm, cell: Cell)] {
    sheet.tables.compactMap { $0 }.flatMap(\.blocks).flatMap { block in
      block.rows.flatMap { row in zip(block.form.columns, row.cells).map { ($0, $1) } }
    }.filter { $0.1.content != .blank }
  }

  @Test func writesEveryCellAsALine() throws {
    for sheet in try Self.sheets() {
      let text = String(decoding: SheetCSV.encode(sheet), as: UTF8.self)
      let lines = text.split(separator: "\r\n")
      #expect(lines.count == Self.cells(of: sheet).count + 1, "\(sheet.name)")
      #expect(text.hasPrefix("\u{FEFF}项目,部分,"))
      for (column, cell) in Self.cells(of: sheet) {
        let written = TableCSV.text(cell)
        #expect(
          lines.contains { $0.contains(column.name) && $0.contains(written.replacing("\"", with: "\"\"")) },
          "\(sheet.name) \(written)")
      }
    }
  }

  @Test func writesTypedTargetsAsJSON() throws {
    let sheet = try #require(try Self.sheets().first { $0.name == "其他网信事务支出" })
    let data = Data(SheetJSON.encode(sheet, department: "某局", year: 2020))
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let indicators = try #require(document["indicators"] as? [[String: Any]])
    let wifi = try #require(indicators.first { ($0["path"] as? [String])?.last == "建设公共WIFI热点数" })
    let target = try #require(wifi["target"] as? [String: Any])
    #expect(
      target["text"] as? String == "≥274个" && target["bound"] as? String == ">=" && target["number"] as? String == "274"
    )
    #expect((wifi["actual"] as? [String: Any])?["number"] as? String == "279")
    #expect((document["parts"] as? [Any])?.count == sheet.tables.compactMap { $0 }.count)
  }

  /// A number as a workbook holds it: binary, good for 15 digits.
  static func inExcel(_ text: String) -> String { Double(text).map { String(format: "%.15g", $0) } ?? text }

  @Test func writesRealNumbersIntoWorkbooks() throws {
    for sheet in try Self.sheets() {
      let tables = sheet.tables.compactMap { $0 }
      let bytes = Workbook(
        tables.map { Workbook.Sheet($0, document: "某局2020年度部门决算") }, created: "2026-11-21"
      ).bytes
      let text = AttachmentText.extract(name: "a.xlsx", bytes: bytes).texts.map(\.text).joined(separator: "\n")
      let numbers = Set(text.split(whereSeparator: \.isWhitespace).map { Self.inExcel(String($0)) })
      for (_, cell) in Self.cells(of: sheet) {
        switch cell.content {
        case .figure(let figure):
          #expect(numbers.contains(Self.inExcel(figure.value.written())), "\(sheet.name) \(figure.value.written())")
        case .text(let typed) where CalendarDate(typed) == nil:
          #expect(
            text.filter { !$0.isWhitespace }.contains(typed.filter { !$0.isWhitespace }), "\(sheet.name) \(typed)")
        default: break
        }
      }
    }
  }
}
