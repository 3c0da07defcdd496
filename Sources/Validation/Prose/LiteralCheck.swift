internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Markdown

/// PRO-02: what was typed before the equals sign of a `{{… = …}}` says what the data say.
enum LiteralCheck {
  /// The finding where it does not; nil where it does.
  static func run(_ typed: ProseExpression.Output, _ directive: Directive) -> Finding? {
    guard let expected = typed.expected.first else { return nil }
    if agrees(typed.text, expected) { return nil }
    return Finding(
      builtIn: "PRO-02", level: .error,
      message: "正文写“\(typed.text)”，按数据应是“\(expected.text)”\(unit(of: expected))", at: directive.bodySpan,
      related: expected.sources.labelled,
      notes: ["依据：\(expected.provenance)"], fix: "改成“\(expected.text)”，或核对数据")
  }

  private static func unit(of expected: ProseExpression.Output) -> String {
    guard expected.function == nil, let unit = expected.sources.first?.unit, unit.isMoney else { return "" }
    return "（\(unit.name)）"
  }

  private static func agrees(_ text: String, _ expected: ProseExpression.Output) -> Bool {
    let mine = Statement(text), theirs = Statement(expected.text)
    guard mine.directions == theirs.directions, mine.numbers.count == theirs.numbers.count else { return false }
    // Names and other words have to be the same.
    if mine.numbers.isEmpty, mine.directions.isEmpty { return mine.words == theirs.words }
    return zip(mine.numbers, theirs.numbers).allSatisfy { agrees($0, $1, expected) }
  }

  private static func agrees(
    _ mine: Statement.Number, _ theirs: Statement.Number, _ expected: ProseExpression.Output
  ) -> Bool {
    // A rate that is declared with its sign is inserted without it.
    let isRate = expected.sources.count == 1 && expected.sources[0].unit == .percent
    if isRate, mine.isPercent, !theirs.isPercent { return mine.value == theirs.value.rounded(decimals: mine.decimals) }
    if mine.isPercent != theirs.isPercent { return false }
    if mine.isPercent { return isShare(mine, expected) ?? (mine.value == theirs.value) }
    if let value = expected.sources.first, expected.sources.count == 1 {
      let unit = mine.unit ?? value.unit
      guard unit.isMoney == value.unit.isMoney else { return mine.value == theirs.value }
      let quantity = Quantity(
        passage: 0, range: 0..<0, number: 0..<0, value: mine.value, decimals: mine.decimals,
        unit: unit.isMoney ? .money(unit) : .count(unit.name), precision: .stated, insertion: nil)
      return quantity.agreement(with: value) == .same
    }
    if expected.sources.isEmpty { return mine.value == theirs.value }
    // Worked out from rounded figures: the last place may differ by what rounding explains.
    let allowed = ExactDecimal.unit(decimals: max(mine.decimals, theirs.decimals))
    return (mine.value - theirs.value).magnitude <= allowed && mine.unit == theirs.unit
  }

  /// Whether a percentage fits the figures it is made of, as they may have been before rounding.
  private static func isShare(_ mine: Statement.Number, _ expected: ProseExpression.Output) -> Bool? {
    guard expected.sources.count == 2, let function = expected.function else { return nil }
    let quantity = Quantity(
      passage: 0, range: 0..<0, number: 0..<0, value: mine.value, decimals: mine.decimals, unit: .percent,
      precision: .stated, insertion: nil)
    let a = Bounds(expected.sources[0]), b = Bounds(expected.sources[1])
    switch function {
    case "占比", "完成率": return a.share(of: b, is: quantity) == .same
    case "增减", "增减率":
      let difference = a - b
      let moved = difference.magnitude
      return moved.share(of: b, is: quantity) == .same
    default: return nil
    }
  }
}

/// A piece of text as its numbers, its directions and its words.
private struct Statement {
  struct Number {
    let value: ExactDecimal
    let decimals: Int
    let unit: MeasureUnit?
    let isPercent: Bool
  }

  private(set) var numbers: [Number] = []
  /// 增 and 减 in their order.
  private(set) var directions: [Bool] = []
  let words: String

  init(_ text: String) {
    words = text.filter { !$0.isWhitespace }
    let characters = Array(text.filter { !$0.isWhitespace && $0 != "," })
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == "增" || character == "升" {
        directions.append(true)
      } else if character == "减" || character == "降" {
        // 下降 and 减少 are one word each; 降低 too.
        directions.append(false)
      }
      // 万 and 一 are numbers too, to Unicode.
      guard Self.isDigit(character) else {
        index += 1
        continue
      }
      var literal = ""
      var isNegative = index > 0 && (characters[index - 1] == "-" || characters[index - 1] == "−")
      if index > 1, Self.isDigit(characters[index - 2]) { isNegative = false }
      while index < characters.count, Self.isDigit(characters[index]) || ".．".contains(characters[index]) {
        literal += characters[index].wholeNumberValue.map { String($0) } ?? "."
        index += 1
      }
      let rest = String(characters[index...])
      let decimals = literal.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
      guard let coefficient = Int128(literal.filter { $0 != "." }) else { continue }
      let unit = ["亿元", "万元", "元"].first { rest.hasPrefix($0) }.map { MeasureUnit($0) }
      numbers.append(
        Number(
          value: ExactDecimal(isNegative ? -coefficient : coefficient, scale: decimals), decimals: decimals, unit: unit,
          isPercent: rest.hasPrefix("%") || rest.hasPrefix("％")))
    }
  }

  private static func isDigit(_ character: Character) -> Bool {
    ("0"..."9").contains(character) || ("０"..."９").contains(character)
  }
}
