internal import Diagnostics

/// Writes JSON as `JSONEncoder` does, byte by byte: a disclosure has some thousand values, and boxing each of them takes
/// longer than all else that is done to it. Keys are written in the order in which they are given, so give them sorted.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  /// One value a line, with two more spaces for each container.
  private let isPretty: Bool
  private var depth = 0
  private var isFirst = true

  init(isPretty: Bool = false) { self.isPretty = isPretty }

  mutating func object(_ members: (inout JSONText) -> Void) {
    container(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  mutating func array<Element>(_ elements: some Sequence<Element>, _ each: (inout JSONText, Element) -> Void) {
    container(UInt8(ascii: "["), UInt8(ascii: "]")) { json in
      for element in elements {
        json.separate()
        each(&json, element)
      }
    }
  }

  /// A member; `value` writes what it holds.
  mutating func member(_ key: String, _ value: (inout JSONText) -> Void) {
    separate()
    text(key)
    bytes.append(isPretty ? " : " : ":")
    value(&self)
  }

  /// A member with a text; left out where there is none.
  mutating func member(_ key: String, _ text: String?) {
    if let text { member(key) { $0.text(text) } }
  }

  mutating func member(_ key: String, _ number: Int) { member(key) { $0.bytes.append(String(number)) } }

  mutating func member(_ key: String, _ flag: Bool) { member(key) { $0.bytes.append(flag ? "true" : "false") } }

  mutating func null() { bytes.append("null") }

  mutating func text(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    let isDone = text.utf8.withContiguousStorageIfAvailable { plain in
      for byte in plain where Self.isEscaped(byte) { return false }
      bytes.append(contentsOf: plain)
      return true
    }
    if isDone != true { for byte in text.utf8 { escape(byte) } }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0x08: bytes.append(#"\b"#)
    case 0x09: bytes.append(#"\t"#)
    case 0x0A: bytes.append(#"\n"#)
    case 0x0C: bytes.append(#"\f"#)
    case 0x0D: bytes.append(#"\r"#)
    case 0..<0x20:
      bytes.append(byte < 0x10 ? #"\u000"# : #"\u00"#)
      bytes.append(String(byte, radix: 16))
    default: bytes.append(byte)
    }
  }

  private mutating func container(_ open: UInt8, _ close: UInt8, _ content: (inout JSONText) -> Void) {
    bytes.append(open)
    let wasFirst = isFirst
    isFirst = true
    depth += 1
    content(&self)
    depth -= 1
    if isPretty {
      // As the encoder has it: an empty line between the brackets of what is empty.
      if isFirst { bytes.append("\n") }
      newline()
    }
    isFirst = wasFirst
    bytes.append(close)
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    if isPretty { newline() }
  }

  private mutating func newline() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes.append("  ") }
  }
}
