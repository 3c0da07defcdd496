internal import Diagnostics

extension FigureLiteral {
  /// Why a text is no number, and what was probably meant.
  static func notANumber(_ text: String) -> Problem {
    if let mark = SpreadsheetMark.problem(with: text) {
      return Problem(kind: .notANumber, message: mark.message, fix: mark.fix)
    }
    if text.hasPrefix("=") {
      return Problem(
        kind: .notANumber, message: "“\(text.prefix(40))”是表格软件的公式，不是数", fix: "在原表里复制后“选择性粘贴”为数值，再填这个数")
    }
    return Problem(kind: .notANumber, message: "“\(text.prefix(40))”不是一个数", fix: advice(for: text))
  }

  private static func advice(for text: String) -> String {
    if text.hasPrefix("."), text.dropFirst().allSatisfy(\.isNumber) { return "写成 0\(text)" }
    if text.hasSuffix(".") { return "去掉末尾的小数点" }
    for (open, close) in [("(", ")"), ("（", "）")] where text.hasPrefix(open) && text.hasSuffix(close) && text.count > 2
    {
      return "负数写成 -\(text.dropFirst().dropLast())"
    }
    if text.contains(/[0-9][eE][-+]?[0-9]/) { return "不要用科学计数法，写全数字" }
    if text.hasSuffix("%") || text.hasSuffix("％") { return "去掉百分号，只写数" }
    if text.hasPrefix("¥") || text.hasPrefix("￥") { return "去掉货币符号，只写数" }
    if text.hasSuffix("元") { return "去掉单位，只写数" }
    if text.hasPrefix("'") || text.hasPrefix("‘") || text.hasPrefix("’") { return "去掉开头的单引号，只写数" }
    if text.contains(where: \.isWhitespace) { return "去掉数字中间的空格" }
    if text.hasPrefix("−") { return "负号用键盘上的半角减号：-\(text.dropFirst())" }
    return "只写数字；没有发生额写 0 或留空"
  }
}
