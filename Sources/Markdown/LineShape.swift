/// What can be said of a line without parsing: an upper bound on what the parser will make of it.
struct LineShape {
  /// Nothing but white space.
  let isBlank: Bool
  /// Blank, or the start of a list item that interrupts any paragraph.
  let endsParagraph: Bool
  /// The quote and list marks the line begins with.
  let markers: Int
  /// How deep in quotes and lists the line may be, by its marks and indentation.
  let depth: Int
  /// Could stand between a table's header and body.
  let isDelimiterRow: Bool
  let pipes: Int

  init(_ bytes: [UInt8], _ line: Range<Int>) {
    var offset = line.lowerBound
    var markers = 0
    var columns = 0
    func byte(_ at: Int) -> UInt8 { at < line.upperBound ? bytes[at] : 0x0A }
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    scan: while offset < line.upperBound {
      switch bytes[offset] {
      case 0x20: columns += 1
      case 0x09: columns += 4
      case UInt8(ascii: ">"): markers += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard isSpace(byte(offset + 1)) else { break scan }
        markers += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var end = offset + 1
        while (0x30...0x39).contains(byte(end)), end - offset < 9 { end += 1 }
        guard byte(end) == UInt8(ascii: ".") || byte(end) == UInt8(ascii: ")"), isSpace(byte(end + 1)) else {
          break scan
        }
        markers += 1
        offset = end
      default: break scan
      }
      offset += 1
    }

    let content = bytes[line]
    let first = content.firstIndex { !isSpace($0) }
    isBlank = first == nil
    let isBullet =
      first.map { first in
        first - line.lowerBound <= 3 && [0x2A, 0x2B, 0x2D].contains(bytes[first]) && byte(first + 1) == 0x20
          && !isSpace(byte(first + 2))
      } ?? false
    endsParagraph = isBlank || isBullet
    // `- - - -` is a rule across the page, not a list of lists.
    let isRule =
      first.map { first in
        (bytes[first] == UInt8(ascii: "-") || bytes[first] == UInt8(ascii: "*"))
          && content.allSatisfy { $0 == bytes[first] || isSpace($0) }
      } ?? false
    self.markers = isRule ? 0 : markers
    depth = self.markers + columns / 2

    var pipes = 0
    var dashes = 0
    var mayDelimit = true
    for byte in content {
      switch byte {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "-"): dashes += 1
      case UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."),
        UInt8(ascii: ")"), 0x30...0x39:
        break
      default: if !isSpace(byte) { mayDelimit = false }
      }
    }
    self.pipes = pipes
    isDelimiterRow = mayDelimit && dashes > 0 && pipes > 0
  }
}
