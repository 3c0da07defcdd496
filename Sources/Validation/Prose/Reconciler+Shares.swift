internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// 占比: worked out again from the figures it is made of.
extension Reconciler {
  private static let of: Words = "占"

  private static let respectively: Words = "分别"

  /// The amounts of the sentence that are parts: those behind 其中, or all.
  private func parts(of quantity: Quantity) -> [Stated] {
    let amounts = stated.filter { $0.role == .actual && $0.sentence == sentence }
    guard let whole, let at = amounts.firstIndex(where: { $0.quantity.range == whole.quantity.range }) else {
      return amounts
    }
    return Array(amounts[(at + 1)...])
  }

  /// 评为“优”的 7 个，占 87.5%: of the number before it, and no amount.
  private mutating func takeShareOfCount(_ quantity: Quantity, _ lead: Lead) -> Bool {
    guard let last = results.last, last.quantity.passage == quantity.passage,
      case .count(let unit) = last.quantity.unit,
      last.quantity.range.upperBound == lead.range.lowerBound,
      lead.isOnly(Self.besideShare, lead.range.lowerBound..<lead.clause.lowerBound)
    else { return false }
    let wholes = results.filter {
      $0.quantity.passage == quantity.passage && $0.quantity.unit == .count(unit)
        && $0.quantity.value >= last.quantity.value && $0.quantity.range != last.quantity.range
    }
    let part = Bounds(last.quantity)
    let fits = wholes.contains { part.share(of: Bounds($0.quantity), is: quantity) == .same }
    record(quantity, fits ? .consistent : .unchecked, reason: fits ? nil : "是个数的占比")
    return true
  }

  mutating func share(_ quantity: Quantity, _ lead: Lead) {
    if takeShareOfCount(quantity, lead) || takeShareInTurn(quantity, lead) { return }
    // 比重由上年的 63.4% 变为 62.2%.
    if lead.endsInLastYear || lead.tellsOfLastYear {
      current.respective = []
      return leave(quantity, "是上年的占比")
    }
    if lead.has(Self.respectively) {
      // 支出 A，甲 B、乙 C，分别占……: of as many as there are shares.
      current.respective = parts(of: quantity).suffix(max(1, runOfShares(from: quantity)))
    } else if current.respective.isEmpty, case let count = runOfShares(from: quantity), count > 1 {
      // 分别为 A 和 B，占比 79.2% 和 20.8%.
      let parts = parts(of: quantity)
      current.respective = parts.count >= count ? Array(parts.suffix(count)) : []
    }
    if lead.has(Self.ofEach) {
      current.respective = []
      return leave(quantity, "各有各的合计")
    }
    if lead.has(Self.together) { return leave(quantity, "是几项合起来的占比") }
    let next = current.respective.isEmpty ? nil : current.respective.removeFirst()
    if next == nil, takeNamedShare(quantity, lead) { return }
    guard let part = next ?? self.part(of: quantity, lead),
      !namesItsPart(lead, besides: next == nil ? part.targets : nil)
    else {
      return leave(quantity, "不知道是谁的占比")
    }
    let place = results.count
    let wholes = wholes(of: part, quantity, lead)
    judge(quantity, of: part, in: wholes, lead)
    current.shares.append((bounds(part), quantity))
    if !wholes.isNamed { current.listedShares.append((place, part, quantity)) }
  }

  /// What a share may be of.
  private struct Wholes {
    var all: [(bounds: Bounds, value: Evaluator.Value?)] = []
    /// Whether its words name them.
    var isNamed: Bool
    var isSure = true
    /// Something that is named could not be read: it may be meant.
    var isUnread = false
    /// Its words name what is not here.
    var isUnknown = false
  }

  private mutating func wholes(of part: Stated, _ quantity: Quantity, _ lead: Lead) -> Wholes {
    var found = namedWholes(of: part, quantity, lead)
    guard !found.isNamed, !found.isUnknown else { return found }
    if let whole { found.all = [(bounds(whole), whole.value)] + (whole.expected.map { [(Bounds($0), $0)] } ?? []) }
    if let main = mainSubject.flatMap({ values(of: $0, .actual).first }), !isOtherSide(main, part) {
      found.all.append((Bounds(main), main))
    }
    return found
  }

  /// 占本年支出合计的 99.79%: the whole is named.
  private mutating func namedWholes(of part: Stated, _ quantity: Quantity, _ lead: Lead) -> Wholes {
    guard let at = lead.passage.findLast(Self.of, in: lead.range) else { return Wholes(isNamed: false) }
    let words = at.upperBound..<lead.range.upperBound
    var subjects = subjects(lead, [words])
    // 一般公共预算支出 A，占本年支出合计的 B% below a heading on the former: the sum of all, not of the heading's table.
    if topic != nil, isItself(part, subjects.named, quantity) { subjects = outsideTopic { $0.subjects(lead, [words]) } }
    let named = subjects.named.map { values(of: $0, .actual) }
    // 财政拨款本年支出 A，占部门本年支出的 B%: no part of itself.
    let isAll = quantity.value == ExactDecimal(100)
    let all = named.joined().filter { isAll || part.value == nil || $0.address != part.value?.address }
    return Wholes(
      all: all.map { (Bounds($0), $0) }, isNamed: !all.isEmpty, isSure: subjects.isSure,
      isUnread: !disclosure.isWhole && (named.isEmpty || named.contains { $0.isEmpty }),
      // 占一般公共预算财政拨款支出的 2.6%, of which nothing is known here.
      isUnknown: all.isEmpty && !lead.isOnly(Self.wholeWords, words))
  }

  private mutating func judge(_ quantity: Quantity, of part: Stated, in wholes: Wholes, _ lead: Lead) {
    if wholes.isUnknown { return leaveOpen(quantity, of: part, reason: "不知道占的是哪个合计") }
    let partBounds = bounds(part)
    let sources = [part.value].compactMap { $0 }
    var nearest = Agreement.different
    for (bounds, value) in wholes.all {
      let agreement = partBounds.share(of: bounds, is: quantity)
      if agreement == .same {
        // A part nobody could place is borne out by its share of a figure that is known.
        if wholes.isNamed, let value, quantity.value > .zero {
          confirm(part.quantity)
          lastWhole = (value, sentence)
        }
        return record(
          quantity, part.value == nil || value == nil ? .consistent : .matched,
          sources: sources + [value].compactMap { $0 }, expression: ratio("占比", part.value, value, quantity))
      }
      nearest = max(nearest, agreement)
    }
    if isExplained(quantity, partBounds) || isOfNamed(quantity, partBounds, lead) {
      return record(quantity, .consistent, sources: sources)
    }
    if !wholes.isNamed, isOfSameWhole(quantity, partBounds, not: wholes) {
      return record(quantity, .consistent, sources: sources)
    }
    // The amount is wrong, which is told, and the share is right.
    if let expected = part.expected,
      wholes.all.contains(where: { Bounds(expected).share(of: $0.bounds, is: quantity) == .same })
    {
      return record(quantity, .consistent, sources: [expected])
    }
    if wholes.isUnread { return leave(quantity, "要用的数没有读出来") }
    if nearest == .near {
      record(quantity, .consistent, sources: sources)
      return report("NAR-02", .note, "占比 \(written(quantity)) 与重算的差在末位", quantity, related: sources, fix: "按未舍入的数核对")
    }
    guard let whole = wholes.all.first, whole.bounds.isPositive else {
      if quantity.value > ExactDecimal(100) {
        record(quantity, .suspect, sources: sources)
        return report(
          "NAR-02", .warning, "占比写 \(written(quantity))，部分不会比整体还多", quantity, related: sources, fix: "改成重算的比例")
      }
      return leaveOpen(quantity, of: part, reason: "不知道占的是哪个合计")
    }
    // 占一般公共预算项目支出的 59.9%, where only the end of the name is known.
    if wholes.isNamed, !wholes.isSure { return leaveOpen(quantity, of: part, reason: "认不准占的是哪个合计") }
    // 收入总计 36.82 亿元，我院占 17.36%: of others than we are.
    let isTyped = part.value == nil && part.expected == nil && whole.value == nil
    // 收入合计 A，其中：财政拨款收入 A，占 98%: of what is broken down, and nothing else.
    let isOfBroken = !isTyped && self.whole?.sentence == sentence && lead.isOnly(Self.besideShare)
    if partBounds.meets(whole.bounds) && !isOfBroken && (quantity.decimals > 0 || isTyped)
      || !isTyped && isReserved(quantity)
        && !isOneSlip(quantity, fromShare: partBounds, of: whole.bounds, isReserved: true)
    {
      return leaveOpen(quantity, of: part, reason: "说的像是另一个口径、另一年或者别人的数")
    }
    accuse(quantity, of: part, in: whole, isNamed: wholes.isNamed)
  }

  private mutating func accuse(
    _ quantity: Quantity, of part: Stated, in total: (bounds: Bounds, value: Evaluator.Value?), isNamed: Bool
  ) {
    let related = [total.value].compactMap { $0 }
    record(quantity, .suspect, sources: [part.value].compactMap { $0 } + related)
    let level: Finding.Level =
      (isNamed || whole != nil) && sentenceEnd(of: part.quantity) >= quantity.range.lowerBound ? .error : .warning
    if part.value == nil, part.expected == nil, total.value != nil, isUnproven(part.quantity),
      let byRate = amount(quantity, of: total.bounds)
    {
      let said = Disagreement(
        names: ("金额", "占比"), amount: part.quantity, rate: quantity, amountByRate: byRate,
        rateByAmount: (bounds(part), total.bounds))
      return report("NAR-02", level, said, related: related)
    }
    let totalText = total.value.map { "\($0.title) \(written($0))" } ?? whole.map { written($0.quantity) } ?? ""
    let (partText, known) = part.expected.map { (written($0), Bounds($0)) } ?? (written(part.quantity), bounds(part))
    report(
      "NAR-02", level,
      "占比写 \(written(quantity))，\(partText) 占 \(totalText) 应是 \(percent(known, total.bounds, quantity))", quantity,
      related: related, fix: "先核对前面的数；没有错，就改成重算的比例")
  }

  /// 中小企业 A，占 B%，其中小微企业 C，占 D%: D may be of what B is of.
  ///
  /// - Parameter wholes: a share that is of one of these says nothing of another.
  private func isOfSameWhole(_ quantity: Quantity, _ part: Bounds, not wholes: Wholes) -> Bool {
    let mine = quantity.bounds(widened: true)
    return current.shares.contains { other in
      guard !wholes.all.contains(where: { other.part.share(of: $0.bounds, is: other.share) == .same }) else {
        return other.part == part && other.share.value == quantity.value
      }
      // Of nothing any share is the same.
      guard part.isPositive, other.part.isPositive, quantity.value > .zero,
        other.share.value > .zero
      else { return false }
      let theirs = other.share.bounds(widened: true)
      if other.part == part, other.share.value == quantity.value { return true }
      // 占 0.06% may be of anything between so many wholes that it would excuse any other share.
      guard (theirs.upper - theirs.lower) * ExactDecimal(50) <= other.share.value else { return false }
      return part.lower * theirs.lower <= other.part.upper * mine.upper
        && other.part.lower * mine.lower <= part.upper * theirs.upper
    }
  }

  private static let ofEach: Words = ["占各", "占其", "占相应", "占同类"]
  private static let together: Words = ["合计占", "共占", "合占", "两项占"]

  private static let wholeWords: Words = [
    "比", "重", "例", "率", "总", "全部", "额", "合计", "支出", "收入", "的", "为", "约", "了", "到", "达", "本年", "当年", "（", "(", "其", "以上",
    "近",
  ]

  /// The amount that a share is of: the last one, or the last before the bracket that has just been closed.
  private func part(of quantity: Quantity, _ lead: Lead) -> Stated? {
    var before = quantity.range.lowerBound
    let closed = lead.passage.firstStart(of: .closing, in: lead.range)
    if let closed, let open = lead.passage.lastStart(of: Words.opening, in: 0..<closed),
      open < lead.range.lowerBound
    {
      before = open
    }
    return stated.last {
      $0.role == .actual && $0.quantity.passage == quantity.passage && $0.quantity.range.lowerBound < before
    }
  }

  /// Whether another total in the sentence's reach explains the share.
  private func isExplained(_ quantity: Quantity, _ part: Bounds) -> Bool {
    let passage = quantity.passage
    return stated.contains { other in
      other.role == .actual && other.quantity.passage == passage && part.share(of: bounds(other), is: quantity) == .same
        && other.quantity.value > .zero && bounds(other).upper > part.upper
    }
  }

  // MARK: Helpers

  /// `占比(a, b)`; nil where either is no figure of the data.
  func ratio(
    _ function: String, _ a: Evaluator.Value?, _ b: Evaluator.Value?, _ quantity: Quantity
  ) -> String? {
    guard let a, let b, !a.isAbsent, !b.figure.value.isZero, quantity.precision == .stated else { return nil }
    let decimals = quantity.decimals == 1 ? "" : ", \(quantity.decimals)"
    return "\(function)(\(a.address), \(b.address)\(decimals))"
  }

  func bounds(_ stated: Stated) -> Bounds { stated.value.map { Bounds($0) } ?? Bounds(stated.quantity) }

  func writtenMoney(_ bounds: Bounds, like quantity: Quantity) -> String {
    let unit = quantity.moneyUnit ?? .yuan
    let middle = bounds.lower + bounds.upper
    let scale = ExactDecimal(ExactDecimal.power(unit.moneyScale ?? 0)) * ExactDecimal(2)
    let value = middle.divided(by: scale, decimals: max(2, quantity.decimals)) ?? .zero
    return value.written(decimals: quantity.decimals, grouped: true) + " " + unit.name
  }
}
