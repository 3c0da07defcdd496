import Testing

@testable import Figures

@Suite struct ExactDecimalTests {
  @Test func keepsEqualNumbersEqualHoweverTheyWereWritten() {
    #expect(ExactDecimal(1380, scale: 2) == ExactDecimal(138, scale: 1))
    #expect(ExactDecimal(0, scale: 4) == .zero)
    #expect(ExactDecimal(-50, scale: 1) == ExactDecimal(-5))
  }

  @Test func addsWithoutError() {
    // The sum that binary floating point gets wrong.
    #expect(ExactDecimal(1, scale: 1) + ExactDecimal(2, scale: 1) == ExactDecimal(3, scale: 1))
    #expect(ExactDecimal(2_290_234, scale: 2) - ExactDecimal(4, scale: 2) == ExactDecimal(2_290_230, scale: 2))
    #expect(ExactDecimal(25, scale: 1) * ExactDecimal(4, scale: 1) == ExactDecimal(1))
  }

  @Test(arguments: [
    (5, 3, "0.01"), (-5, 3, "-0.01"), (4, 3, "0.00"), (1_005, 3, "1.01"), (-1_005, 3, "-1.01"), (994, 3, "0.99"),
    (995, 3, "1.00"),
  ])
  func roundsHalfAwayFromZero(_ coefficient: Int, _ scale: Int, _ expected: String) {
    #expect(ExactDecimal(Int128(coefficient), scale: scale).rounded(decimals: 2).written(decimals: 2) == expected)
  }

  @Test func writesDeclaredDecimalsAndThousands() {
    #expect(ExactDecimal(138, scale: 1).written(decimals: 2) == "13.80")
    #expect(ExactDecimal(2_290_237, scale: 2).written(decimals: 2, grouped: true) == "22,902.37")
    #expect(ExactDecimal(-1_000_000).written(decimals: 2, grouped: true) == "-1,000,000.00")
    #expect(ExactDecimal(999).written(grouped: true) == "999")
    #expect(ExactDecimal(4, scale: 2).written() == "0.04")
  }

  @Test func dividesToTheLastDigit() {
    let part = ExactDecimal(155_654, scale: 2)
    let whole = ExactDecimal(2_290_234, scale: 2)
    #expect(part.divided(by: whole, shift: 2, decimals: 1)?.written(decimals: 1) == "6.8")
    // 3.41 / 4.00 is exactly 85.25 %: half goes up.
    #expect(
      ExactDecimal(341, scale: 2).divided(by: ExactDecimal(4), shift: 2, decimals: 1)?.written(decimals: 1) == "85.3")
    #expect(part.divided(by: .zero, decimals: 1) == nil)
    #expect(ExactDecimal(-1).divided(by: ExactDecimal(3), decimals: 2)?.written() == "-0.33")
  }

  @Test func ordersAcrossScales() {
    #expect(ExactDecimal(1, scale: 2) < ExactDecimal(1, scale: 1))
    #expect(ExactDecimal(-1) < .zero)
    #expect(!(ExactDecimal(10, scale: 1) < ExactDecimal(1)))
  }
}
