import Testing

@testable import Disclosures

/// When an original came out is known to the day, the month or the year, and never more exactly than that.
@Suite struct OriginalDateTests {
  @Test(arguments: [("2021", "2021年"), ("2021-11", "2021年11月"), ("2021-11-05", "2021年11月5日")])
  func saysAsMuchAsIsKnown(_ text: String, _ words: String) {
    #expect(OriginalDate(text)?.chinese == words)
  }

  @Test(arguments: ["", "21", "2021-13", "2021-02-30", "2021-1", "2021年11月", "2021-11-05-01", "2021-"])
  func takesNothingElse(_ text: String) {
    #expect(OriginalDate(text) == nil)
  }

  @Test func isAfterADayOnlyWhereItCannotBeBefore() throws {
    let day = try #require(CalendarDate("2021-11-15 09:00"))
    for (text, isAfter) in [
      ("2021", false), ("2022", true), ("2021-11", false), ("2021-12", true), ("2021-11-15", false),
      ("2021-11-16", true), ("2020-12-31", false),
    ] {
      #expect(OriginalDate(text)?.isAfter(day) == isAfter, "\(text)")
    }
  }
}
