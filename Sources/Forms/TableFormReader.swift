internal import Diagnostics
internal import Documents
internal import Figures

/// Reads one table of a form set: its blocks, lines and columns.
struct TableFormReader {
  /// Lists of lines that several tables share.
  let lists: Node?
  var findings: [Finding] = []
  /// Line or column, by its id, with its former names → where these are written.
  private var aliasPlaces: [[String]: SourceSpan] = [:]

  init(lists: Node?) { self.lists = lists }

  mutating func read(_ node: Node) -> TableForm? {
    var map = MappingReader(node, "表")
    let id = map.requiredText("id")
    let short = map.requiredText("short")
    let title = map.requiredText("title")
    // An heir writes "" where its forms print no code.
    let code = map.text("code").flatMap { $0.isEmpty ? nil : $0 }
    let layoutWord = map.requiredText("layout")
    let layout = layoutWord.flatMap { TableForm.Layout(rawValue: $0) }
    if layout == nil, let layoutWord {
      findings.append(
        FormRule.form.finding(
          "没有“\(layoutWord)”这种排法，可用：" + TableForm.Layout.allCases.map(\.rawValue).joined(separator: "、"),
          at: node["layout"]?.span ?? node.span))
    }
    let codeHead = map.text("code-head")
    let nameHead = map.text("name-head") ?? "项目"
    let levels = map.texts("levels")
    let totalRow = map.text("total-row")
    let codeList = map.text("code-list")
    let notes = map.texts("notes")
    let unit = map.text("unit")
    let decimals = map.int("decimals", in: 0...FigureLiteral.mostDecimals)
    let isExact = map.flag("exact")
    let negatives = map.texts("negatives")
    let numbers = map.text("numbers")
    if let numbers, numbers != "hidden", numbers != "printed" {
      map.record(FormRule.form.finding("numbers 应写 printed 或 hidden", at: node["numbers"]?.span ?? node.span))
    }
    let isInterleaved = map.flag("interleaved")
    let isOptional = map.flag("optional")
    let isAttached = map.flag("attached")
    let grades = map.list("grades").compactMap { readGrade($0) }
    let collects = map.texts("collects")
    let requiredRows = map.texts("requires")
    let orders = map.list("date-orders").compactMap { readOrder($0) }
    let needs = map.list("needs").compactMap { readNeed($0) }
    var blocks = map.list("blocks").compactMap { readBlock($0) }
    let columns = map.list("columns")
    let lines = map.list("lines")
    if blocks.isEmpty {
      blocks = [
        BlockForm(
          id: "", name: "", lines: readLines(lines), columns: columns.compactMap { readColumn($0) }, nameHead: nil)
      ]
    }
    if let block = blocks.first(where: \.columns.isEmpty) {
      findings.append(FormRule.form.finding("表“\(short ?? "")”\(block.name)没有栏（columns）", at: node.span))
    }
    findings += map.finish()
    guard let id, let short, let title, let layout else { return nil }
    if !PathName.isPlain(id, startsWithLetter: true) {
      findings.append(
        FormRule.form.finding("表的编号“\(id)”只能用小写字母、数字和“-”（它是网址的一部分）", at: node["id"]?.span ?? node.span))
    }
    reportRepeats(blocks, at: node.span)
    reportShape(layout, blocks, hasLines: !lines.isEmpty, isInterleaved: isInterleaved, at: node.span)
    return TableForm(
      id: id, short: short, title: title, code: code, layout: layout, blocks: blocks, codeHead: codeHead,
      nameHead: nameHead, levels: levels, totalRow: totalRow, codeList: codeList, notes: notes, unit: unit,
      decimals: decimals, isExact: isExact, negatives: negatives, printsNumbers: numbers != "hidden",
      isInterleaved: isInterleaved, isOptional: isOptional, isStatutory: !isAttached, grades: grades,
      collects: collects, requiredRows: requiredRows, orders: orders, needs: needs, span: node.span)
  }

  private mutating func readOrder(_ node: Node) -> TableForm.Order? {
    var map = MappingReader(node, "先后")
    let before = map.requiredText("before")
    let after = map.requiredText("after")
    findings += map.finish()
    guard let before, let after else { return nil }
    return TableForm.Order(before: before, after: after)
  }

  private mutating func readNeed(_ node: Node) -> TableForm.Need? {
    var map = MappingReader(node, "连带的项")
    let field = map.requiredText("field")
    let value = map.requiredText("is")
    let needs = map.requiredText("needs")
    findings += map.finish()
    guard let field, let value, let needs else { return nil }
    return TableForm.Need(field: field, value: value, needs: needs)
  }

  private mutating func readGrade(_ node: Node) -> TableForm.Grade? {
    var map = MappingReader(node, "等级")
    let word = map.requiredText("word")
    let bound = map.text("at-least")
    findings += map.finish()
    guard let word else { return nil }
    guard let bound else { return TableForm.Grade(word: word, atLeast: nil) }
    guard case .number(let value, _)? = try? FigureLiteral.read(bound) else {
      findings.append(FormRule.form.finding("at-least 应是一个数，这里是“\(bound)”", at: node["at-least"]?.span ?? node.span))
      return nil
    }
    return TableForm.Grade(word: word, atLeast: value)
  }

  /// Parts of a form that its layout cannot print.
  private mutating func reportShape(
    _ layout: TableForm.Layout, _ blocks: [BlockForm], hasLines: Bool, isInterleaved: Bool, at span: SourceSpan
  ) {
    if layout == .transposed, blocks.count == 1, blocks[0].name.isEmpty {
      findings.append(FormRule.form.finding("transposed 的表要写 blocks（例如预算数、决算数）", at: span))
    }
    if layout == .list || layout == .indicators || layout == .record, hasLines {
      findings.append(FormRule.form.finding("\(layout.rawValue) 的行由数据给出，表样里不写 lines", at: span))
    }
    guard isInterleaved else { return }
    let lines = blocks.map { $0.lines.map(\.id) }
    if layout != .transposed || Set(lines).count != 1 || blocks.contains(where: { $0.columns.count != 1 }) {
      findings.append(FormRule.form.finding("interleaved 只用于 transposed 的表，各边的行要相同，每边一栏", at: span))
    }
  }

  private mutating func reportRepeats(_ blocks: [BlockForm], at span: SourceSpan) {
    for block in blocks {
      var names: Set<String> = []
      var ids: Set<String> = []
      for line in block.lines {
        // Coded lines are told apart by their codes: 399 and 39999 are both 其他支出.
        if line.code == nil, !names.insert(line.name).inserted {
          findings.append(FormRule.form.finding("行名“\(line.name)”用了两次，需用 name 区分（label 可以相同）", at: span))
        }
        if !ids.insert(line.id).inserted { findings.append(FormRule.form.finding("行的编号“\(line.id)”用了两次", at: span)) }
      }
      reportTaken(block.lines.map { ($0.id, [$0.name, $0.label, $0.id, $0.code ?? $0.id], $0.aliases) }, "行", at: span)
      reportTaken(block.columns.map { ($0.id, [$0.name, $0.id], $0.aliases) }, "栏", at: span)
      var columnIDs: Set<String> = []
      for column in block.columns where !columnIDs.insert(column.id).inserted {
        findings.append(FormRule.form.finding("栏的编号“\(column.id)”用了两次", at: span))
      }
    }
  }

  /// A former name that another line has: neither could be addressed by it.
  private mutating func reportTaken(
    _ entries: [(id: String, names: [String], aliases: [String])], _ what: String, at span: SourceSpan
  ) {
    for entry in entries {
      for alias in entry.aliases {
        guard let other = entries.first(where: { $0.id != entry.id && $0.names.contains(alias) }) else { continue }
        findings.append(
          FormRule.form.finding(
            "\(what)“\(entry.names[0])”的旧名（aliases）“\(alias)”是另一\(what)“\(other.names[0])”的名称",
            at: aliasPlaces[[entry.id] + entry.aliases] ?? span, fix: "删去这个旧名"))
      }
    }
  }

  private mutating func readBlock(_ node: Node) -> BlockForm? {
    var map = MappingReader(node, "栏目")
    let id = map.requiredText("id")
    let name = map.requiredText("name")
    let nameHead = map.text("name-head")
    let columns = map.list("columns").compactMap { readColumn($0) }
    let lines = readLines(map.list("lines"))
    findings += map.finish()
    guard let id, let name else { return nil }
    return BlockForm(id: id, name: name, lines: lines, columns: columns, nameHead: nameHead)
  }

  private mutating func readColumn(_ node: Node) -> ColumnForm? {
    var map = MappingReader(node, "栏")
    let id = map.requiredText("id")
    let name = map.requiredText("name")
    let label = map.text("label")
    let group = map.text("group")
    let aliases = map.texts("aliases")
    let isDefault = map.flag("default")
    let isText = map.flag("text")
    let kindWord = map.text("kind")
    let kind = kindWord.map { ColumnForm.Kind(rawValue: $0) } ?? (isText ? .text : .figure)
    if kind == nil {
      map.record(
        FormRule.form.finding(
          "没有“\(kindWord ?? "")”这种栏，可用：" + ColumnForm.Kind.allCases.map(\.rawValue).joined(separator: "、"),
          at: node["kind"]?.span ?? node.span))
    }
    let unit = map.text("unit")
    let decimals = map.int("decimals", in: 0...FigureLiteral.mostDecimals)
    let keepsDecimals = map.flag("keeps-decimals")
    let choices = map.texts("choices")
    let shape = map.text("shape")
    let isOptional = map.flag("optional")
    if kind == .figure, !choices.isEmpty || shape != nil {
      map.record(FormRule.form.finding("choices 和 shape 只用于文字栏", at: node.span, fix: "加上 kind: text"))
    }
    findings += map.finish()
    guard let id, let name, let kind else { return nil }
    if !aliases.isEmpty { aliasPlaces[[id] + aliases] = node["aliases"]?.span }
    return ColumnForm(
      id: id, name: name, label: label ?? name, group: group, aliases: aliases, isDefault: isDefault, kind: kind,
      unit: unit, decimals: decimals, keepsDecimals: keepsDecimals, choices: choices, shape: shape,
      isOptional: isOptional)
  }

  private mutating func readLines(_ nodes: [Node]) -> [LineForm] {
    var lines: [LineForm] = []
    for node in nodes {
      if node["list"] != nil {
        lines += readSharedLines(node)
      } else if let line = readLine(node, number: nil, ordinal: nil) {
        lines.append(line)
      }
    }
    return lines
  }

  private mutating func readSharedLines(_ node: Node) -> [LineForm] {
    var map = MappingReader(node, "共用的行")
    let name = map.requiredText("list") ?? ""
    let from = map.int("number-from")
    let ordinals = map.flag("ordinals")
    findings += map.finish()
    guard let shared = lists?[name]?.items else {
      findings.append(FormRule.form.finding("没有“\(name)”这组共用的行（lists）", at: node.span))
      return []
    }
    return shared.enumerated().compactMap { index, line in
      readLine(line, number: from.map { $0 + index }, ordinal: ordinals ? index + 1 : nil)
    }
  }

  private mutating func readLine(_ node: Node, number: Int?, ordinal: Int?) -> LineForm? {
    var map = MappingReader(node, "行")
    let name = map.requiredText("name")
    let code = map.text("code")
    let id = map.text("id")
    let label = map.text("label")
    let ownNumber = map.int("number")
    let isTotal = map.flag("total")
    let isOptional = map.flag("optional")
    let group = map.text("group")
    let segment = map.int("segment")
    let aliases = map.texts("aliases")
    findings += map.finish()
    guard let name else { return nil }
    guard let id = id ?? code else {
      findings.append(FormRule.form.finding("行“\(name)”没有 id（网页锚点用），也没有 code", at: node.span, fix: "加上 id: 英文名"))
      return nil
    }
    if !aliases.isEmpty { aliasPlaces[[id] + aliases] = node["aliases"]?.span }
    let printed = label ?? ordinal.map { ChineseNumeral.of($0) + "、" + name } ?? name
    return LineForm(
      id: id, name: name, label: printed, code: code, number: ownNumber ?? number, isTotal: isTotal,
      isOptional: isOptional, group: group, segment: segment ?? 1, aliases: aliases)
  }
}
