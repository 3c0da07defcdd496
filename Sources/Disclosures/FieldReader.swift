internal import Diagnostics
internal import Documents
internal import Figures
internal import Forms

/// Reads the declared figures of `disclosure.yaml`: fields, comparatives and corrections.
struct FieldReader {
  let unit: String
  let decimals: Int
  /// Whether the document counts money otherwise than its form set: then it does so in its declared figures as well.
  let hasOwnUnit: Bool
  var findings: [Finding] = []
  /// What is there and gave no figure.
  private(set) var unread = Disclosure.UnreadFigures()

  /// - Parameter unreadKeys: the keys of `disclosure.yaml` that are there under a wrong name.
  init(unit: String, decimals: Int, hasOwnUnit: Bool = false, unreadKeys: Set<String> = []) {
    self.unit = unit
    self.hasOwnUnit = hasOwnUnit
    self.decimals = decimals
    unread.isWithoutFields = unreadKeys.contains("fields")
    unread.hasComparatives = unreadKeys.contains("comparatives")
  }

  /// `组: {项: 数 [单位]}`.
  mutating func fields(_ node: Node?, forms: [FieldForm] = []) -> [Disclosure.Field] {
    guard let node, !node.isEmpty else { return [] }
    guard let groups = node.pairs else {
      findings.append(InputRule.kind.finding("“fields”应是一组“组名: {项名: 数}”", at: node.span))
      unread.isWithoutFields = true
      return []
    }
    var fields: [Disclosure.Field] = []
    reportUngrouped(
      groups, in: "fields", lack: "组名", hold: "项名: 数", example: "机关运行经费")
    for group in groups {
      guard let groupName = group.key.text, let items = group.value.pairs else {
        unread.groups.insert(group.key.text ?? "")
        continue
      }
      for item in items {
        guard let name = item.key.text else { continue }
        let form = forms.first { $0.group == groupName && $0.name == name }
        guard let (figure, unit) = figure(item.value, form, what: "申报.\(groupName).\(name)：") else {
          unread.fields.insert("\(groupName).\(name)")
          continue
        }
        if let form, let problem = FieldUnit.problem(unit, for: form, at: item.value.span) {
          findings.append(problem)
        }
        fields.append(
          Disclosure.Field(group: groupName, name: name, figure: figure, unit: unit, span: item.value.span))
      }
    }
    return fields
  }

  /// A number with an optional unit; without one it counts what its form says. Money has the disclosure's decimals and is
  /// rounded; the rest is as typed: a count is exact, a percentage is rounded at its last digit.
  private mutating func figure(_ node: Node, _ form: FieldForm?, what: String) -> (Figure, MeasureUnit)? {
    guard let text = node.text else {
      findings.append(InputRule.kind.finding("\(what)应是一个数，这里是\(node.kindWord)", at: node.span))
      return nil
    }
    let (number, written) = MeasureUnit.split(text)
    let measure = written ?? unitUnwritten(form)
    let isMoney = measure.isMoney
    let typedDecimals: Int
    do {
      guard case .number(_, let decimals) = try FigureLiteral.read(number) else {
        findings.append(InputRule.notANumber.finding("\(what)没有填数", at: node.span, fix: "没有发生额填 0"))
        return nil
      }
      typedDecimals = decimals
    } catch {
      let rule: InputRule = error.kind == .fullWidth ? .fullWidth : error.kind == .grouping ? .grouping : .notANumber
      findings.append(rule.finding("\(what)\(error.message)", at: node.span, fix: error.fix))
      return nil
    }
    let ownDecimals = measure.name == unit ? decimals : measure.name == "元" ? 2 : typedDecimals
    var reader = CellReader(decimals: ownDecimals, isExact: !isMoney && measure != .percent)
    let cell = reader.read(number, at: node.span, what: what)
    findings += reader.findings
    return reader.findings.contains(atLeast: .error) ? nil : (cell.figure(decimals: ownDecimals), measure)
  }

  private func unitUnwritten(_ form: FieldForm?) -> MeasureUnit {
    guard let declared = form.map({ MeasureUnit($0.unit) }), !(declared.isMoney && hasOwnUnit) else {
      return MeasureUnit(unit)
    }
    return declared
  }

  /// `期间: {地址: 数}`.
  mutating func comparatives(_ node: Node?, set: FormSet, fields: [Disclosure.Field]) -> Comparatives {
    var result = Comparatives()
    guard let node, !node.isEmpty else { return result }
    let known = findings.count
    defer { unread.hasComparatives = findings.dropFirst(known).contains(atLeast: .error) }
    guard let periods = node.pairs else {
      findings.append(InputRule.kind.finding("“comparatives”应是一组“期间: {地址: 数}”", at: node.span))
      return result
    }
    reportUngrouped(periods, in: "comparatives", lack: "期间", hold: "地址: 数", example: "上年")
    for period in periods {
      guard let periodName = period.key.text, let entries = period.value.pairs else { continue }
      for entry in entries { read(entry, period: periodName, set: set, fields: fields, into: &result) }
    }
    return result
  }

  /// Those of a mapping of mappings that hold something else. Several of them stand there without the name above them.
  private mutating func reportUngrouped(
    _ groups: [Node.Pair], in name: String, lack: String, hold: String, example: String
  ) {
    let strays = groups.filter { $0.value.pairs == nil }
    guard strays.count > 1 else {
      findings += strays.map {
        InputRule.kind.finding(
          "“\($0.key.text ?? "")”下面应是“\(hold)”", at: $0.value.span, fix: "写成 {\(hold)}，或换行缩进")
      }
      return
    }
    findings.append(
      InputRule.kind.finding(
        "\(name) 下面先写\(lack)，再写“\(hold)”：这里有 \(strays.count) 行上面没有\(lack)", at: strays[0].key.span,
        related: strays.dropFirst().prefix(3).map { .init($0.key.span, "") },
        fix: "在它们前面加一行\(lack)，例如 \(example):，这些行再缩进两格"))
  }

  private mutating func read(
    _ entry: Node.Pair, period: String, set: FormSet, fields: [Disclosure.Field], into result: inout Comparatives
  ) {
    guard let text = entry.key.text, let value = entry.value.text else {
      findings.append(InputRule.kind.finding("应是“地址: 数”", at: entry.key.span))
      return
    }
    do {
      let reference = try ExpressionParser.reference(text, span: entry.key.span)
      if reference.path.first == "申报" {
        let name = reference.path.dropFirst().joined(separator: ".")
        guard let field = fields.first(where: { "\($0.group).\($0.name)" == name }) else {
          if !unread.contains(name) {
            findings.append(
              InputRule.unknownName.finding("fields 里没有“\(name)”", at: entry.key.span, fix: "先在 fields 里写上本年的数"))
          }
          return
        }
        var reader = CellReader(
          decimals: field.figure.decimals, isExact: field.figure.isExact, unit: field.unit)
        let cell = reader.read(value, at: entry.value.span, what: "申报.\(name)@\(period)：")
        findings += reader.findings
        if reader.findings.contains(atLeast: .error) { return }
        result.fields[period, default: [:]][name] = .init(
          figure: cell.figure(decimals: field.figure.decimals), span: entry.value.span)
        return
      }
      let resolution = try TableResolution(reference, in: set)
      guard case .one(let column) = resolution.columns, let row = rowKey(resolution, set) else {
        findings.append(InputRule.kind.finding("“\(text)”应是一格", at: entry.key.span, fix: "写成 表[行].栏"))
        return
      }
      let form = set.tables[resolution.table]
      let places = form.decimals ?? decimals
      var reader = CellReader(decimals: places, isExact: form.isExact, unit: MeasureUnit(form.unit ?? unit))
      let cell = reader.read(value, at: entry.value.span, what: "\(text)@\(period)：")
      findings += reader.findings
      if reader.findings.contains(atLeast: .error) { return }
      let id = CellID(table: resolution.table, block: resolution.block, row: row, column: column)
      if let first = result.cells[period]?[id] {
        findings.append(
          InputRule.duplicateKey.finding(
            "“\(text)”的对比数写了两次", at: entry.key.span, related: [.init(first.span, "第一次")], fix: "只留一个"))
        return
      }
      result.cells[period, default: [:]][id] = .init(figure: cell.figure(decimals: places), span: entry.value.span)
    } catch let problem as TableResolution.Problem {
      findings.append(InputRule.unknownName.finding(problem.message, at: entry.key.span, fix: problem.fix))
    } catch let problem as ExpressionParser.Problem {
      findings.append(InputRule.syntax.finding("地址“\(text)”：\(problem.message)", at: entry.key.span))
    } catch {
      findings.append(InputRule.syntax.finding("地址“\(text)”读不懂", at: entry.key.span))
    }
  }

  private func rowKey(_ resolution: TableResolution, _ set: FormSet) -> String? {
    guard case .key(let name)? = resolution.selector else { return nil }
    let form = set.tables[resolution.table]
    if form.isCoded { return name == form.totalRow ? Row.totalKey : name }
    let block = form.blocks[resolution.block]
    return block.line(named: name).map { block.lines[$0].code ?? block.lines[$0].id }
  }

  mutating func correction(_ node: Node) -> Disclosure.Correction? {
    var map = MappingReader(node, "更正")
    let dateNode = map.required("date")
    let cell = map.requiredText("cell")
    let old = map.requiredText("old")
    let new = map.requiredText("new")
    let reason = map.requiredText("reason")
    findings += map.finish()
    guard let dateNode, let cell, let old, let new, let reason else { return nil }
    guard let date = dateNode.text.flatMap({ CalendarDate($0) }) else {
      findings.append(
        InputRule.kind.finding("更正日期应是 年-月-日", at: dateNode.span, fix: CalendarDate.fix(for: dateNode.text)))
      return nil
    }
    return Disclosure.Correction(date: date, cell: cell, old: old, new: new, reason: reason, span: node.span)
  }
}
