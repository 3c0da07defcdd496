internal import Diagnostics
internal import Figures
package import Forms

/// 其中, 列举, 个数: lines of a table that are not zero.
extension ProseExpression {
  func list(_ function: String, _ call: ProseCall, at span: SourceSpan) throws(Failure) -> Output {
    let lines: [(name: String, value: Evaluator.Value)]
    do {
      lines = try evaluator.lines(call.arguments[0]).filter { !$0.value.figure.value.isZero }
    } catch {
      throw .value(error, call.arguments[0].span)
    }
    guard function != "个数" else {
      return Output(text: String(lines.count), machineValue: String(lines.count), place: nil, sources: [])
    }
    guard !lines.isEmpty else {
      throw .value(.missing("“\(call.arguments[0].text)”没有不为 0 的行，列不出来", fix: "改用文字写明没有发生"), span)
    }
    guard function == "其中" else {
      let names = lines.map(\.name).joined(separator: "、")
      return Output(text: names, machineValue: "", place: nil, sources: lines.map(\.value))
    }
    var whole: Evaluator.Value?
    if call.arguments.count > 1 { whole = try value(call.arguments[1]) }
    var pieces: [Output.Piece] = []
    for (index, line) in lines.enumerated() {
      pieces += [
        .words((index > 0 ? "；" : "") + line.name + " "), .figure(figure(line.value)),
        .words(" " + line.value.unit.name),
      ]
      guard let whole else { continue }
      let share = try compare("占比", line.value, whole, decimals: call.decimals, at: span)
      pieces += [.words("，占 "), .figure(share)]
    }
    return Output(pieces: pieces)
  }

  // MARK: 逐项说明

  /// Every 项 of a table that has a figure: budget, final, rate and reason, in the table's order.
  func explanation(_ call: ProseCall, at span: SourceSpan) throws(Failure) -> Output {
    let reference = call.arguments[0]
    guard let table = evaluator.set.tables.firstIndex(where: { $0.answers(to: reference.path.first ?? "") }),
      evaluator.set.tables[table].layout == .list
    else {
      throw .syntax("逐项说明要一张按科目列的表，这里是“\(reference.text)”", reference.span, fix: "写成 逐项说明(一般公共支出表)")
    }
    let form = evaluator.set.tables[table]
    guard let block = evaluator.tables[table]?.blocks.first, let column = block.form.figureColumns.first else {
      throw .value(.unread("没有\(form.short)的数据", fix: "先补上 tables/\(form.id).yaml"), reference.span)
    }
    var items: [[Output.Piece]] = []
    var missing: [String] = []
    var unexplained: [String] = []
    for row in block.rows where row.level == form.levels.count - 1 {
      let cell = CellID(table: table, block: 0, row: row.key, column: column)
      guard let now = try? evaluator.value(cell) else { continue }
      let before = try comparative(cell, at: span)
      if now.figure.value.isZero, before?.figure.value.isZero ?? true { continue }
      let reason = context.reasons.reason(table: form.id, row: row.key)
      let name = self.name(of: row, in: block, form)
      if reason == nil, !context.isBudget, let before, before.figure.value != now.figure.value {
        unexplained.append(row.key)
      }
      if context.isBudget {
        items.append(budgetItem(name, now, before, reason, at: span))
      } else if let before {
        items.append(finalItem(name, now, before, reason, at: span))
      } else {
        missing.append(row.key)
      }
    }
    guard missing.isEmpty else {
      let codes = missing.prefix(8).joined(separator: "、") + (missing.count > 8 ? "等" : "")
      throw .value(
        .missing(
          "逐项说明缺 \(missing.count) 项的年初预算数：\(codes)",
          fix:
            "在 disclosure.yaml 的 comparatives 的“年初预算”下逐项加上 \(form.short)[\(missing[0])].\(block.form.columns[column].name): 数"
        ),
        span)
    }
    var output = Output(items: items)
    output.unexplained = unexplained
    return output
  }

  /// What an item is compared with; nil where nobody gave it.
  private func comparative(_ cell: CellID, at span: SourceSpan) throws(Failure) -> Evaluator.Value? {
    do throws(Evaluator.Failure) {
      return try evaluator.value(cell, period: context.isBudget ? "上年" : "年初预算")
    } catch {
      if error.isMissing { return nil }
      throw .value(error, span)
    }
  }

  /// 一般公共服务支出（类）财政事务（款）行政运行（项）.
  private func name(of row: Row, in block: TableBlock, _ form: TableForm) -> String {
    var names: [String] = []
    var current: Row? = row
    while let found = current {
      let level = found.level.flatMap { form.levels.indices.contains($0) ? form.levels[$0] : nil }
      names.insert(found.name + (level.map { "（\($0)）" } ?? ""), at: 0)
      current = found.parent.flatMap { block.row($0) }.flatMap { $0.isTotal ? nil : $0 }
    }
    return names.joined()
  }

  private func finalItem(
    _ name: String, _ now: Evaluator.Value, _ before: Evaluator.Value, _ reason: String?, at span: SourceSpan
  ) -> [Output.Piece] {
    let unit = " " + now.unit.name
    var pieces: [Output.Piece] = [.words(name + "。")]
    if before.figure.value.isZero {
      pieces += [.words("年初没有安排预算，支出决算 "), .figure(figure(now)), .words(unit + "。")]
    } else {
      pieces += [.words("年初预算 "), .figure(figure(before)), .words(unit + "，支出决算 "), .figure(figure(now)), .words(unit)]
      if let rate = try? compare("完成率", now, before, decimals: nil, at: span) {
        pieces += [.words("，完成年初预算的 "), .figure(rate)]
      }
      pieces.append(.words("。"))
    }
    let difference = now.figure.value - before.figure.value
    guard !difference.isZero else { return pieces + [.words("决算数与年初预算数持平。")] }
    let word = before.figure.value.isZero ? "" : "决算数\(difference.isNegative ? "小于" : "大于")年初预算数的"
    return pieces + [.words(reason.map { "\(word)主要原因：\($0)。" } ?? "")]
  }

  private func budgetItem(
    _ name: String, _ now: Evaluator.Value, _ before: Evaluator.Value?, _ reason: String?, at span: SourceSpan
  ) -> [Output.Piece] {
    var pieces: [Output.Piece] = [.words(name + " "), .figure(figure(now)), .words(" " + now.unit.name)]
    if let before, let change = try? compare("增减", now, before, decimals: nil, at: span) {
      pieces += [.words(change.text == "持平" ? "，与上年预算" : "，比上年预算"), .figure(change)]
    }
    return pieces + [.words(reason.map { "。\($0)。" } ?? "。")]
  }
}

extension Evaluator {
  /// The figures an address with several rows names, with the names of their rows.
  package func lines(_ reference: CellReference) throws(Failure) -> [(name: String, value: Value)] {
    let resolution: TableResolution
    do {
      resolution = try TableResolution(reference, in: set)
    } catch {
      throw .wrong(error.message, fix: error.fix)
    }
    let form = set.tables[resolution.table]
    let block = form.blocks[resolution.block]
    let column: Int
    switch resolution.columns {
    case .one(let one): column = one
    case .all, .bound:
      throw .wrong(
        "“\(reference.text)”没有写明哪一栏", fix: "在后面加上 ." + block.columns.map(\.name).joined(separator: " 或 ."))
    }
    var lines: [(name: String, value: Value)] = []
    for key in try rows(resolution, bound: nil) {
      guard let row = tables[resolution.table]?.blocks[resolution.block].row(key),
        resolution.selector != .all || !row.isTotal
      else { continue }
      let cell = CellID(table: resolution.table, block: resolution.block, row: key, column: column)
      lines.append((row.name, try value(cell, period: resolution.period)))
    }
    return lines
  }
}
