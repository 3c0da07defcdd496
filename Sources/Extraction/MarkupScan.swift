/// Goes through markup tag by tag, to know what reading it would cost before it is read: libxml2 compares every attribute
/// of a tag with all others of it, and looks for what an end tag ends among all that is open. A file of a megabyte, made
/// for that, would keep it for hours.
struct MarkupScan {
  /// Far more than any program writes.
  private static let mostAttributes = 1000
  /// In comparisons: a second or two.
  private static let highestCost = 200_000_000

  private let bytes: [UInt8]
  private let isHTML: Bool
  private var at = 0

  private struct Tag {
    let name: Int
    let isEnd: Bool
    let isEmpty: Bool
    let attributes: Int
  }

  private init(_ bytes: [UInt8], isHTML: Bool) {
    self.bytes = bytes
    self.isHTML = isHTML
  }

  static func isReadableXML(_ bytes: [UInt8]) -> Bool {
    var scan = MarkupScan(bytes, isHTML: false)
    while let tag = scan.next() { if tag.attributes > mostAttributes { return false } }
    return true
  }

  static func isReadableHTML(_ bytes: [UInt8]) -> Bool {
    var scan = MarkupScan(bytes, isHTML: true)
    var open: [Int] = []
    var cost = 0
    while let tag = scan.next() {
      cost += tag.attributes * tag.attributes
      if tag.isEnd {
        var place = open.count
        while place > 0, open[place - 1] != tag.name {
          place -= 1
          cost += 1
        }
        if place > 0 { open.removeSubrange((place - 1)...) }
      } else if !tag.isEmpty {
        // It is merged into the first one, which is looked for.
        if tag.name == body { cost += open.count }
        open.append(tag.name)
      }
      if cost > highestCost { return false }
    }
    return true
  }

  private static let body = name(Array("body".utf8)[...])
  private static let raw = ["script", "style"].map { name(Array($0.utf8)[...]) }
  private static let void = ["area", "base", "br", "col", "frame", "hr", "img", "input", "link", "meta", "param"].map {
    name(Array($0.utf8)[...])
  }

  /// Names are only compared; which they are does not matter.
  private static func name(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(5381) { $0 &* 33 &+ Int($1 | 0x20) }
  }

  private mutating func next() -> Tag? {
    while let start = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      at = start + 1
      guard at < bytes.count else { return nil }
      switch bytes[at] {
      case UInt8(ascii: "!"):
        if bytes[at...].starts(with: "!--".utf8) {
          skip(behind: "-->")
        } else if bytes[at...].starts(with: "![CDATA[".utf8) {
          skip(behind: "]]>")
        }
      case UInt8(ascii: "?"): skip(behind: isHTML ? ">" : "?>")
      case UInt8(ascii: "/"):
        at += 1
        return tag(isEnd: true)
      case let byte where byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_"):
        let tag = tag(isEnd: false)
        if isHTML, Self.raw.contains(tag.name) { skipRaw() }
        return tag
      default: break
      }
    }
    at = bytes.count
    return nil
  }

  /// From the name on to the `>`.
  private mutating func tag(isEnd: Bool) -> Tag {
    let start = at
    while at < bytes.count, !Self.isBlank(bytes[at]), !Self.endsName.contains(bytes[at]) { at += 1 }
    let name = Self.name(bytes[start..<at])
    var attributes = 0
    var last: UInt8 = 0
    while at < bytes.count, bytes[at] != UInt8(ascii: ">"), isHTML || bytes[at] != UInt8(ascii: "<") {
      let byte = bytes[at]
      at += 1
      if Self.isBlank(byte) {
        if at < bytes.count, !Self.isBlank(bytes[at]) { attributes += 1 }
        continue
      }
      if last == UInt8(ascii: "="), byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        attributes += 1
        while at < bytes.count, bytes[at] != byte { at += 1 }
        at = min(at + 1, bytes.count)
      }
      last = byte
    }
    let isEmpty = last == UInt8(ascii: "/") || isHTML && Self.void.contains(name)
    return Tag(name: name, isEnd: isEnd, isEmpty: isEmpty, attributes: attributes)
  }

  private static let endsName = Array("<>/=\"'".utf8)

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private mutating func skip(behind mark: String) {
    let mark = Array(mark.utf8)
    while at < bytes.count, !bytes[at...].starts(with: mark) { at += 1 }
    at = min(at + mark.count, bytes.count)
  }

  /// What a script holds are no tags.
  private mutating func skipRaw() {
    while at + 1 < bytes.count, bytes[at] != UInt8(ascii: "<") || bytes[at + 1] != UInt8(ascii: "/") { at += 1 }
  }
}
