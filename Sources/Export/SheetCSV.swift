package import Disclosures
internal import Figures
internal import Forms

/// A sheet as tidy CSV: one line for each cell that is not empty, so that sheets of different shapes can be put together.
package enum SheetCSV {
  package static func encode(_ sheet: Sheet) -> [UInt8] {
    var lines = [["项目", "部分", "序号", "行", "上级", "栏", "值", "单位"]]
    for table in sheet.tables.compactMap({ $0 }) {
      for block in table.blocks {
        for row in block.rows {
          let above = block.ancestors(of: row).map(\.name).joined(separator: "/")
          for (column, cell) in zip(block.form.columns, row.cells) where cell.content != .blank {
            let isRecord = table.form.layout == .record
            let unit = column.isText ? "" : table.unit(of: column)
            lines.append(
              [
                sheet.name, table.title, isRecord ? "" : row.code ?? "", isRecord ? "" : row.name, above, column.name,
                TableCSV.text(cell), unit,
              ])
          }
        }
      }
    }
    for table in sheet.tables.compactMap({ $0 }) {
      guard let grade = table.grade else { continue }
      lines.append([sheet.name, table.title, "", table.form.totalRow ?? "", "", "评价等级", grade.value, ""])
    }
    return CSVLine.file(lines)
  }
}
