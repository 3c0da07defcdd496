internal import Diagnostics
internal import Documents
internal import Figures
internal import Forms

extension TableReader {
  /// One cell by what its column holds: a figure, a text, a date.
  mutating func readCell(_ node: Node, _ column: ColumnForm, what: String, mayBeNegative: Bool) -> Cell {
    switch column.kind {
    case .figure:
      cells.decimals = column.decimals ?? decimals
      cells.keepsDecimals = column.keepsDecimals
      cells.isPercent = column.isPercent
      cells.isShare = column.unit == "比率"
      cells.unit = MeasureUnit(column.unit ?? unit)
      return cells.read(node, what: what, mayBeNegative: mayBeNegative)
    case .text, .target, .actual, .date: break
    }
    if node.isEmpty || node.text == "" { return Cell(.blank, span: node.span) }
    guard let text = node.text else {
      record(InputRule.kind.finding("\(what)应是文字，这里是\(node.kindWord)", at: node.span, fix: "里面有冒号或逗号的，整段加引号"))
      return Cell(.unreadable, span: node.span)
    }
    if let mark = SpreadsheetMark.problem(with: text) {
      record(InputRule.kind.finding(what + mark.message, at: node.span, fix: mark.fix))
      return Cell(.unreadable, span: node.span)
    }
    if column.kind == .date { return readDate(text, at: node.span, what: what) }
    if !column.choices.isEmpty, !column.choices.contains(text) {
      let near = NearMiss.best(for: text, among: column.choices)
      record(
        InputRule.kind.finding(
          "\(what)应是\(column.choices.joined(separator: "、"))之一，这里是“\(text)”", at: node.span,
          fix: near.map { "改成 \($0)" }))
    }
    if let shape = column.shape, !Self.has(text, shape: shape) {
      record(
        Finding(
          rule: "INV-3", name: "项目的编码、时间与状态", level: .warning,
          message: "\(what)“\(text)”不是完整的\(column.name)：应是 \(shape) 的样子（0 代表一位数字）",
          at: node.span, fix: "对照批复文件补全"))
    }
    return Cell(.text(text), span: node.span)
  }

  private mutating func readDate(_ text: String, at span: SourceSpan, what: String) -> Cell {
    if ["—", "/", "不适用"].contains(text) { return Cell(.notApplicable, span: span) }
    guard let date = CalendarDate(text) else {
      record(InputRule.kind.finding("\(what)应是日期，这里是“\(text)”", at: span, fix: "\(CalendarDate.fix(for: text))；还没有的留空"))
      return Cell(.unreadable, span: span)
    }
    return Cell(.text(date.iso), span: span)
  }

  private static func has(_ text: String, shape: String) -> Bool {
    text.count == shape.count
      && zip(text, shape).allSatisfy { $1 == "0" ? $0.isASCII && $0.isNumber : $0 == $1 }
  }

  /// The columns that `columns:` lists, in its order; nil where one of them is unknown.
  mutating func columns(_ node: Node, in block: BlockForm) -> [Int]? {
    guard let items = node.items else {
      record(InputRule.kind.finding("“columns”应是一个列表", at: node.span))
      return nil
    }
    var order: [Int] = []
    for (place, item) in items.enumerated() {
      guard let index = block.column(named: item.text ?? "") else {
        if item.text?.isEmpty ?? false {
          record(nameless(item, number: place + 1))
          return nil
        }
        let known = block.columns.map(\.name)
        let near = NearMiss.best(for: item.text ?? "", among: known)
        record(
          InputRule.unknownName.finding(
            "\(form.short)\(block.name)没有“\(item.text ?? "")”这一栏" + (near.map { "，是否为“\($0)”？" } ?? ""), at: item.span,
            fix: near.map { "改成 \($0)" } ?? "可用的栏：" + known.joined(separator: "、")))
        return nil
      }
      order.append(index)
    }
    return order
  }

  func nameless(_ item: Node, number: Int) -> Finding {
    InputRule.missing.finding(
      "\(form.short)的第 \(number) 栏没有栏名", at: item.span, fix: "写上它的栏名；用不着的一栏整个删去")
  }

  /// Named fields: `项目名称: …`. All have to be there, with nothing behind the colon where there is nothing to say.
  mutating func readRecord(_ node: Node) -> TableBlock {
    let block = form.blocks[0]
    var map = MappingReader(node, form.short)
    var isPartial = false
    let cells = block.columns.map { column -> Cell in
      guard let value = map.node(column.name) ?? map.node(column.id) else {
        map.lack(
          column.name,
          InputRule.missing.finding(
            "\(form.short)缺少“\(column.name)”", at: node.span, fix: "加上 \(column.name): …；没有的写 \"\""))
        isPartial = true
        return Cell(.unreadable, span: node.span)
      }
      return readCell(
        value, column, what: "\(form.short).\(column.name)：", mayBeNegative: mayBeNegative(row: "", column: column))
    }
    for finding in map.finish() { record(finding) }
    let row = Row(
      key: TableForm.recordKey, code: nil, name: form.title, label: form.title, level: nil, parent: nil, isTotal: false,
      cells: cells, span: node.span)
    return TableBlock(form: block, rows: [row], isPartial: isPartial)
  }
}
