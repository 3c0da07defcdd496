internal import Diagnostics
internal import Disclosures
internal import Figures

/// 完成率: worked out again from what was spent and what was budgeted.
extension Reconciler {
  private static let partOfYear: Words = ["季度", "半年", "各月", "月底", "月末", "序时"]
  private static let budgetWord: Words = "预算"

  mutating func completion(_ quantity: Quantity, _ lead: Lead) {
    let before = lead.passage.sentence(before: quantity.range.lowerBound)
    if lead.has(Self.partOfYear, before) {
      return leave(quantity, "不是全年的完成率")
    }
    // 推广新品种 11 个，完成率 91.67%: of a count, not of the amount before.
    if let last = results.last, last.quantity.passage == quantity.passage,
      last.quantity.range.lowerBound >= before.lowerBound,
      case .count = last.quantity.unit, !lead.has(Self.budgetWord)
    {
      return leave(quantity, "是数量的完成率")
    }
    guard let actual = stated.last(where: { $0.role == .actual && !$0.isAside && !$0.isRemainder }),
      actual.sentence >= sentence - 1
    else {
      return leave(quantity, "不知道是谁的完成率")
    }
    let budgets = budgets(of: actual)
    guard let first = budgets.first else { return leave(quantity, "没有可以比较的预算数") }
    let part = bounds(actual)
    let sources = [actual.value].compactMap { $0 }
    // A budget of 0.00 may be a few yuan; no percentage says anything of it. That nothing is 0 % of nothing, official
    // templates have, too.
    if budgets.allSatisfy({ $0.bounds.canBeZero }) {
      record(quantity, .suspect, sources: sources)
      return report(
        "NAR-06", part.canBeZero ? (quantity.value.isZero ? .note : .warning) : .error,
        "预算数是 0，没有完成率，这里写 \(written(quantity))", quantity,
        related: sources,
        fix: "不写百分比，写明“年初没有安排预算”")
    }
    if isOfOtherBudget(quantity, of: actual, lead) { return }
    if isBorneOut(quantity, of: actual, in: budgets) { return }
    let isAnothers = isReserved(quantity) || isCompletionOfAnother(actual, lead) || isOfEarlierSentence(actual)
    if isAnothers, !isOneSlip(quantity, fromShare: part, of: first.bounds, isReserved: true) {
      return leave(quantity, "说的像是另一个口径、另一年或者别人的数")
    }
    record(quantity, .suspect, sources: sources)
    let level: Finding.Level = actual.quantity.passage == quantity.passage ? .error : .warning
    let related = sources + [first.value].compactMap { $0 }
    if let said = disagreement(quantity, actual, first) { return report("NAR-05", level, said, related: related) }
    report(
      "NAR-05", level,
      "完成率写 \(written(quantity))，按 \(written(actual.quantity)) 与预算数 \(writtenMoney(first.bounds, like: actual.quantity)) 重算应是 \(percent(part, first.bounds, quantity))",
      quantity, related: related, fix: "先核对前面的数；没有错，就改成重算的比例")
  }

  private typealias Budget = (bounds: Bounds, value: Evaluator.Value?)

  /// The amounts that were spent and budgeted, as far as a rate may be of them.
  private var spending: [Stated] {
    stated.filter { ($0.role == .actual || $0.role == .budget) && !$0.isAside && !$0.isRemainder }
  }

  private var lastBudget: Stated? { spending.last { $0.role == .budget } }

  /// What the rate may be of, the likeliest first.
  private func budgets(of actual: Stated) -> [Budget] {
    var found: [Budget] = []
    // 年初预算 A，支出决算 B，完成 C%: the budget stands right before.
    let amounts = spending
    if amounts.count > 1, amounts[amounts.count - 1].role != amounts[amounts.count - 2].role, let lastBudget,
      lastBudget.sentence >= actual.sentence - 1
    {
      found.append((bounds(lastBudget), lastBudget.value))
    }
    if let expected = lastBudget?.expected { found.append((Bounds(expected), expected)) }
    // “审计业务专项”项目支出 A，执行率 B%: of the project's own budget, which nobody has declared.
    if !actual.isOfQuotedProject {
      found += actual.targets.flatMap { values(of: $0, .budget) }.map { (Bounds($0), $0) }
    }
    // 年初预算 A，全年预算 B，决算 C: either may be meant.
    guard !actual.targets.isEmpty else { return found }
    return found
      + amounts.filter { $0.role == .budget && $0.sentence == actual.sentence }.map { (bounds($0), $0.value) }
  }

  private static let ofFirstBudget: Words = ["年初预算的", "年初预算数的"]
  private static let firstBudget = "年初预算"

  /// 年初预算 0 万元，全年预算 321.02 万元，……完成年初预算的 95.89%: of the other one.
  private mutating func isOfOtherBudget(_ quantity: Quantity, of actual: Stated, _ lead: Lead) -> Bool {
    guard
      lead.passage.ends(
        with: Self.ofFirstBudget, at: lead.passage.skippingBlanks(before: quantity.range.lowerBound)),
      actual.sentence == sentence
    else { return false }
    let beside = spending.filter { $0.role == .budget && $0.sentence == sentence }
    let first = beside.filter { $0.label.contains(Self.firstBudget) }
    let others = beside.filter { !$0.label.contains(Self.firstBudget) }
    let part = bounds(actual)
    guard first.count == 1, let named = first.first, part.share(of: bounds(named), is: quantity) == .different,
      let meant = others.last(where: { part.share(of: bounds($0), is: quantity) == .same })
    else { return false }
    let isNothing = bounds(named).canBeZero
    record(quantity, .suspect, sources: [actual.value].compactMap { $0 })
    report(
      isNothing ? "NAR-06" : "NAR-05", .error,
      "这里写完成年初预算的 \(written(quantity))，年初预算是 \(written(named.quantity))；这个比例是按 \(written(meant.quantity)) 算的",
      quantity, beside: [labelled(named.quantity, "年初预算"), labelled(meant.quantity, "按这个数算")],
      fix: isNothing ? "写明是按哪个预算数算的；年初没有预算，就没有年初预算的完成率" : "写明是按哪个预算数算的，或按年初预算重算")
    return true
  }

  private mutating func isBorneOut(_ quantity: Quantity, of actual: Stated, in budgets: [Budget]) -> Bool {
    let part = bounds(actual)
    let sources = [actual.value].compactMap { $0 }
    var nearest = Agreement.different
    for (whole, value) in budgets {
      let agreement = part.share(of: whole, is: quantity)
      if agreement == .same {
        if let lastBudget {
          if value == nil, actual.value != nil { confirm(lastBudget.quantity) }
          if let value { checkBudgetBeside(quantity, lastBudget, value) }
        }
        record(
          quantity, actual.value == nil || value == nil ? .consistent : .matched,
          sources: sources + [value].compactMap { $0 }, expression: ratio("完成率", actual.value, value, quantity))
        return true
      }
      nearest = max(nearest, agreement)
    }
    // 年初预算 A，调整后预算 B，决算 C，分别完成……的 D% 和 E%.
    let said = stated.filter { $0.role == .budget && $0.sentence == sentence && $0.expected == nil }
    if said.count > 1, said.contains(where: { part.share(of: bounds($0), is: quantity) == .same }) {
      record(quantity, .consistent, sources: sources)
      return true
    }
    // The amount is wrong, which is told, and the rate is right.
    if let expected = actual.expected,
      budgets.contains(where: { Bounds(expected).share(of: $0.bounds, is: quantity) == .same })
    {
      record(quantity, .consistent, sources: [expected])
      return true
    }
    guard nearest == .near else { return false }
    record(quantity, .consistent, sources: sources)
    report("NAR-05", .note, "完成率 \(written(quantity)) 与重算的差在末位", quantity, related: sources, fix: "按未舍入的数核对")
    return true
  }

  /// 完成预算 13 万元的 56.4%, where the percentage is right of the 15 万元 in the table.
  private mutating func checkBudgetBeside(_ rate: Quantity, _ budget: Stated, _ value: Evaluator.Value) {
    guard budget.sentence == sentence, budget.value?.address != value.address, budget.expected == nil,
      !budget.isAdjusted, isUnproven(budget.quantity), budget.quantity.moneyUnit == value.unit,
      !budget.quantity.value.isZero,
      let place = quantities.firstIndex(where: { $0.range == rate.range }), place > 0,
      quantities[place - 1].range == budget.quantity.range,
      DigitSlip(typed: budget.quantity.value, meant: value.figure.value, decimals: budget.quantity.decimals) != nil
    else { return }
    report(
      "NAR-01", .warning,
      "正文写 \(written(budget.quantity))，\(value.title) 是 \(written(value, beside: budget.quantity))，后面的 \(written(rate)) 也是按它算的",
      budget.quantity, related: [value], fix: "先核对哪边对，再改错的一边")
  }

  /// Of 预算 A、决算 B、完成 C%, the one amount that no table has, and the percentage.
  private func disagreement(_ quantity: Quantity, _ actual: Stated, _ whole: Budget) -> Disagreement? {
    let part = bounds(actual)
    if whole.value != nil {
      guard actual.value == nil, actual.expected == nil, isUnproven(actual.quantity),
        let byRate = amount(quantity, of: whole.bounds)
      else { return nil }
      return Disagreement(
        names: ("金额", "完成率"), amount: actual.quantity, rate: quantity, amountByRate: byRate,
        rateByAmount: (part, whole.bounds))
    }
    guard let budget = lastBudget, actual.value != nil, isUnproven(budget.quantity),
      let byRate = self.whole(of: part, quantity)
    else {
      return nil
    }
    return Disagreement(
      names: ("预算数", "完成率"), amount: budget.quantity, rate: quantity, amountByRate: byRate,
      rateByAmount: (part, whole.bounds))
  }

  private static let rateNames: Words = ["执行率", "完成率"]
  private static let besideCompletion: Words = [
    "预算", "其中", "总体", "整体", "支出", "收入", "全年", "年初", "调整", "年度", "资金", "的", "，", ",", "平均", "综合", "执行", "决算", "实际", "完成",
    "本年",
  ]

  /// 其中货物执行率 96.06%: of an amount that is not the one before.
  private func isCompletionOfAnother(_ actual: Stated, _ lead: Lead) -> Bool {
    guard let at = lead.passage.lastStart(of: Self.rateNames, in: lead.clause) else {
      return false
    }
    let words = lead.clause.lowerBound..<at
    return !lead.isOnly(Self.besideCompletion, words)
      && !actual.label.contains(lead.passage.string(words).filter { !$0.isWhitespace })
  }

  /// 支出总额 A，其中服务 B。采购预算 C，执行率 D%: of A as well as of B, or of what neither is.
  private func isOfEarlierSentence(_ actual: Stated) -> Bool {
    actual.sentence < sentence
      && stated.contains { $0.sentence == sentence && $0.role == .budget }
      && stated.count { $0.sentence == actual.sentence && $0.role != .budget } > 1
  }
}
