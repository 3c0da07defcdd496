internal import Disclosures
internal import Figures

/// The true values a figure of the data or of the text may stand for, in 元 for money.
struct Bounds: Sendable, Equatable {
  let lower: ExactDecimal
  let upper: ExactDecimal

  init(_ lower: ExactDecimal, _ upper: ExactDecimal) {
    self.lower = lower
    self.upper = upper
  }

  init(_ value: Evaluator.Value) {
    let middle = Quantity.base(value.figure.value, value.unit)
    let half =
      value.figure.isExact ? .zero : Quantity.base(ExactDecimal.halfUnit(decimals: value.figure.decimals), value.unit)
    lower = middle - half
    upper = middle + half
  }

  init(_ quantity: Quantity) {
    (lower, upper) = quantity.bounds()
  }

  static let zero = Bounds(ExactDecimal.zero, .zero)

  var isZero: Bool { lower.isZero && upper.isZero }
  var isNegative: Bool { upper < .zero }
  var isPositive: Bool { lower > .zero }
  /// Without its sign, where it has one beyond doubt.
  var magnitude: Bounds { isNegative ? Bounds(-upper, -lower) : self }
  /// Whether both may be one figure.
  func meets(_ other: Bounds) -> Bool { lower <= other.upper && other.lower <= upper }
  var canBeZero: Bool { lower <= .zero && .zero <= upper }

  static func + (left: Bounds, right: Bounds) -> Bounds { Bounds(left.lower + right.lower, left.upper + right.upper) }
  static func - (left: Bounds, right: Bounds) -> Bounds { Bounds(left.lower - right.upper, left.upper - right.lower) }

  /// Whether `self ÷ whole` can be written as a percentage.
  func share(of whole: Bounds, is quantity: Quantity) -> Agreement {
    guard whole.upper > .zero else { return .different }
    let hundred = ExactDecimal(100)
    func fits(_ below: ExactDecimal, _ above: ExactDecimal) -> Bool {
      let low = quantity.value - below, high = quantity.value + above
      // p ÷ w × 100 in [low, high] for some p and w, without dividing.
      let wholeLower = max(whole.lower, .zero)
      return upper * hundred >= low * wholeLower && lower * hundred <= high * whole.upper
    }
    let half = ExactDecimal.halfUnit(decimals: quantity.decimals)
    if fits(half, half) { return .same }
    // Rounded on the way (44.945 → 44.95 → 45.0), or cut off. A whole percentage is neither.
    let more = half + half * ExactDecimal(1, scale: 1)
    return quantity.decimals > 0 && (fits(more, more) || fits(.zero, half + half)) ? .near : .different
  }
}

extension Sequence<Bounds> {
  var sum: Bounds { reduce(Bounds.zero) { $0 + $1 } }
}
