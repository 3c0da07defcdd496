internal import Diagnostics
internal import Figures
package import Forms

/// The table that lists sheets (项目汇总表): one row a sheet, with the key figures its form names like the columns.
///
/// It is worked out, not typed: what it says is what the sheets say, at their places.
package enum SheetIndex {
  /// - Parameter isPartial: some sheets could not be read, so that nothing may be said of all of them.
  package static func table(_ form: TableForm, of sheets: [Sheet], set: FormSet, isPartial: Bool = false) -> Table? {
    let own = sheets.filter { form.collects.contains($0.form) }
    guard !own.isEmpty else { return nil }
    let block = form.blocks[0]
    let rows = own.enumerated().map { index, sheet in
      Row(
        key: String(index + 1), code: String(index + 1), name: sheet.name, label: sheet.name, level: 0,
        parent: Row.totalKey, isTotal: false, cells: block.columns.map { cell(for: $0, of: sheet) }, span: sheet.span)
    }
    return Table(
      form: form, blocks: [TableBlock(form: block, rows: rows, isPartial: isPartial)], unit: form.unit ?? set.unit,
      decimals: form.decimals ?? set.decimals, path: own[0].path)
  }

  /// The cell of the sheet that the column's key figure names; empty where this form of sheet has none.
  private static func cell(for column: ColumnForm, of sheet: Sheet) -> Cell {
    guard let figure = sheet.set.keyFigures.first(where: { $0.label == column.name }),
      let resolution = try? TableResolution(figure.address, in: sheet.set), case .one(let place) = resolution.columns,
      case .key(let name)? = resolution.selector, let table = sheet.tables[resolution.table]
    else { return Cell(.blank, span: sheet.span) }
    let block = table.blocks[resolution.block]
    let key =
      table.form.isCoded
      ? (name == table.form.totalRow ? Row.totalKey : name)
      : block.form.line(named: name).map { block.form.lines[$0].code ?? block.form.lines[$0].id } ?? name
    guard let row = block.row(key) else { return Cell(.blank, span: sheet.span) }
    return row.cells[place]
  }
}
