internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// The budgets of a list 项 by 项, which add up to the budget it begins with: 年初预算为 100 万元……其中：1. ……年初预算为 60 万元.
extension Reconciler {
  private static let initial = "年初预算"
  private static let annual = "全年预算"

  /// Told at the whole, unless the right sum wants one figure to be another by a slip of the pen.
  mutating func checkItemBudgets() {
    guard let items = section?.items, let table = disclosure.set.tables.firstIndex(where: { $0.id == items }),
      let rows = disclosure.tables[table]?.blocks.first?.rows, disclosure.tables[table]?.isWhole ?? false
    else { return }
    let deepest = disclosure.set.tables[table].levels.count - 1
    let due = rows.filter { row in row.level == deepest && row.cells.contains { !$0.figure(decimals: 2).value.isZero } }
    guard due.count > 1 else { return }
    let keys = Set(rows.filter { $0.level == deepest }.map(\.key))
    for word in [Self.initial, Self.annual] {
      let budgets = stated.filter { $0.role == .budget && !$0.isAside && $0.label.contains(word) && $0.isWritten }
      var parts: [String: Stated] = [:]
      var isClear = true
      for budget in budgets {
        guard let key = item(budget, table), keys.contains(key) else { continue }
        isClear = isClear && parts[key] == nil
        parts[key] = budget
      }
      guard isClear, Set(due.map(\.key)).isSubset(of: parts.keys),
        let whole = budgets.first(where: { item($0, table) == nil && $0.targets.allSatisfy { $0.table == table } }),
        whole.sentence < parts.values.map(\.sentence).min() ?? 0
      else { continue }
      return check(whole, parts.values.sorted { $0.sentence < $1.sentence })
    }
  }

  /// The 项 that a budget is of.
  private func item(_ budget: Stated, _ table: Int) -> String? {
    guard budget.targets.count == 1, let target = budget.targets.first, target.table == table else { return nil }
    switch target {
    case .row(_, _, let key): return key
    case .cell(let cell) where cell.row != Row.totalKey: return cell.row
    default: return nil
    }
  }

  private mutating func check(_ whole: Stated, _ parts: [Stated]) {
    let all = [whole] + parts
    guard Set(all.map(\.quantity.unit)).count == 1 else { return }
    let sum = parts.reduce(ExactDecimal.zero) { $0 + $1.quantity.value }
    let gap = whole.quantity.value - sum
    let allowed = all.reduce(ExactDecimal.zero) { $0 + .halfUnit(decimals: $1.quantity.decimals) }
    guard gap.magnitude > allowed else { return }
    let decimals = all.map(\.quantity.decimals).max() ?? 2
    let unit = whole.quantity.moneyUnit?.name ?? ""
    let said = "逐项写的预算数相加是 \(sum.written(decimals: decimals, grouped: true)) \(unit)"
    let slipped = parts.compactMap { part in meant(by: part.quantity, gap, allowed).map { (part.quantity, $0) } }
    if slipped.count == 1, let (quantity, meant) = slipped.first {
      return report(
        "NAR-04", .warning,
        "\(said)，前面写 \(written(whole.quantity))；这里的 \(written(quantity)) 若是 \(meant.written(decimals: quantity.decimals, grouped: true))，就对得上",
        quantity, beside: [labelled(whole.quantity, "合计")], fix: "先核对这一项，再核对其他各项和合计")
    }
    report(
      "NAR-04", .warning,
      "预算数写 \(written(whole.quantity))，\(said)，相差 \(gap.magnitude.written(decimals: decimals, grouped: true)) \(unit)",
      whole.quantity, fix: "核对合计和各项的预算数")
  }

  /// What a part was meant to be, if a slip of the pen explains the gap.
  private func meant(by part: Quantity, _ gap: ExactDecimal, _ allowed: ExactDecimal) -> ExactDecimal? {
    DigitSlip.meant(byTyped: part.value, decimals: part.decimals).map(\.value)
      .filter { ($0 - part.value - gap).magnitude <= allowed }
      .min { ($0 - part.value - gap).magnitude < ($1 - part.value - gap).magnitude }
  }
}

extension Stated {
  /// Typed, and no round figure.
  fileprivate var isWritten: Bool { !quantity.isGenerated && quantity.precision == .stated }
}
