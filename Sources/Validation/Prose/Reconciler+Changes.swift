internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// 增减: the amount, the rate and the word, against the figures they are made of.
extension Reconciler {
  private static let anew: Words = ["与上年", "较上年", "比上年", "同比"]

  /// 主要原因是厉行节约，与上年相比增加 0.16 万元，增长 24.6%: of what the sentence is about, or of what the reason is.
  func isComparedAnew(_ quantity: Quantity, _ lead: Lead) -> Bool {
    switch lead.role(of: quantity, isBudget: isBudget) {
    case .change(isRise: _?):
      guard base == .lastYear, quantity.unit.isMoney,
        let anew = Self.anew.all.lazy.compactMap({ lead.passage.findLast($0, in: lead.range) }).first
      else { return false }
      return lead.isOnly(Self.changeWords, anew.lowerBound..<lead.range.upperBound)
    case .rate(isRise: _?):
      guard let last = stated.last, last.role == .change, last.sentence == sentence else { return false }
      return last.quantity.passage == quantity.passage && lead.isOnly(Self.rateWords)
    default: return false
    }
  }

  private static let amongThem: Words = "其中"

  /// 主要原因是新增教职工，其中：基本支出 6,635.28 万元，占 84.0%: what the sentence is about goes on. That it is the figure named,
  /// or one slip away from it, tells it from the amounts of a reason.
  func isBrokenDownAnew(_ quantity: Quantity, _ lead: Lead) -> Bool {
    guard quantity.unit.isMoney, lead.has(Self.amongThem),
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
      found.isSure = (last.sentence == sentence || isAlone(last)) && lead.isOnly(Self.changeWords)
    }
    if targets.isEmpty, found.now == nil {
      targets = path.map { [$0] } ?? mainSubject.map { [$0] } ?? []
    }
    if !subjects.named.isEmpty { found.isSure = subjects.isSure }
    if found.now == nil, let value = targets.lazy.compactMap({ values(of: $0, .actual).first }).first {
      found.now = (Bounds(value), value)
    }
    if isReason || isPartOfAnother(lead, of: found.now?.1)
      || !subjects.named.isEmpty && !isPlainSubject(lead, of: found.now?.1)
    {
      found.isSure = false
    }
    // 2018 年人员经费 A、公用经费 B，本年人员经费增长 C%，公用经费增长 D%: each since its own.
    let own = stated.last {
      $0.role == .prior && $0.sentence == sentence && $0.expected == nil && !targets.isEmpty && $0.targets == targets
    }
    if let own, lead.comparison == nil, found.now?.1 != nil {
      found.before = (bounds(own), own.value)
    } else if let base {
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
        let isFirst = lead.has(Self.firstBudget)
        let amounts = stated.filter {
          $0.role == .actual || $0.role == role && !(isFirst && role == .budget && $0.isAdjusted)
        }
        let pair = amounts.suffix(2)
        // 甲支出 251 万元，比上年 285 万元下降；乙支出 56 万元，比上年增加: the 285 are 甲's.
        let isAnothers =
          pair.first?.role == role
          && amounts.dropLast(2).last.map { $0.role == .actual && $0.sentence == pair.first?.sentence } ?? false
        if let last = pair.first(where: { $0.role == role }),
          let now = pair.first(where: { $0.role == .actual }),
          last.quantity.passage == now.quantity.passage, last.sentence >= sentence - 1, !isAnothers,
          last.targets.isEmpty || targets.isEmpty || !Set(last.targets).isDisjoint(with: targets)
        {
          // 上年 A，本年 B，比上年增长 C%.
          found.before = (bounds(last), last.value)
        }
      }
    }
    return found
  }

  private static let firstBudget: Words = "年初预算"

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
    guard let (now, nowValue) = changing.now else { return leave(quantity, "不知道是谁的增减") }
    guard let (before, beforeValue) = changing.before else {
      return record(
        quantity, .unchecked, reason: base == nil ? "没有写明与什么比" : "没有可以比较的\(base == .budget ? "预算数" : "上年数")")
    }
    let sources = [nowValue, beforeValue].compactMap { $0 }
    let difference = now - before
    let mine = Bounds(quantity)
    let magnitude = difference.magnitude
    let meets = mine.meets(magnitude)
    let isMagnitudeNear =
      (mine.lower - magnitude.upper)
      <= Quantity.base(ExactDecimal.unit(decimals: quantity.decimals), quantity.moneyUnit ?? .yuan)
      && (magnitude.lower - mine.upper)
        <= Quantity.base(ExactDecimal.unit(decimals: quantity.decimals), quantity.moneyUnit ?? .yuan)
    if meets || isMagnitudeNear {
      let isWrongWay =
        isRise.map { rise in rise ? difference.isNegative : difference.isPositive } ?? false
      guard isWrongWay, !quantity.value.isZero, !isReason || isTelling(quantity), !isReserved(quantity) else {
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
    guard nowValue != nil,
      changing.isSure && !isReserved(quantity)
        || !isReason && beforeValue != nil && isOneSlip(quantity, fromDifference: magnitude)
    else { return leave(quantity, "认不准是谁的增减") }
    record(quantity, .suspect, sources: sources)
    // Which way it went is said where the sentence has that wrong, too.
    let way =
      switch isRise {
      case true? where difference.isNegative: "减少 "
      case false? where difference.isPositive: "增加 "
      default: ""
      }
    report(
      "NAR-01", .warning,
      "增减额写 \(written(quantity))，\(sources.map { "\($0.title) \(written($0))" }.joined(separator: " 减 ")) 应是\(way.isEmpty ? " " : way)\(writtenMoney(magnitude, like: quantity))",
      quantity, related: sources, fix: "核对增减额，或补全对比数")
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
