internal import Diagnostics
internal import Documents
internal import Forms

extension TableReader {
  /// A tree of indicators: weights on every level, scores on the lowest.
  ///
  /// Rows get dotted numbers as codes (`1`, `1.2`, `1.2.1`), so that rules see the same tree as in coded tables.
  mutating func readIndicators(_ node: Node) -> TableBlock {
    let block = form.blocks[0]
    var map = MappingReader(node, form.short)
    let total = map.required("total")
    let nodes = map.list("indicators")
    if nodes.isEmpty { map.record(InputRule.missing.finding("\(form.short)没有指标（indicators）", at: node.span)) }
    for finding in map.finish() { record(finding) }
    var rows: [Row] = []
    for (index, child) in nodes.enumerated() {
      readIndicator(child, code: String(index + 1), parent: nil, level: 0, block, into: &rows)
    }
    if let total {
      var reader = MappingReader(total, "总分")
      let cells = readFigures(&reader, block, at: total.span, what: "总分")
      for finding in reader.finish() { record(finding) }
      let name = form.totalRow ?? "总分"
      rows.append(
        Row(
          key: Row.totalKey, code: nil, name: name, label: name, level: nil, parent: nil, isTotal: true, cells: cells,
          span: total.span))
    }
    return TableBlock(form: block, rows: rows)
  }

  private mutating func readIndicator(
    _ node: Node, code: String, parent: String?, level: Int, _ block: BlockForm, into rows: inout [Row]
  ) {
    var map = MappingReader(node, "指标")
    let name = map.requiredText("name") ?? ""
    let cells = readFigures(&map, block, at: node.span, what: "指标“\(name)”")
    let children = map.list("children")
    for finding in map.finish() { record(finding) }
    if level >= form.levels.count {
      record(
        InputRule.nesting.finding("指标最多 \(form.levels.count) 级：\(form.levels.joined(separator: "、"))", at: node.span))
      return
    }
    rows.append(
      Row(
        key: code, code: code, name: name, label: name, level: level, parent: parent ?? Row.totalKey, isTotal: false,
        cells: cells, span: node.span))
    for (index, child) in children.enumerated() {
      readIndicator(child, code: "\(code).\(index + 1)", parent: code, level: level + 1, block, into: &rows)
    }
  }

  private mutating func readFigures(
    _ map: inout MappingReader, _ block: BlockForm, at span: SourceSpan, what: String
  ) -> [Cell] {
    block.columns.map { column in
      guard let value = map.node(column.id), !value.isEmpty else { return Cell(.blank, span: span) }
      if column.isText { return Cell(.text(value.text ?? ""), span: value.span) }
      return cells.read(value, what: "\(what).\(column.name)：", mayBeNegative: false)
    }
  }
}
