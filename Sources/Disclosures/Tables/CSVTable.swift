internal import Diagnostics
internal import Documents
internal import Figures
internal import Forms

/// A CSV table as the node the same table would be in YAML, so that one reader checks both.
struct CSVTable {
  let node: Node

  /// What is wrong where the first line is no head: there is none, or it stands below the lines that a spreadsheet has above
  /// it (title, unit, department).
  static func headFinding(_ form: TableForm, _ rows: [[CSVReader.Cell]]) -> Finding? {
    let names = Set(
      form.blocks.flatMap(\.columns).flatMap { [$0.name, $0.id] } + (form.isCoded ? ["编码", "科目名称"] : []))
    func isHead(_ row: [CSVReader.Cell]) -> Bool {
      let known = row.count { names.contains($0.text) }
      return known > 0 && known >= min(2, row.count { !$0.text.isEmpty })
    }
    guard let first = rows.first?.first, !isHead(rows[0]) else { return nil }
    guard let head = rows.dropFirst().prefix(mostTitles).firstIndex(where: isHead) else {
      // A head with every name misspelt is told name by name; figures are none.
      guard rows[0].dropFirst().contains(where: isFigure), !rows[0].contains(where: { names.contains($0.text) }) else {
        return nil
      }
      let columns = ["编码", "科目名称"] + form.blocks[0].columns.map(\.name)
      return InputRule.missing.finding(
        "\(form.short)的 CSV 没有表头，第一行就是数据", at: first.span,
        fix: "第一行写各栏的名称" + (form.isCoded ? "：" + columns.joined(separator: ",") : ""))
    }
    return InputRule.kind.finding(
      "\(form.short)的表头上面还有 \(head) 行", at: first.span, related: [.init(rows[head][0].span, "表头")],
      fix: "删去表头上面的表名、单位等，第一行写各栏的名称")
  }

  private static func isFigure(_ cell: CSVReader.Cell) -> Bool {
    if case .number? = try? FigureLiteral.read(cell.text) { return true }
    return false
  }

  /// More lines than this stand above no head.
  private static let mostTitles = 8

  /// The rows as they are to be read: without columns that hold nothing at all, which spreadsheets leave behind the last
  /// and between others, and with the names of columns on one line.
  static func tidied(_ rows: [[CSVReader.Cell]], _ form: TableForm) -> [[CSVReader.Cell]] {
    guard let head = rows.first else { return rows }
    let width = rows.reduce(0) { max($0, $1.count) }
    let empty = (0..<width).filter { column in
      (column >= head.count || head[column].text.isEmpty)
        && rows.allSatisfy { column >= $0.count || $0[column].text.isEmpty }
    }
    let body = rows.dropFirst().map { row in row.indices.filter { !empty.contains($0) }.map { row[$0] } }
    let names = head.indices.filter { !empty.contains($0) }.map { column in
      let name = head[column].text
      let isKnown = form.blocks.contains { $0.column(named: name) != nil }
      return CSVReader.Cell(text: isKnown ? name : name.filter { !$0.isWhitespace }, span: head[column].span)
    }
    // A row may end in more commas than the head has columns.
    return [names]
      + body.map { row in
        let end = row.indices.last { $0 < names.count || !row[$0].text.isEmpty } ?? -1
        return Array(row[..<(end + 1)])
      }
  }

  /// nil where there is no head row.
  init?(form: TableForm, rows: [[CSVReader.Cell]]) {
    guard let head = rows.first, let first = head.first, let last = rows.last?.last else { return nil }
    let span = first.span.union(last.span)
    func scalar(_ cell: CSVReader.Cell) -> Node { Node(.scalar(cell.text, quoted: true), span: cell.span) }
    func sequence(_ cells: ArraySlice<CSVReader.Cell>) -> Node {
      let place = cells.first.flatMap { a in cells.last.map { a.span.union($0.span) } } ?? span
      return Node(.sequence(cells.map(scalar)), span: place)
    }
    func key(_ text: String, _ span: SourceSpan) -> Node { Node(.scalar(text, quoted: true), span: span) }
    let body = rows.dropFirst()
    if form.isCoded {
      node = Node(
        .mapping([
          .init(key: key("columns", first.span), value: sequence(head[...])),
          .init(key: key("rows", first.span), value: Node(.sequence(body.map { sequence($0[...]) }), span: span)),
        ]), span: span)
      return
    }
    let hasBlocks = form.blocks.count > 1 || first.text == "栏目"
    let skip = hasBlocks ? 2 : 1
    var pairs: [Node.Pair] = []
    for block in hasBlocks ? form.blocks.map(\.name) : [""] {
      let lines = body.filter { !hasBlocks || $0.first?.text == block }
      // The head names the columns of every block; a block uses those it has, and its rows leave the others empty.
      let blockForm = form.blocks.first { $0.name == block } ?? form.blocks[0]
      // A name that no block knows is kept, so that it is reported.
      let used = head.indices.filter { index in
        index >= skip
          && (blockForm.column(named: head[index].text) != nil
            || !form.blocks.contains { $0.column(named: head[index].text) != nil })
      }
      var linePairs: [Node.Pair] = [
        .init(key: key("columns", first.span), value: Node(.sequence(used.map { scalar(head[$0]) }), span: first.span))
      ]
      for line in lines where line.count >= skip {
        // What stands where the block has no column makes the row too long: `1,478.51` without quotes is two cells.
        let cells = line.indices.filter { used.contains($0) || $0 >= skip && !line[$0].text.isEmpty }.map {
          scalar(line[$0])
        }
        let place = line[skip - 1].span
        linePairs.append(
          .init(
            key: scalar(line[skip - 1]),
            value: Node(.sequence(cells), span: cells.last.map { place.union($0.span) } ?? place)))
      }
      if hasBlocks {
        pairs.append(.init(key: key(block, first.span), value: Node(.mapping(linePairs), span: span)))
      } else {
        pairs = linePairs
      }
    }
    if hasBlocks {
      for line in body where !form.blocks.contains(where: { $0.name == line.first?.text }) {
        pairs.append(.init(key: scalar(line[0]), value: sequence(line.dropFirst())))
      }
    }
    node = Node(.mapping(pairs), span: span)
  }
}
