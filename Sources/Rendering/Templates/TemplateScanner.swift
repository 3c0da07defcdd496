internal import Diagnostics

/// Finds every tag of a template with its place. A name that nothing knows prints nothing, so every one is checked.
struct TemplateScanner {
  enum Kind: Equatable { case variable, raw, section, inverted, close, partial, parent, block, comment }

  struct Tag: Equatable {
    let kind: Kind
    let name: String
    let span: SourceSpan
  }

  /// All tags in order; an unclosed `{{` is a finding.
  static func tags(of file: SourceFile) -> ([Tag], [Finding]) {
    let bytes = file.bytes
    var tags: [Tag] = []
    var at = 0
    let open = UInt8(ascii: "{")
    let close = UInt8(ascii: "}")
    while at + 1 < bytes.count {
      guard bytes[at] == open, bytes[at + 1] == open else {
        at += 1
        continue
      }
      let start = at
      let isTriple = at + 2 < bytes.count && bytes[at + 2] == open
      var end = at + 2
      while end + 1 < bytes.count, !(bytes[end] == close && bytes[end + 1] == close) { end += 1 }
      guard end + 1 < bytes.count else {
        return (
          tags,
          [TemplateRule.syntax.finding("“{{”没有配对的“}}”", at: file.span(start..<start + 2), fix: "补上“}}”")]
        )
      }
      let bodyStart = at + (isTriple ? 3 : 2)
      let span = file.span(start..<min(bytes.count, end + (isTriple ? 3 : 2)))
      let body = String(decoding: bytes[min(bodyStart, end)..<end], as: UTF8.self)
      let (kind, name) = classify(body, isTriple: isTriple)
      tags.append(Tag(kind: kind, name: name, span: span))
      at = end + (isTriple ? 3 : 2)
    }
    return (tags, [])
  }

  private static func classify(_ body: String, isTriple: Bool) -> (Kind, String) {
    let trimmed = body.drop(while: \.isWhitespace)
    guard !isTriple, let first = trimmed.first else { return (.raw, word(Substring(trimmed))) }
    let rest = word(trimmed.dropFirst())
    switch first {
    case "#": return (.section, rest)
    case "^": return (.inverted, rest)
    case "/": return (.close, rest)
    case ">": return (.partial, rest)
    case "<": return (.parent, rest)
    case "$": return (.block, rest)
    case "!": return (.comment, rest)
    case "&": return (.raw, rest)
    default: return (.variable, word(trimmed))
    }
  }

  private static func word(_ text: Substring) -> String {
    var slice = text.drop(while: \.isWhitespace)
    while slice.last?.isWhitespace == true { slice.removeLast() }
    return String(slice)
  }
}

/// The findings about templates.
enum TemplateRule: String, CaseIterable {
  case syntax = "TPL-01"
  case unknownName = "TPL-02"
  case missingPartial = "TPL-03"
  case escaping = "TPL-04"

  var name: String {
    switch self {
    case .syntax: "模板语法"
    case .unknownName: "模板里的名称"
    case .missingPartial: "模板里的部件"
    case .escaping: "模板里的转义"
    }
  }

  func finding(_ message: String, at span: SourceSpan, fix: String? = nil) -> Finding {
    Finding(rule: rawValue, name: name, level: .error, message: message, at: span, fix: fix)
  }
}
