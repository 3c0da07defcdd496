internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// 占比, 完成率, 增减: worked out again from the figures they are made of.
extension Reconciler {
  private static let of = Words.utf8("占")

  private static let respectively = Words.utf8("分别")

  // MARK: 占比

  /// The amounts of the sentence that are parts: those behind 其中, or all.
  private func parts(of quantity: Quantity) -> [Stated] {
    let amounts = stated.filter { $0.role == .actual && $0.sentence == sentence }
    guard let whole, let at = amounts.firstIndex(where: { $0.quantity.range == whole.quantity.range }) else {
      return amounts
    }
    return Array(amounts[(at + 1)...])
  }

  mutating func share(_ quantity: Quantity, _ lead: Lead) {
    if lead.has([Self.respectively], lead.range) { respective = parts(of: quantity) }
    let next = respective.isEmpty ? nil : respective.removeFirst()
    guard let part = next ?? stated.last(where: { $0.role == .actual && $0.quantity.passage == quantity.passage })
    else {
      return record(quantity, .unchecked, reason: "不知道是谁的占比")
    }
    let partBounds = bounds(part)
    // 占本年支出合计的 99.79%: the whole is named.
    var primary: [(Bounds, Evaluator.Value?)] = []
    if let at = lead.passage.findLast(Self.of, in: lead.range) {
      let subjects = subjects(lead, [at.upperBound..<lead.range.upperBound])
      primary = subjects.named.flatMap { values(of: $0, .actual) }.map { (Bounds($0), $0) }
    }
    let isNamed = !primary.isEmpty
    if !isNamed, let whole { primary = [(bounds(whole), whole.value)] }
    if !isNamed, let main = mainSubject.flatMap({ values(of: $0, .actual).first }) {
      primary.append((Bounds(main), main))
    }
    let sources = [part.value].compactMap { $0 }
    var nearest = Agreement.different
    for (bounds, value) in primary {
      let agreement = partBounds.share(of: bounds, is: quantity)
      if agreement == .same {
        // A part nobody could place is borne out by its share of a figure that is known.
        if isNamed, value != nil { confirm(part.quantity) }
        return record(
          quantity, part.value == nil || value == nil ? .consistent : .matched,
          sources: sources + [value].compactMap { $0 }, expression: ratio("占比", part.value, value, quantity))
      }
      nearest = max(nearest, agreement)
    }
    if isExplained(quantity, partBounds) { return record(quantity, .consistent, sources: sources) }
    if nearest == .near {
      record(quantity, .consistent, sources: sources)
      return report("NAR-02", .note, "占比 \(written(quantity)) 与重算的差在末位", quantity, related: sources, fix: "按未舍入的数核对")
    }
    guard let (wholeBounds, wholeValue) = primary.first, wholeBounds.lower > .zero else {
      return record(quantity, .unchecked, reason: "不知道占的是哪个合计")
    }
    record(quantity, .suspect, sources: sources + [wholeValue].compactMap { $0 })
    let isSure = (isNamed || whole != nil) && part.quantity.sentenceEnd(in: passages) >= quantity.range.lowerBound
    let wholeText = wholeValue.map { "\($0.title) \(written($0))" } ?? whole.map { written($0.quantity) } ?? ""
    report(
      "NAR-02", isSure ? .error : .warning,
      "占比写 \(written(quantity))，\(written(part.quantity)) 占 \(wholeText) 应是 \(percent(partBounds, wholeBounds, quantity))",
      quantity,
      related: [wholeValue].compactMap { $0 }, fix: "改成重算的比例，或核对前面的数")
  }

  /// Whether another total in the sentence's reach explains the share.
  private func isExplained(_ quantity: Quantity, _ part: Bounds) -> Bool {
    let passage = quantity.passage
    return stated.contains { other in
      other.role == .actual && other.quantity.passage == passage && part.share(of: bounds(other), is: quantity) == .same
        && other.quantity.value > .zero && bounds(other).upper > part.upper
    }
  }

  // MARK: 完成率

  mutating func completion(_ quantity: Quantity, _ lead: Lead) {
    guard let actual = stated.last(where: { $0.role == .actual }), actual.sentence >= sentence - 1 else {
      return record(quantity, .unchecked, reason: "不知道是谁的完成率")
    }
    var wholes: [(Bounds, Evaluator.Value?)] = []
    // 年初预算 A，支出决算 B，完成 C%: the budget stands right before.
    let amounts = stated.filter { $0.role == .actual || $0.role == .budget }
    if amounts.count > 1, amounts[amounts.count - 1].role != amounts[amounts.count - 2].role,
      let budget = amounts.last(where: { $0.role == .budget }), budget.sentence >= actual.sentence - 1
    {
      wholes.append((bounds(budget), budget.value))
    }
    for target in actual.targets {
      for value in values(of: target, .budget) { wholes.append((Bounds(value), value)) }
    }
    guard !wholes.isEmpty else { return record(quantity, .unchecked, reason: "没有可以比较的预算数") }
    let part = bounds(actual)
    let sources = [actual.value].compactMap { $0 }
    if wholes.allSatisfy({ $0.0.isZero }) {
      record(quantity, .suspect, sources: sources)
      return report(
        "NAR-06", part.isZero ? .warning : .error, "预算数是 0，没有完成率，这里写 \(written(quantity))", quantity, related: sources,
        fix: "不写百分比，写明“年初没有安排预算”")
    }
    var nearest = Agreement.different
    for (whole, value) in wholes {
      let agreement = part.share(of: whole, is: quantity)
      if agreement == .same {
        if value == nil, actual.value != nil, let budget = amounts.last(where: { $0.role == .budget }) {
          confirm(budget.quantity)
        }
        return record(
          quantity, actual.value == nil || value == nil ? .consistent : .matched,
          sources: sources + [value].compactMap { $0 }, expression: ratio("完成率", actual.value, value, quantity))
      }
      nearest = max(nearest, agreement)
    }
    if nearest == .near {
      record(quantity, .consistent, sources: sources)
      return report("NAR-05", .note, "完成率 \(written(quantity)) 与重算的差在末位", quantity, related: sources, fix: "按未舍入的数核对")
    }
    record(quantity, .suspect, sources: sources)
    let isSame = actual.quantity.passage == quantity.passage
    report(
      "NAR-05", isSame ? .error : .warning,
      "完成率写 \(written(quantity))，按 \(written(actual.quantity)) 与预算数重算应是 \(percent(part, wholes[0].0, quantity))",
      quantity,
      related: sources + [wholes[0].1].compactMap { $0 }, fix: "改成重算的比例，或核对前面的数")
  }

  // MARK: 增减

  /// The figure that changes, and what it is measured against.
  struct Changing {
    var now: (Bounds, Evaluator.Value?)?
    var before: (Bounds, Evaluator.Value?)?
    /// It was named, or stated just before.
    var isSure = false
  }

  func changing(_ lead: Lead) -> Changing {
    var found = Changing()
    let subjects = subjects(lead, lead.nameRanges)
    var targets = subjects.named
    if targets.isEmpty, let last = stated.last(where: { $0.role == .actual }), last.sentence >= sentence - 1 {
      targets = last.targets
      found.now = (bounds(last), last.value)
      found.isSure = last.sentence == sentence
    }
    if targets.isEmpty, found.now == nil {
      targets = path.map { [$0] } ?? mainSubject.map { [$0] } ?? []
    }
    if !subjects.named.isEmpty { found.isSure = subjects.isSure }
    if found.now == nil, let value = targets.lazy.compactMap({ values(of: $0, .actual).first }).first {
      found.now = (Bounds(value), value)
    }
    if let base {
      let role: Stated.Role = base == .lastYear ? .prior : .budget
      if let value = targets.lazy.compactMap({ values(of: $0, role).first }).first {
        found.before = (Bounds(value), value)
      } else if let last = stated.last(where: { $0.role == role }),
        let now = stated.last(where: { $0.role == .actual }),
        last.quantity.passage == now.quantity.passage, last.sentence >= sentence - 1
      {
        // 上年 A，本年 B，比上年增长 C%.
        found.before = (bounds(last), last.value)
      }
    }
    return found
  }

  mutating func change(_ quantity: Quantity, _ lead: Lead, isRise: Bool?) {
    let changing = changing(lead)
    stated.append(
      Stated(
        quantity: quantity, role: .change, targets: [], value: nil, label: isRise == false ? "减少" : "增加",
        sentence: sentence))
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
      guard isWrongWay, !quantity.value.isZero else {
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
    guard changing.isSure, nowValue != nil else { return record(quantity, .unchecked, reason: "认不准是谁的增减") }
    record(quantity, .suspect, sources: sources)
    report(
      "NAR-01", .warning,
      "增减额写 \(written(quantity))，\(sources.map { "\($0.title) \(written($0))" }.joined(separator: " 减 ")) 应是 \(writtenMoney(magnitude, like: quantity))",
      quantity, related: sources, fix: "核对增减额，或补全对比数")
  }

  mutating func rate(_ quantity: Quantity, _ lead: Lead, isRise: Bool?) {
    let change = stated.last.flatMap { $0.role == .change && $0.sentence == sentence ? $0 : nil }
    let changing = changing(lead)
    let rise = isRise ?? change.map { $0.label == "增加" }
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
      return report(
        "NAR-06", changing.isSure || change != nil ? .error : .warning, "比较的基数是 0，没有增减率，这里写 \(written(quantity))",
        quantity,
        related: sources, fix: "不写百分比，写明上年（预算）没有这项支出")
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
    guard changing.isSure, change != nil || changing.before != nil else {
      return record(quantity, .unchecked, reason: "认不准是谁的增减率")
    }
    record(quantity, .suspect, sources: sources)
    let moved =
      change.map { Bounds($0.quantity) }
      ?? (rise == false ? first.0 - (changing.now?.0 ?? first.0) : (changing.now?.0 ?? first.0) - first.0)
    report(
      "NAR-02", change != nil ? .error : .warning,
      "增减率写 \(written(quantity))，按这句话的数重算应是 \(percent(moved, first.0, quantity))", quantity, related: sources,
      fix: "改成重算的比例，或核对增减额")
  }

  /// A rate between two amounts of the same sentence.
  private mutating func rate(_ quantity: Quantity, _ changing: Changing, _ before: Bounds, _ rise: Bool?) {
    guard let (now, nowValue) = changing.now else { return record(quantity, .unchecked, reason: "没有可以重算的数") }
    let sources = [nowValue].compactMap { $0 }
    if before.canBeZero {
      record(quantity, .suspect, sources: sources)
      return report(
        "NAR-06", .error, "比较的基数是 0，没有增减率，这里写 \(written(quantity))", quantity, related: sources,
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
      return report(
        "NAR-02", .error,
        "增减率写 \(written(quantity))，按这句话的数重算应是\(isWrongWay ? (rise == false ? "增长 " : "下降 ") : " ")\(percent(isWrongWay ? Bounds(-moved.upper, -moved.lower) : moved, before, quantity))",
        quantity, related: sources, fix: "改成重算的比例，或核对前面的两个数")
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
  private mutating func confirm(_ quantity: Quantity) {
    guard
      let index = results.lastIndex(where: {
        $0.quantity.passage == quantity.passage && $0.quantity.range == quantity.range
      }), results[index].verdict == .unchecked
    else { return }
    results[index].verdict = .consistent
    results[index].reason = nil
  }

  // MARK: 人均

  private static let persons: Set<String> = ["人", "人次"]

  mutating func perHead(_ quantity: Quantity) {
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
    record(
      quantity, fits ? .consistent : .unchecked, sources: [amount.value].compactMap { $0 },
      reason: fits ? nil : "与前面的数重算不符")
  }

  // MARK: Helpers

  /// `占比(a, b)`; nil where either is no figure of the data.
  private func ratio(
    _ function: String, _ a: Evaluator.Value?, _ b: Evaluator.Value?, _ quantity: Quantity
  ) -> String? {
    guard let a, let b, !a.isAbsent, !b.figure.value.isZero, quantity.precision == .stated else { return nil }
    let decimals = quantity.decimals == 1 ? "" : ", \(quantity.decimals)"
    return "\(function)(\(a.address), \(b.address)\(decimals))"
  }

  func bounds(_ stated: Stated) -> Bounds { stated.value.map { Bounds($0) } ?? Bounds(stated.quantity) }

  func percent(_ part: Bounds, _ whole: Bounds, _ like: Quantity) -> String {
    let middle = part.lower + part.upper, wholeMiddle = whole.lower + whole.upper
    let decimals = max(1, like.decimals)
    var places = decimals
    var text = middle.divided(by: wholeMiddle, shift: 2, decimals: places)
    // 0.0224 % must not be shown as 0.0 %.
    while let value = text, value.isZero, !middle.isZero, places < 4 {
      places += 1
      text = middle.divided(by: wholeMiddle, shift: 2, decimals: places)
    }
    return (text?.written(decimals: places) ?? "—") + "%"
  }

  func writtenMoney(_ bounds: Bounds, like quantity: Quantity) -> String {
    let unit = quantity.moneyUnit ?? .yuan
    let middle = bounds.lower + bounds.upper
    let scale = ExactDecimal(ExactDecimal.power(unit.moneyScale ?? 0)) * ExactDecimal(2)
    let value = middle.divided(by: scale, decimals: max(2, quantity.decimals)) ?? .zero
    return value.written(decimals: quantity.decimals, grouped: true) + " " + unit.name
  }
}

extension String {
  fileprivate func inBrackets(of function: String) -> String { "\(function)(\(self))" }
}

extension Quantity {
  private static let stop = Words.utf8("。")

  /// Where the sentence of this quantity ends.
  func sentenceEnd(in passages: [Passage]) -> Int {
    let passage = passages[self.passage]
    return passage.find(Self.stop, in: range.upperBound..<passage.bytes.count)?.lowerBound ?? passage.bytes.count
  }
}
