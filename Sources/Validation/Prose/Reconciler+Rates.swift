internal import Diagnostics
internal import Disclosures
internal import Figures

/// 增减率: against what changed, and against what it changed from.
extension Reconciler {
  mutating func rate(_ quantity: Quantity, _ lead: Lead, isRise: Bool?) {
    let change = stated.last.flatMap { $0.role == .change && $0.sentence == sentence ? $0 : nil }
    if let change, let said = change.isRise, let isRise, said != isRise, subjects(lead, [lead.range]).named.isEmpty,
      !isOfAnotherSubject(lead)
    {
      return contradict(change, quantity, isRise)
    }
    if lead.has(Self.severalYears) { return leave(quantity, "是几年的增减率") }
    // 降幅比上年的 6.15% 扩大.
    if lead.endsInLastYear { return leave(quantity, "是上年的增减率") }
    // 增加 70 万元，增长 7.1%: of the same.
    let changing = change.flatMap { lead.isOnly(Self.rateWords) ? $0.changing : nil } ?? changing(lead)
    let rise = isRise ?? change.map { !$0.isFall }
    if let change, tellAmountByRate(quantity, change) { return }
    if let (before, value) = changing.before, value == nil, change == nil {
      return rate(quantity, lead, changing, before, rise)
    }
    let claim = RateClaim(
      quantity: quantity, change: change, changing: changing, rise: rise, bases: bases(of: change, changing))
    guard let first = claim.bases.first else { return leave(quantity, "没有可以重算的数") }
    if first.bounds.isZero || (first.value == nil && first.bounds.canBeZero && isExactZero(change, changing)) {
      record(quantity, .suspect, sources: claim.sources)
      // That nothing is 0 % more than nothing, official templates have, too.
      let level: Finding.Level = quantity.value.isZero ? .note : changing.isSure || change != nil ? .error : .warning
      return report(
        "NAR-06", level, "比较的基数是 0，没有增减率，这里写 \(written(quantity))",
        quantity,
        related: claim.sources, fix: "不写百分比，写明上年（预算）没有这项支出")
    }
    if isBorneOut(claim) { return }
    let isSure =
      (changing.isSure || change.map(isBorneOut) ?? false) && (claim.sources.isEmpty || !isReserved(quantity))
      || isOneSlip(quantity, fromRateOf: changing)
    guard isSure, change != nil || changing.before != nil else {
      return leave(quantity, "认不准是谁的增减率")
    }
    accuse(claim, since: first)
  }

  /// A rate, the amount that changed by it where the sentence has that, and what they are compared with.
  private struct RateClaim {
    typealias Base = (bounds: Bounds, value: Evaluator.Value?)

    let quantity: Quantity
    let change: Stated?
    let changing: Changing
    let rise: Bool?
    /// What it may be a rate of, the likeliest first.
    let bases: [Base]

    var sources: [Evaluator.Value] { [changing.now?.1, changing.before?.1].compactMap { $0 } }
  }

  private func bases(of change: Stated?, _ changing: Changing) -> [RateClaim.Base] {
    var bases: [RateClaim.Base] = []
    if let (before, value) = changing.before { bases.append((before, value)) }
    if let (now, _) = changing.now, let change {
      bases.append((change.isFall ? now + Bounds(change.quantity) : now - Bounds(change.quantity), nil))
    }
    return bases
  }

  private mutating func isBorneOut(_ claim: RateClaim) -> Bool {
    let (quantity, change, changing) = (claim.quantity, claim.change, claim.changing)
    // The amount is wrong, which is told; the rate may be right.
    if let change, isTold(change.quantity), let now = changing.now?.0, let before = changing.before?.0,
      [now - before, before - now].contains(where: { $0.share(of: before, is: quantity) == .same })
    {
      record(quantity, .consistent, sources: claim.sources)
      return true
    }
    var nearest = Agreement.different
    for (before, value) in claim.bases {
      for isRise in claim.rise.map({ [$0] }) ?? [true, false] {
        let moved = change.map { Bounds($0.quantity) } ?? changing.now.map { isRise ? $0.0 - before : before - $0.0 }
        guard let moved else { continue }
        let agreement = moved.share(of: before, is: quantity)
        if agreement == .same {
          if let change, value == nil { confirm(change.quantity) }
          record(quantity, value == nil ? .consistent : .matched, sources: claim.sources)
          return true
        }
        nearest = max(nearest, agreement)
      }
    }
    let isExplained = isExplained(rate: quantity, change)
    guard isExplained || nearest == .near else { return false }
    if let change { confirm(change.quantity) }
    record(quantity, .consistent, sources: claim.sources)
    if !isExplained {
      report("NAR-02", .note, "增减率 \(written(quantity)) 与重算的差在末位", quantity, related: claim.sources, fix: "按未舍入的数核对")
    }
    return true
  }

  private mutating func accuse(_ claim: RateClaim, since base: RateClaim.Base) {
    let (quantity, rise) = (claim.quantity, claim.rise)
    record(quantity, .suspect, sources: claim.sources)
    if let change = claim.change, base.bounds.isNegative {
      return report(
        "NAR-02", .error, "增加 \(written(change.quantity))，比本年的数还大，算不出增减率 \(written(quantity))", quantity,
        related: claim.sources,
        fix: "核对增减额和本年的数")
    }
    let now = claim.changing.now?.0
    if let change = claim.change, base.value == nil, isUnproven(change.quantity), let now,
      let byRate = changed(quantity, now: now, isRise: !change.isFall)
    {
      let said = Disagreement(
        names: ("增减额", "增减率"), amount: change.quantity, rate: quantity, amountByRate: byRate.change,
        rateByAmount: (Bounds(change.quantity), base.bounds))
      return report("NAR-02", .error, said, related: claim.sources)
    }
    let isFall = claim.change?.isFall ?? (rise == false)
    let since = now ?? base.bounds
    let moved = claim.change.map { Bounds($0.quantity) } ?? (isFall ? base.bounds - since : since - base.bounds)
    report(
      "NAR-02", claim.change != nil ? .error : .warning,
      "增减率写 \(written(quantity))，按这句话的数\(said(moved, of: base.bounds, isFall: isFall))重算应是 \(percent(moved, base.bounds, quantity))",
      quantity,
      related: claim.sources,
      fix: "改成重算的比例，或核对增减额")
  }

  /// What a rate is worked out from, in the unit of the last amount.
  private func said(_ moved: Bounds, of before: Bounds, isFall: Bool) -> String {
    guard let like = stated.last(where: { $0.quantity.unit.isMoney })?.quantity else { return "" }
    let way = isFall != moved.isNegative ? "减" : "增"
    return "（\(writtenMoney(before, like: like))\(way) \(writtenMoney(moved.magnitude, like: like))）"
  }

  /// 增加 70 万元，增长 7.13%, where the rate is that of the subject and the amount, of which nobody could say whose it is, is
  /// not.
  private mutating func tellAmountByRate(_ quantity: Quantity, _ change: Stated) -> Bool {
    guard let changing = change.changing, isTelling(quantity), quantity.decimals > 0, change.quantity.unit.isMoney,
      let (now, nowValue) = changing.now, let (before, beforeValue) = changing.before, let nowValue, let beforeValue,
      let index = resultIndex(of: change.quantity), results[index].verdict == .unchecked,
      change.quantity.precision == .stated
    else { return false }
    let size = (now - before).magnitude
    guard size.share(of: before, is: quantity) == .same,
      Bounds(change.quantity).share(of: before, is: quantity) == .different
    else { return false }
    let sources = [nowValue, beforeValue]
    results[index].verdict = .suspect
    results[index].sources = sources
    record(quantity, .matched, sources: sources)
    report(
      "NAR-01", .warning,
      "增减额写 \(written(change.quantity))，\(sources.map { "\($0.title) \(written($0))" }.joined(separator: " 减 ")) 应是 \(writtenMoney(size, like: change.quantity))，\(written(quantity)) 正是这个数的比例",
      change.quantity, related: sources, fix: "核对增减额")
    return true
  }

  static let changeWords =
    rateWords
    + [
      "与", "比", "较", "和", "同", "相", "上年", "上一年", "去年", "上", "年", "度", "决算", "数", "预算", "年初", "全年", "调整", "初", "支出",
      "收入",
      "各", "均", "分别", "总计", "收支", "费用", "执行", "安排", "：", "；", "。", "其中", "大于", "小于", "期", "对", "末", "）", ")",
    ]

  static let rateWords =
    (["，", ",", "、", "（", "(", "即", "为", "了", "达", "约", "同比", "幅度", "比例", "变动", "率", "上升", "增长率", "下降率"]
      + Words.rises + Words.falls)

  /// 增加 70 万元，下降 7.1%.
  private mutating func contradict(_ change: Stated, _ quantity: Quantity, _ isRise: Bool) {
    record(quantity, .suspect)
    guard !isTold(change.quantity), !quantity.value.isZero, !change.quantity.value.isZero else { return }
    report(
      "NAR-07", .error,
      "前面写\(isRise ? "减少" : "增加") \(written(change.quantity))，这里写\(isRise ? "增长" : "下降") \(written(quantity))",
      quantity, beside: [labelled(change.quantity, "前面")], fix: "两处写成同一个方向")
  }

  /// A rate between two amounts of the same sentence.
  private mutating func rate(
    _ quantity: Quantity, _ lead: Lead, _ changing: Changing, _ before: Bounds, _ rise: Bool?
  ) {
    guard let (now, nowValue) = changing.now else { return leave(quantity, "没有可以重算的数") }
    let sources = [nowValue].compactMap { $0 }
    if before.canBeZero {
      record(quantity, .suspect, sources: sources)
      return report(
        "NAR-06", quantity.value.isZero ? .note : .error, "比较的基数是 0，没有增减率，这里写 \(written(quantity))", quantity,
        related: sources,
        fix: "不写百分比，写明上年（预算）没有这项支出")
    }
    // The figure of the table, and any other amount of the paragraph: 比上年 may be said of either.
    let others = stated.filter { $0.role == .actual && $0.quantity.passage == quantity.passage }.map { bounds($0) }
    var nearest = Agreement.different
    for other in [now] + others {
      let moved = rise == false ? before - other : other - before
      nearest = max(nearest, moved.share(of: before, is: quantity))
    }
    if nearest == .different {
      // 收入增长 0.36%，而人次增长 9.65%.
      if nowValue != nil && isReserved(quantity) || isOfAnotherSubject(lead) {
        return leave(quantity, "认不准是谁的增减率")
      }
      record(quantity, .suspect, sources: sources)
      let moved = rise == false ? before - now : now - before
      let isWrongWay = moved.isNegative
      let prior = stated.last {
        $0.role == (base == .budget ? .budget : .prior) && $0.quantity.passage == quantity.passage
      }
      if let prior, !isWrongWay, nowValue != nil, isUnproven(prior.quantity), bounds(prior).upper == before.upper,
        let byRate = changed(quantity, now: now, isRise: rise != false)
      {
        let said = Disagreement(
          names: (base == .budget ? "预算数" : "上年数", "增减率"), amount: prior.quantity, rate: quantity,
          amountByRate: byRate.before, rateByAmount: (moved, before))
        return report("NAR-02", .error, said, related: sources)
      }
      return report(
        "NAR-02", .error,
        "增减率写 \(written(quantity))，按这句话的数\(said(moved, of: before, isFall: rise == false))重算应是\(isWrongWay ? (rise == false ? "增长 " : "下降 ") : " ")\(percent(moved.magnitude, before, quantity))",
        quantity, related: sources, fix: "先核对前面的两个数；都对，就改成重算的比例")
    }
    if let prior = stated.last(where: { $0.role == .prior || $0.role == .budget }) { confirm(prior.quantity) }
    record(quantity, .consistent, sources: sources)
    if nearest == .near {
      report("NAR-02", .note, "增减率 \(written(quantity)) 与重算的差在末位", quantity, related: sources, fix: "按未舍入的数核对")
    }
  }

  /// The whole of a new expense is its growth: nothing was there before.
  private func isExactZero(_ change: Stated?, _ changing: Changing) -> Bool {
    guard let change, !change.isFall, let now = changing.now?.1 else { return false }
    return change.quantity.agreement(with: now) == .same && !change.quantity.value.isZero
  }

  /// Whether another amount of the passage explains the rate.
  private func isExplained(rate quantity: Quantity, _ change: Stated?) -> Bool {
    guard let change else { return false }
    let moved = Bounds(change.quantity)
    return stated.contains { other in
      guard other.role != .change, other.quantity.passage == quantity.passage else { return false }
      let now = bounds(other)
      let before = change.isFall ? now + moved : now - moved
      return moved.share(of: before, is: quantity) == .same
    }
  }

  private static let besideRate: Words = [
    "同比", "比上年", "较上年", "与上年", "相比", "比", "较", "上年", "度", "年初", "预算", "决算", "数", "增长", "增加", "上升", "提高", "下降", "减少",
    "降低",
    "增幅", "降幅", "减幅", "压减", "净增", "净减", "率", "为", "了", "约", "仅", "近", "，", ",", "、", "（", "(", "）", ")", "年", "总", "也",
    "均", "则",
    "同", "期", "口径", "达", "到", "额", "万元", "元",
  ]

  /// 而门急诊人次增长 9.65%, 其中药品收入下降 2.44%: a clause of its own, with a subject that is no amount before it.
  func isOfAnotherSubject(_ lead: Lead) -> Bool {
    guard lead.clause.lowerBound > lead.range.lowerBound, !lead.isOnly(Self.besideRate, lead.clause) else {
      return false
    }
    return subjects(lead, [lead.clause]).named.isEmpty
  }
}
