internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Amounts: the cell their words name, and whether it says the same.
extension Reconciler {
  /// - Parameter known: what the amount is of, where other words than those before it say so.
  mutating func amount(
    _ quantity: Quantity, _ lead: Lead, _ role: Stated.Role, of known: [ProseNames.Target]? = nil
  ) {
    if role == .actual, let value = amountOfGoals(quantity, lead) { return compare(quantity, value, lead) }
    let claim = claim(quantity, lead, role, of: known)
    // X 万元，上年 Y 万元，增加 Z 万元.
    if role == .prior, base == nil { base = .lastYear }
    if let best = claim.best { return bearOut(claim, by: best) }
    if role == .prior, claim.isSure || claim.followsPath, let year = lead.lastYear,
      let value = own(quantity, claim.named)
    {
      record(quantity, .suspect, sources: [value])
      wrongYears.append((quantity, year, value))
      return state(claim, value, claim.named)
    }
    // 2022 年度本年支出合计 A，结余分配 B: B is of that year, too.
    if role == .actual, isOfLastYear(quantity) { return amount(quantity, lead, .prior, of: claim.inTurn) }
    guard let expected = claim.slipped ?? claim.candidates.first else { return leaveWithoutFigure(claim) }
    switch reading(of: claim, instead: expected) {
    case .figure(let value, let role, let targets):
      record(quantity, .matched, sources: [value])
      state(claim, value, targets, role)
    case .unknown(let reason, let targets, let value):
      leave(quantity, reason)
      state(claim, value, targets)
    case .tooMuch:
      record(quantity, .suspect, sources: [expected])
      state(claim, nil, [])
      report(
        "NAR-01", .warning, "正文写 \(written(quantity))，比 \(expected.title) \(written(expected)) 还多，它只是其中的一部分", quantity,
        related: [expected], fix: "核对")
    case nil: accuse(claim, expected)
    }
  }

  /// What follows may refer to it.
  ///
  /// - Parameter role: nil for the one that its own words give it.
  private mutating func state(
    _ claim: Claim, _ value: Evaluator.Value?, _ targets: [ProseNames.Target], _ role: Stated.Role? = nil,
    not expected: Evaluator.Value? = nil
  ) {
    stated.append(
      Stated(
        quantity: claim.quantity, role: role ?? claim.role, targets: targets, value: value, label: claim.label,
        sentence: sentence, expected: expected))
  }

  private mutating func bearOut(_ claim: Claim, by best: (agreement: Agreement, value: Evaluator.Value)) {
    let (quantity, lead) = (claim.quantity, claim.lead)
    let isOnly = claim.isOneFigure && (claim.isSure || path != nil && claim.names.isEmpty)
    record(
      quantity, .matched, sources: [best.value],
      expression: isOnly && quantity.precision == .stated && !best.value.isAbsent ? best.value.address : nil)
    if best.agreement == .near { reportNear(quantity, best.value) }
    if claim.role != .prior, best.agreement == .same, claim.isSure || path != nil, claim.declared.isEmpty,
      claim.named.first.map(isStatutory) ?? false
    {
      checkOwnYear(quantity, lead, best.value, claim.named)
    }
    if saysAll(lead) { checkAll(quantity, lead, claim.role, besides: best.value) }
    state(claim, best.value, claim.named)
  }

  private mutating func leaveWithoutFigure(_ claim: Claim) {
    let (quantity, role) = (claim.quantity, claim.role)
    if claim.isSure, role == .actual, !isReserved(quantity) { checkRepeated(quantity, claim.named) }
    leave(
      quantity,
      claim.named.isEmpty
        ? "前面的词语不是表里的名称" : role == .actual ? "没有这个数的数据" : "没有可以比较的\(role == .budget ? "预算数" : "上年数")")
    state(claim, nil, claim.named)
  }

  private mutating func accuse(_ claim: Claim, _ expected: Evaluator.Value) {
    let quantity = claim.quantity
    record(quantity, .suspect, sources: [expected])
    state(claim, nil, claim.named, not: expected)
    // Amounts in another order than their names are one mistake.
    current.respectiveNames = []
    if tellSwapped(quantity, expected) { return }
    let other = claim.inTurn == nil ? likely(quantity, not: claim.candidates) : nil
    report(
      "NAR-01", .warning,
      "正文写 \(written(quantity))，\(expected.title) 是 \(written(expected, beside: quantity))"
        + (other.map { "；\(written(quantity)) 是 \($0.title)" } ?? ""), quantity,
      related: [expected], fix: "先核对哪边对；正文说的就是这个数，可以写成 {{\(expected.address)}}，数由表里取来；说的是上年的、其中一部分的，写明白")
    current.misplaced.append((quantity, expected, findings.count - 1))
  }

  /// 项目支出 700 万元 behind 基本支出 320 万元, where it is the other way round: one mistake.
  private mutating func tellSwapped(_ quantity: Quantity, _ expected: Evaluator.Value) -> Bool {
    guard
      let first = current.misplaced.first(where: {
        $0.quantity.agreement(with: expected) == .same && quantity.agreement(with: $0.expected) == .same
      })
    else { return false }
    findings[first.finding].message += "；与后面的 \(written(quantity)) 像是写反了"
    findings[first.finding].spans.append(labelled(quantity, "写反了"))
    return true
  }

  static let roleWords: Words = [
    "一般公共预算", "财政拨款", "年初", "全年", "调整", "本年", "预算", "决算", "支出", "收入", "合计", "总计", "执行", "安排", "完成", "实际", "数", "总额",
    "金额", "为", "是", "共", "约", "，", "：", "、", "的", "额", "了", ":", ",",
  ]

  private func isStatutory(_ target: ProseNames.Target) -> Bool {
    target.table.map { disclosure.set.tables[$0].isStatutory } ?? true
  }

  /// This year's figure of what is named, where that can hardly be chance.
  private func own(_ quantity: Quantity, _ named: [ProseNames.Target]) -> Evaluator.Value? {
    let digits = passages[quantity.passage].string(quantity.number).filter(\.isNumber).drop { $0 == "0" }
    guard digits.count >= 3, quantity.precision == .stated else { return nil }
    return named.lazy.flatMap { values(of: $0, .actual) }.first { quantity.agreement(with: $0) == .same }
  }
}
