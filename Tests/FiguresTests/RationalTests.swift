import TestSupport
import Testing

@testable import Figures

/// Fractions are exact, and say so where they cannot be.
@Suite struct RationalTests {
  static func random(_ generator: inout SeededGenerator) -> ExactDecimal {
    ExactDecimal(
      Int128(Int.random(in: -99_999_999...99_999_999, using: &generator)),
      scale: Int.random(in: 0...4, using: &generator))
  }

  @Test func productsAndQuotientsUndoEachOther() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      let a = Rational(Self.random(&generator)), b = Rational(Self.random(&generator))
      guard b != .zero else { continue }
      #expect(try a.over(b).times(b) == a)
      #expect(try a.plus(b).plus(-b) == a)
      #expect(try a.isLess(than: b) == !(try b.isLess(than: a) || a == b))
    }
  }

  @Test func roundsHalfAwayFromZero() throws {
    #expect(
      try Rational(ExactDecimal(1)).over(Rational(ExactDecimal(8))).rounded(decimals: 2) == ExactDecimal(13, scale: 2))
    #expect(
      try Rational(ExactDecimal(-1)).over(Rational(ExactDecimal(8))).rounded(decimals: 2) == ExactDecimal(-13, scale: 2)
    )
    #expect(
      try Rational(ExactDecimal(2)).over(Rational(ExactDecimal(3))).rounded(decimals: 4) == ExactDecimal(6667, scale: 4)
    )
  }

  @Test func refusesWhatItCannotHold() throws {
    let huge = Rational(ExactDecimal(Int128.max / 3))
    #expect(throws: Rational.Failure.tooLarge) { try huge.times(huge) }
    #expect(throws: Rational.Failure.divisionByZero) { try huge.over(.zero) }
  }

  /// A true quotient lies in the range of the quotient of its rounded figures.
  @Test func rangesHoldTheTruth() throws {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<1000 {
      let a = ExactDecimal(Int128(Int.random(in: 1...9_999_999, using: &generator)), scale: 4)
      let b = ExactDecimal(Int128(Int.random(in: 100_000...9_999_999, using: &generator)), scale: 4)
      let truth = try Rational(a).over(Rational(b))
      let stated = try RationalRange(Figure(a.rounded(decimals: 2), decimals: 2, isExact: false)).over(
        RationalRange(Figure(b.rounded(decimals: 2), decimals: 2, isExact: false)))
      #expect(try stated.meets(RationalRange(truth, truth)))
    }
  }
}
