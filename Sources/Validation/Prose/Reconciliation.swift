internal import Diagnostics
internal import Disclosures
internal import Figures

/// What a figure of the narrative came to.
struct Reconciled: Sendable {
  enum Verdict: Sendable, Hashable {
    /// Written by a `{{…}}`.
    case generated
    /// Typed, with its address: `{{1,556.54 = …}}`.
    case bound
    /// Equal to the cell that its words name, or worked out from such cells.
    case matched
    /// Agrees with other figures of its own sentence, which nobody has tied to a cell.
    case consistent
    /// Its words name a cell that says something else.
    case suspect
    /// Nothing to compare it with.
    case unchecked
    /// A limit (50 万元以上), not a figure of this document.
    case limit
  }

  let quantity: Quantity
  var verdict: Verdict
  /// The figures it was compared with.
  var sources: [Evaluator.Value] = []
  /// For the unchecked: why.
  var reason: String?
  /// The expression that yields it, where exactly one can be meant.
  var expression: String?
  /// Of what comes to each: the figures its words name, of one of which it is a part.
  var dividends: [Evaluator.Value] = []
}

/// A figure stated earlier in the section, for what follows to refer to.
struct Stated: Sendable {
  enum Role: Sendable, Hashable { case actual, budget, prior, change }

  let quantity: Quantity
  let role: Role
  /// The cells its words name, or nothing where they name none.
  let targets: [ProseNames.Target]
  /// The cell it is equal to.
  let value: Evaluator.Value?
  /// The words before it, as far as they may name it.
  let label: String
  let sentence: Int
  /// The cell that its words name, where it says something else: told already, and what follows may be right for it.
  var expected: Evaluator.Value?
  /// Of a change: what changed, and which way its words say.
  var changing: Changing?
  var isRise: Bool?
  /// Inside a bracket that is closed: 支出决算 21 万元（其中：……21 万元）, and what follows goes on about the first.
  var isAside = false
  /// Of a budget: the adjusted one, which no table has.
  var isAdjusted = false

  /// “审计业务专项”项目支出 118.47 万元.
  var isOfQuotedProject: Bool { ["”项目", "》项目", "项目”", "项目》"].contains { label.contains($0) } }

  /// 结余 2 万元: no amount that 执行率 is of.
  var isRemainder: Bool { label.contains("结余") || label.contains("结转") }
}

/// The figure that changes, and what it is measured against.
struct Changing: Sendable {
  var now: (Bounds, Evaluator.Value?)?
  var before: (Bounds, Evaluator.Value?)?
  /// It was named, or stated just before.
  var isSure = false
}

/// What a change is measured against.
enum ComparisonBase: Sendable, Hashable {
  case lastYear
  case budget
}

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

  var isZero: Bool { lower.isZero && upper.isZero }
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
