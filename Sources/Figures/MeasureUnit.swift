internal import Diagnostics

/// What a figure counts: money, a share, or things.
package struct MeasureUnit: Sendable, Hashable {
  /// The word as written: `万元`, `%`, `辆`.
  package let name: String
  /// The power of ten of one unit of money in 元; nil for anything that is not money.
  package let moneyScale: Int?

  package init(_ name: String) {
    self.name = name
    moneyScale =
      name.hasSameBytes(as: "万元") ? 4 : name.hasSameBytes(as: "元") ? 0 : name.hasSameBytes(as: "亿元") ? 8 : nil
  }

  package static let tenThousandYuan = MeasureUnit("万元")
  package static let yuan = MeasureUnit("元")
  package static let percent = MeasureUnit("%")
  package static let points = MeasureUnit("分")

  package var isMoney: Bool { moneyScale != nil }

  /// Splits `38 人次` into the number and its unit; the unit is nil where only a number is written.
  package static func split(_ text: String) -> (number: String, unit: MeasureUnit?) {
    let trimmed = text.filter { !$0.isWhitespace }
    let number = trimmed.prefix { $0.isNumber && $0.isASCII || "+-.,０１２３４５６７８９，．－＋".contains($0) }
    let unit = trimmed[number.endIndex...]
    guard !number.isEmpty, !unit.isEmpty else { return (text, nil) }
    return (String(number), MeasureUnit(String(unit)))
  }
}
