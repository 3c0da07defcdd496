/// What an indicator was to reach, or did reach, as far as it can be typed: `≥90%`, `2小时以内`, `12 次`. Words stay words.
package struct IndicatorValue: Sendable, Hashable {
  package enum Bound: Sendable, Hashable { case atLeast, above, atMost, below }

  /// As typed.
  package let text: String
  package let bound: Bound?
  /// nil where the text holds no number, or more than one.
  package let number: ExactDecimal?
  /// `%`, `小时`, `元/卷`; empty where there is none.
  package let unit: String

  private static let leads: [(String, Bound)] = [
    ("≥", .atLeast), (">=", .atLeast), ("≧", .atLeast), ("不低于", .atLeast), ("不少于", .atLeast), ("不小于", .atLeast),
    ("至少", .atLeast), ("达到", .atLeast), ("＞", .above), (">", .above), ("大于", .above), ("超过", .above), ("高于", .above),
    ("≤", .atMost), ("<=", .atMost), ("≦", .atMost), ("不高于", .atMost), ("不大于", .atMost), ("不超过", .atMost),
    ("不多于", .atMost), ("＜", .below), ("<", .below), ("小于", .below), ("低于", .below), ("少于", .below),
  ]
  private static let tails: [(String, Bound)] = [
    ("及以上", .atLeast), ("以上", .atLeast), ("及以下", .atMost), ("以下", .atMost), ("之内", .atMost), ("以内", .atMost),
    ("内", .atMost),
  ]
  /// A longer unit is a sentence.
  private static let longestUnit = 8

  package init(_ text: String) {
    self.text = text
    let squeezed = text.filter { !$0.isWhitespace }
    var rest = Substring(squeezed)
    var bound: Bound?
    if let lead = Self.leads.first(where: { rest.hasPrefix($0.0) }) {
      rest = rest.dropFirst(lead.0.count)
      bound = lead.1
    }
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
    var unit = rest[digits.endIndex...]
    guard case .number(let value, _)? = try? FigureLiteral.read(String(digits)), !digits.isEmpty,
      !unit.contains(where: { $0.isNumber && $0.isASCII })
    else {
      (self.bound, number, self.unit) = (nil, nil, "")
      return
    }
    if bound == nil, let tail = Self.tails.first(where: { unit.hasSuffix($0.0) }) {
      unit = unit.dropLast(tail.0.count)
      bound = tail.1
    }
    guard unit.count <= Self.longestUnit else {
      (self.bound, number, self.unit) = (nil, nil, "")
      return
    }
    self.bound = bound
    number = value
    self.unit = String(unit)
  }

  /// Whether more is better, less is better, or nobody says.
  package enum Direction: Sendable, Hashable { case more, less }

  package var direction: Direction? {
    switch bound {
    case .atLeast, .above: .more
    case .atMost, .below: .less
    case nil: nil
    }
  }

  /// Whether two values count the same thing; a unit that one of them leaves out is the other's.
  package func isComparable(with other: IndicatorValue) -> Bool {
    number != nil && other.number != nil && (unit == other.unit || unit.isEmpty || other.unit.isEmpty)
  }
}

extension IndicatorValue {
  /// Words of indicators of which less is better, where the target does not say so itself.
  private static let lessWords = [
    "故障", "出错", "差错", "投诉", "退单", "丢包", "时延", "等待", "响应时间", "修复时间", "时长", "成本", "单价", "造价", "事故", "风险",
    "发生数", "违规", "逾期", "超支",
  ]

  private static let moreWords = ["满意", "合格", "完成", "及时", "正常", "覆盖", "达标", "通过", "准确", "参与", "知晓"]

  /// Times and amounts of money: of these less may be better, whatever the indicator is called.
  private static let openUnits = ["小时", "分钟", "秒", "天", "日", "个工作日", "工作日", "月", "个月", "年", "元", "万元", "亿元", "元/"]

  /// What the name of an indicator and its unit suggest: counts and shares are to be reached, unless the name speaks of
  /// what is to be avoided.
  package static func suggestedDirection(of name: String, unit: String) -> Direction? {
    if lessWords.contains(where: name.contains) { return .less }
    if moreWords.contains(where: name.contains) { return .more }
    return unit.isEmpty || openUnits.contains(where: { unit == $0 || $0.hasSuffix("/") && unit.hasPrefix($0) })
      ? nil : .more
  }

  /// Whether an actual value reaches this target; nil where nobody can tell.
  package func isReached(by actual: IndicatorValue, name: String) -> Bool? {
    guard isComparable(with: actual), let wanted = number, let found = actual.number else { return nil }
    if wanted == found { return bound == .above || bound == .below ? actual.bound == bound ? true : nil : true }
    switch direction {
    case .more: return found > wanted
    case .less: return found < wanted
    case nil:
      // Without a sign a shortfall shows only where more is better.
      let unit = self.unit.isEmpty ? actual.unit : self.unit
      return switch Self.suggestedDirection(of: name, unit: unit) {
      case .more: found > wanted
      case .less: found < wanted ? true : nil
      case nil: nil
      }
    }
  }
}
