/// What checking one identity came to.
package enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
  /// 平: holds to the digit.
  case exact
  /// 尾差: a gap that the declared rounding can produce.
  case rounding
  /// 存疑: only the widest rounding model excuses the gap.
  case doubtful
  /// 不平: no rounding can explain the gap.
  case broken
  /// 未检: could not be evaluated; counted, never passed.
  case open
  /// 不适用: the rule's condition does not hold here.
  case notApplicable

  /// The word users read.
  package var word: String {
    switch self {
    case .exact: "平"
    case .rounding: "尾差"
    case .doubtful: "存疑"
    case .broken: "不平"
    case .open: "未检"
    case .notApplicable: "不适用"
    }
  }
}

/// The numbers behind a verdict, already written out: all decimals are exact.
package struct Arithmetic: Sendable, Hashable {
  /// The checked figure as filled in.
  package let actual: String
  /// The smallest and largest value the other figures allow.
  package let lowest: String
  package let highest: String
  /// The difference found, without sign.
  package let gap: String
  /// The largest difference that declared rounding explains.
  package let allowed: String
  /// How many rounded figures take part, the checked one not counted.
  package let roundedAddends: Int

  package init(
    actual: String, lowest: String, highest: String, gap: String, allowed: String, roundedAddends: Int
  ) {
    self.actual = actual
    self.lowest = lowest
    self.highest = highest
    self.gap = gap
    self.allowed = allowed
    self.roundedAddends = roundedAddends
  }

  /// What ought to be there, in words: `应是 1,156.54`.
  package var expected: String { lowest == highest ? "应是 \(lowest)" : "应在 \(lowest) 至 \(highest) 之间" }
}
