internal import Diagnostics
internal import Disclosures
internal import Figures

/// 教育支出占一般公共预算拨款支出的 72.76%，住房保障支出占 9.15%: shares whose amounts the tables have and the sentence has not.
extension Reconciler {
  private static let of: Words = "占"
  private static let besideName: Words = [
    "科目", "预算", "决算", "支出", "收入", "仅", "只", "约", "数", "额", "金额", "合计", "”", "“", "（类）", "(类)", "（款）", "（项）", "类", "则",
    "共",
    "所", "就", "、", " ",
  ]
  private static let listed: Words = ["比", "比重", "比例", "为", "约", "的", "了", "到", "达", " "]

  /// - Returns: whether the words name what the percentage is a share of, and it has been looked at.
  mutating func takeNamedShare(_ quantity: Quantity, _ lead: Lead) -> Bool {
    guard quantity.precision == .stated, let at = lead.passage.findLast(Self.of, in: lead.range) else { return false }
    let before = Lead(lead.passage, lead.range.lowerBound..<at.lowerBound, year: disclosure.year)
    let after = at.upperBound..<lead.range.upperBound
    guard !before.clause.isEmpty, let name = names.matches(in: lead.passage, before.clause).last,
      lead.isOnly(Self.besideName, name.range.upperBound..<at.lowerBound)
    else { return false }
    let part = subjects(lead, [before.clause])
    let parts = amounts(part.named)
    guard !parts.isEmpty else { return false }
    var whole = subjects(lead, [after])
    if whole.named.isEmpty, lead.isOnly(Self.listed, after), let last = current.namedWhole {
      whole = (last.targets, last.isSure)
    }
    let wholes = amounts(whole.named)
    guard !wholes.isEmpty else { return false }
    current.namedWhole = (whole.named, whole.isSure)
    return settle(
      NamedShare(
        parts: parts, wholes: wholes, isSure: part.isSure && whole.isSure,
        others: amounts(name.meanings.map(\.target))), quantity)
  }

  struct NamedShare {
    let parts: [Evaluator.Value]
    let wholes: [Evaluator.Value]
    let isSure: Bool
    /// What else the name of the part may mean: 一般公共预算, the income or what is spent of it.
    var others: [Evaluator.Value] = []
  }

  private func isShare(_ quantity: Quantity, _ part: Evaluator.Value, _ wholes: [Evaluator.Value]) -> Bool {
    wholes.contains { Bounds(part).share(of: Bounds($0), is: quantity) == .same }
  }

  private mutating func settle(_ share: NamedShare, _ quantity: Quantity) -> Bool {
    let (parts, wholes) = (share.parts, share.wholes)
    for part in parts {
      for whole in wholes where Bounds(part).share(of: Bounds(whole), is: quantity) != .different {
        record(
          quantity, .matched, sources: [part, whole], expression: ratio("占比", part, whole, quantity))
        return true
      }
    }
    guard share.isSure, isOne(parts), isOne(wholes), Bounds(wholes[0]).isPositive, disclosure.isWhole,
      !Bounds(parts[0]).meets(Bounds(wholes[0])), !share.others.contains(where: { isShare(quantity, $0, wholes) }),
      !isReserved(quantity) || isOneSlip(quantity, fromShare: Bounds(parts[0]), of: Bounds(wholes[0]))
    else { return false }
    record(quantity, .suspect, sources: [parts[0], wholes[0]])
    report(
      "NAR-02", .warning,
      "占比写 \(written(quantity))，\(parts[0].title) \(written(parts[0])) 占 \(wholes[0].title) \(written(wholes[0])) 应是 \(percent(Bounds(parts[0]), Bounds(wholes[0]), quantity))",
      quantity, related: [parts[0], wholes[0]], fix: "先核对说的是哪两个数；没有错，就改成重算的比例")
    return true
  }

  private static let respectively: Words = "分别占"
  private static let between: Words = ["、", "和", "及", "与", "以及", "（类）", "（款）", "（项）", "（", "）", "类", "款", "项", "，"]

  /// 教育支出、卫生健康支出、住房保障支出分别占财政拨款支出的 81.04%、8.66%、5.07%.
  mutating func takeShareInTurn(_ quantity: Quantity, _ lead: Lead) -> Bool {
    if !current.sharesInTurn.isEmpty, lead.range.count <= 6 {
      if settle(current.sharesInTurn.removeFirst(), quantity) { return true }
      return false
    }
    current.sharesInTurn = []
    guard let at = lead.passage.findLast(Self.respectively, in: lead.range) else { return false }
    let count = runOfShares(from: quantity)
    let found = names.matches(in: lead.passage, lead.range.lowerBound..<at.lowerBound).suffix(count)
    guard count > 1, found.count == count, let last = found.last,
      lead.isOnly(Self.besideName, last.range.upperBound..<at.lowerBound),
      zip(found, found.dropFirst()).allSatisfy({ lead.isOnly(Self.between, $0.range.upperBound..<$1.range.lowerBound) })
    else { return false }
    let whole = subjects(lead, [at.upperBound..<lead.range.upperBound])
    let wholes = amounts(whole.named)
    let shares = found.map { match in
      let (targets, isOwn) = preferred(match.meanings, length: match.range.count)
      return NamedShare(parts: amounts(targets), wholes: wholes, isSure: isOwn && whole.isSure)
    }
    guard !wholes.isEmpty, shares.allSatisfy({ !$0.parts.isEmpty }) else { return false }
    current.sharesInTurn = Array(shares.dropFirst())
    return settle(shares[0], quantity)
  }

  /// 主要原因是压缩接待，占“三公”经费预算的 21.82%: of the amount before the reason.
  func isSharedAnew(_ quantity: Quantity, _ lead: Lead) -> Bool {
    guard lead.role(of: quantity, isBudget: isBudget) == .share,
      lead.passage.starts(with: Self.of, at: lead.clause.lowerBound),
      let part = stated.last(where: { $0.role == .actual }), part.sentence == sentence, part.value != nil,
      case let whole = subjects(lead, [(lead.clause.lowerBound + Self.of.length)..<lead.range.upperBound]), whole.isSure
    else { return false }
    return amounts(whole.named).contains { whole in
      var other = quantity
      return bounds(part).share(of: Bounds(whole), is: quantity) != .different
        || DigitSlip.meant(byTyped: quantity.value, decimals: quantity.decimals).contains { meant in
          other.value = meant.value
          return bounds(part).share(of: Bounds(whole), is: other) == .same
        }
    }
  }

  private func amounts(_ targets: [ProseNames.Target]) -> [Evaluator.Value] {
    targets.flatMap { values(of: $0, .actual) }.filter { $0.unit.isMoney && !$0.isAbsent }
  }

  private func isOne(_ values: [Evaluator.Value]) -> Bool {
    values.allSatisfy { $0.figure.value == values[0].figure.value && $0.unit == values[0].unit }
  }
}
