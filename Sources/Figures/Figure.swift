/// An amount, count or rate as an exact decimal with its declared precision.
///
/// A rounded figure stands for the interval of true values that round to it; an exact one for itself.
package struct Figure: Sendable, Hashable {
  package let value: ExactDecimal
  /// How many decimals it is declared with (2 for 万元): also how it is written on pages.
  package let decimals: Int
  /// True for counts, scores and structural zeros, which no rounding has touched.
  package let isExact: Bool

  package init(_ value: ExactDecimal, decimals: Int, isExact: Bool) {
    self.value = value
    self.decimals = decimals
    self.isExact = isExact
  }

  /// A structural zero: an empty cell, or `0`.
  package static func nothing(decimals: Int) -> Figure { Figure(.zero, decimals: decimals, isExact: true) }

  /// Nothing at all: `0.00` is an amount of less than half of its last digit.
  package var isNil: Bool { value.isZero && isExact }

  /// As printed on a page: declared decimals and thousands marks; an exact zero stays `0`.
  package var written: String {
    if isNil { return "0" }
    return value.written(decimals: decimals, grouped: true)
  }
}

extension Figure {
  /// The same amount in a unit of money that is not smaller: exact, with as many more decimals.
  package func inLargerUnit(by power: Int) -> Figure {
    Figure(
      ExactDecimal(value.coefficient, scale: value.scale + power), decimals: decimals + power, isExact: isExact)
  }
}
