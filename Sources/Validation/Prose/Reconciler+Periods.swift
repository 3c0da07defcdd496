internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// 比 2019 年减少 10.86 万元，降低 9%: changes since a year whose figures are declared under its own name.
extension Reconciler {
  /// - Returns: whether the words compare with such a year, and it has been looked at.
  mutating func takeDeclaredPeriod(_ quantity: Quantity, _ lead: Lead) -> Bool {
    guard hasDeclaredYears else { return false }
    let role = lead.role(of: quantity, isBudget: isBudget)
    if case .rate(let isRise) = role, let last = current.declaredChange, lead.comparison == nil,
      results.last?.quantity.passage == quantity.passage
    {
      current.declaredChange = nil
      return rate(quantity, isRise, now: last.now, before: last.before)
    }
    current.declaredChange = nil
    let isRate: Bool
    let isRise: Bool?
    switch role {
    case .change(let way) where quantity.unit.isMoney: (isRate, isRise) = (false, way)
    case .rate(let way): (isRate, isRise) = (true, way)
    default: return false
    }
    guard let period = declaredPeriod(lead), let pair = pair(lead, period) else { return false }
    if isRate { return rate(quantity, isRise, now: pair.now, before: pair.before) }
    current.declaredChange = pair
    let gap = Bounds(pair.now) - Bounds(pair.before)
    let size = gap.magnitude
    let mine = Bounds(quantity)
    let isSame = mine.meets(size)
    let isWrongWay = isRise.map { $0 ? gap.isNegative : gap.isPositive } ?? false
    guard !isSame || isWrongWay else {
      record(quantity, .matched, sources: [pair.now, pair.before])
      return true
    }
    record(quantity, .suspect, sources: [pair.now, pair.before])
    let right = "\(gap.isNegative ? "减少" : "增加") \(writtenMoney(size, like: quantity))"
    report(
      "NAR-01", .warning,
      "增减额写\(isRise == false ? "减少" : "增加") \(written(quantity))，\(pair.now.title) \(written(pair.now)) 减 \(pair.before.title) \(written(pair.before)) 应是\(right)",
      quantity, related: [pair.now, pair.before], fix: "核对增减额和对比数")
    return true
  }

  private mutating func rate(
    _ quantity: Quantity, _ isRise: Bool?, now: Evaluator.Value, before: Evaluator.Value
  ) -> Bool {
    let gap = Bounds(now) - Bounds(before)
    let size = gap.magnitude
    guard Bounds(before).isPositive else { return false }
    guard size.share(of: Bounds(before), is: quantity) == .different else {
      record(quantity, .matched, sources: [now, before])
      return true
    }
    record(quantity, .suspect, sources: [now, before])
    report(
      "NAR-02", .warning,
      "增减率写 \(written(quantity))，\(now.title) \(written(now)) 与 \(before.title) \(written(before)) 相比应是 \(percent(size, Bounds(before), quantity))",
      quantity, related: [now, before], fix: "核对增减率和对比数")
    return true
  }

  /// 2019年 or 2019年度 in comparatives, where the words compare with 2019 年.
  private func declaredPeriod(_ lead: Lead) -> String? {
    guard let comparison = lead.comparison else { return nil }
    let years = lead.passage.years(in: comparison).map(\.number)
    guard let year = years.first, years.count == 1, year != disclosure.year - 1 else { return nil }
    return ["\(year)年", "\(year)年度", "\(year)"].first { disclosure.comparatives.cells[$0] != nil }
  }

  private func pair(_ lead: Lead, _ period: String) -> (now: Evaluator.Value, before: Evaluator.Value)? {
    let named = subjects(lead, lead.nameRanges).named
    let last = stated.last { $0.role == .actual && !$0.isAside && $0.sentence == sentence }
    let pairs = (named.isEmpty ? last?.targets ?? [] : named).flatMap { values(of: $0, .actual) }.compactMap { now in
      now.cell.flatMap { try? evaluator.value($0, period: period) }.map { (now, $0) }
    }
    // What stands before it is that figure.
    guard let pair = pairs.first, named.isEmpty || last?.value == nil || last?.value?.address == pair.0.address else {
      return nil
    }
    return pair
  }
}
