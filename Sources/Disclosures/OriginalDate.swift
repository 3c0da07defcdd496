/// When a document that this site only compiles was first published: as precisely as it is known, a year at least.
///
/// The day on which the site published its compilation is another date, and the one that time limits are about.
package struct OriginalDate: Sendable, Hashable {
  package let year: Int
  package let month: Int?
  package let day: Int?

  /// Reads `2021`, `2021-11` or `2021-11-15`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 3, zip(parts, [4, 2, 2]).allSatisfy({ $0.utf8.count == $1 }) else { return nil }
    // What is missing may be anything that exists.
    guard let date = CalendarDate(([text] + ["01", "01"].dropFirst(parts.count - 1)).joined(separator: "-")) else {
      return nil
    }
    year = date.year
    month = parts.count > 1 ? date.month : nil
    day = parts.count > 2 ? date.day : nil
  }

  /// `2021年11月`.
  package var chinese: String {
    "\(year)年" + (month.map { "\($0)月" } ?? "") + (day.map { "\($0)日" } ?? "")
  }

  /// Whether it is after a day, however the rest of it is read.
  package func isAfter(_ date: CalendarDate) -> Bool {
    (year, month ?? 0, day ?? 0) > (date.year, month == nil ? 0 : date.month, day == nil ? 0 : date.day)
  }
}
