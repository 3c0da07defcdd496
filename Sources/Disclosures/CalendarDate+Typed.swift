/// Dates as people and spreadsheets type them.
extension CalendarDate {
  /// The day that `2025/9/1`, `2025年9月1日`, `2025.9.1` or `20250901` means; nil where it is no day, or could be another.
  package init?(typed text: String) {
    let digits = text.filter { !$0.isWhitespace }.map { Self.halfWidth($0) }
    let parts: [String]
    if digits.count == 8, digits.allSatisfy({ $0.isASCII && $0.isNumber }) {
      parts = [String(digits[0..<4]), String(digits[4..<6]), String(digits[6..<8])]
    } else {
      let bare = digits.last == "日" || digits.last == "号" ? digits.dropLast() : digits[...]
      parts = bare.split(omittingEmptySubsequences: false) { Self.separators.contains($0) }.map { String($0) }
    }
    guard parts.count == 3, parts[0].count == 4, parts.dropFirst().allSatisfy({ (1...2).contains($0.count) }) else {
      return nil
    }
    self.init("\(parts[0])-" + parts.dropFirst().map { $0.count == 1 ? "0" + $0 : $0 }.joined(separator: "-"))
  }

  private static let separators: Set<Character> = ["-", "/", ".", "年", "月", "、", "—", "–"]

  private static func halfWidth(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first, (0xFF0D...0xFF19).contains(scalar.value) else {
      return character
    }
    return Character(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
  }

  /// How to write what was typed instead of a date.
  static func fix(for text: String?) -> String {
    if let text, let date = CalendarDate(typed: text) { return "写成 \(date.iso)" }
    if let text, text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil { return "日历上没有这一天，核对年月日" }
    if let text, CalendarDate(String(text.prefix(10))) != nil { return "时间写成 09:00 的样子，或只写日期" }
    return "写成四位年-两位月-两位日，例如 2025-09-01"
  }
}
