package import Diagnostics

/// Reads strict JSON (RFC 8259) into the same nodes as YAML, numbers as literal text.
///
/// libyaml reads hand-written JSON but rejects surrogate pairs and very long keys, so `.json` files come here first.
package enum JSONReader {
  /// The value of a file; nil with one finding at the first place that is not JSON.
  package static func read(_ file: SourceFile) -> (Node?, [Finding]) {
    var scanner = JSONScanner(file: file)
    do {
      let node = try scanner.document()
      return (node, scanner.findings)
    } catch {
      return (nil, scanner.findings + [error.finding(in: file)])
    }
  }
}

/// Why the text is not JSON, and where.
struct JSONProblem: Error {
  let offset: Int
  let message: String
  let fix: String?
  var rule = InputRule.syntax

  func finding(in file: SourceFile) -> Finding {
    rule.finding(message, at: file.character(at: offset), fix: fix)
  }
}

struct JSONScanner {
  private let file: SourceFile
  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0
  private(set) var findings: [Finding] = []

  init(file: SourceFile) {
    self.file = file
    bytes = file.bytes
  }

  mutating func document() throws(JSONProblem) -> Node {
    let node = try value()
    skipSpace()
    if at < bytes.count { throw problem("JSON 到这里已经结束，后面还有内容", fix: "检查括号是否多写了一个") }
    return node
  }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  private func problem(_ message: String, fix: String? = nil) -> JSONProblem {
    JSONProblem(offset: at, message: message, fix: fix)
  }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func value() throws(JSONProblem) -> Node {
    skipSpace()
    let start = at
    switch byte {
    case UInt8(ascii: "{"): return try nested { (scanner) throws(JSONProblem) in try scanner.object(start) }
    case UInt8(ascii: "["): return try nested { (scanner) throws(JSONProblem) in try scanner.array(start) }
    case UInt8(ascii: "\""):
      let text = try string()
      if let bad = InputRule.controlCharacter(in: text, at: file.span(start..<at)) { findings.append(bad) }
      return Node(.scalar(text, quoted: true), span: file.span(start..<at))
    case nil: throw problem("JSON 在这里突然结束", fix: "补全没写完的内容")
    default:
      while let byte, !" \n\r\t,]}:\"[{".utf8.contains(byte) { at += 1 }
      let word = String(decoding: bytes[start..<at], as: UTF8.self)
      guard ["null", "true", "false"].contains(word) || isNumber(word) else {
        at = start
        throw problem("“\(word.prefix(20))”不是 JSON 的值", fix: "文字要加双引号")
      }
      return Node(.scalar(word, quoted: false), span: file.span(start..<at))
    }
  }

  private mutating func nested(
    _ body: (inout JSONScanner) throws(JSONProblem) -> Node
  ) throws(JSONProblem) -> Node {
    depth += 1
    defer { depth -= 1 }
    if depth > YAMLReader.deepest {
      var tooDeep = problem("嵌套超过 \(YAMLReader.deepest) 层", fix: "检查括号是否写多了")
      tooDeep.rule = .nesting
      throw tooDeep
    }
    return try body(&self)
  }

  private mutating func object(_ start: Int) throws(JSONProblem) -> Node {
    at += 1
    var pairs: [Node.Pair] = []
    var seen: [String: SourceSpan] = [:]
    var repeated = RepeatedKeys()
    defer { findings += repeated.findings }
    skipSpace()
    if byte == UInt8(ascii: "}") {
      at += 1
    } else {
      while true {
        skipSpace()
        guard byte == UInt8(ascii: "\"") else { throw problem("这里应是加双引号的名称", fix: "检查是否多了逗号或缺了引号") }
        let keyStart = at
        let text = try string()
        let key = Node(.scalar(text, quoted: true), span: file.span(keyStart..<at))
        skipSpace()
        guard byte == UInt8(ascii: ":") else { throw problem("“\(text)”后面缺冒号", fix: "写成 \"\(text)\": 值") }
        at += 1
        let value = try value()
        if let first = seen[text] {
          repeated.add(text, at: key.span, first: first)
        } else {
          seen[text] = key.span
          pairs.append(.init(key: key, value: value))
        }
        if try endOfItem(UInt8(ascii: "}")) { break }
      }
    }
    return Node(.mapping(pairs), span: file.span(start..<at))
  }

  private mutating func array(_ start: Int) throws(JSONProblem) -> Node {
    at += 1
    var items: [Node] = []
    skipSpace()
    if byte == UInt8(ascii: "]") {
      at += 1
    } else {
      while true {
        items.append(try value())
        if try endOfItem(UInt8(ascii: "]")) { break }
      }
    }
    return Node(.sequence(items), span: file.span(start..<at))
  }

  /// After an item: true at the closing bracket, false at a comma.
  private mutating func endOfItem(_ closing: UInt8) throws(JSONProblem) -> Bool {
    skipSpace()
    defer { at += 1 }
    if byte == closing { return true }
    if byte == UInt8(ascii: ",") { return false }
    throw problem("这里缺逗号，或者缺“\(Character(Unicode.Scalar(closing)))”", fix: nil)
  }

  private mutating func string() throws(JSONProblem) -> String {
    at += 1
    var result: [UInt8] = []
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return String(decoding: result, as: UTF8.self).composed
      case UInt8(ascii: "\\"):
        at += 1
        result += Array(String(try escape()).utf8)
      case 0..<0x20: throw problem("引号没有配对，或者文字里直接换了行", fix: "补上引号；换行写成 \\n")
      default:
        result.append(byte)
        at += 1
      }
    }
    throw problem("引号没有配对，直到文件末尾都没有结束", fix: "补上另一半引号")
  }

  private mutating func escape() throws(JSONProblem) -> Unicode.Scalar {
    guard let byte else { throw problem("“\\”后面没有内容") }
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let high = try hexUnit()
      if let scalar = Unicode.Scalar(high) { return scalar }
      guard (0xD800...0xDBFF).contains(high), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u")
      else { throw problem("“\\u”的代理对不完整") }
      at += 2
      let low = try hexUnit()
      guard (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
      else { throw problem("“\\u”的代理对不完整") }
      return scalar
    default: throw problem("“\\”后面跟了不认识的字符", fix: "写成“\\\\”")
    }
  }

  private mutating func hexUnit() throws(JSONProblem) -> UInt32 {
    // The integer's initialiser alone would take `+123` for four digits.
    guard at + 4 <= bytes.count, bytes[at..<at + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { throw problem("“\\u”后面应是四位十六进制数") }
    at += 4
    return unit
  }

  private func isNumber(_ word: String) -> Bool {
    var rest = word.utf8[...]
    func digits() -> Int {
      let count = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !startsWithZero || whole == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
