internal import Diagnostics
internal import Documents
internal import Forms

extension TableReader {
  /// Blocks of named lines: `收入: {一般公共预算财政拨款收入: 19077.16}`; tables with one block have its lines at the top, and
  /// may have its name above them like the others.
  mutating func readFixed(_ whole: Node) -> [TableBlock] {
    guard form.blocks.count > 1 else {
      let block = form.blocks[0]
      if let pairs = whole.pairs, pairs.count == 1, pairs[0].key.text == block.name, pairs[0].value.pairs != nil,
        block.line(named: block.name) == nil
      {
        return [readBlock(pairs[0].value, block)]
      }
      return [readBlock(whole, block)]
    }
    let (node, lost) = LostHeading.restored(whole, form.blocks.map(LostHeading.Part.init))
    for finding in lost { record(finding) }
    lostHeadings += lost.compactMap(\.primary)
    var map = MappingReader(node, form.short)
    var blocks: [TableBlock] = []
    for block in form.blocks {
      guard let content = map.required(block.name), content.pairs != nil else {
        if let content = node[block.name], content.pairs == nil, !content.isEmpty {
          record(InputRule.kind.finding("“\(block.name)”应是一组“行名: 数”，这里是\(content.kindWord)", at: content.span))
        }
        blocks.append(emptyBlock(block, at: node.span))
        continue
      }
      blocks.append(readBlock(content, block, isRestored: !lost.isEmpty && whole[block.name] == nil))
    }
    for finding in map.finish() { record(finding) }
    return blocks
  }

  private func emptyBlock(_ block: BlockForm, at span: SourceSpan) -> TableBlock {
    let cells = unreadable(block, at: span)
    return TableBlock(
      form: block, rows: block.lines.map { row(for: $0, cells: cells, at: span, in: block) }, isPartial: true)
  }

  /// - Parameter isRestored: its heading was lost; the lines it shares with another block were taken for that one's.
  private mutating func readBlock(_ node: Node, _ block: BlockForm, isRestored: Bool = false) -> TableBlock {
    var order = Array(block.columns.indices)
    var found: [Int: (cells: [Cell], span: SourceSpan)] = [:]
    var hasUnknown = false
    // Lines that a name nobody knows was most likely meant for: only they are lost.
    var meant: Set<Int> = []
    var unknown: [Finding] = []
    for pair in node.pairs ?? [] {
      let key = pair.key.text ?? ""
      if key == "columns" {
        order = readColumnOrder(pair.value, block) ?? order
        continue
      }
      guard let line = line(for: pair.key, in: block, &unknown) else {
        if let line = meantLine(for: pair.key, in: block) { meant.insert(line) } else { hasUnknown = true }
        continue
      }
      let span = pair.key.span.union(pair.value.span)
      if let first = found[line] {
        record(
          InputRule.duplicateKey.finding(
            "“\(block.lines[line].name)”这一行写了两次", at: pair.key.span, label: "第二次", related: [.init(first.span, "第一次")],
            fix: "只留一个"))
        continue
      }
      found[line] = (readCells(pair.value, line: block.lines[line], block, order: order), span)
    }
    for finding in Self.joined(unknown) { record(finding) }
    let lacking = block.lines.indices.filter { found[$0] == nil && !block.lines[$0].isOptional }
    let missing = lacking.filter { line in
      !meant.contains(line)
        && !(isRestored && form.blocks.contains { $0.id != block.id && $0.line(named: block.lines[line].name) != nil })
    }
    if !missing.isEmpty {
      let names = missing.map { "“\(block.lines[$0].name)”" }.joined(separator: "、")
      record(
        InputRule.missing.finding(
          "\(form.short)\(block.name)缺少 \(missing.count) 行：\(names)", at: node.span, fix: "没有发生额也要列出，填 0 或留空"))
    }
    let rows = block.lines.indices.map { index in
      // A line left out is blank, unless a line with an unknown name may have been meant for it.
      let isLost = hasUnknown || meant.contains(index) || !block.lines[index].isOptional
      let absent = isLost ? unreadable(block, at: node.span) : blanks(block, at: node.span)
      return row(
        for: block.lines[index], cells: found[index]?.cells ?? absent, at: found[index]?.span ?? node.span, in: block)
    }
    return TableBlock(form: block, rows: rows, isPartial: hasUnknown || !lacking.isEmpty)
  }

  private func row(for line: LineForm, cells: [Cell], at span: SourceSpan, in block: BlockForm) -> Row {
    // In a paired table every functional class is a top line: no tree. In 基本支出表 款 stand under their 类.
    let code = line.code
    let parent = code.flatMap { CodeTree.parent(of: $0) }.flatMap { parent in
      block.lines.contains { $0.code == parent } ? parent : nil
    }
    return Row(
      key: line.code ?? line.id, code: code, name: line.name, label: line.label,
      level: code.flatMap { CodeTree.level(of: $0) }, parent: parent, isTotal: line.isTotal, cells: cells, span: span)
  }

  private func blanks(_ block: BlockForm, at span: SourceSpan) -> [Cell] {
    block.columns.map { _ in Cell(.blank, span: span) }
  }

  private func unreadable(_ block: BlockForm, at span: SourceSpan) -> [Cell] {
    block.columns.map { _ in Cell(.unreadable, span: span) }
  }

  /// The line a key names: `基本工资`, `30101` or `30101 基本工资`, whose two halves have to agree.
  private mutating func line(for key: Node, in block: BlockForm, _ unknown: inout [Finding]) -> Int? {
    let text = key.text ?? ""
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    if parts.count == 2, let line = block.lines.firstIndex(where: { $0.code == parts[0] }) {
      let official = block.lines[line]
      func plain(_ name: String) -> String { LineForm.halfWidth(name.filter { !$0.isWhitespace }) }
      let typed = plain(parts[1])
      if typed != plain(official.name), !official.aliases.contains(where: { plain($0) == typed }) {
        record(
          Finding(
            rule: "TC-4", name: "科目编码与名称", level: .error,
            message: "编码 \(parts[0]) 的名称应是“\(official.name)”，这里写的是“\(parts[1])”"
              + (NearMiss.slip(in: parts[1], of: official.name).map { "：\($0)" } ?? ""), at: key.span,
            fix: "改成 \(parts[0]) \(official.name)，或改正编码"))
      }
      return line
    }
    if let line = block.line(named: text) { return line }
    let sameName = block.lines.filter { $0.answers(to: text) }
    if sameName.count > 1 {
      record(
        InputRule.unknownName.finding(
          "\(form.short)有 \(sameName.count) 行叫“\(text)”，分不清是哪一行", at: key.span,
          fix: "写上编码，例如 \(sameName[0].code ?? "") \(text)"))
      return nil
    }
    let near = formerNames[parts.last ?? text] ?? NearMiss.best(for: parts.last ?? text, among: block.lines.map(\.name))
    unknown.append(
      InputRule.unknownName.finding(
        "\(form.short)\(block.name)没有“\(text)”这一行" + (near.map { "，是否为“\($0)”？" } ?? ""), at: key.span,
        fix: near.map { "改成 \($0)" } ?? "行名以表样为准，可用 mingzhang forms 查看"))
    return nil
  }

  /// Many unknown lines of one part are the lines of another, whose name was left out above them: one finding.
  private static func joined(_ unknown: [Finding]) -> [Finding] {
    guard unknown.count >= manyUnknown, var first = unknown.first else { return unknown }
    first.message += "，后面还有 \(unknown.count - 1) 行也没有"
    first.fix = "行名以表样为准，可用 mingzhang forms 查看；它们要是另一部分的，补上前面的那一行名称"
    return [first]
  }

  private static let manyUnknown = 3

  /// The line a wrong name stands for: by its code, its former name, or as the nearest name.
  private func meantLine(for key: Node, in block: BlockForm) -> Int? {
    let text = key.text ?? ""
    let name = text.split(separator: " ", maxSplits: 1).last.map { String($0) } ?? text
    let meant = formerNames[name] ?? NearMiss.best(for: name, among: block.lines.map(\.name))
    return meant.flatMap { block.line(named: $0) }
  }

  private mutating func readColumnOrder(_ node: Node, _ block: BlockForm) -> [Int]? {
    guard let order = columns(node, in: block) else { return nil }
    if Set(order) != Set(block.columns.indices) {
      record(
        InputRule.missing.finding(
          "“columns”应列出全部 \(block.columns.count) 栏：" + block.columns.map(\.name).joined(separator: "、"),
          at: node.span))
      return nil
    }
    return order
  }

  private mutating func readCells(_ node: Node, line: LineForm, _ block: BlockForm, order: [Int]) -> [Cell] {
    var result = blanks(block, at: node.span)
    let row = (line.code.map { $0 + " " } ?? "") + line.name
    func what(_ column: Int) -> String {
      cells.place = ("\(block.name) \(row)", "\(block.name) \(block.columns[column].name)")
      return words(column)
    }
    func words(_ column: Int) -> String {
      "\(form.short)\(block.name.isEmpty ? "" : "." + block.name)[\(row)]"
        + (block.columns.count > 1 ? ".\(block.columns[column].name)：" : "：")
    }
    if let items = node.items {
      guard items.count == order.count else {
        record(CellCount.finding(form: form, found: items, expected: order.count, at: node.span))
        return unreadable(block, at: node.span)
      }
      for (column, item) in zip(order, items) {
        result[column] = readCell(
          item, block.columns[column], what: what(column),
          mayBeNegative: mayBeNegative(row: line.name, column: block.columns[column]))
      }
    } else if node.pairs != nil {
      var map = MappingReader(node, "“\(line.name)”这一行")
      for (index, column) in block.columns.enumerated() {
        guard let value = map.node(column.name) else { continue }
        result[index] = readCell(
          value, column, what: what(index), mayBeNegative: mayBeNegative(row: line.name, column: column))
      }
      for finding in map.finish() { record(finding) }
    } else if order.count == 1 {
      result[order[0]] = readCell(
        node, block.columns[order[0]], what: what(order[0]),
        mayBeNegative: mayBeNegative(row: line.name, column: block.columns[order[0]]))
    } else if !node.isEmpty {
      record(
        InputRule.cellCount.finding(
          "“\(line.name)”应有 \(order.count) 格，这里只有一个数", at: node.span,
          fix: "写成 [" + order.map { block.columns[$0].name }.joined(separator: ", ") + "]"))
      return unreadable(block, at: node.span)
    }
    return result
  }
}
