internal import Disclosures
private import Foundation

/// The only place that asks what day it is.
enum Clock {
  static var today: CalendarDate {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let text = "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    return CalendarDate(text) ?? CalendarDate.epoch
  }
}
