internal import Diagnostics
internal import Figures
internal import Forms

/// A directive taken apart: an address, or a function with addresses and the decimals to print.
struct ProseCall {
  let function: String?
  let arguments: [CellReference]
  let decimals: Int?
  /// The unit an amount is to be written in: 亿元.
  let unit: MeasureUnit?
  /// What was typed before an equals sign: `{{1,556.54 = …}}`.
  let literal: String?
  /// The whole body where it is one bare word: 年度.
  let word: String?

  init(_ body: String, span: SourceSpan) throws(ExpressionParser.Problem) {
    let whole = Text(body, span)
    let text: Text
    if let sign = whole.equalsSign {
      let typed = whole.trimmed(0..<sign)
      guard !typed.isEmpty else { throw .init(message: "等号前面要写正文里的数", span: span) }
      literal = typed
      text = whole.behind(sign)
    } else {
      literal = nil
      text = whole
    }
    unit = text.units.first
    word = text.isBareWord ? text.bare(0..<text.bytes.count) : nil
    guard let open = text.openBracket else {
      function = nil
      arguments = [try text.reference(0..<text.bytes.count)]
      decimals = nil
      return
    }
    function = text.bare(0..<open.lowerBound)
    guard let close = text.closeBracket, close.lowerBound > open.lowerBound,
      text.bare(close.upperBound..<text.bytes.count).isEmpty
    else { throw .init(message: "括号没有配对", span: span) }
    var arguments: [CellReference] = []
    var decimals: Int?
    for part in text.split(open.upperBound..<close.lowerBound) {
      if !arguments.isEmpty, let number = Int(text.bare(part)), (0...6).contains(number) {
        decimals = number
      } else if !arguments.isEmpty, MeasureUnit(text.bare(part)).isMoney {
        continue
      } else {
        arguments.append(try text.reference(part))
      }
    }
    guard !arguments.isEmpty else { throw .init(message: "括号里要写地址", span: span) }
    self.arguments = arguments
    self.decimals = decimals
  }

  /// The directive's bytes: prose has hundreds of them, and graphemes would cost ten times as much.
  private struct Text {
    let bytes: [UInt8]
    let span: SourceSpan

    private static let wideOpen = Array("（".utf8)
    private static let wideClose = Array("）".utf8)
    private static let wideComma = Array("，".utf8)
    private static let wideBlank = Array("　".utf8)

    init(_ body: String, _ span: SourceSpan) {
      bytes = Array(body.utf8)
      self.span = span
    }

    /// The place of an equals sign outside brackets and quotes: what is typed stands before it.
    var equalsSign: Int? {
      var depth = 0
      var isQuoted = false
      for index in bytes.indices {
        switch bytes[index] {
        case UInt8(ascii: "\""): isQuoted.toggle()
        case UInt8(ascii: "["), UInt8(ascii: "("): depth += isQuoted ? 0 : 1
        case UInt8(ascii: "]"), UInt8(ascii: ")"): depth -= isQuoted ? 0 : 1
        case UInt8(ascii: "=") where depth == 0 && !isQuoted: return index
        default: continue
        }
      }
      return nil
    }

    /// The text of a range without white space at its ends.
    func trimmed(_ range: Range<Int>) -> String {
      String(decoding: bytes[range].drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed(), as: UTF8.self)
    }

    /// What stands behind a place, with its own place in the file.
    func behind(_ place: Int) -> Text {
      let rest = String(decoding: bytes[(place + 1)...], as: UTF8.self)
      let isVerbatim = bytes.count == span.upper - span.lower
      return Text(
        rest,
        isVerbatim ? SourceSpan(path: span.path, lower: span.lower + place + 1, upper: span.upper) : span)
    }

    /// Whether it is a word without any mark of an address.
    var isBareWord: Bool {
      !bytes.contains { [UInt8(ascii: "["), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: "@")].contains($0) }
    }

    /// The units of money among the arguments.
    var units: [MeasureUnit] {
      guard let open = openBracket, let close = closeBracket, close.lowerBound > open.lowerBound else { return [] }
      return split(open.upperBound..<close.lowerBound).dropFirst().map { MeasureUnit(bare($0)) }.filter(\.isMoney)
    }

    /// The bracket behind a function's name. Full-width brackets are what an input method types; names have them too, so
    /// they count only behind a known function.
    var openBracket: Range<Int>? {
      for index in bytes.indices {
        switch bytes[index] {
        case UInt8(ascii: "("): return index..<index + 1
        case UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "."), UInt8(ascii: "@"): return nil
        case 0xEF where matches(Self.wideOpen, at: index):
          return ProseExpression.functions.contains(bare(0..<index)) ? index..<index + 3 : nil
        default: continue
        }
      }
      return nil
    }

    var closeBracket: Range<Int>? {
      for index in bytes.indices.reversed() {
        if bytes[index] == UInt8(ascii: ")") { return index..<index + 1 }
        if matches(Self.wideClose, at: index) { return index..<index + 3 }
      }
      return nil
    }

    /// The text of a range without white space.
    func bare(_ range: Range<Int>) -> String {
      var kept: [UInt8] = []
      var index = range.lowerBound
      while index < range.upperBound {
        if matches(Self.wideBlank, at: index) {
          index += 3
          continue
        }
        if bytes[index] > 0x20 { kept.append(bytes[index]) }
        index += 1
      }
      return String(decoding: kept, as: UTF8.self)
    }

    func reference(_ range: Range<Int>) throws(ExpressionParser.Problem) -> CellReference {
      let place =
        bytes.count == span.upper - span.lower
        ? SourceSpan(path: span.path, lower: span.lower + range.lowerBound, upper: span.lower + range.upperBound) : span
      return try ExpressionParser.reference(String(decoding: bytes[range], as: UTF8.self), span: place)
    }

    /// The arguments between commas that are not inside brackets or quotes.
    func split(_ range: Range<Int>) -> [Range<Int>] {
      var parts: [Range<Int>] = []
      var start = range.lowerBound
      var depth = 0
      var isQuoted = false
      for index in range {
        switch bytes[index] {
        case UInt8(ascii: "\""): isQuoted.toggle()
        case UInt8(ascii: "["), UInt8(ascii: "("): depth += isQuoted ? 0 : 1
        case UInt8(ascii: "]"), UInt8(ascii: ")"): depth -= isQuoted ? 0 : 1
        case UInt8(ascii: ",") where depth == 0 && !isQuoted:
          parts.append(start..<index)
          start = index + 1
        case 0xEF where depth == 0 && !isQuoted && matches(Self.wideComma, at: index):
          parts.append(start..<index)
          start = index + 3
        default: continue
        }
      }
      parts.append(start..<range.upperBound)
      return parts
    }

    private func matches(_ mark: [UInt8], at index: Int) -> Bool {
      guard index + mark.count <= bytes.count else { return false }
      for offset in mark.indices where bytes[index + offset] != mark[offset] { return false }
      return true
    }
  }
}
