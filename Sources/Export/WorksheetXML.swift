internal import Diagnostics

/// Writes a sheet as a workbook holds it. ECMA-376 part 1, 18.3; the order of the elements is the standard's.
struct WorksheetXML {
  private(set) var bytes: [UInt8] = []

  init(_ sheet: Worksheet) {
    bytes.append(Workbook.xmlHead)
    bytes.append("<worksheet xmlns=\"\(Workbook.namespace)\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>")
    write(view: sheet)
    bytes.append(#"<sheetFormatPr defaultRowHeight="15"/>"# as StaticString)
    write(widths: sheet.columnWidths)
    write(cells: sheet)
    if let filter = sheet.filter { bytes.append("<autoFilter ref=\"\(filter.name)\"/>") }
    if !sheet.merged.isEmpty {
      bytes.append("<mergeCells count=\"\(sheet.merged.count)\">")
      for area in sheet.merged { bytes.append("<mergeCell ref=\"\(area.name)\"/>") }
      bytes.append("</mergeCells>" as StaticString)
    }
    bytes.append(
      #"<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>"# as StaticString)
    // A4, one page wide, as many as it takes long.
    bytes.append(
      "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"\(sheet.isLandscape ? "landscape" : "portrait")\"/>")
    bytes.append(
      "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>" as StaticString)
  }

  /// What stays in sight while the rest moves.
  private mutating func write(view sheet: Worksheet) {
    guard let heads = sheet.heads else { return }
    let (row, column) = (heads.upperBound + 1, sheet.frozenColumns)
    let pane = column > 0 ? "bottomRight" : "bottomLeft"
    bytes.append("<sheetViews><sheetView workbookViewId=\"0\"><pane")
    if column > 0 { bytes.append(" xSplit=\"\(column)\"") }
    bytes.append(
      " ySplit=\"\(row)\" topLeftCell=\"\(Worksheet.Area.name(row, column))\" activePane=\"\(pane)\" state=\"frozen\"/>"
    )
    bytes.append("<selection pane=\"\(pane)\"/></sheetView></sheetViews>")
  }

  private mutating func write(widths: [Double]) {
    guard !widths.isEmpty else { return }
    bytes.append("<cols>" as StaticString)
    for (column, width) in widths.enumerated() {
      // Programs count in whole dots: seven a character, and five beside it.
      let stored = ((width * 7 + 5) / 7 * 256).rounded(.down) / 256
      bytes.append("<col min=\"\(column + 1)\" max=\"\(column + 1)\" width=\"\(stored)\" customWidth=\"1\"/>")
    }
    bytes.append("</cols>" as StaticString)
  }

  private mutating func write(cells sheet: Worksheet) {
    bytes.append("<sheetData>" as StaticString)
    let letters = (0...(sheet.cells.map(\.column).max() ?? 0)).map { Array(Worksheet.Area.letters($0).utf8) }
    var row: Int?
    for cell in sheet.ordered {
      if cell.row != row {
        if row != nil { bytes.append("</row>" as StaticString) }
        row = cell.row
        bytes.append(#"<row r=""# as StaticString)
        bytes.append(decimal: cell.row + 1)
        if cell.row == 0, let height = sheet.firstRowHeight { bytes.append("\" ht=\"\(height)\" customHeight=\"1") }
        bytes.append(#"">"# as StaticString)
      }
      bytes.append(#"<c r=""# as StaticString)
      bytes += letters[cell.column]
      bytes.append(decimal: cell.row + 1)
      bytes.append(#"" s=""# as StaticString)
      bytes.append(decimal: cell.style.number)
      switch cell.content {
      case .blank: bytes.append(#""/>"# as StaticString)
      case .number(let number):
        bytes.append(#""><v>"# as StaticString)
        bytes.append(number)
        bytes.append("</v></c>" as StaticString)
      case .text(let text):
        let isPadded = text.first?.isWhitespace ?? false || text.last?.isWhitespace ?? false
        bytes.append(#"" t="inlineStr"><is><t"# as StaticString)
        bytes.append(isPadded ? #" xml:space="preserve">"# : ">" as StaticString)
        bytes.append(escaping: text.fittingCell)
        bytes.append("</t></is></c>" as StaticString)
      }
    }
    if row != nil { bytes.append("</row>" as StaticString) }
    bytes.append("</sheetData>" as StaticString)
  }
}

extension String {
  /// What a cell of a workbook can hold of it: 32,767 characters, and no `_x000D_`, which programs take for a character.
  fileprivate var fittingCell: String {
    var text = withoutXMLForbidden
    if text.contains(bytesOf: "_x") {
      text = text.replacing(/_(x[0-9A-Fa-f]{4}_)/) { "_x005F_\($0.output.1)" }
    }
    return text.utf8.count <= 32_000 ? text : String(text.prefix(32_000))
  }
}
