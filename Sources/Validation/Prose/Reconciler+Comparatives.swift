internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Words that compare figures: 持平, 大于.
extension Reconciler {
  // MARK: 持平

  mutating func checkLevel(_ passage: Passage, _ words: Range<Int>, at range: Range<Int>) {
    guard words.lowerBound <= words.upperBound, !isReason else { return }
    let lead = Lead(passage, words, year: disclosure.year)
    if let found = lead.base(isBudget: isBudget) { base = found }
    // 保有量 1 辆，与上年末持平; 培训费预算 3.01 万元与上年持平: of what nothing is known of.
    let part = passage.part(before: range.lowerBound)
    if let last = results.last, part.contains(last.quantity.range.lowerBound),
      last.quantity.passage == passage.index,
      last.quantity.unit.isCount || last.verdict == .unchecked
    {
      return
    }
    guard base != nil, !isReserved(passage, before: range.lowerBound), !isLevelOfAnother(lead, behind: range)
    else { return }
    let changing = changing(lead)
    guard let (now, found) = changing.now, let nowValue = found,
      let (before, second) = changing.before, let beforeValue = second
    else {
      return
    }
    let difference = now - before
    guard difference.isPositive || difference.isNegative else { return }
    report(
      "NAR-07", changing.isSure ? .error : .warning,
      "这里写“持平”，两个数不相等：\(written(nowValue)) 与 \(written(beforeValue))", at: passage.span(range),
      beside: [nowValue, beforeValue].labelled, fix: "写明增加或减少多少，或核对两个数")
  }

  // MARK: 大于、小于

  mutating func checkOrder(_ passage: Passage, _ index: Int, _ range: Range<Int>, _ said: Order) {
    // 决算 beside 预算, as they follow each other: of a total and its parts any may be meant.
    // What the part of the sentence has said so far; of the sentences before where it has said nothing.
    let part = passage.part(before: range.lowerBound)
    if checkNamedOrder(passage, part, range, said) { return }
    func isOwn(_ quantity: Quantity) -> Bool {
      quantity.passage == index && quantity.range.lowerBound >= part.lowerBound
    }
    let hasOwn = stated.contains { isOwn($0.quantity) } || completions.contains { isOwn($0.quantity) }
    guard hasOwn || part == passage.sentence(before: range.lowerBound) else { return }
    let amounts = stated.filter {
      ($0.role == .actual || $0.role == .budget) && $0.sentence >= sentence - 2 && (!hasOwn || isOwn($0.quantity))
    }
    let pairs = zip(amounts, amounts.dropFirst()).filter { $0.role != $1.role }.map {
      $0.role == .actual ? ($0, $1) : ($1, $0)
    }
    let orders = pairs.map { isLevel($0.0, $0.1, said) ? said : order(of: $0.0, $0.1) }
    let rates = completions.filter {
      $0.sentence >= sentence - 2 && $0.quantity.passage == amounts.last?.quantity.passage
        && (!hasOwn || isOwn($0.quantity))
    }
    let byRates = rates.map { isLevel($0.quantity, said) ? said : order(of: $0.quantity) }
    guard !(orders + byRates).contains(where: { $0 == nil || $0 == said }) else { return }
    guard let (actual, budget) = pairs.last, let last = orders.last, let truth = last else {
      if let rate = rates.last?.quantity, let truth = byRates.last { tell(said, truth, rate, passage, range) }
      return
    }
    // Rounded to the same, they may differ all the same.
    guard truth != .equal || bounds(actual).lower == bounds(actual).upper else { return }
    report(
      "NAR-07", .error,
      "这里写决算数\(said.rawValue)预算数，前面的两个数是\(truth.rawValue)：\(written(actual.quantity)) 与 \(written(budget.quantity))",
      at: passage.span(range), beside: [labelled(actual.quantity, "决算数"), labelled(budget.quantity, "预算数")],
      fix: "改正词语，或核对两个数")
  }

  private static let annual: Words = ["年初", "全年"]

  /// “三公”经费支出决算小于预算数的主要原因: the figures of what is named, where the sentence has none itself.
  private mutating func checkNamedOrder(
    _ passage: Passage, _ words: Range<Int>, _ range: Range<Int>, _ said: Order
  ) -> Bool {
    guard words.count < 240, !isReason, !lastIsIn(words, passage) else { return false }
    let lead = Lead(passage, words, year: disclosure.year)
    guard let name = names.matches(in: passage, words).last,
      lead.isOnly(Self.besideOrder, name.range.upperBound..<words.upperBound), !lead.has(Self.annual, range),
      !lead.mentionsLastYear(words)
    else { return false }
    let (targets, isSure) = subjects(lead, [words])
    guard isSure, let target = targets.first, let actual = values(of: target, .actual).first,
      let budget = values(of: target, .budget).first
    else { return false }
    let gap = Bounds(actual) - Bounds(budget)
    let truth: Order? = gap.isNegative ? .smaller : gap.isPositive ? .greater : nil
    guard let truth, truth != said, said != .near else { return true }
    report(
      "NAR-07", .warning,
      "这里写决算数\(said.rawValue)预算数，两个数是\(truth.rawValue)：\(actual.title) \(written(actual)) 与 \(budget.title) \(written(budget))",
      at: passage.span(range), beside: [actual, budget].labelled, fix: "改正词语，或核对两个数")
    return true
  }

  private static let besideOrder: Words = ["支出", "财政拨款", "情况", "的", "费"]

  private func lastIsIn(_ words: Range<Int>, _ passage: Passage) -> Bool {
    quantities.contains { words.overlaps($0.range) }
  }

  /// 完成预算的 85.7%，决算数大于预算数.
  private mutating func tell(
    _ said: Order, _ truth: Order?, _ rate: Quantity, _ passage: Passage, _ range: Range<Int>
  ) {
    guard let truth else { return }
    report(
      "NAR-07", .error, "这里写决算数\(said.rawValue)预算数，前面的完成率 \(written(rate)) 说的是\(truth.rawValue)",
      at: passage.span(range), beside: [labelled(rate, "完成率")], fix: "改正词语，或核对完成率")
  }

  /// nil where 100.0 % may be a little more or less.
  private func order(of completion: Quantity) -> Order? {
    let hundred = ExactDecimal(100)
    return completion.value < hundred ? .smaller : completion.value > hundred ? .greater : nil
  }

  /// What 基本持平 still may be said of: a tenth more or less.
  private static let level = (least: ExactDecimal(90), most: ExactDecimal(110))

  private func isLevel(_ actual: Stated, _ budget: Stated, _ said: Order) -> Bool {
    let (part, whole) = (bounds(actual), bounds(budget))
    let hundred = ExactDecimal(100)
    return said == .near && part.upper * hundred >= whole.lower * Self.level.least
      && part.lower * hundred <= whole.upper * Self.level.most
  }

  private func isLevel(_ completion: Quantity, _ said: Order) -> Bool {
    said == .near && completion.value >= Self.level.least && completion.value <= Self.level.most
  }

  private func order(of actual: Stated, _ budget: Stated) -> Order? {
    let gap = bounds(actual) - bounds(budget)
    if gap.isNegative { return .smaller }
    if gap.isPositive { return .greater }
    return actual.quantity.value == budget.quantity.value ? .equal : nil
  }
}
