internal import Diagnostics
internal import Disclosures
internal import Figures

/// Amounts in brackets: 支出决算 21 万元（其中：一般公共预算 15 万元；政府性基金预算 6 万元）.
extension Reconciler {
  private static let parts: Words = ["其中", "包括", "含"]
  /// Budgets that there are no others besides.
  private static let budgets = ["一般公共预算", "政府性基金", "国有资本"]
  /// A bracket is looked for so far back, lest a long text without any be gone through for every figure.
  private static let farthest = 1_200

  /// What stands in a bracket that the words before this figure close is told by the way, and its parts do not come to
  /// more than the amount before it.
  mutating func closeBracket(_ lead: Lead, _ passage: Int) {
    guard stated.last?.quantity.passage == passage,
      let closed = lead.passage.firstStart(of: .closing, in: lead.range),
      let open = lead.passage.findLast(.opening, in: max(0, closed - Self.farthest)..<closed),
      open.lowerBound < lead.range.lowerBound
    else { return }
    let outside = stated.lastIndex { $0.quantity.passage != passage || $0.quantity.range.lowerBound < open.lowerBound }
    let inside = (outside.map { $0 + 1 } ?? 0)..<stated.count
    guard !inside.isEmpty else { return }
    for index in inside { stated[index].isAside = true }
    guard let outside, stated[outside].quantity.passage == passage,
      stated[outside].quantity.range.upperBound == open.lowerBound,
      lead.passage.starts(with: Self.parts, at: open.upperBound)
    else { return }
    checkParts(of: stated[outside], Array(stated[inside]))
  }

  private mutating func checkParts(of whole: Stated, _ parts: [Stated]) {
    guard whole.role == .actual || whole.role == .budget, whole.expected == nil, disclosure.isWhole,
      parts.allSatisfy({ $0.expected == nil && $0.role == parts[0].role && $0.role != .change }),
      Set(parts.map(\.label)).count == parts.count
    else { return }
    let sum = parts.dropFirst().reduce(bounds(parts[0])) { $0 + bounds($1) }
    let isAll = Self.budgets.allSatisfy { name in parts.contains { $0.label.contains(name) } }
    let isLess = isAll && sum.upper < bounds(whole).lower
    guard sum.lower > bounds(whole).upper || isLess else { return }
    report(
      "NAR-02", .warning, "括号里各项相加\(isLess ? "不到" : "超过了") \(written(whole.quantity))", whole.quantity,
      beside: labelled(parts.map(\.quantity)), fix: "核对各项与合计")
  }

  private static let conversions: Words = ["（", "(", "，", "折合", "约合", "合", "即", "约", "计"]

  /// 1,607.59 万元（约合 0.16 亿元）: the amount before it in another unit.
  mutating func takeConverted(_ quantity: Quantity, _ lead: Lead) -> Bool {
    guard let last = results.last, last.quantity.passage == quantity.passage, let unit = quantity.moneyUnit,
      let other = last.quantity.moneyUnit, unit != other, !lead.range.isEmpty,
      last.quantity.range.upperBound == lead.range.lowerBound, lead.isOnly(Self.conversions),
      // 186 人、每人 500 元，计 9.3 万元: so many times as much.
      !current.isPerHead
    else { return false }
    let isAbout = quantity.precision == .about
    let (mine, theirs) = (quantity.bounds(widened: isAbout), last.quantity.bounds())
    if mine.lower <= theirs.upper, theirs.lower <= mine.upper {
      record(quantity, .consistent, sources: last.sources)
    } else if last.verdict == .suspect {
      leave(quantity, "前面的数已经不对")
    } else {
      record(quantity, .suspect, sources: last.sources)
      report(
        "NAR-09", .warning, "同一个数写成了两个：这里 \(written(quantity))，前面 \(written(last.quantity))", quantity,
        fix: "核对后写成一致")
    }
    return true
  }

  private static let compared: Words = ["相比（", "相比(", "比较（", "比较("]

  /// 与 2019 年相比（“三公”经费 12.73 万元，其中……），: whose figures the bracket tells; until it closes.
  mutating func isInBracketOfLastYear(_ lead: Lead) -> Bool {
    if lead.has(Self.compared) {
      current.isInPriorBracket = base == .lastYear
    } else if current.isInPriorBracket,
      let closed = lead.passage.firstStart(of: .closing, in: lead.range),
      !lead.has(.opening, lead.range.lowerBound..<closed)
    {
      current.isInPriorBracket = false
    }
    return current.isInPriorBracket
  }
}
