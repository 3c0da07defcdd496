/// What a figure counts: money, a share, or things.
package struct MeasureUnit: Sendable, Hashable {
  /// The word as written: `万元`, `%`, `辆`.
  package let name: String

  package init(_ name: String) { self.name = name }

  package static let tenThousandYuan = MeasureUnit("万元")
  package static let yuan = MeasureUnit("元")
  package static let percent = MeasureUnit("%")
  package static let points = MeasureUnit("分")

  package var isMoney: Bool { ["元", "万元", "亿元"].contains(name) }

  /// Splits `38 人次` into the number and its unit; the unit is nil where only a number is written.
  package static func split(_ text: String) -> (number: String, unit: MeasureUnit?) {
    let trimmed = text.filter { !$0.isWhitespace }
    let number = trimmed.prefix { $0.isNumber && $0.isASCII || "+-.,０１２３４５６７８９，．－＋".contains($0) }
    let unit = trimmed[number.endIndex...]
    guard !number.isEmpty, !unit.isEmpty else { return (text, nil) }
    return (String(number), MeasureUnit(String(unit)))
  }
}
