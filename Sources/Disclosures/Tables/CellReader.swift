internal import Diagnostics
internal import Documents
internal import Figures

/// Turns typed text into cells: exact, with one finding for everything that is not plainly a figure.
struct CellReader {
  /// The longest text that can be a figure, with room for spaces.
  private static let longestLiteral = 200

  var decimals: Int
  let isExact: Bool
  /// A figure typed with more decimals than declared is as precise as it was typed.
  var keepsDecimals = false
  /// A percent sign may stand behind the figure.
  var isPercent = false
  /// The column holds shares of one: a percentage is read as the share it is, with all its digits.
  var isShare = false
  /// The unit of what is read, for advice; nil where nobody knows it.
  var unit: MeasureUnit?
  var findings: [Finding] = []
  /// The row and the column of the next cell: what is said of several cells alike is told once.
  var place = (row: "", column: "")
  /// Where the findings are, by their number.
  var places: [Int: (row: String, column: String)] = [:]

  init(decimals: Int, isExact: Bool, unit: MeasureUnit? = nil) {
    self.decimals = decimals
    self.isExact = isExact
    self.unit = unit
  }

  mutating func read(_ text: String, at span: SourceSpan, what: String, mayBeNegative: Bool = true) -> Cell {
    guard text.utf8.count <= Self.longestLiteral else {
      findings.append(
        InputRule.notANumber.finding("\(what)“\(text.prefix(40))……”不是一个数", at: span, fix: "检查引号和逗号：这一格可能吞掉了后面的内容"))
      return Cell(.unreadable, span: span)
    }
    let found = findings.count
    defer { for index in found..<findings.count { places[index] = place } }
    let isPercentage = isShare && Self.withoutPercent(text) != text
    let literal = isPercent || isPercentage ? Self.withoutPercent(text) : text
    switch Result(catching: { () throws(FigureLiteral.Problem) in try FigureLiteral.read(literal) }) {
    case .success(.blank): return Cell(.blank, span: span)
    case .success(.notApplicable): return Cell(.notApplicable, span: span)
    case .success(.number(var value, var typed)):
      if isPercentage {
        value = ExactDecimal(value.coefficient, scale: value.scale + 2)
        typed += 2
      }
      let decimals = keepsDecimals || isPercentage ? max(decimals, typed) : decimals
      if value.scale > decimals {
        findings.append(
          InputRule.decimals.finding(
            "\(what)“\(text)”有 \(value.scale) 位小数，声明的是 \(decimals) 位", at: span, label: "多 \(value.scale - decimals) 位",
            fix: "核对原始数据；如果应四舍五入，是 \(value.rounded(decimals: decimals).written(decimals: decimals))"))
      }
      if value.isNegative, !mayBeNegative {
        findings.append(
          Finding(
            rule: "NUM-1", name: "负数", level: .error, message: "\(what)是负数 \(text)，这一格按表样不应为负", at: span,
            fix: "核对正负号；确为红字冲减的，在表样的 negatives 里登记"))
      }
      // `0` is a structural zero; `0.00` is what a small amount rounded to.
      let isStructural = value.isZero && typed == 0
      return Cell(.figure(Figure(value, decimals: decimals, isExact: isExact || isStructural)), span: span)
    case .failure(let problem):
      let rule: InputRule =
        switch problem.kind {
        case .notANumber, .tooLong: .notANumber
        case .fullWidth: .fullWidth
        case .grouping: .grouping
        }
      findings.append(rule.finding("\(what)\(problem.message)", at: span, fix: unitAdvice(for: text) ?? problem.fix))
      return Cell(.unreadable, span: span)
    }
  }

  private static func withoutPercent(_ text: String) -> String {
    text.hasSuffix("%") || text.hasSuffix("％") ? String(text.dropLast()) : text
  }

  mutating func read(_ node: Node, what: String, mayBeNegative: Bool = true) -> Cell {
    guard let text = node.text else {
      findings.append(InputRule.kind.finding("\(what)应是一个数，这里是\(node.kindWord)", at: node.span))
      return Cell(.unreadable, span: node.span)
    }
    return read(node.isEmpty ? "" : text, at: node.span, what: what, mayBeNegative: mayBeNegative)
  }
}
