internal import Diagnostics
internal import Documents
internal import Forms

extension TableReader {
  /// `columns: [编码, 科目名称, …]` and `rows:` of as many cells.
  ///
  /// nil where the columns cannot be told apart: no row can be read then.
  mutating func readCodedRows(_ node: Node) -> TableBlock? {
    let block = form.blocks[0]
    var map = MappingReader(node, form.short)
    guard let columns = readColumnOrder(map.required("columns"), block: block) else {
      _ = map.node("rows")
      for finding in map.finish() { record(finding) }
      return nil
    }
    let rowNodes = map.list("rows")
    if map.node["rows"] == nil {
      map.lack("rows", InputRule.missing.finding("\(form.short)缺少“rows”", at: node.span, fix: "没有数据的表也要有合计行"))
    }
    for finding in map.finish() { record(finding) }
    if map.node["rows"] == nil { return nil }
    var rows: [Row] = []
    var seen: [String: SourceSpan] = [:]
    var isPartial = false
    var slips = CodeSlips()
    var misnamed = MisnamedCodes()
    defer { for finding in slips.findings(form.short) + misnamed.findings(form, codes) { record(finding) } }
    for rowNode in rowNodes {
      guard let row = readCodedRow(rowNode, columns: columns, block: block, &slips, &misnamed) else {
        isPartial = true
        continue
      }
      if let first = seen[row.key] {
        record(
          Finding(
            rule: "TC-5", name: "科目编码", level: .error,
            message: row.isTotal ? "合计行写了两次" : "编码 \(row.key) 写了两次", at: row.span, label: "第二次",
            related: [.init(first, "第一次")], fix: "合并成一行，或改正编码"))
        isPartial = true
        continue
      }
      seen[row.key] = row.span
      rows.append(row)
    }
    return TableBlock(form: block, rows: rows, isPartial: isPartial)
  }

  /// Where each column of the form stands in the data; -1 for the code or a part of it (类, 款, 项 in columns of their own),
  /// -2 for the name.
  private mutating func readColumnOrder(_ node: Node?, block: BlockForm) -> [Int]? {
    guard let node else { return nil }
    guard let items = node.items else {
      record(InputRule.kind.finding("“columns”应是一个列表", at: node.span))
      return nil
    }
    var order: [Int] = []
    var isUsable = true
    for (place, item) in items.enumerated() {
      let name = item.text ?? ""
      if name == "编码" || name == form.codeHead || name == "科目编码" || form.levels.contains(name) {
        order.append(-1)
      } else if name == form.nameHead || name == "科目名称" || name == "名称" {
        order.append(-2)
      } else if let index = block.column(named: name) {
        if order.contains(index) {
          record(InputRule.duplicateKey.finding("“\(name)”这一栏写了两次", at: item.span, fix: "只留一个"))
          isUsable = false
        }
        order.append(index)
      } else if name.isEmpty {
        record(nameless(item, number: place + 1))
        isUsable = false
      } else {
        let known = block.columns.map(\.name)
        let near = NearMiss.best(for: name, among: known + ["编码", "科目名称"])
        record(
          InputRule.unknownName.finding(
            "\(form.short)没有“\(name)”这一栏" + (near.map { "，是否为“\($0)”？" } ?? ""), at: item.span,
            fix: near.map { "改成 \($0)" } ?? "可用的栏：" + known.joined(separator: "、")))
        isUsable = false
      }
    }
    let missing = block.columns.indices.filter { !order.contains($0) && !block.columns[$0].isOptional }
    if isUsable, !missing.isEmpty {
      let names = missing.map { "“\(block.columns[$0].name)”" }.joined(separator: "、")
      record(
        InputRule.missing.finding(
          "\(form.short)缺少\(names)这\(missing.count > 1 ? " \(missing.count) " : "一")栏", at: node.span,
          fix: "没有发生额也要列出，填 0"))
      isUsable = false
    }
    if isUsable, !order.contains(-1) {
      record(InputRule.missing.finding("\(form.short)缺少“编码”这一栏", at: node.span))
      isUsable = false
    }
    return isUsable ? order : nil
  }

  private mutating func readCodedRow(
    _ node: Node, columns: [Int], block: BlockForm, _ slips: inout CodeSlips, _ misnamed: inout MisnamedCodes
  ) -> Row? {
    guard let items = node.items else {
      record(
        InputRule.kind.finding("\(form.short)的每一行应是一个列表，这里是\(node.kindWord)", at: node.span, fix: "写成 - [编码, 名称, 数, …]")
      )
      return nil
    }
    guard items.count == columns.count else {
      record(CellCount.finding(form: form, found: items, expected: columns.count, at: node.span))
      return nil
    }
    var code = ""
    var codeSpan = node.span
    var name = ""
    var nameSpan = node.span
    for (column, item) in zip(columns, items) where column < 0 {
      guard let text = item.text else {
        record(InputRule.kind.finding("编码和名称应是文字", at: item.span))
        return nil
      }
      guard column == -1 else {
        (name, nameSpan) = (text, item.span)
        continue
      }
      let typed = TypedCode(text)
      if let slip = typed.slip { slips.add(slip, text, at: item.span) }
      // A spreadsheet takes 05 for the number 5.
      let part = code.isEmpty || typed.text.count != 1 ? typed.text : "0" + typed.text
      (code, codeSpan) = (code + part, code.isEmpty ? item.span : codeSpan.union(item.span))
    }
    let isTotal = code.isEmpty && (name == form.totalRow || name.isEmpty) || code == form.totalRow
    if !isTotal, CodeTree.level(of: code) == nil {
      record(
        Finding(
          rule: "TC-4", name: "科目编码与名称", level: .error,
          message: code.isEmpty
            ? "“\(name)”这一行没有编码" : "“\(code)”不是科目编码：应是 3 位（类）、5 位（款）或 7 位（项）数字", at: codeSpan,
          fix: code.isEmpty
            ? "补上编码；合计行的名称写“\(form.totalRow ?? "合计")”"
            : code.contains(where: \.isNumber) ? nil : "表下的注不是科目：从各行里删去，写进 notes 或正文"))
      return nil
    }
    if !isTotal { checkName(name, at: nameSpan, code: code, at: codeSpan, &misnamed) }
    let rowName = isTotal ? form.totalRow ?? "合计" : "\(code) \(name)"
    var cellsByColumn = [Cell](repeating: Cell(.blank, span: node.span), count: block.columns.count)
    for (column, item) in zip(columns, items) where column >= 0 {
      let form = block.columns[column]
      cells.place = (rowName, form.name)
      cellsByColumn[column] = cells.read(
        item, what: "\(self.form.short)[\(rowName)].\(form.name)：",
        mayBeNegative: mayBeNegative(row: isTotal ? rowName : name, column: form))
    }
    let key = isTotal ? Row.totalKey : code
    let isOther = codes?.alternatives[code]?.contains(name) ?? false
    let label = isTotal ? form.totalRow ?? "合计" : isOther ? name : (codes?.names[code] ?? name)
    return Row(
      key: key, code: isTotal ? nil : code, name: label, label: label, level: CodeTree.level(of: key),
      parent: isTotal ? nil : CodeTree.parent(of: code) ?? Row.totalKey, isTotal: isTotal, cells: cellsByColumn,
      span: node.span, typedName: name.isEmpty ? nil : name)
  }

  private mutating func checkName(
    _ name: String, at span: SourceSpan, code: String, at codeSpan: SourceSpan, _ misnamed: inout MisnamedCodes
  ) {
    guard let codes else { return }
    if codes.alternatives[code]?.contains(name) ?? false { return }
    if let official = codes.names[code] {
      if official != name, Self.squeezed(official) != Self.squeezed(name), !name.isEmpty {
        misnamed.add(
          name, of: code, official: official, at: span, level: codes.unverified.contains(code) ? .warning : .error)
      }
    } else if codes.isComplete {
      record(
        Finding(
          rule: "TC-4", name: "科目编码与名称", level: .error, message: "本年度没有 \(code) 这个科目编码", at: codeSpan,
          fix: "对照当年的《政府收支分类科目》"))
    }
  }

  private static func squeezed(_ text: String) -> String {
    text.filter { !$0.isWhitespace }.replacing("(", with: "（").replacing(")", with: "）")
  }
}

/// The finding for a row with too few or too many cells, with the comma trap spelled out.
enum CellCount {
  static func finding(form: TableForm, found: [Node], expected: Int, at span: SourceSpan) -> Finding {
    let texts = found.map { $0.text ?? "" }
    var fix = found.count > expected ? "删去多余的格" : "补上缺的格；空格写 \"\""
    var label = "有 \(found.count) 格"
    var place = span
    if found.count < expected, let merged = fullWidthCommas(texts, expected: expected) {
      fix = "全角逗号“，”不分格，改成半角逗号：" + texts[merged].replacing("，", with: ", ")
      label = "被读成一格"
      place = found[merged].span
    }
    if found.count > expected {
      // `1,478.51` without quotes is two cells: 1 to 3 digits, then exactly three digits with or without decimals.
      for index in 0..<texts.count - 1
      where texts[index].wholeMatch(of: /-?[0-9]{1,3}/) != nil
        && texts[index + 1].wholeMatch(of: /[0-9]{3}(\.[0-9]+)?/) != nil
        && found[index + 1].span.lower - found[index].span.upper <= 1
      {
        fix = "数里的千分位逗号把一格分成了两格：写成 \(texts[index])\(texts[index + 1])，或加引号 \"\(texts[index]),\(texts[index + 1])\""
        label = "被读成两格"
        place = found[index].span.union(found[index + 1].span)
        break
      }
    }
    return InputRule.cellCount.finding(
      "\(form.short)这一行有 \(found.count) 格，表样是 \(expected) 格", at: place, label: label, fix: fix)
  }

  /// The first cell that full-width commas made of several; nil where they do not make up for the cells that lack.
  private static func fullWidthCommas(_ texts: [String], expected: Int) -> Int? {
    let parts = texts.map { $0.split(separator: "，", omittingEmptySubsequences: false).count }
    return parts.reduce(0, +) == expected ? parts.firstIndex { $0 > 1 } : nil
  }
}
