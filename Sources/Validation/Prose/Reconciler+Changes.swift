internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// 增减: the amount, the rate and the word, against the figures they are made of.
extension Reconciler {
  private static let anew = ["与上年", "较上年", "比上年", "同比"].map(Words.utf8)

  /// 主要原因是厉行节约，与上年相比增加 0.16 万元，增长 24.6%: of what the sentence is about, or of what the reason is.
  func isComparedAnew(_ quantity: Quantity, _ lead: Lead) -> Bool {
    switch lead.role(of: quantity, isBudget: isBudget) {
    case .change(isRise: _?):
      guard base == .lastYear, quantity.unit.isMoney,
        let anew = Self.anew.compactMap({ lead.passage.findLast($0, in: lead.range) }).first
      else { return false }
      return lead.isOnly(Self.changeWords, anew.lowerBound..<lead.range.upperBound)
    case .rate(isRise: _?):
      guard let last = stated.last, last.role == .change, last.sentence == sentence else { return false }
      return last.quantity.passage == quantity.passage && lead.isOnly(Self.rateWords, lead.range)
    default: return false
    }
  }

  private static let amongThem = Words.utf8("其中")

  /// 主要原因是新增教职工，其中：基本支出 6,635.28 万元，占 84.0%: what the sentence is about goes on. That it is the figure named,
  /// or one slip away from it, tells it from the amounts of a reason.
  func isBrokenDownAnew(_ quantity: Quantity, _ lead: Lead) -> Bool {
    guard quantity.unit.isMoney, lead.passage.contains(Self.amongThem, in: lead.range),
      lead.role(of: quantity, isBudget: isBudget) == .actual, case let found = subjects(lead, [lead.clause]),
      found.isSure
    else { return false }
    return found.named.flatMap { values(of: $0, .actual) }.contains { value in
      quantity.agreement(with: value) == .same
        || value.unit == quantity.moneyUnit
          && DigitSlip(typed: quantity.value, meant: value.figure.value, decimals: quantity.decimals) != nil
    }
  }

  func changing(_ lead: Lead) -> Changing {
    var found = Changing()
    let subjects = subjects(lead, lead.nameRanges)
    var targets = subjects.named
    if targets.isEmpty, let last = stated.last(where: { $0.role == .actual && !$0.isAside && !isWholeOfShare($0) }),
      last.sentence >= sentence - 1
    {
      targets = last.targets
      found.now = last.expected.map { (Bounds($0), $0) } ?? (bounds(last), last.value)
      // 运行费增加 1.32 万元: of something that has no name here.
      found.isSure = (last.sentence == sentence || isAlone(last)) && lead.isOnly(Self.changeWords, lead.range)
    }
    if targets.isEmpty, found.now == nil {
      targets = path.map { [$0] } ?? mainSubject.map { [$0] } ?? []
    }
    if !subjects.named.isEmpty { found.isSure = subjects.isSure }
    if found.now == nil, let value = targets.lazy.compactMap({ values(of: $0, .actual).first }).first {
      found.now = (Bounds(value), value)
    }
    if isReason || isPartOfAnother(lead, of: found.now?.1) { found.isSure = false }
    if let base {
      let role: Stated.Role = base == .lastYear ? .prior : .budget
      var priors = targets.flatMap { values(of: $0, role) }
      if priors.isEmpty, let now = found.now?.1 { priors = namesakes(of: now, role) }
      // 节能环保支出 stands in several tables, of which some hold more: the two have to be of one.
      let table = found.now?.1?.table
      if let value = priors.first(where: { $0.table == table }) ?? priors.first {
        found.before = (Bounds(value), value)
        if let own = value.table, let table, own != table { found.isSure = false }
      } else {
        // 与年初预算相比, behind 调整预算: not that one.
        let isFirst = lead.passage.contains(Self.firstBudget, in: lead.range)
        let amounts = stated.filter {
          $0.role == .actual || $0.role == role && !(isFirst && role == .budget && $0.isAdjusted)
        }
        let pair = amounts.suffix(2)
        // 甲支出 251 万元，比上年 285 万元下降；乙支出 56 万元，比上年增加: the 285 are 甲's.
        let isAnothers =
          pair.first?.role == role
          && amounts.dropLast(2).last.map { $0.role == .actual && $0.sentence == pair.first?.sentence } ?? false
        if let last = pair.first(where: { $0.role == role }), let now = pair.first(where: { $0.role == .actual }),
          last.quantity.passage == now.quantity.passage, last.sentence >= sentence - 1, !isAnothers
        {
          // 上年 A，本年 B，比上年增长 C%.
          found.before = (bounds(last), last.value)
        }
      }
    }
    return found
  }

  private static let firstBudget = Words.utf8("年初预算")

  /// 收入总计 1,050 万元。与上年相比，增加 70 万元: the only amount of the sentence before.
  private func isAlone(_ last: Stated) -> Bool {
    last.value != nil
      && !stated.contains {
        $0.sentence == last.sentence && $0.role != .change && $0.quantity.range != last.quantity.range
          // 年初预算 A，支出决算 B of the same.
          && $0.targets != last.targets
      }
  }

  mutating func change(_ quantity: Quantity, _ lead: Lead, isRise: Bool?) {
    let changing = changing(lead)
    stated.append(
      Stated(
        quantity: quantity, role: .change, targets: [], value: nil, label: isRise == false ? "减少" : "增加",
        sentence: sentence, changing: changing, isRise: isRise))
    guard let (now, nowValue) = changing.now else { return record(quantity, .unchecked, reason: "不知道是谁的增减") }
    guard let (before, beforeValue) = changing.before else {
      return record(
        quantity, .unchecked, reason: base == nil ? "没有写明与什么比" : "没有可以比较的\(base == .budget ? "预算数" : "上年数")")
    }
    let sources = [nowValue, beforeValue].compactMap { $0 }
    let difference = now - before
    let mine = Bounds(quantity)
    let magnitude = difference.upper < .zero ? Bounds(-difference.upper, -difference.lower) : difference
    let meets = mine.lower <= magnitude.upper && magnitude.lower <= mine.upper
    let isMagnitudeNear =
      (mine.lower - magnitude.upper)
      <= Quantity.base(ExactDecimal.unit(decimals: quantity.decimals), quantity.moneyUnit ?? .yuan)
      && (magnitude.lower - mine.upper)
        <= Quantity.base(ExactDecimal.unit(decimals: quantity.decimals), quantity.moneyUnit ?? .yuan)
    if meets || isMagnitudeNear {
      let isWrongWay =
        isRise.map { rise in rise ? difference.upper < .zero : difference.lower > .zero } ?? false
      guard isWrongWay, !quantity.value.isZero, !isReason || isTelling(quantity) else {
        let isTied =
          meets && changing.isSure && beforeValue != nil && nowValue.map { $0.unit == quantity.moneyUnit } ?? false
        return record(
          quantity, .matched, sources: sources,
          expression: isTied ? sources.map(\.address).joined(separator: ", ").inBrackets(of: "差额") : nil)
      }
      record(quantity, .suspect, sources: sources)
      return report(
        "NAR-07", changing.isSure ? .error : .warning,
        "这里写“\(isRise == true ? "增加" : "减少")”，实际是\(isRise == true ? "减少" : "增加")：\(sources.map { written($0) }.joined(separator: " 与 "))",
        quantity, related: sources, fix: "改成“\(isRise == true ? "减少" : "增加")”，或核对两个数")
    }
    if nowValue == nil, beforeValue == nil, checkTypedDifference(quantity) { return }
    guard changing.isSure, nowValue != nil else { return record(quantity, .unchecked, reason: "认不准是谁的增减") }
    record(quantity, .suspect, sources: sources)
    // Which way it went is said where the sentence has that wrong, too.
    let way =
      switch isRise {
      case true? where difference.upper < .zero: "减少 "
      case false? where difference.lower > .zero: "增加 "
      default: ""
      }
    report(
      "NAR-01", .warning,
      "增减额写 \(written(quantity))，\(sources.map { "\($0.title) \(written($0))" }.joined(separator: " 减 ")) 应是\(way.isEmpty ? " " : way)\(writtenMoney(magnitude, like: quantity))",
      quantity, related: sources, fix: "核对增减额，或补全对比数")
  }

  mutating func rate(_ quantity: Quantity, _ lead: Lead, isRise: Bool?) {
    let change = stated.last.flatMap { $0.role == .change && $0.sentence == sentence ? $0 : nil }
    if let change, let said = change.isRise, let isRise, said != isRise, subjects(lead, [lead.range]).named.isEmpty {
      return contradict(change, quantity, isRise)
    }
    // 增加 70 万元，增长 7.1%: of the same.
    let changing = change.flatMap { lead.isOnly(Self.rateWords, lead.range) ? $0.changing : nil } ?? changing(lead)
    let rise = isRise ?? change.map { $0.label == "增加" }
    if let change, tellAmountByRate(quantity, change) { return }
    var bases: [(Bounds, Evaluator.Value?)] = []
    if let (before, value) = changing.before {
      bases.append((before, value))
      if value == nil, change == nil { return rate(quantity, changing, before, rise) }
    }
    if let (now, _) = changing.now, let change {
      bases.append((change.label == "减少" ? now + Bounds(change.quantity) : now - Bounds(change.quantity), nil))
    }
    let sources = [changing.now?.1, changing.before?.1].compactMap { $0 }
    guard let first = bases.first else { return record(quantity, .unchecked, reason: "没有可以重算的数") }
    if first.0.isZero || (first.1 == nil && first.0.canBeZero && isExactZero(change, changing)) {
      record(quantity, .suspect, sources: sources)
      // That nothing is 0 % more than nothing, official templates have, too.
      let level: Finding.Level = quantity.value.isZero ? .note : changing.isSure || change != nil ? .error : .warning
      return report(
        "NAR-06", level, "比较的基数是 0，没有增减率，这里写 \(written(quantity))",
        quantity,
        related: sources, fix: "不写百分比，写明上年（预算）没有这项支出")
    }
    // The amount is wrong, which is told; the rate may be right.
    if let change, isTold(change), let now = changing.now?.0, let before = changing.before?.0,
      [now - before, before - now].contains(where: { $0.share(of: before, is: quantity) == .same })
    {
      return record(quantity, .consistent, sources: sources)
    }
    var nearest = Agreement.different
    for (before, value) in bases {
      for (isRise, isGuess) in [(rise ?? true, rise == nil), (false, true)]
      where isRise == rise || isGuess && rise == nil {
        let moved = change.map { Bounds($0.quantity) } ?? changing.now.map { isRise ? $0.0 - before : before - $0.0 }
        guard let moved else { continue }
        let agreement = moved.share(of: before, is: quantity)
        if agreement == .same {
          if let change, value == nil { confirm(change.quantity) }
          return record(quantity, value == nil ? .consistent : .matched, sources: sources)
        }
        nearest = max(nearest, agreement)
      }
    }
    if isExplained(rate: quantity, change, rise) {
      if let change { confirm(change.quantity) }
      return record(quantity, .consistent, sources: sources)
    }
    if nearest == .near {
      if let change { confirm(change.quantity) }
      record(quantity, .consistent, sources: sources)
      return report("NAR-02", .note, "增减率 \(written(quantity)) 与重算的差在末位", quantity, related: sources, fix: "按未舍入的数核对")
    }
    guard changing.isSure || change.map(isBorneOut) ?? false, change != nil || changing.before != nil else {
      return record(quantity, .unchecked, reason: "认不准是谁的增减率")
    }
    record(quantity, .suspect, sources: sources)
    if let change, first.0.upper < .zero {
      return report(
        "NAR-02", .error, "增加 \(written(change.quantity))，比本年的数还大，算不出增减率 \(written(quantity))", quantity,
        related: sources,
        fix: "核对增减额和本年的数")
    }
    if let change, first.1 == nil, isUnproven(change.quantity), let now = changing.now?.0,
      let byRate = changed(quantity, now: now, isRise: change.label == "增加")
    {
      let said = Disagreement(
        names: ("增减额", "增减率"), amount: change.quantity, rate: quantity, amountByRate: byRate.change,
        rateByAmount: (Bounds(change.quantity), first.0))
      return report("NAR-02", .error, said, related: sources)
    }
    let moved =
      change.map { Bounds($0.quantity) }
      ?? (rise == false ? first.0 - (changing.now?.0 ?? first.0) : (changing.now?.0 ?? first.0) - first.0)
    report(
      "NAR-02", change != nil ? .error : .warning,
      "增减率写 \(written(quantity))，按这句话的数重算应是 \(percent(moved, first.0, quantity))", quantity, related: sources,
      fix: "改成重算的比例，或核对增减额")
  }

  /// 增加 70 万元，增长 7.13%, where the rate is that of the subject and the amount, of which nobody could say whose it is, is
  /// not.
  private mutating func tellAmountByRate(_ quantity: Quantity, _ change: Stated) -> Bool {
    guard let changing = change.changing, isTelling(quantity), quantity.decimals > 0, change.quantity.unit.isMoney,
      let (now, nowValue) = changing.now, let (before, beforeValue) = changing.before, let nowValue, let beforeValue,
      let index = results.lastIndex(where: {
        $0.quantity.range == change.quantity.range && $0.quantity.passage == change.quantity.passage
      }), results[index].verdict == .unchecked, change.quantity.precision == .stated
    else { return false }
    let size = (now - before).upper < .zero ? before - now : now - before
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

  private static let changeWords =
    rateWords
    + [
      "与", "比", "较", "和", "同", "相", "上年", "上一年", "去年", "上", "年", "度", "决算", "数", "预算", "年初", "全年", "调整", "初", "支出",
      "收入",
      "各", "均", "分别", "总计", "收支", "费用", "执行", "安排", "：", "；", "。", "其中", "大于", "小于", "期", "对", "末", "）", ")",
    ].map(Words.utf8)

  private static let rateWords =
    (["，", ",", "、", "（", "(", "即", "为", "了", "达", "约", "同比", "幅度", "比例", "变动", "率", "上升", "增长率", "下降率"].map(Words.utf8)
      + Words.rises + Words.falls)

  /// Whether a change is that of two cells to the last place.
  private func isBorneOut(_ change: Stated) -> Bool {
    guard isTelling(change.quantity), let changing = change.changing, changing.now?.1 != nil, changing.before?.1 != nil
    else {
      return false
    }
    return results.contains {
      $0.verdict == .matched && $0.sources.count == 2 && $0.quantity.passage == change.quantity.passage
        && $0.quantity.range == change.quantity.range
    }
  }

  private func isTold(_ stated: Stated) -> Bool {
    results.contains {
      $0.verdict == .suspect && $0.quantity.passage == stated.quantity.passage
        && $0.quantity.range == stated.quantity.range
    }
  }

  /// 增加 70 万元，下降 7.1%.
  private mutating func contradict(_ change: Stated, _ quantity: Quantity, _ isRise: Bool) {
    record(quantity, .suspect)
    guard !isTold(change), !quantity.value.isZero, !change.quantity.value.isZero else { return }
    var finding = self.finding(
      "NAR-07", .error,
      "前面写\(isRise ? "减少" : "增加") \(written(change.quantity))，这里写\(isRise ? "增长" : "下降") \(written(quantity))",
      quantity, fix: "两处写成同一个方向")
    finding.spans.append(.init(passages[quantity.passage].span(change.quantity.range), "前面"))
    findings.append(finding)
  }

  /// A rate between two amounts of the same sentence.
  private mutating func rate(_ quantity: Quantity, _ changing: Changing, _ before: Bounds, _ rise: Bool?) {
    guard let (now, nowValue) = changing.now else { return record(quantity, .unchecked, reason: "没有可以重算的数") }
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
      record(quantity, .suspect, sources: sources)
      let moved = rise == false ? before - now : now - before
      let isWrongWay = moved.upper < .zero
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
        "增减率写 \(written(quantity))，按这句话的数重算应是\(isWrongWay ? (rise == false ? "增长 " : "下降 ") : " ")\(percent(isWrongWay ? Bounds(-moved.upper, -moved.lower) : moved, before, quantity))",
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
    guard let change, change.label == "增加", let now = changing.now?.1 else { return false }
    return change.quantity.agreement(with: now) == .same && !change.quantity.value.isZero
  }

  /// Whether another amount of the passage explains the rate.
  private func isExplained(rate quantity: Quantity, _ change: Stated?, _ rise: Bool?) -> Bool {
    guard let change else { return false }
    let moved = Bounds(change.quantity)
    return stated.contains { other in
      guard other.role != .change, other.quantity.passage == quantity.passage else { return false }
      let now = bounds(other)
      let before = change.label == "减少" ? now + moved : now - moved
      return moved.share(of: before, is: quantity) == .same
    }
  }

  /// An amount that its own rate bears out.
  mutating func confirm(_ quantity: Quantity) {
    guard
      let index = results.lastIndex(where: {
        $0.quantity.passage == quantity.passage && $0.quantity.range == quantity.range
      }), results[index].verdict == .unchecked
    else { return }
    results[index].verdict = .consistent
    results[index].reason = nil
  }
}

extension String {
  fileprivate func inBrackets(of function: String) -> String { "\(function)(\(self))" }
}

extension Evaluator.Value {
  /// The table it stands in, of this year or another; nil for what stands in none.
  fileprivate var table: Int? {
    switch name {
    case .cell(let cell), .other(let cell, _): cell.table
    default: nil
    }
  }
}
