package import Diagnostics
private import Figures

/// Reads addresses, sides and comparisons, as rules and prose write them.
///
/// The grammar, once and for all:
/// ```
/// comparison = side ("=" | "≡" | "≈" | "<=" | ">=" | "<" | ">" | "!=") side { "或" side }
/// side       = ["-"] term { ("+" | "-") term }
/// term       = operand { (" × " | " ÷ " | " * " | " / ") operand }
/// operand    = number | "本格" | "count(" reference { "," reference } ")" | "sum(" set { "," set } ")" | reference
/// set        = "下级" | "末级" | reference
/// reference  = name { "." name } [ "[" selector { "," selector } "]" [ "." (name | "*" | "同栏") ] ] [ "@" name ]
/// selector   = "*" | name | "行" int [ ".." int ] | "级=" name | "编码前缀=" digits | "名称=" name | "同码"
/// name       = letters, digits, brackets （） and marks that are not operators, or anything between straight quotes
/// ```
/// Products and 或 stand behind ≈ alone: everything else adds up. A path of several names without brackets is read as table.block.line (三公表.决算数.公务接待费).
package struct ExpressionParser {
  package struct Problem: Error {
    package let message: String
    package let span: SourceSpan

    package init(message: String, span: SourceSpan) {
      self.message = message
      self.span = span
    }
  }

  /// The text's bytes: addresses are parsed for every figure of the prose, and graphemes would cost ten times as much.
  private let text: [UInt8]
  private let span: SourceSpan
  private var at = 0

  /// `span` is the place of the text; when its length equals the text's, problems point inside it.
  package init(_ source: String, span: SourceSpan) {
    text = Array(source.utf8)
    self.span = span
  }

  package static func comparison(_ source: String, span: SourceSpan) throws(Problem) -> Comparison {
    var parser = ExpressionParser(source, span: span)
    let left = try parser.side()
    let relation = try parser.relation()
    let right = try parser.side()
    var alternatives: [[SignedTerm]] = []
    while relation == .stated, parser.takeWordOr() { alternatives.append(try parser.side()) }
    try parser.end()
    let comparison = Comparison(
      left: left, relation: relation, right: right, alternatives: alternatives, text: source, span: span)
    if relation != .stated, comparison.terms.contains(where: \.isProduct) {
      throw Problem(message: "乘除只用在 ≈ 里", span: span)
    }
    if relation == .stated, left.count != 1 || left[0].isSubtracted || left[0].isProduct {
      throw Problem(message: "≈ 的左边应是一格，右边写它怎样算出来", span: span)
    }
    return comparison
  }

  /// Sums of products: how a value is worked out.
  static func side(_ source: String, span: SourceSpan) throws(Problem) -> [SignedTerm] {
    var parser = ExpressionParser(source, span: span)
    let terms = try parser.side()
    try parser.end()
    return terms
  }

  package static func reference(_ source: String, span: SourceSpan) throws(Problem) -> CellReference {
    var parser = ExpressionParser(source, span: span)
    let reference = try parser.reference()
    try parser.end()
    return reference
  }

  package mutating func end() throws(Problem) {
    skipSpace()
    if at < text.count { throw problem("“\(string(at, text.count).prefix(20))”读不懂", from: at) }
  }

  private mutating func side() throws(Problem) -> [SignedTerm] {
    skipSpace()
    var terms: [SignedTerm] = []
    var isSubtracted = take("-") || take("−")
    while true {
      terms.append(SignedTerm(isSubtracted: isSubtracted, operand: try product()))
      skipSpace()
      if take("+") {
        isSubtracted = false
      } else if take("-") || take("−") {
        isSubtracted = true
      } else {
        return terms
      }
    }
  }

  private mutating func product() throws(Problem) -> Operand {
    var factors = [Factor(isDivisor: false, operand: try operand())]
    while true {
      skipSpace()
      if take("×") || take("*") {
        factors.append(Factor(isDivisor: false, operand: try operand()))
      } else if take("÷") || take("/") {
        factors.append(Factor(isDivisor: true, operand: try operand()))
      } else {
        return factors.count == 1 ? factors[0].operand : .product(factors)
      }
    }
  }

  /// 或 as a word of its own.
  private mutating func takeWordOr() -> Bool {
    skipSpace()
    return take("或 ")
  }

  private mutating func relation() throws(Problem) -> Comparison.Relation {
    skipSpace()
    if take("<=") || take("≤") { return .atMost }
    if take(">=") || take("≥") { return .atLeast }
    if take("!=") || take("≠") { return .unequal }
    if take("≡") { return .same }
    if take("≈") { return .stated }
    if take("=") { return .sum }
    if take("<") { return .less }
    if take(">") { return .greater }
    throw problem("这里应是 =、≡、≈、<=、>=、<、> 或 !=", from: at)
  }

  private mutating func operand() throws(Problem) -> Operand {
    skipSpace()
    let start = at
    if take("本格") { return .boundCell }
    if takeWord("count") || takeWord("个数") {
      skipSpace()
      guard take("(") || take("（") else { throw problem("count 后面应是括号", from: at) }
      var references: [CellReference] = []
      repeat { references.append(try reference()) } while takeSpaced(",") || take("，")
      guard takeSpaced(")") || take("）") else { throw problem("缺右括号", from: at) }
      return .count(references)
    }
    if takeWord("sum") || takeWord("合计数") {
      skipSpace()
      guard take("(") || take("（") else { throw problem("sum 后面应是括号", from: at) }
      var sets: [CellSet] = []
      repeat {
        skipSpace()
        if take("下级") {
          sets.append(.children)
        } else if take("末级") {
          sets.append(.leaves)
        } else {
          sets.append(.cells(try reference()))
        }
        skipSpace()
      } while take(",") || take("，")
      guard take(")") || take("）") else { throw problem("缺右括号", from: at) }
      return .sum(sets)
    }
    if at < text.count, Self.isDigit(text[at]) {
      while at < text.count, Self.isDigit(text[at]) || text[at] == UInt8(ascii: ".") { at += 1 }
      // A code such as 201 followed by a name is not a number, but no name starts with a digit.
      guard case .number(let value, _)? = try? FigureLiteral.read(string(start, at)) else {
        throw problem("不是一个数", from: start)
      }
      return .number(value)
    }
    return .cell(try reference())
  }

  package mutating func reference() throws(Problem) -> CellReference {
    skipSpace()
    let start = at
    var path = [try name()]
    while takeSpaced(".") { path.append(try name(allowStar: true)) }
    var selector: CellReference.Selector?
    var column: String?
    if takeSpaced("[") {
      selector = try selectors()
      guard take("]") else { throw problem("缺右方括号“]”", from: at) }
      if takeSpaced(".") { column = try name(allowStar: true) }
    }
    var period: String?
    if takeSpaced("@") { period = try name() }
    return CellReference(
      path: path, selector: selector, column: column, period: period,
      text: string(start, at).trimmingSpace, span: place(start, at))
  }

  private mutating func selectors() throws(Problem) -> CellReference.Selector {
    var found: [CellReference.Selector] = []
    repeat {
      skipSpace()
      let start = at
      if take("*") {
        found.append(.all)
      } else if take("同码") {
        found.append(.sameCode)
      } else if take("级=") {
        found.append(.levels([try name()]))
      } else if take("编码前缀=") {
        found.append(.codePrefix(try name()))
      } else if take("名称=") {
        found.append(.named(try name()))
      } else if take("行"), let first = integer() {
        let last = take("..") ? integer() ?? first : first
        guard first <= last else { throw problem("行次的范围应从小到大", from: start) }
        found.append(.numbers(first...last))
      } else {
        at = start
        let key = try name()
        // 级=类,款: further levels follow the comma.
        if case .levels(let levels)? = found.last, ["类", "款", "项"].contains(key) || key.hasSuffix("级") {
          found[found.count - 1] = .levels(levels + [key])
        } else {
          found.append(.key(key))
        }
      }
      skipSpace()
    } while take(",") || take("，")
    return found.count == 1 ? found[0] : .any(found)
  }

  private mutating func integer() -> Int? {
    skipSpace()
    let start = at
    while at < text.count, Self.isDigit(text[at]) { at += 1 }
    return Int(string(start, at))
  }

  private mutating func name(allowStar: Bool = false) throws(Problem) -> String {
    skipSpace()
    let start = at
    if allowStar, take("*") { return "*" }
    if take("\"") {
      let from = at
      while at < text.count, text[at] != UInt8(ascii: "\"") { at += 1 }
      guard at < text.count else { throw problem("引号没有配对", from: start) }
      defer { at += 1 }
      return string(from, at)
    }
    while at < text.count, !isOperator(at), spaceLength(at) == 0 { at += 1 }
    guard at > start else { throw problem("这里应是一个名称", from: start) }
    return string(start, at)
  }

  private static let asciiOperators: Set<UInt8> = Set(".[]@+-=<>!,()*\"{}".utf8)
  private static let wideOperators: [[UInt8]] = ["−", "≡", "≈", "≤", "≥", "≠", "，"].map { Array($0.utf8) }

  private func isOperator(_ offset: Int) -> Bool {
    let byte = text[offset]
    if byte < 0x80 { return Self.asciiOperators.contains(byte) }
    // Only two lead bytes start a wide operator.
    guard byte == 0xE2 || byte == 0xEF else { return false }
    return Self.wideOperators.contains { matches($0, at: offset) }
  }

  /// How many bytes of white space stand there: blanks, tabs, line ends, and the full-width blank.
  private func spaceLength(_ offset: Int) -> Int {
    switch text[offset] {
    case 0x20, 0x09...0x0D: 1
    case 0xE3: matches([0xE3, 0x80, 0x80], at: offset) ? 3 : 0
    case 0xC2: matches([0xC2, 0xA0], at: offset) ? 2 : 0
    default: 0
    }
  }

  private func matches(_ bytes: [UInt8], at offset: Int) -> Bool {
    guard offset + bytes.count <= text.count else { return false }
    for index in bytes.indices where text[offset + index] != bytes[index] { return false }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func string(_ from: Int, _ to: Int) -> String { String(decoding: text[from..<to], as: UTF8.self).composed }

  private mutating func skipSpace() {
    while at < text.count {
      let length = spaceLength(at)
      if length == 0 { return }
      at += length
    }
  }

  private mutating func take(_ mark: StaticString) -> Bool {
    let count = mark.utf8CodeUnitCount
    guard at + count <= text.count else { return false }
    for index in 0..<count where text[at + index] != mark.utf8Start[index] { return false }
    at += count
    return true
  }

  /// Takes a mark with spaces before it, or nothing at all.
  private mutating func takeSpaced(_ mark: StaticString) -> Bool {
    let start = at
    skipSpace()
    if take(mark) { return true }
    at = start
    return false
  }

  /// Takes a word only where a bracket follows, so that a column may be called like a function.
  private mutating func takeWord(_ word: StaticString) -> Bool {
    let start = at
    guard take(word) else { return false }
    skipSpace()
    let end = at
    if take("(") || take("（") {
      at = end
      return true
    }
    at = start
    return false
  }

  private func problem(_ message: String, from offset: Int) -> Problem {
    // The whole character there, so that a caret never stands inside one.
    var end = min(offset + 1, text.count)
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return Problem(message: message, span: place(offset, end))
  }

  private func place(_ from: Int, _ to: Int) -> SourceSpan {
    guard text.count == span.upper - span.lower else { return span }
    return SourceSpan(
      path: span.path, lower: span.lower + min(from, text.count), upper: span.lower + min(to, text.count))
  }
}

extension String {
  var trimmingSpace: String {
    var slice = Substring(self)
    while slice.last?.isWhitespace == true { slice.removeLast() }
    return String(slice)
  }
}
