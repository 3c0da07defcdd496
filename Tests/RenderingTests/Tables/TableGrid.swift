/// An HTML table laid out as the HTML standard does: every slot of the grid belongs to a cell, and a data cell's headers
/// are found by walking up and to the left, or through its `headers` attribute.
struct TableGrid {
  struct Cell {
    let isHeader: Bool
    let id: String?
    let classes: Set<Substring>
    let scope: String?
    let headers: [String]
    var text: String
    let row: Int
    let column: Int
    let columnSpan: Int
    let rowSpan: Int
  }

  private(set) var cells: [Cell] = []
  private var slots: [Int: [Int: Int]] = [:]

  /// All tables of a piece of markup that this tool wrote (every element closed).
  static func tables(in markup: String) -> [TableGrid] {
    markup.matches(of: /<table[^>]*>(.*?)<\/table>/.dotMatchesNewlines()).map { TableGrid(String($0.1)) }
  }

  private init(_ markup: String) {
    var row = -1
    for part in markup.matches(
      of: /<tr[^>]*class="sheet-head"[^>]*>.*?<\/tr>|<tr[^>]*>|<(t[hd])((?: [^>]*)?)>(.*?)<\/t[hd]>/
        .dotMatchesNewlines())
    {
      if part.0.contains("sheet-head") { continue }
      guard let kind = part.1, let attributes = part.2, let body = part.3 else {
        row += 1
        continue
      }
      func attribute(_ name: String) -> String? {
        attributes.split(separator: " \(name)=\"", omittingEmptySubsequences: false).dropFirst().first.map {
          String($0.prefix { $0 != "\"" })
        }
      }
      var column = 0
      while slots[row]?[column] != nil { column += 1 }
      let columnSpan = attribute("colspan").flatMap { Int($0) } ?? 1
      let rowSpan = attribute("rowspan").flatMap { Int($0) } ?? 1
      for y in row..<row + rowSpan { for x in column..<column + columnSpan { slots[y, default: [:]][x] = cells.count } }
      let text = body.replacing(/<span class="unseen">.*?<\/span>/, with: "").replacing(/<wbr>|<[^>]*>/, with: "")
      cells.append(
        Cell(
          isHeader: kind == "th", id: attribute("id"), classes: Set((attribute("class") ?? "").split(separator: " ")),
          scope: attribute("scope"), headers: (attribute("headers") ?? "").split(separator: " ").map(String.init),
          text: String(text), row: row, column: column, columnSpan: columnSpan, rowSpan: rowSpan))
    }
  }

  func cell(_ id: String) -> Cell? { cells.first { $0.id == id } }

  /// The words of every header above a data cell.
  func columnHeaders(of cell: Cell) -> [String] {
    if !cell.headers.isEmpty { return cell.headers.compactMap { self.cell($0)?.text } }
    var found: [String] = []
    for y in stride(from: cell.row - 1, through: 0, by: -1) {
      guard let index = slots[y]?[cell.column], cells[index].isHeader, cells[index].row == y else { continue }
      if ["col", "colgroup"].contains(cells[index].scope) { found.append(cells[index].text) }
    }
    return found
  }

  /// The words of the row headers to the left of a data cell.
  func rowHeaders(of cell: Cell) -> [String] {
    var found: [String] = []
    for x in stride(from: cell.column - 1, through: 0, by: -1) {
      guard let index = slots[cell.row]?[x], cells[index].isHeader else { continue }
      if ["row", "rowgroup"].contains(cells[index].scope), !found.contains(cells[index].text) {
        found.append(cells[index].text)
      }
    }
    return found
  }
}
