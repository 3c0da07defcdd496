internal import Disclosures
internal import Figures

/// How well two numbers agree.
enum Agreement: Int, Sendable, Comparable {
  case different
  /// Within one unit of the last place: rounding on the way may have done it.
  case near
  case same

  static func < (left: Agreement, right: Agreement) -> Bool { left.rawValue < right.rawValue }
}

extension Quantity {
  /// In 元 for money, as it is for everything else.
  static func base(_ value: ExactDecimal, _ unit: MeasureUnit) -> ExactDecimal {
    value * ExactDecimal(ExactDecimal.power(unit.moneyScale ?? 0))
  }

  var moneyUnit: MeasureUnit? {
    if case .money(let unit) = unit { return unit }
    return nil
  }

  /// Half of the last place it is written with, in 元 for money.
  private var tolerance: ExactDecimal {
    Self.base(ExactDecimal.halfUnit(decimals: decimals), moneyUnit ?? MeasureUnit(""))
  }

  /// Whether it says what a figure of the data says.
  func agreement(with value: Evaluator.Value) -> Agreement {
    let mine = Self.base(self.value, moneyUnit ?? MeasureUnit(""))
    guard value.unit.isMoney == unit.isMoney else { return .different }
    return agreement(mine, Self.base(value.figure.value, value.unit), other: value.figure, otherUnit: value.unit)
  }

  private func agreement(
    _ mine: ExactDecimal, _ theirs: ExactDecimal, other: Figure, otherUnit: MeasureUnit
  ) -> Agreement {
    let gap = (mine - theirs).magnitude
    let half = max(tolerance, Self.base(ExactDecimal.halfUnit(decimals: other.decimals), otherUnit))
    if gap.isZero { return .same }
    if case .count = unit { return .different }
    if precision == .about { return gap * ExactDecimal(20) <= theirs.magnitude ? .same : .different }
    // A coarser writing of the same amount: 2.29 亿元, 13.8 万元.
    if gap <= half, decimals < other.decimals || moneyUnit != otherUnit { return .same }
    // Nothing is not something, and a whole number is not the next one: 2 万元 for 1.00.
    guard !mine.isZero, !theirs.isZero, decimals > 0 || other.decimals == 0 else { return .different }
    return gap <= half + half ? .near : .different
  }

  /// The true values it may stand for, in 元 for money.
  func bounds(widened: Bool = false) -> (lower: ExactDecimal, upper: ExactDecimal) {
    let mine = Self.base(value, moneyUnit ?? MeasureUnit(""))
    if case .count = unit { return (mine, mine) }
    if value.isZero, decimals == 0 { return (.zero, .zero) }
    let half = widened ? tolerance + tolerance : tolerance
    return (mine - half, mine + half)
  }
}
