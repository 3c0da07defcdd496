internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// 其中: a whole and its parts.
extension Reconciler {
  private static let by: Words = ["按照", "按"]

  /// 其中 breaks down the amount before it; 按功能分类分，包括 begins anew with the first of the passage.
  mutating func beginBreakdown(_ passage: Int, _ lead: Lead) {
    let amounts = stated.filter { $0.role == .actual && $0.quantity.passage == passage }
    guard let last = amounts.last else { return }
    closeBreakdown()
    whole = lead.has(Self.by) ? amounts.first : last
    // 运行费 7.20 万元。主要用于……，其中：燃料费 3.60 万元: the next sentence goes on.
    if last.sentence == sentence - 1, lead.has(Self.use), lead.has(Self.among) {
      breakdownEnd =
        lead.passage.find(Self.fullStop, in: lead.range.upperBound..<lead.passage.bytes.count)?.lowerBound
        ?? lead.passage.bytes.count
    }
  }

  private static let use: Words = ["主要用于", "开支内容"]
  private static let among: Words = "其中"
  private static let fullStop: Words = "。"

  /// What 其中 lists must not come to more than the whole.
  mutating func closeBreakdown() {
    defer {
      whole = nil
      breakdownEnd = nil
    }
    guard let whole,
      let start = stated.firstIndex(where: { $0.quantity.isAtPlace(of: whole.quantity) })
    else { return }
    let parts = stated[(start + 1)...].filter {
      $0.role == .actual && !$0.isAside && $0.quantity.passage == whole.quantity.passage
        && $0.quantity.range.lowerBound < (breakdownEnd ?? sentenceEnd(of: whole.quantity))
        // 月均 49.03 万元，其中最多的 12 月 68.42 万元.
        && !isReserved($0.quantity)
    }
    // Where all are what their cells say, they are not parts of one whole.
    guard parts.count > 1, parts.contains(where: { $0.value == nil }) || whole.value == nil,
      // A figure that is wrong is told already.
      !(parts + [whole]).contains(where: { $0.expected != nil }), disclosure.isWhole,
      Set(parts.flatMap(\.targets)).count >= parts.count
        || parts.allSatisfy { $0.value == nil } && Set(parts.map(\.label)).count == parts.count
    else { return }
    let sum = parts.map(bounds).sum
    guard sum.lower > bounds(whole).upper, !isDividedTwice(whole, parts.map(bounds)), !isOfAnother(whole, sum) else {
      return
    }
    report(
      "NAR-02", .warning, "“其中”各项相加超过了 \(written(whole.quantity))", whole.quantity,
      beside: labelled(parts.map(\.quantity)), fix: "核对各项与合计")
  }

  /// 其中：小微企业 A；货物 B，工程 C，服务 D: B, C and D are all of it, and A is of another division.
  private func isDividedTwice(_ whole: Stated, _ parts: [Bounds]) -> Bool {
    let whole = bounds(whole)
    // 其中债券 A、自筹 B，……2023 年到位 C: the first come to it.
    return parts.indices.contains { first in
      var sum = Bounds.zero
      return parts[first...].contains { part in
        sum = sum + part
        return part != parts[first] && sum.meets(whole)
      }
    }
  }

  /// 支出 A，结转 B，……，其中甲 C、乙 D: what comes to A is A.
  private func isOfAnother(_ whole: Stated, _ sum: Bounds) -> Bool {
    stated.contains { said in
      said.quantity.passage == whole.quantity.passage && said.sentence == whole.sentence
        && said.quantity.range.lowerBound < whole.quantity.range.lowerBound && sum.meets(bounds(said))
    }
  }
}
