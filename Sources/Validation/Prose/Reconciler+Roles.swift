internal import Diagnostics
internal import Disclosures

/// What a quantity is said to be, and what judges such.
extension Reconciler {
  /// nil where it has been looked at already, or left.
  mutating func role(of quantity: Quantity, _ lead: Lead) -> Lead.Role? {
    var role = lead.role(of: quantity, isBudget: isBudget)
    // 小于预算 8 万元: by as much, or what the budget is.
    if case .change = role, lead.gapToBudget != nil, isBudgetItself(quantity, lead) { role = .budget }
    if takeByYear(quantity, lead) { return nil }
    func leave(_ reason: String) -> Lead.Role? {
      self.leave(quantity, reason)
      return nil
    }
    if role == .actual, isCompared(quantity, lead) { return leave("是用来比较的数") }
    if isBeforeChange(quantity, lead) {
      guard role == .actual || role == .prior else { return leave("是变化以前的数") }
      role = .prior
    }
    if isTakenInTurn(role, lead) { return leave("认不准是谁的增减") }
    return isInBracketOfLastYear(lead) && role == .actual ? .prior : role
  }

  /// Takes an amount of another year, or of what no table has; false where it is none.
  mutating func takeOtherBasis(_ quantity: Quantity, _ lead: Lead, _ role: Lead.Role) -> Bool {
    let isOther =
      switch role {
      case .actual: lead.namesOtherYear || isBudget && lead.leavesOut
      case .budget: lead.namesOtherYear || lead.isOtherBudget
      case .prior: lead.namesOtherYear || isBudget && lead.comparesOtherBasis
      default: false
      }
    guard isOther else { return false }
    // 调整预算 A，决算 B，完成 C%: no table has A, and C is of it.
    if role == .budget, lead.has(Lead.adjusted, lead.clause) {
      stated.append(
        Stated(
          quantity: quantity, role: .budget, targets: stated.last { $0.sentence == sentence }?.targets ?? [],
          value: nil, label: "", sentence: sentence, isAdjusted: true))
    }
    if role == .budget, takeWrongBudgetYear(quantity, lead) { return true }
    leave(quantity, "是别的年度、别的口径的数")
    elsewhere = results.count
    return true
  }

  mutating func judge(_ quantity: Quantity, _ lead: Lead, _ role: Lead.Role) {
    // 分别占 93.9% 和 6.1%: the second has no word of its own.
    if role == .indicator, !current.respective.isEmpty || !current.sharesInTurn.isEmpty, lead.range.count <= 6 {
      return share(quantity, lead)
    }
    if role != .share {
      current.respective = []
      current.sharesInTurn = []
    }
    // 人均 0.48 万元，比上年人均 0.41 万元增加 0.07 万元.
    let isPerHead = current.isPerHead
    switch role {
    case .change where isPerHead, .rate where isPerHead:
      leave(quantity, "是人均数的增减")
    case .change(let isRise) where lead.comparesOpening: sinceOpening(quantity, lead, isRise: isRise)
    case .actual where lead.endsInOpening:
      current.tellsOpening = true
      leave(quantity, "是年初的数")
    case .change where current.tellsOpening && lead.comparison == nil,
      .rate where current.tellsOpening && lead.comparison == nil:
      leave(quantity, "与年初比，没有可以比较的数")
    case .rate where elsewhere == results.count: leave(quantity, "与别的年度相比")
    // 人均人员经费 2.52 万元、公用经费 0.44 万元.
    case .actual where isPerHead && lead.passage.starts(with: Words.enumeration, at: lead.range.lowerBound):
      leave(quantity, "也是人均数")
    case .prior where !isBudget && lead.comparesLastBudget: leave(quantity, "是上年的预算数")
    case .actual:
      // 人均 0.48 万元；……支出 603.12 万元，比上年增加 13.88 万元: of the last.
      current.isPerHead = false
      amount(quantity, lead, .actual)
    case .budget: amount(quantity, lead, .budget)
    case .prior: amount(quantity, lead, .prior)
    case .count:
      countParts(quantity, lead)
      count(quantity, lead)
    case .perHead:
      current.isPerHead = true
      perHead(quantity, lead)
    case .share: share(quantity, lead)
    case .completion:
      completions.append((quantity, sentence))
      completion(quantity, lead)
    // 增加（减少）: told as what a template left behind.
    case .change where lead.isUndecided, .rate where lead.isUndecided:
      leave(quantity, "没有写明是增加还是减少")
    case .change(let isRise):
      if quantity.unit == .points { return leave(quantity, "百分点没有可以比较的数") }
      if !checkComparedYear(quantity, lead) { checkDifferenceOfYear(quantity, lead) }
      change(quantity, lead, isRise: isRise)
    case .rate(let isRise):
      _ = checkComparedYear(quantity, lead)
      rate(quantity, lead, isRise: isRise)
    case .gap: gap(quantity)
    case .difference: difference(quantity)
    // 完成全年预算 25 万元的 75%.
    case .indicator where isOfBudget(lead): completion(quantity, lead)
    case .indicator: leave(quantity, "没有写明是谁与谁之比")
    }
  }

  private func isBudgetItself(_ quantity: Quantity, _ lead: Lead) -> Bool {
    let named = subjects(lead, [lead.clause, lead.range]).named
    let targets = named.isEmpty ? stated.last { $0.role == .actual }?.targets ?? [] : named
    return targets.flatMap { values(of: $0, .budget) }.contains { quantity.agreement(with: $0) == .same }
  }

  private static let ofWord: Words = "的"

  private func isOfBudget(_ lead: Lead) -> Bool {
    guard let last = stated.last, last.role == .budget, last.sentence == sentence,
      last.label.contains("完成") || last.label.contains("占")
    else { return false }
    return !lead.range.isEmpty && lead.isOnly(Self.ofWord)
  }

  /// 与 2018 年相比 in a document of 2020.
  private mutating func checkComparedYear(_ quantity: Quantity, _ lead: Lead) -> Bool {
    guard !isBudget, let (year, range) = lead.comparedYear, year != disclosure.year - 1,
      !namesYearsBefore(range, in: lead.passage), !isOverYears(quantity)
    else { return false }
    report(
      "NAR-14", .warning, "这里与 \(year) 年比，\(disclosure.year) 年度公开件比的是上年（\(disclosure.year - 1) 年）", quantity, at: range,
      fix: "改成 \(disclosure.year - 1) 年；确指那一年的，写明为什么")
    return true
  }
}
