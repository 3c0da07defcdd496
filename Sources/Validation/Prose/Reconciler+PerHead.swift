internal import Diagnostics
internal import Disclosures
internal import Figures

/// 人均: worked out again from the amount and the number of people before it.
extension Reconciler {
  private static let persons: Set<String> = ["人", "人次"]

  private static let average = ["人均"].map(Words.utf8)
  /// 人均每月 4,000 元, 人均标准不超过 500 元: no average of the year.
  private static let otherwise = ["每", "标准", "定额", "不超过", "以内"].map(Words.utf8)

  mutating func perHead(_ quantity: Quantity, _ lead: Lead) {
    let counted = results.last { result in
      if case .count(let unit) = result.quantity.unit { return Self.persons.contains(unit) }
      return false
    }
    guard let counted, counted.quantity.passage == quantity.passage, counted.quantity.value > .zero,
      let amount = stated.last(where: { $0.role == .actual && $0.quantity.passage == quantity.passage })
    else { return record(quantity, .unchecked, reason: "没有可以重算的数") }
    let total = bounds(amount)
    let mine = quantity.bounds(widened: true)
    let count = counted.quantity.value
    let fits = mine.lower * count <= total.upper && total.lower <= mine.upper * count
    if !fits, lead.has(Self.average, lead.phrase), !lead.has(Self.otherwise, lead.phrase),
      isOnlyDivision(quantity, amount.quantity, counted.quantity)
    {
      record(quantity, .suspect, sources: [amount.value].compactMap { $0 })
      let scale = ExactDecimal(ExactDecimal.power(quantity.moneyUnit?.moneyScale ?? 0)) * ExactDecimal(2) * count
      let average = (total.lower + total.upper).divided(by: scale, decimals: max(2, quantity.decimals))
      return report(
        "NAR-02", .warning,
        "人均写 \(written(quantity))，\(written(amount.quantity)) 除以 \(written(counted.quantity)) 应是 \(average?.written(decimals: max(2, quantity.decimals), grouped: true) ?? "—") \(quantity.moneyUnit?.name ?? "")",
        quantity, related: [amount.value].compactMap { $0 }, fix: "先核对金额和人数；都对，就改成重算的人均")
    }
    record(
      quantity, fits ? .consistent : .unchecked, sources: [amount.value].compactMap { $0 },
      reason: fits ? nil : "与前面的数重算不符")
  }

  /// 12.36 万元，412 人，人均 300 元: an amount, a number and what comes to each, with nothing between that could be meant.
  private func isOnlyDivision(_ quantity: Quantity, _ amount: Quantity, _ count: Quantity) -> Bool {
    guard let place = quantities.firstIndex(where: { $0.range == quantity.range }), place >= 2,
      quantity.precision == .stated, amount.precision == .stated, count.precision == .stated
    else { return false }
    let start = Words.sentenceStart(before: quantity.range.lowerBound, in: passages[quantity.passage])
    let before = quantities[..<place].filter { $0.range.lowerBound >= start }
    return before.count == 2 && Set(before.map(\.range)) == [amount.range, count.range]
  }
}
