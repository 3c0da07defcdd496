import Disclosures
import Testing

/// Days that exist, and how far apart they are.
@Suite struct CalendarDateTests {
  @Test(arguments: [
    ("2021-11-15", "2021-11-15", "2021-11-15 00:00", "2021年11月15日"),
    ("2021-01-05 09:00", "2021-01-05", "2021-01-05 09:00", "2021年1月5日"),
    ("2020-02-29", "2020-02-29", "2020-02-29 00:00", "2020年2月29日"),
    ("2000-02-29T23:59", "2000-02-29", "2000-02-29 23:59", "2000年2月29日"),
  ])
  func reads(_ text: String, _ iso: String, _ stamp: String, _ chinese: String) throws {
    let date = try #require(CalendarDate(text))
    #expect([date.iso, date.stamp, date.chinese] == [iso, stamp, chinese])
  }

  @Test(arguments: [
    "", "2021-02-30", "2021-02-29", "1900-02-29", "2100-02-29", "2021-13-01", "2021-00-01", "2021-04-31", "2021-01-00",
    "21-1-1", "2021-1-1", "2021/11/15",
    "2021年11月15日", "2021-11-15 24:00", "2021-11-15 09:60", "2021-11-15 9:00", "2021-11-15 09:00:00", " 2021-11-15",
    "２０２１-11-15", "20211-11-15",
  ])
  func refuses(_ text: String) { #expect(CalendarDate(text) == nil) }

  @Test func countsEveryDay() throws {
    var last = try #require(CalendarDate("1999-12-31")).ordinal
    for year in 2000...2004 {
      for month in 1...12 {
        for day in 1...31 {
          let text = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
          guard let date = CalendarDate(text) else { continue }
          #expect(date.ordinal == last + 1, "\(text)")
          last = date.ordinal
        }
      }
    }
    #expect(last == (try #require(CalendarDate("2004-12-31"))).ordinal)
  }

  @Test func comparesDaysAndTimes() throws {
    let early = try #require(CalendarDate("2021-11-15")), late = try #require(CalendarDate("2021-11-15 09:00"))
    #expect(early < late)
    #expect(try late < #require(CalendarDate("2021-11-16")))
    #expect(CalendarDate.epoch.iso == "1970-01-01")
  }
}
