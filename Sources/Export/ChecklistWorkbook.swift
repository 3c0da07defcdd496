extension Checklist {
  /// The checklist as a workbook, ready to print: A4 landscape, the head on every sheet. The bytes depend on the rows and
  /// on `created` (`YYYY-MM-DD`) alone.
  package func workbook(created: String) -> [UInt8] {
    Workbook([Workbook.Sheet(worksheet)], created: created).bytes
  }

  var worksheet: Worksheet {
    var sheet = Worksheet(name: "检查清单")
    sheet.columnWidths = [24, 10, 24, 46, 30, 22, 50, 30, 30]
    for (column, title) in Self.head.enumerated() { sheet.put(.text(title), 0, column, .listHead) }
    for (index, row) in sorted.enumerated() {
      for (column, field) in row.fields.enumerated() {
        let isAlarm = column == 5 && (field.hasPrefix("不符合") || field.hasPrefix("存疑"))
        sheet.put(.text(field), index + 1, column, isAlarm ? .listAlarm : .listText)
      }
    }
    sheet.heads = 0...0
    sheet.filter = .init(rows: 0...rows.count, columns: 0...(Self.head.count - 1))
    sheet.isLandscape = true
    return sheet
  }
}
