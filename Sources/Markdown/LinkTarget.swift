/// The `(address "title")` behind a link's text.
enum LinkTarget {
  /// Where the target that begins with `(` ends; the parser has made sure that it does.
  static func end(in bytes: [UInt8], from start: Int, limit: Int) -> Int {
    var offset = start + 1
    var depth = 1
    var closing: UInt8?
    while offset < limit {
      let byte = bytes[offset]
      let isAfterSpace = bytes[offset - 1] <= 0x20
      if byte == UInt8(ascii: "\\") {
        offset += 1
      } else if let mark = closing {
        if byte == mark { closing = nil }
      } else if byte == UInt8(ascii: "<"), offset == start + 1 || isAfterSpace {
        closing = UInt8(ascii: ">")
      } else if isAfterSpace, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        closing = byte
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return offset + 1 }
      }
      offset += 1
    }
    return limit
  }
}
