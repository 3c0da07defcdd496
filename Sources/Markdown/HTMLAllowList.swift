internal import Diagnostics

/// Raw HTML as far as a site lets authors write it: a few tags without behaviour, written anew from what was understood.
/// Nothing of the source reaches the page unread.
enum HTMLAllowList {
  struct Problem: Error {
    let message: String
  }

  /// Tags that stand in running text, with the attributes each may have.
  static let inline: [String: Set<String>] = [
    "br": [], "wbr": [], "sub": [], "sup": [], "u": [], "s": [], "b": [], "i": [], "small": [], "mark": [], "kbd": [],
    "abbr": ["title"], "span": ["lang"], "ruby": [], "rt": [], "rp": [],
  ]

  /// Tags that stand for themselves, beside all inline ones.
  static let block: [String: Set<String>] = [
    "p": [], "div": [], "hr": [], "blockquote": [], "ul": [], "ol": ["start"], "li": [], "dl": [], "dt": [], "dd": [],
    "table": [], "caption": [], "thead": [], "tbody": [], "tfoot": [], "tr": [], "th": ["colspan", "rowspan", "scope"],
    "td": ["colspan", "rowspan"], "details": [], "summary": [],
  ]

  private static let void: Set<String> = ["br", "wbr", "hr"]

  /// One tag, or text and tags where `allowsBlocks`, in our own writing.
  static func markup(_ source: String, allowsBlocks: Bool) throws(Problem) -> String {
    var parser = Parser(Array(source.unicodeScalars), allowsBlocks: allowsBlocks)
    return try parser.run()
  }

  /// Checks that tags in their order open and close each other.
  ///
  /// - Parameter tags: our own markup, one tag each.
  static func checkNesting(_ tags: [String]) throws(Problem) {
    var open: [String] = []
    for tag in tags {
      let name = String(tag.dropFirst(tag.hasPrefix("</") ? 2 : 1).prefix { $0.isLetter || $0.isNumber })
      if tag.hasPrefix("</") {
        guard open.last == name else { throw Problem(message: "</\(name)> 没有对应的开始标签") }
        open.removeLast()
      } else if !void.contains(name) {
        open.append(name)
      }
    }
    if let name = open.last { throw Problem(message: "<\(name)> 没有结束标签") }
  }

  /// The words of our own markup: what it says has to be checked like everything else.
  static func text(of markup: String) -> String {
    markup.replacing(/<[^>]*>/, with: " ").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  private struct Parser {
    private let source: [Unicode.Scalar]
    private let allowsBlocks: Bool
    private var place = 0
    private var output = ""
    private var tags: [String] = []

    init(_ source: [Unicode.Scalar], allowsBlocks: Bool) {
      self.source = source
      self.allowsBlocks = allowsBlocks
    }

    mutating func run() throws(Problem) -> String {
      while place < source.count {
        if source[place] == "<" {
          let tag = try readTag()
          tags.append(tag)
          output += tag
        } else {
          output += String(source[place]).escapedForMarkup
          place += 1
        }
      }
      if allowsBlocks { try checkNesting(tags) }
      return output
    }

    private mutating func readTag() throws(Problem) -> String {
      place += 1
      let isEnd = take("/")
      let name = word().lowercased()
      guard !name.isEmpty else { throw Problem(message: "这里的 < 不是标签；要显示它，写成 &lt;") }
      guard let attributes = HTMLAllowList.inline[name] ?? (allowsBlocks ? HTMLAllowList.block[name] : nil) else {
        throw Problem(message: "不能用 <\(name)>")
      }
      if isEnd {
        skipBlanks()
        guard take(">") else { throw Problem(message: "</\(name) 没有写完") }
        return "</\(name)>"
      }
      var written = "<\(name)"
      while true {
        skipBlanks()
        if take(">") { break }
        if take("/") {
          guard take(">") else { throw Problem(message: "<\(name) 没有写完") }
          break
        }
        let attribute = word().lowercased()
        guard !attribute.isEmpty else { throw Problem(message: "<\(name)> 写得不对") }
        guard attributes.contains(attribute) else { throw Problem(message: "<\(name)> 不能有 \(attribute)") }
        written += " \(attribute)=\"\(try value(of: attribute))\""
      }
      return written + ">"
    }

    private mutating func value(of attribute: String) throws(Problem) -> String {
      skipBlanks()
      guard take("=") else { throw Problem(message: "\(attribute) 没有值") }
      skipBlanks()
      guard place < source.count, source[place] == "\"" || source[place] == "'" else {
        throw Problem(message: "\(attribute) 的值要加引号")
      }
      let quote = source[place]
      place += 1
      var text = ""
      while place < source.count, source[place] != quote {
        text += String(source[place]).escapedForMarkup
        place += 1
      }
      guard place < source.count else { throw Problem(message: "\(attribute) 的引号没有配对") }
      place += 1
      if ["colspan", "rowspan", "start"].contains(attribute) {
        guard let number = Int(text), (1...99).contains(number) else {
          throw Problem(message: "\(attribute) 应是 1 到 99 的数")
        }
      }
      if attribute == "scope" {
        guard ["row", "col", "rowgroup", "colgroup"].contains(text) else {
          throw Problem(message: "scope 应是 row 或 col")
        }
      }
      return text
    }

    private mutating func word() -> String {
      var text = ""
      while place < source.count,
        source[place].properties.isAlphabetic && source[place].isASCII
          || ("0"..."9").contains(source[place]) || source[place] == "-"
      {
        text.unicodeScalars.append(source[place])
        place += 1
      }
      return text
    }

    private mutating func skipBlanks() {
      while place < source.count, source[place].properties.isWhitespace { place += 1 }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard place < source.count, source[place] == scalar else { return false }
      place += 1
      return true
    }
  }
}
