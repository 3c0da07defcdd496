/// Reads what people type into a cell: an exact number, nothing, or "not applicable". Never guesses.
package enum FigureLiteral: Sendable, Hashable {
  /// A number with as many decimals as were typed (`13.80` has two).
  case number(ExactDecimal, decimals: Int)
  /// Nothing was typed.
  case blank
  /// `—`, `/` or `不适用`.
  case notApplicable

  /// Why a text is not a figure, and what was probably meant.
  package struct Problem: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case notANumber, fullWidth, grouping, tooLong }
    package let kind: Kind
    package let message: String
    package let fix: String?
  }

  package static let longestWhole = 15
  package static let mostDecimals = 6

  package static func read(_ text: String) throws(Problem) -> FigureLiteral {
    // Nearly every cell is plain digits.
    if !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E }) {
      return try readPlain(text, shown: text)
    }
    let trimmed = trimSpace(text)
    switch trimmed {
    case "": return .blank
    case "—", "——", "/", "不适用", "-", "–", "－": return .notApplicable
    default: break
    }
    if let narrow = narrowed(trimmed) {
      throw Problem(
        kind: .fullWidth, message: "“\(trimmed)”用了全角字符", fix: "改成半角：\(narrow)")
    }
    if trimmed.contains(",") { return try readGrouped(trimmed) }
    return try readPlain(trimmed, shown: trimmed)
  }

  private static func readGrouped(_ text: String) throws(Problem) -> FigureLiteral {
    let plain = String(decoding: text.utf8.filter { $0 != UInt8(ascii: ",") }, as: UTF8.self)
    if !isGrouped(text), plain.wholeMatch(of: /[-+]?[0-9]*\.?[0-9]*/) != nil, plain.contains(where: \.isNumber) {
      let regrouped = try? readPlain(plain, shown: text)
      var fix = "每三位一个逗号，或者都不写"
      if case .number(let value, let decimals) = regrouped {
        fix = "如果是 \(value.written(decimals: decimals))，写成 \(value.written(decimals: decimals, grouped: true))"
      }
      throw Problem(kind: .grouping, message: "“\(text)”的千分位逗号位置不对", fix: fix)
    }
    return try readPlain(plain, shown: text)
  }

  /// Whether the whole part is in threes, the first group shorter at most; what is no digit is found out later.
  private static func isGrouped(_ text: String) -> Bool {
    var run = 0
    var commas = 0
    for (place, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where place == 0, UInt8(ascii: "+") where place == 0: continue
      case UInt8(ascii: ","):
        guard commas == 0 ? (1...3).contains(run) : run == 3 else { return false }
        commas += 1
        run = 0
      case UInt8(ascii: "."): return run == 3 && commas > 0 && !text.utf8.dropFirst(place).contains(UInt8(ascii: ","))
      default: run += 1
      }
    }
    return run == 3 && commas > 0
  }

  /// Digits with an optional sign and fraction, scanned byte by byte: this runs for every cell of every table.
  private static func readPlain(_ text: String, shown: String) throws(Problem) -> FigureLiteral {
    var isNegative = false
    var whole = 0
    var hasWhole = false
    var decimals: Int?
    var coefficient: Int128 = 0
    for (place, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where place == 0: isNegative = true
      case UInt8(ascii: "+") where place == 0: continue
      case UInt8(ascii: ".") where hasWhole && decimals == nil: decimals = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if let count = decimals { decimals = count + 1 } else { hasWhole = true }
        if decimals == nil, whole > 0 || byte != UInt8(ascii: "0") { whole += 1 }
        if whole <= longestWhole, decimals ?? 0 <= mostDecimals {
          coefficient = coefficient * 10 + Int128(byte - UInt8(ascii: "0"))
        }
      default:
        throw notANumber(shown)
      }
    }
    guard hasWhole, decimals != 0 else { throw notANumber(shown) }
    guard whole <= longestWhole, decimals ?? 0 <= mostDecimals else {
      throw Problem(
        kind: .tooLong, message: "“\(shown.prefix(40))”的位数太多（整数最多 \(longestWhole) 位，小数最多 \(mostDecimals) 位）",
        fix: "检查是否多输了数字，或单位写错")
    }
    let scale = decimals ?? 0
    return .number(ExactDecimal(isNegative ? -coefficient : coefficient, scale: scale), decimals: scale)
  }

  /// The half-width form of a number typed with full-width characters; nil where there are none.
  private static func narrowed(_ text: String) -> String? {
    var changed = false
    let narrow = text.unicodeScalars.map { scalar -> Character in
      switch scalar.value {
      case 0xFF10...0xFF19, 0xFF0B...0xFF0F:
        changed = true
        return Character(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0x3002:
        changed = true
        return "."
      default: return Character(scalar)
      }
    }
    guard changed, narrow.contains(where: \.isNumber) else { return nil }
    return String(narrow)
  }

  private static func trimSpace(_ text: String) -> String {
    var slice = Substring(text)
    while let first = slice.first, first.isWhitespace || first == "\u{3000}" { slice.removeFirst() }
    while let last = slice.last, last.isWhitespace || last == "\u{3000}" { slice.removeLast() }
    return String(slice)
  }
}
