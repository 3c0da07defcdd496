import Testing

@testable import Figures

/// What a wrong figure looks like beside the one that was meant.
@Suite struct DigitSlipTests {
  static func slip(_ typed: String, _ meant: String) throws -> DigitSlip? {
    func number(_ text: String) throws -> ExactDecimal {
      guard case .number(let value, _) = try FigureLiteral.read(text) else { throw Missing() }
      return value
    }
    return DigitSlip(typed: try number(typed), meant: try number(meant), decimals: 2)
  }

  struct Missing: Error {}

  @Test(arguments: [
    ("4.82", "4.28", DigitSlip.transposed), ("820.01", "802.01", .transposed), ("1566.54", "1556.54", .digit),
    ("-13.80", "13.80", .sign), ("403", "40.30", .point(1)), ("1.40", "14.00", .point(-1)),
    ("15565431", "1556.54", .unit), ("12.50", "0", .surplus), ("0", "12.50", .missing),
  ])
  func recognisesOneSlip(_ typed: String, _ meant: String, _ slip: DigitSlip) throws {
    #expect(try Self.slip(typed, meant) == slip)
  }

  @Test(arguments: [("123.45", "678.90"), ("10.00", "10.00"), ("-5.00", "7.00"), ("1234.00", "4321.00")])
  func suspectsNothingWhereSeveralWouldBeNeeded(_ typed: String, _ meant: String) throws {
    #expect(try Self.slip(typed, meant) == nil)
  }

  @Test(arguments: ["4.82", "1566.54", "-13.80", "7", "0.05"])
  func listsWhatOneSlipMayHaveMadeOfIt(_ text: String) throws {
    guard case .number(let typed, let decimals) = try FigureLiteral.read(text) else { throw Missing() }
    let meant = DigitSlip.meant(byTyped: typed, decimals: decimals)
    #expect(meant.count > 9)
    for (value, slip) in meant where !value.isZero {
      let read = try #require(DigitSlip(typed: typed, meant: value, decimals: decimals))
      #expect(read.rank <= slip.rank, "\(value.written(decimals: decimals)) → \(text)")
    }
  }

  /// Ranks decide between suspects: what only one figure could explain comes first.
  @Test func ranksTheTellingSlipsFirst() {
    let slips: [DigitSlip] = [.sign, .transposed, .missing, .digit]
    #expect(slips.map(\.rank) == slips.map(\.rank).sorted())
  }
}
