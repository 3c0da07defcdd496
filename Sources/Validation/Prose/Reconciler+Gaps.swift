internal import Diagnostics
internal import Disclosures
internal import Figures

/// What lies between budget and final accounts, said as a rate or an amount: 差异率, 差值.
extension Reconciler {
  /// 预算数 A，决算数 B: the last two amounts of the sentence, the one the budget, the other what came of it.
  private var lastPair: (actual: Stated, budget: Stated)? {
    let amounts = stated.suffix(8).filter {
      ($0.role == .actual || $0.role == .budget) && !$0.isAside && $0.sentence == sentence
    }
    guard let second = amounts.last, let first = amounts.dropLast().last, first.role != second.role,
      first.quantity.passage == second.quantity.passage, first.expected == nil, second.expected == nil,
      first.targets == second.targets || first.targets.isEmpty || second.targets.isEmpty
    else { return nil }
    return second.role == .actual ? (second, first) : (first, second)
  }

  mutating func gap(_ quantity: Quantity) {
    guard let (actual, budget) = lastPair, bounds(budget).isPositive else {
      return leave(quantity, "没有可以重算的数")
    }
    let sources = [actual.value, budget.value].compactMap { $0 }
    let isFall = bounds(actual).upper < bounds(budget).lower
    let moved = isFall ? bounds(budget) - bounds(actual) : bounds(actual) - bounds(budget)
    let isWrongWay = quantity.value < .zero && moved.isPositive && !isFall
    guard isWrongWay || moved.share(of: bounds(budget), is: quantity.magnitude) == .different else {
      return record(quantity, .consistent, sources: sources)
    }
    record(quantity, .suspect, sources: sources)
    report(
      "NAR-05", .error,
      "差异率写 \(written(quantity))，按 \(written(actual.quantity)) 与 \(written(budget.quantity)) 重算应是 \(isFall ? "-" : "")\(percent(moved, bounds(budget), quantity))",
      quantity, related: sources, fix: "先核对前面的两个数；都对，就改成重算的比例")
  }

  mutating func difference(_ quantity: Quantity) {
    guard let (actual, budget) = lastPair else { return leave(quantity, "没有可以重算的数") }
    let sources = [actual.value, budget.value].compactMap { $0 }
    if differs(quantity, Bounds(actual.quantity) - Bounds(budget.quantity)) {
      record(quantity, .suspect, sources: sources)
      return tellDifference(quantity, actual, budget, sources)
    }
    record(quantity, .consistent, sources: sources)
  }

  /// 预算 3 万元，支出决算 2.40 万元……决算数较预算数减少 0.70 万元, where no table has either.
  mutating func checkTypedDifference(_ quantity: Quantity) -> Bool {
    let amounts = stated.suffix(8).filter { $0.role != .change && !$0.isAside && $0.sentence >= sentence - 1 }
    guard base == .budget, let actual = amounts.last, let budget = amounts.dropLast().last, actual.role == .actual,
      budget.role == .budget, budget.sentence == actual.sentence, !budget.isAdjusted,
      budget.quantity.passage == quantity.passage, actual.value == nil, budget.value == nil, actual.expected == nil,
      budget.expected == nil, !actual.label.isEmpty,
      Self.ownWords.reduce(actual.label, { $0.replacing($1, with: "") }).isEmpty
    else { return false }
    guard differs(quantity, Bounds(actual.quantity) - Bounds(budget.quantity)) else {
      record(quantity, .consistent)
      return true
    }
    record(quantity, .suspect)
    tellDifference(quantity, actual, budget, [])
    return true
  }

  /// What says nothing of whose amount it is.
  private static let ownWords = ["支出", "实际", "决算", "完成", "数", "为", "是"]

  private func differs(_ quantity: Quantity, _ difference: Bounds) -> Bool {
    let size = difference.magnitude
    let mine = Bounds(quantity.magnitude)
    let place = Quantity.base(ExactDecimal.unit(decimals: quantity.decimals), quantity.moneyUnit ?? .yuan)
    return mine.lower - size.upper > place || size.lower - mine.upper > place
  }

  private mutating func tellDifference(
    _ quantity: Quantity, _ actual: Stated, _ budget: Stated, _ sources: [Evaluator.Value]
  ) {
    let difference = Bounds(actual.quantity) - Bounds(budget.quantity)
    let size = difference.magnitude
    report(
      "NAR-02", .error,
      "这里写 \(written(quantity))，\(written(actual.quantity)) 与 \(written(budget.quantity)) 相差 \(writtenMoney(size, like: quantity))",
      quantity, related: sources, fix: "核对差额，或核对前面的两个数")
  }
}

extension Quantity {
  /// Without its sign.
  fileprivate var magnitude: Quantity {
    var copy = self
    copy.value = value.magnitude
    return copy
  }
}
