internal import Diagnostics
internal import Forms

/// A directive taken apart: an address, or a function with addresses and the decimals to print.
struct ProseCall {
  let function: String?
  let arguments: [CellReference]
  let decimals: Int?

  init(_ body: String, span: SourceSpan) throws(ExpressionParser.Problem) {
    let text = Substring(body)
    let open = text.firstIndex { "([\".@（".contains($0) }
    // Full-width brackets are what an input method types; names have them too, so only behind a known function.
    guard let open,
      text[open] == "(" || text[open] == "（" && ProseExpression.functions.contains(Self.bare(text[..<open]))
    else {
      function = nil
      arguments = [try Self.reference(text[...], in: body, span)]
      decimals = nil
      return
    }
    function = Self.bare(text[..<open])
    guard let close = text.lastIndex(where: { $0 == ")" || $0 == "）" }), close > open,
      text[text.index(after: close)...].allSatisfy(\.isWhitespace)
    else { throw .init(message: "括号没有配对", span: span) }
    var arguments: [CellReference] = []
    var decimals: Int?
    for part in Self.split(text[text.index(after: open)..<close]) {
      if let number = Int(Self.bare(part)), (0...6).contains(number), !arguments.isEmpty {
        decimals = number
      } else {
        arguments.append(try Self.reference(part, in: body, span))
      }
    }
    guard !arguments.isEmpty else { throw .init(message: "括号里要写地址", span: span) }
    self.arguments = arguments
    self.decimals = decimals
  }

  private static func bare(_ text: Substring) -> String { text.filter { !$0.isWhitespace } }

  private static func reference(
    _ part: Substring, in body: String, _ span: SourceSpan
  ) throws(ExpressionParser.Problem) -> CellReference {
    let before = body[..<part.startIndex].utf8.count
    let place =
      body.utf8.count == span.upper - span.lower
      ? SourceSpan(path: span.path, lower: span.lower + before, upper: span.lower + before + part.utf8.count) : span
    return try ExpressionParser.reference(String(part), span: place)
  }

  /// The arguments between commas that are not inside brackets or quotes.
  private static func split(_ text: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var depth = 0
    var isQuoted = false
    for index in text.indices {
      switch text[index] {
      case "\"": isQuoted.toggle()
      case "[", "(": depth += isQuoted ? 0 : 1
      case "]", ")": depth -= isQuoted ? 0 : 1
      case ",", "，":
        guard depth == 0, !isQuoted else { continue }
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    parts.append(text[start...])
    return parts
  }
}
