internal import Diagnostics
internal import Disclosures
internal import Figures

/// Where words leave open what a figure is: one slip of the pen away from what it may be, it is that. 办公费 1,888.00 万元 where
/// the tables have 188.80 under that name.
///
/// Of figures with few digits, chance makes many one slip away from each other; they are left alone.
extension Reconciler {
  /// How many digits, without zeros at the end, tell a slip from chance.
  private enum Telling {
    /// An amount: last year's may be close to this year's.
    static let amount = (digit: 5, other: 4)
    /// Worked out from others: 增减额, 占比, 增减率.
    static let derived = (digit: 4, other: 3)
    static let inList = (digit: 3, other: 3)
  }

  func isOneSlip(_ quantity: Quantity, from value: Evaluator.Value) -> Bool {
    isOneSlip(quantity, Telling.amount) { $0.agreement(with: value) == .same }
  }

  /// - Parameter difference: in 元.
  func isOneSlip(_ quantity: Quantity, fromDifference difference: Bounds) -> Bool {
    isOneSlip(quantity, Telling.derived) { meant in
      let mine = Bounds(meant)
      return mine.meets(difference)
    }
  }

  /// - Parameter isReserved: the sentence speaks of something else, and fewer digits are chance.
  func isOneSlip(
    _ percentage: Quantity, fromShare part: Bounds, of whole: Bounds, isReserved: Bool = false
  ) -> Bool {
    isOneSlip(percentage, isReserved ? Telling.amount : Telling.derived) { part.share(of: whole, is: $0) == .same }
  }

  func isOneSlip(_ rate: Quantity, fromRateOf changing: Changing) -> Bool {
    guard !isReason, let (now, value) = changing.now, let (before, earlier) = changing.before, value != nil,
      earlier != nil
    else { return false }
    return isOneSlip(rate, fromShare: (now - before).magnitude, of: before)
  }

  /// 科学技术支出 A，占 B%: of a whole that the words leave open, or of the one that the shares before are of.
  mutating func leaveOpen(_ share: Quantity, of part: Stated, reason: String) {
    // 占 A 的 B%；……，占 C%: in one sentence the second is of A, too.
    let telling = lastWhole?.sentence == sentence ? Telling.inList : Telling.derived
    guard let whole = lastWhole?.value,
      isOneSlip(share, telling, to: { bounds(part).share(of: Bounds(whole), is: $0) == .same })
    else { return leave(share, reason) }
    let sources = [part.value, whole].compactMap { $0 }
    record(share, .suspect, sources: sources)
    report(
      "NAR-02", .warning,
      "占比写 \(written(share))，\(written(part.quantity)) 占 \(whole.title) \(written(whole)) 应是 \(percent(bounds(part), Bounds(whole), share))",
      share, related: [whole], fix: "先核对前面的数；没有错，就改成重算的比例")
  }

  private func isOneSlip(
    _ quantity: Quantity, _ telling: (digit: Int, other: Int), to holds: (Quantity) -> Bool
  ) -> Bool {
    let typed = quantity.value.magnitude.coefficient(atScale: quantity.decimals)
    let digits = String(typed).trimmingSuffix { $0 == "0" }.count
    guard quantity.precision == .stated, digits >= telling.other else { return false }
    // In the last place it may be rounding.
    let least = ExactDecimal.unit(decimals: quantity.decimals) * ExactDecimal(10)
    return DigitSlip.meant(byTyped: quantity.value, decimals: quantity.decimals).contains { meant in
      guard meant.slip != .digit || digits >= telling.digit && (quantity.value - meant.value).magnitude >= least else {
        return false
      }
      var other = quantity
      other.value = meant.value
      return holds(other)
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
    self[..<(lastIndex { !isTrimmed($0) }.map(index(after:)) ?? startIndex)]
  }
}
