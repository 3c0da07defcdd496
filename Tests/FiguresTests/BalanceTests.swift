import Diagnostics
import Testing

@testable import Figures

@Suite struct BalanceTests {
  static func rounded(_ cents: Int) -> Figure {
    Figure(ExactDecimal(Int128(cents), scale: 2), decimals: 2, isExact: false)
  }

  static func sum(_ total: Int, _ parts: [Int]) -> Balance {
    Balance(left: [.init(rounded(total))], right: parts.map { .init(rounded($0)) })
  }

  /// The real gaps of the FY2020 document: cents.
  @Test(arguments: [
    (1_907_716, [155_654, 1_752_063], Verdict.rounding, "0.01", "0.01"),
    (146_182, [14_252, 80_201, 1_201, 12_517, 10_019, 5_007, 4_202, 15_049, 3_736], .rounding, "0.02", "0.04"),
    (1_439, [1_380, 59], .exact, "0.00", "0.01"),
    (156_654, [109_342, 13_210, 6_017, 27_085], .broken, "10.00", "0.02"),
  ])
  func judgesRealSums(_ total: Int, _ parts: [Int], _ verdict: Verdict, _ gap: String, _ allowed: String) {
    let balance = Self.sum(total, parts)
    #expect(balance.verdict == verdict)
    #expect(balance.arithmetic.gap == gap)
    #expect(balance.arithmetic.allowed == allowed)
  }

  @Test func countsOnlyRoundedAddends() {
    // Twenty structural zeros give no slack.
    let zeros = [Balance.Term](repeating: .init(.nothing(decimals: 2)), count: 20)
    let balance = Balance(
      left: [.init(Self.rounded(1_002))], right: [.init(Self.rounded(500)), .init(Self.rounded(500))] + zeros)
    #expect(balance.arithmetic.roundedAddends == 2)
    #expect(balance.arithmetic.allowed == "0.01")
    // Only if those zeros were rounded themselves could the gap be honest: doubtful, with the assumption named.
    #expect(balance.verdict == .doubtful)
    #expect(balance.excuse == .zerosRounded)
  }

  @Test func readsARoundedZeroAsUpToHalfAUnit() {
    let zero = Figure(.zero, decimals: 2, isExact: false)
    let balance = Balance(
      left: [.init(Self.rounded(1))], right: [.init(zero), .init(zero), .init(zero), .init(zero)])
    #expect(balance.verdict == .rounding)
  }

  @Test func treatsExactFiguresAsExact() {
    func exact(_ value: Int) -> Figure { Figure(ExactDecimal(Int128(value)), decimals: 0, isExact: true) }
    let balance = Balance(left: [.init(exact(100))], right: [.init(exact(95)), .init(exact(4))])
    #expect(balance.verdict == .broken)
    #expect(balance.arithmetic.allowed == "0")
  }

  @Test func excusesATieOnlyAsDoubtful() {
    // 0.01 against one rounded addend of 0.00's: two systems may have rounded 50 元 differently.
    let balance = Balance(left: [.init(Self.rounded(101))], right: [.init(Self.rounded(100))])
    #expect(balance.verdict == .doubtful)
    #expect(balance.excuse == .tiesUnknown)
  }

  @Test func comparesWithTheBenefitOfRounding() {
    func atMost(_ left: Int, _ right: Int) -> Bool {
      Balance(left: [.init(Self.rounded(left))], right: [.init(Self.rounded(right))]).canBeAtMost()
    }
    #expect(atMost(59, 59))
    #expect(atMost(58, 59))
    #expect(!atMost(61, 59))
  }
}
