internal import Diagnostics
internal import Documents
internal import Forms

extension TableReader {
  /// A tree of named rows: indicators with weights and scores, tasks, payments.
  ///
  /// `产出指标: {数量指标: {巡检次数: [12次, 12次]}}`, or as a list of `{name: …, children: […]}`. Rows get dotted numbers
  /// as codes (`1`, `1.2`, `1.2.1`), so that rules see the same tree as in coded tables.
  mutating func readIndicators(_ node: Node) -> TableBlock {
    let block = form.blocks[0]
    var tree = IndicatorTree(block: block, order: Array(block.columns.indices))
    if let listed = node["columns"] { tree.order = columns(listed, in: block) ?? tree.order }
    var total: Node?
    var count = 0
    for pair in node.pairs ?? [] {
      let key = pair.key.text ?? ""
      switch key {
      case "columns": continue
      case "total": total = pair.value
      case _ where key == form.totalRow && form.totalRow != nil: total = pair.value
      case "indicators":
        for child in pair.value.items ?? [] {
          count += 1
          readListed(child, code: String(count), parent: nil, level: 0, into: &tree)
        }
        if pair.value.items == nil {
          record(InputRule.kind.finding("“indicators”应是一个列表，这里是\(pair.value.kindWord)", at: pair.value.span))
        }
      default:
        count += 1
        readNamed(pair, code: String(count), parent: nil, level: 0, into: &tree)
      }
    }
    if count == 0 {
      record(InputRule.missing.finding("\(form.short)没有一行数据", at: node.span, fix: "每行写成 名称: [一栏一格]"))
      tree.isPartial = true
    }
    guard let name = form.totalRow else {
      if let total { record(InputRule.unknownName.finding("\(form.short)没有合计行", at: total.span, fix: "删去它")) }
      return TableBlock(form: block, rows: tree.rows, isPartial: tree.isPartial)
    }
    guard let total, !total.isEmpty else {
      record(InputRule.missing.finding("\(form.short)缺少“\(name)”这一行", at: node.span, fix: "加上 \(name): …"))
      return TableBlock(form: block, rows: tree.rows, isPartial: true)
    }
    var ignored: [Node.Pair] = []
    let cells = readOwnCells(total, name: name, tree: &tree, children: &ignored)
    for pair in ignored { reportUnknown(pair, in: name, block) }
    tree.rows.append(
      Row(
        key: Row.totalKey, code: nil, name: name, label: name, level: nil, parent: nil, isTotal: true, cells: cells,
        span: total.span))
    return TableBlock(form: block, rows: tree.rows, isPartial: tree.isPartial)
  }

  /// A row as a list item: `name`, `children`, and its cells by the names or ids of their columns.
  private mutating func readListed(
    _ node: Node, code: String, parent: String?, level: Int, into tree: inout IndicatorTree
  ) {
    guard let name = node["name"]?.text, !name.isEmpty else {
      record(InputRule.missing.finding("\(form.short)的这一行缺少“name”", at: node.span, fix: "加上 name: 指标的名称"))
      tree.isPartial = true
      return
    }
    let own = (node.pairs ?? []).filter { $0.key.text != "name" && $0.key.text != "children" }
    var others: [Node.Pair] = []
    let cells = readOwnCells(Node(.mapping(own), span: node.span), name: name, tree: &tree, children: &others)
    for pair in others { reportUnknown(pair, in: name, tree.block) }
    guard append(name, code: code, parent: parent, level: level, cells: cells, at: node.span, to: &tree) else { return }
    for (index, child) in (node["children"]?.items ?? []).enumerated() {
      readListed(child, code: "\(code).\(index + 1)", parent: code, level: level + 1, into: &tree)
    }
  }

  /// A row as `name: cells`, `name: {column: cell}` or `name: {child: …}`.
  private mutating func readNamed(
    _ pair: Node.Pair, code: String, parent: String?, level: Int, into tree: inout IndicatorTree
  ) {
    let name = pair.key.text ?? ""
    var children: [Node.Pair] = []
    let cells = readOwnCells(pair.value, name: name, tree: &tree, children: &children)
    let span = pair.key.span.union(pair.value.span)
    guard append(name, code: code, parent: parent, level: level, cells: cells, at: span, to: &tree) else { return }
    for (index, child) in children.enumerated() {
      readNamed(child, code: "\(code).\(index + 1)", parent: code, level: level + 1, into: &tree)
    }
  }

  private mutating func append(
    _ name: String, code: String, parent: String?, level: Int, cells: [Cell], at span: SourceSpan,
    to tree: inout IndicatorTree
  ) -> Bool {
    guard level < form.levels.count else {
      record(
        InputRule.nesting.finding(
          "\(form.short)最多 \(form.levels.count) 级：\(form.levels.joined(separator: "、"))，“\(name)”在第 \(level + 1) 级",
          at: span, fix: NearMiss.best(for: name, among: tree.block.columns.map(\.name)).map { "如果是栏名，改成 \($0)" }))
      tree.isPartial = true
      return false
    }
    tree.rows.append(
      Row(
        key: code, code: code, name: name, label: name, level: level, parent: parent ?? Row.totalKey, isTotal: false,
        cells: cells, span: span))
    return true
  }

  /// The cells a row has of its own; what is no column is a row below it.
  private mutating func readOwnCells(
    _ node: Node, name: String, tree: inout IndicatorTree, children: inout [Node.Pair]
  ) -> [Cell] {
    let block = tree.block
    var result = block.columns.map { _ in Cell(.blank, span: node.span) }
    func what(_ column: ColumnForm) -> String { "\(form.short)“\(name)”的\(column.name)：" }
    if let items = node.items {
      guard items.count == tree.order.count else {
        record(CellCount.finding(form: form, found: items, expected: tree.order.count, at: node.span))
        tree.isPartial = true
        return block.columns.map { _ in Cell(.unreadable, span: node.span) }
      }
      for (column, item) in zip(tree.order, items) {
        let columnForm = block.columns[column]
        result[column] = readCell(item, columnForm, what: what(columnForm), mayBeNegative: false)
      }
    } else if let pairs = node.pairs {
      for pair in pairs {
        guard let key = pair.key.text, let column = block.columns.firstIndex(where: { $0.name == key || $0.id == key })
        else {
          children.append(pair)
          continue
        }
        result[column] = readCell(
          pair.value, block.columns[column], what: what(block.columns[column]), mayBeNegative: false)
      }
    } else if tree.order.count == 1, !node.isEmpty {
      let column = tree.order[0]
      result[column] = readCell(node, block.columns[column], what: what(block.columns[column]), mayBeNegative: false)
    } else if !node.isEmpty {
      record(
        InputRule.cellCount.finding(
          "“\(name)”应有 \(tree.order.count) 格，这里只有一个值", at: node.span,
          fix: "写成 [" + tree.order.map { block.columns[$0].name }.joined(separator: ", ") + "]"))
      tree.isPartial = true
      return block.columns.map { _ in Cell(.unreadable, span: node.span) }
    }
    return result
  }

  private mutating func reportUnknown(_ pair: Node.Pair, in row: String, _ block: BlockForm) {
    let known = block.columns.map(\.name)
    let near = NearMiss.best(for: pair.key.text ?? "", among: known)
    record(
      InputRule.unknownName.finding(
        "“\(row)”没有“\(pair.key.text ?? "")”这一栏" + (near.map { "，是否为“\($0)”？" } ?? ""), at: pair.key.span,
        fix: near.map { "改成 \($0)" } ?? "可用的栏：" + known.joined(separator: "、")))
  }
}

/// The rows of a tree while they are read.
struct IndicatorTree {
  let block: BlockForm
  /// Which column each cell of a list belongs to.
  var order: [Int]
  var rows: [Row] = []
  var isPartial = false
}
