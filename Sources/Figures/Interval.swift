/// A range of true values, each end open or closed.
package struct Interval: Sendable, Hashable {
  package let lower: ExactDecimal
  package let upper: ExactDecimal
  package let isLowerClosed: Bool
  package let isUpperClosed: Bool

  package init(_ lower: ExactDecimal, _ upper: ExactDecimal, lowerClosed: Bool = true, upperClosed: Bool = true) {
    self.lower = lower
    self.upper = upper
    isLowerClosed = lowerClosed
    isUpperClosed = upperClosed
  }

  package static let zero = Interval(.zero, .zero)

  package func contains(_ value: ExactDecimal) -> Bool {
    (isLowerClosed ? lower <= value : lower < value) && (isUpperClosed ? value <= upper : value < upper)
  }

  package static prefix func - (interval: Interval) -> Interval {
    Interval(
      -interval.upper, -interval.lower, lowerClosed: interval.isUpperClosed, upperClosed: interval.isLowerClosed)
  }

  /// All sums of a value of each: an end is reached only where both ends are.
  package static func + (left: Interval, right: Interval) -> Interval {
    Interval(
      left.lower + right.lower, left.upper + right.upper,
      lowerClosed: left.isLowerClosed && right.isLowerClosed,
      upperClosed: left.isUpperClosed && right.isUpperClosed)
  }
}
