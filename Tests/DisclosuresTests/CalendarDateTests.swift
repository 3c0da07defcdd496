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

/// What people type for a day, and what is no day however it is read.
@Suite struct TypedDateTests {
  @Test(arguments: [
    "2025/9/1", "2025年9月1日", "2025-9-1", "2025.9.1", "2025.09.01", "20250901", "2025年09月01日", "２０２５－９－１",
    "2025 年 9 月 1 日",
    "2025-09-01",
  ])
  func readsWhatIsTyped(_ text: String) { #expect(CalendarDate(typed: text)?.iso == "2025-09-01") }

  @Test(arguments: [
    "", "9/1/2025", "2025/13/1", "2025/2/30", "25-9-1", "2025年9月", "2025-09", "九月一日", "45901", "2025//1", "-9-1",
  ])
  func refusesWhatCouldBeAnything(_ text: String) { #expect(CalendarDate(typed: text) == nil) }
}
