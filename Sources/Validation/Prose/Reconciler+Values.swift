internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// The figures behind names: this year's, the budget's, last year's.
extension Reconciler {
  func values(of target: ProseNames.Target, _ role: Stated.Role) -> [Evaluator.Value] {
    switch target {
    case .field(let name):
      // 全年预算数 is declared beside 执行数, 年初预算 as a comparative.
      let isBudget = role == .budget && name.hasSuffix("预算数")
      let value = role == .actual || isBudget ? evaluator.field(name) : evaluator.field(name, period: period(role))
      return value.map { [$0] } ?? []
    // 全年预算数 of a project is this year's own figure, not the budget's.
    case .cell(let cell) where !disclosure.set.tables[cell.table].collects.isEmpty:
      return value(cell, .actual).map { [$0] } ?? []
    case .cell(let cell): return value(cell, role).map { [$0] } ?? []
    case .row(let table, let block, let key):
      let form = disclosure.set.tables[table].blocks[block]
      // Of a subject what was spent is told first: 年初结转和结余 comes before it in some tables.
      let spent = form.figureColumns.first { form.columns[$0].name.contains(bytesOf: "支出") }
      guard let column = form.defaultColumn ?? spent ?? form.figureColumns.first else { return [] }
      return value(CellID(table: table, block: block, row: key, column: column), role).map { [$0] } ?? []
    case .column(let table, let block, let column):
      var rows = [Row.totalKey]
      if case .row(table, block, let key)? = path { rows = [key] }
      return rows.compactMap { value(CellID(table: table, block: block, row: $0, column: column), role) }
    }
  }

  private func period(_ role: Stated.Role) -> String { role == .prior ? "上年" : "年初预算" }

  /// The figure of a cell: this year's, the budget's or last year's.
  func value(_ cell: CellID, _ role: Stated.Role) -> Evaluator.Value? {
    var cell = cell
    // Forms that print budget and final side by side (三公表) have both as blocks.
    let blocks = disclosure.set.tables[cell.table].blocks
    if let budget = blocks.firstIndex(where: { $0.name == "预算数" }),
      let final = blocks.firstIndex(where: { $0.name == "决算数" })
    {
      cell = CellID(
        table: cell.table, block: role == .budget ? budget : final, row: cell.row, column: cell.column)
      if role != .prior { return own(cell) }
    }
    switch role {
    case .actual, .change: return own(cell)
    case .budget, .prior: return try? evaluator.value(cell, period: period(role))
    }
  }

  func own(_ cell: CellID) -> Evaluator.Value? {
    guard let value = try? evaluator.value(cell) else { return nil }
    return value
  }

  /// 收入表[合计].本年收入合计@上年 for 收支总表.收入[本年收入合计]: what another table declares under the same name, where
  /// both have one figure this year.
  func namesakes(of now: Evaluator.Value, _ role: Stated.Role) -> [Evaluator.Value] {
    guard let cell = now.cell, let name = totalName(cell), let declared = disclosure.comparatives.cells[period(role)]
    else { return [] }
    return declared.keys.filter { $0.table != cell.table && totalName($0) == name }.sorted { $0.table < $1.table }
      .compactMap { other in
        guard let own = own(other), own.figure.value == now.figure.value, own.unit == now.unit else { return nil }
        return value(other, role)
      }
  }

  /// What a total is called: the line of a paired table, the column of the row of totals of a coded one.
  private func totalName(_ cell: CellID) -> String? {
    let form = disclosure.set.tables[cell.table]
    let block = form.blocks[cell.block]
    if form.isCoded { return cell.row == Row.totalKey ? block.columns[cell.column].name : nil }
    return block.lines.first { ($0.code ?? $0.id) == cell.row }?.name
  }
}
