package import Disclosures
internal import Figures
internal import Forms

/// A table as CSV: UTF-8 with BOM and CRLF, as spreadsheet programs here expect, one flat head row, codes as text,
/// figures without thousands marks. Blank, `0`, `0.00` and `—` stay distinct.
package enum TableCSV {
  package static func encode(_ table: Table) -> [UInt8] {
    var lines: [[String]] = []
    let hasBlocks = table.blocks.count > 1
    let hasLevels = table.form.layout == .indicators
    var last: [String]?
    for block in table.blocks {
      let names = block.form.columns.map { column in column.group.map { "\($0)/\(column.label)" } ?? column.label }
      if names != last {
        last = names
        let head = (hasBlocks ? ["栏目"] : []) + [hasLevels ? "序号" : "编码", table.form.nameHead] + names
        lines.append(head)
      }
      for row in block.rows {
        let cells = row.cells.map { text($0) }
        lines.append((hasBlocks ? [block.form.name] : []) + [row.code ?? "", row.name] + cells)
      }
    }
    return CSVLine.file(lines)
  }

  static func text(_ cell: Cell) -> String {
    guard case .figure(let figure) = cell.content else { return cell.written }
    return figure.isExact && figure.value.isZero ? "0" : figure.value.written(decimals: figure.decimals)
  }
}
