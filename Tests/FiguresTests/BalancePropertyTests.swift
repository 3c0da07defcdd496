import Diagnostics
import TestSupport
import Testing

@testable import Figures

/// The three laws of the rounding verdict: true data never alarms, every gap beyond the bound is caught, and every gap
/// inside it can be produced by true data.
@Suite struct BalancePropertyTests {
  /// True amounts in 分, published in 万元 with two decimals: one published unit is 10,000 分.
  static let fenPerUnit = 10_000

  static func published(_ fen: Int) -> Figure {
    let cents = ExactDecimal.divideRounding(Int128(fen), Int128(fenPerUnit))
    return Figure(ExactDecimal(cents, scale: 2), decimals: 2, isExact: fen == 0)
  }

  static func amount(_ random: inout SeededGenerator) -> Int {
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: 0
    case 2: Int.random(in: -9_000_000...9_000_000, using: &random)
    case 3: Int.random(in: 1...6_000, using: &random)
    case 4: Int.random(in: 0...500, using: &random) * fenPerUnit + fenPerUnit / 2
    default: Int.random(in: 0...4_000_000_000, using: &random)
    }
  }

  @Test(arguments: 1...20)
  func neverAlarmsOnTrueDataRoundedAsDeclared(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<500 {
      let parts = (0..<Int.random(in: 1...40, using: &random)).map { _ in Self.amount(&random) }
      let balance = Balance(
        left: [.init(Self.published(parts.reduce(0, +)))], right: parts.map { .init(Self.published($0)) })
      #expect(balance.verdict == .exact || balance.verdict == .rounding, "seed \(seed): \(parts)")
    }
  }

  @Test(arguments: 1...20)
  func neverAlarmsOnTrueDifferences(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 1_000)
    for _ in 0..<300 {
      let (opening, income, spending) = (Self.amount(&random), Self.amount(&random), Self.amount(&random))
      let balance = Balance(
        left: [.init(Self.published(opening + income - spending))],
        right: [
          .init(Self.published(opening)), .init(Self.published(income)),
          .init(Self.published(spending), subtracted: true),
        ])
      #expect(balance.verdict == .exact || balance.verdict == .rounding, "seed \(seed)")
    }
  }

  @Test(arguments: 1...20)
  func catchesEveryGapOneUnitBeyondTheBound(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 2_000)
    for _ in 0..<300 {
      let parts = (0..<Int.random(in: 1...30, using: &random)).map { _ in Int.random(in: 1...900_000, using: &random) }
      let bound = parts.count / 2
      for direction in [1, -1] {
        let inside = BalanceTests.sum(parts.reduce(0, +) + direction * bound, parts)
        #expect(inside.verdict == (bound == 0 ? .exact : .rounding), "n = \(parts.count)")
        let beyond = BalanceTests.sum(parts.reduce(0, +) + direction * (bound + 1), parts)
        #expect(beyond.verdict != .exact && beyond.verdict != .rounding, "n = \(parts.count)")
        #expect(beyond.arithmetic.allowed == ExactDecimal(Int128(bound), scale: 2).written(decimals: 2))
      }
    }
  }

  @Test(arguments: 1...30)
  func hasAWitnessForEachGapInsideTheBound(_ count: Int) {
    // True values whose published forms are `count` times 1.00, and whose true sum publishes as the total with the gap.
    for gap in -(count / 2)...(count / 2) {
      var residues = [Int](repeating: 0, count: count)
      var left = gap * Self.fenPerUnit
      for index in residues.indices {
        // Ties round away from zero, so a residue may be −5,000 分 but must stay below +5,000.
        residues[index] = max(-Self.fenPerUnit / 2, min(Self.fenPerUnit / 2 - 1, left))
        left -= residues[index]
      }
      // What is left must vanish in the rounding of the total.
      let truth = residues.map { 100 * Self.fenPerUnit + $0 }
      let total = Self.published(truth.reduce(0, +))
      #expect(truth.allSatisfy { Self.published($0).value == ExactDecimal(1) })
      #expect(total.value == ExactDecimal(Int128(100 * count + gap), scale: 2), "n = \(count), gap = \(gap)")
      let balance = Balance(left: [.init(total)], right: truth.map { .init(Self.published($0)) })
      #expect(balance.verdict == (gap == 0 ? .exact : .rounding))
    }
  }
}
