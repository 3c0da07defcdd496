/// A day, with the time of day where one was given. Dates come from content, never from a clock.
package struct CalendarDate: Sendable, Hashable, Comparable {
  package let year: Int
  package let month: Int
  package let day: Int
  /// `HH:MM`, or nil.
  package let time: String?

  /// Reads `2021-11-15` or `2021-11-15 09:00`; nil for anything else, and for days that do not exist.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard bytes.count == 10 || bytes.count == 16, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), (1...12).contains(month),
      year > 1900
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[month - 1]).contains(day) else { return nil }
    if bytes.count == 16 {
      guard bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
        let hours = number(11..<13), let minutes = number(14..<16), hours < 24, minutes < 60
      else { return nil }
      time = String(decoding: bytes[11...], as: UTF8.self)
    } else {
      time = nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// `2021-11-15`.
  package var iso: String { "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))" }
  /// `2021-11-15 00:00`, as the government site standard wants it.
  package var stamp: String { "\(iso) \(time ?? "00:00")" }
  /// As given: with the time of day where there is one.
  package var shown: String { time.map { "\(iso) \($0)" } ?? iso }
  /// `2021年11月15日`.
  package var chinese: String { "\(year)年\(month)月\(day)日" }

  /// Days since a fixed day: for differences only.
  package var ordinal: Int {
    let (y, m) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.ordinal, left.time ?? "") < (right.ordinal, right.time ?? "")
  }

  private func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension CalendarDate {
  private init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
    time = nil
  }

  /// 1970-01-01: what a clock without a battery says.
  package static let epoch = CalendarDate(year: 1970, month: 1, day: 1)
}
