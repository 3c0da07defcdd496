/// The attributes of one HTML start tag, read as browsers read them.
struct StartTag {
  struct Value {
    /// With `&#39;` and its like resolved.
    let text: String
    /// The value's bytes in the page, quotes included.
    let range: Range<Int>
  }

  private var values: [String: Value] = [:]
  /// Where the tag ends, after its `>`.
  private(set) var end: Int

  /// Reads from the end of the tag's name.
  init(_ page: [UInt8], attributesFrom start: Int) {
    end = start
    while end < page.count, page[end] != UInt8(ascii: ">") {
      if page[end].isHTMLSpace || page[end] == UInt8(ascii: "/") {
        end += 1
      } else {
        readAttribute(page)
      }
    }
    end = min(end + 1, page.count)
  }

  /// The first attribute of a name (in lower case) counts, as in browsers.
  subscript(name: String) -> Value? { values[name] }

  private mutating func readAttribute(_ page: [UInt8]) {
    let nameStart = end
    repeat { end += 1 } while end < page.count && !page[end].isHTMLSpace && !Self.closesName.contains(page[end])
    let name = String(decoding: page[nameStart..<end], as: UTF8.self).lowercased()
    skipSpace(page)
    guard end < page.count, page[end] == UInt8(ascii: "=") else { return }
    end += 1
    skipSpace(page)
    guard end < page.count else { return }
    let start = end
    let quote = page[end]
    var text: ArraySlice<UInt8>
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      end = page[(start + 1)...].firstIndex(of: quote) ?? page.count
      text = page[(start + 1)..<end]
      end = min(end + 1, page.count)
    } else {
      while end < page.count, !page[end].isHTMLSpace, page[end] != UInt8(ascii: ">") { end += 1 }
      text = page[start..<end]
    }
    if values[name] == nil {
      values[name] = Value(text: Self.resolve(String(decoding: text, as: UTF8.self)), range: start..<end)
    }
  }

  private mutating func skipSpace(_ page: [UInt8]) {
    while end < page.count, page[end].isHTMLSpace { end += 1 }
  }

  private static let closesName: Set<UInt8> = [UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/")]

  /// The references that a template's escaping can put into a policy.
  private static let references = [
    "&#39;": "'", "&#x27;": "'", "&#X27;": "'", "&apos;": "'", "&quot;": "\"", "&#34;": "\"", "&lt;": "<",
    "&gt;": ">", "&amp;": "&",
  ]

  private static func resolve(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var resolved = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      resolved += rest[..<mark]
      rest = rest[mark...]
      if let reference = references.first(where: { rest.hasPrefix($0.key) }) {
        resolved += reference.value
        rest = rest.dropFirst(reference.key.count)
      } else {
        resolved += "&"
        rest = rest.dropFirst()
      }
    }
    return resolved + rest
  }
}

extension UInt8 {
  var isHTMLSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) && self != 0x0B }
}
