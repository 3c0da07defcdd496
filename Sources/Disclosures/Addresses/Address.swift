internal import Diagnostics
package import Forms

extension FormSet {
  /// The address users read for a cell: `支出表[201].基本支出`.
  package func address(of cell: CellID) -> String {
    let form = tables[cell.table]
    let block = form.blocks[cell.block]
    let other = sheetSuffix
    if form.layout == .record { return "\(form.short).\(block.columns[cell.column].name)\(other)" }
    let isOnly = block.columns.count == 1
    return String(
      joining: form.short, block.name.isEmpty ? "" : ".", block.name, "[", Self.quoted(rowName(of: cell)),
      isOnly ? "]" : "].", isOnly ? "" : block.columns[cell.column].name, other)
  }

  /// What stands behind the addresses of a sheet: `@民生诉求`.
  package var sheetSuffix: String { sheet.map { "@\(Self.quoted($0))" } ?? "" }

  /// A name as an address has it: in quotes where it holds a mark that addresses use.
  private static func quoted(_ name: String) -> String {
    name.utf8.contains(where: isMark) ? "\"\(name)\"" : name
  }

  /// Whether a byte is one of `.[]@+-=<>,()*` or a space.
  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x28...0x2E, 0x3C...0x3E, 0x40, 0x5B, 0x5D: true
    default: false
    }
  }

  /// What the row of a cell is called in addresses.
  package func rowName(of cell: CellID) -> String {
    let form = tables[cell.table]
    if form.isCoded { return cell.row == Row.totalKey ? form.totalRow ?? "合计" : cell.row }
    guard let line = form.blocks[cell.block].lines.first(where: { ($0.code ?? $0.id) == cell.row }) else {
      return cell.row
    }
    return line.code != nil && form.layout == .segments ? cell.row : line.name
  }

  /// A cell in the words of its table: the table, then side, line and column as far as there are several.
  ///
  /// - Parameter row: the line's code and name in the data; the official name stands where there is none.
  package func reading(of cell: CellID, row: (code: String?, name: String)? = nil) -> String {
    let form = tables[cell.table]
    let block = form.blocks[cell.block]
    let code = row.map(\.code) ?? (form.isCoded && cell.row != Row.totalKey ? cell.row : nil)
    let name = row?.name ?? form.codeList.flatMap { codeLists[$0]?.names[cell.row] } ?? rowName(of: cell)
    let line = form.layout == .record ? "" : [code, name == code ? nil : name].compactMap { $0 }.joined(separator: " ")
    let column = block.columns.count == 1 ? "" : block.columns[cell.column].name
    return "\(form.short)：" + [block.name, line, column].filter { !$0.isEmpty }.joined(separator: "·")
  }

  /// The `id` attribute of a cell on its table's page.
  package func anchor(of cell: CellID) -> String {
    let form = tables[cell.table]
    let block = form.blocks[cell.block]
    let (row, column) = (Self.rowAnchor(of: cell.row), block.columns[cell.column].id)
    return String(
      joining: form.id, block.id.isEmpty ? "" : "-", block.id, row.isEmpty ? "" : "-", row, column.isEmpty ? "" : "-",
      column)
  }

  /// A row's key as it stands in anchors.
  package static func rowAnchor(of key: String) -> String {
    let point = UInt8(ascii: ".")
    guard key.utf8.contains(point) else { return key }
    return String(decoding: key.utf8.map { $0 == point ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
  }
}
