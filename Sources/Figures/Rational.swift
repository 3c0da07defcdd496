/// An exact fraction in lowest terms, for products and quotients of figures.
///
/// Every operation says so where the result does not fit 128 bits; nothing is ever rounded.
package struct Rational: Sendable, Hashable {
  package enum Failure: Error, Sendable, Hashable { case divisionByZero, tooLarge }

  package let numerator: Int128
  /// Always positive.
  package let denominator: Int128

  package static let zero = Rational(ExactDecimal.zero)

  package init(_ value: ExactDecimal) {
    self.init(reducing: value.coefficient, ExactDecimal.power(value.scale))
  }

  private init(reducing numerator: Int128, _ denominator: Int128) {
    let divisor = max(1, Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    self.numerator = numerator / Int128(divisor)
    self.denominator = denominator / Int128(divisor)
  }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  private static func product(_ a: Int128, _ b: Int128) throws(Failure) -> Int128 {
    let (value, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow { throw .tooLarge }
    return value
  }

  package func plus(_ other: Rational) throws(Failure) -> Rational {
    let left = try Self.product(numerator, other.denominator), right = try Self.product(other.numerator, denominator)
    let (sum, overflow) = left.addingReportingOverflow(right)
    if overflow { throw .tooLarge }
    return Rational(reducing: sum, try Self.product(denominator, other.denominator))
  }

  package func times(_ other: Rational) throws(Failure) -> Rational {
    // Crosswise first, so that what cancels never grows.
    let a = Rational(reducing: numerator, other.denominator), b = Rational(reducing: other.numerator, denominator)
    return Rational(
      reducing: try Self.product(a.numerator, b.numerator), try Self.product(a.denominator, b.denominator))
  }

  package func over(_ other: Rational) throws(Failure) -> Rational {
    guard other.numerator != 0 else { throw .divisionByZero }
    let sign: Int128 = other.numerator < 0 ? -1 : 1
    return try times(Rational(reducing: other.denominator * sign, other.numerator * sign))
  }

  package static prefix func - (value: Rational) -> Rational {
    Rational(reducing: -value.numerator, value.denominator)
  }

  package func isLess(than other: Rational) throws(Failure) -> Bool {
    let difference = try plus(-other)
    return difference.numerator < 0
  }

  /// Rounded half away from zero.
  package func rounded(decimals: Int) throws(Failure) -> ExactDecimal {
    let scaled = try Self.product(numerator, 2 * ExactDecimal.power(decimals))
    let sum = scaled >= 0 ? scaled + denominator : scaled - denominator
    return ExactDecimal(sum / (2 * denominator), scale: decimals)
  }
}

/// All values a computed figure can truly have, both ends included.
package struct RationalRange: Sendable, Hashable {
  package let lower: Rational
  package let upper: Rational

  package init(_ lower: Rational, _ upper: Rational) {
    self.lower = lower
    self.upper = upper
  }

  /// What a figure stands for: itself, or half a last unit to either side.
  package init(_ figure: Figure, power: Int = 0) {
    let slack = figure.isExact ? ExactDecimal.zero : .halfUnit(decimals: figure.decimals)
    self.init(Self.scaled(figure.value - slack, by: power), Self.scaled(figure.value + slack, by: power))
  }

  private static func scaled(_ value: ExactDecimal, by power: Int) -> Rational {
    power >= 0
      ? Rational(ExactDecimal(value.coefficient * ExactDecimal.power(power), scale: value.scale))
      : Rational(ExactDecimal(value.coefficient, scale: value.scale - power))
  }

  package func plus(_ other: RationalRange) throws(Rational.Failure) -> RationalRange {
    RationalRange(try lower.plus(other.lower), try upper.plus(other.upper))
  }

  package static prefix func - (range: RationalRange) -> RationalRange { RationalRange(-range.upper, -range.lower) }

  package func times(_ other: RationalRange) throws(Rational.Failure) -> RationalRange {
    try Self.spanning([
      try lower.times(other.lower), try lower.times(other.upper), try upper.times(other.lower),
      try upper.times(other.upper),
    ])
  }

  /// Fails where the divisor may be zero.
  package func over(_ other: RationalRange) throws(Rational.Failure) -> RationalRange {
    guard other.lower.numerator > 0 || other.upper.numerator < 0 else { throw .divisionByZero }
    return try Self.spanning([
      try lower.over(other.lower), try lower.over(other.upper), try upper.over(other.lower),
      try upper.over(other.upper),
    ])
  }

  private static func spanning(_ values: [Rational]) throws(Rational.Failure) -> RationalRange {
    var (least, most) = (values[0], values[0])
    for value in values.dropFirst() {
      if try value.isLess(than: least) { least = value }
      if try most.isLess(than: value) { most = value }
    }
    return RationalRange(least, most)
  }

  /// Whether the two have a value in common.
  package func meets(_ other: RationalRange) throws(Rational.Failure) -> Bool {
    let isBelow = try upper.isLess(than: other.lower), isAbove = try other.upper.isLess(than: lower)
    return !isBelow && !isAbove
  }
}
