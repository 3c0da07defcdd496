/// The path of a request: percent-decoded exactly once, and refused where it means to climb.
struct RequestPath: Sendable, Hashable {
  /// Decoded; begins with `/`.
  let text: String
  /// As sent, with its `?`; empty without one.
  let query: String

  /// Nil for what no browser sends: an absolute target, a bad escape, a NUL, a backslash or a `..`.
  init?(target: String) {
    let mark = target.firstIndex(of: "?") ?? target.endIndex
    guard let decoded = Self.decode(target[..<mark].utf8), decoded.hasPrefix("/") else { return nil }
    guard !decoded.unicodeScalars.contains(where: { $0 == "\0" || $0 == "\\" }) else { return nil }
    guard !decoded.split(separator: "/").contains("..") else { return nil }
    text = decoded
    query = String(target[mark...])
  }

  /// The same folder with its closing slash, encoded for a `Location` header.
  var withClosingSlash: String { Self.encode(text) + "/" + query }

  /// Percent-encodes all but what a path may hold as it is.
  static func encode(_ path: String) -> String {
    let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      if kept.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func decode(_ encoded: some Sequence<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var iterator = encoded.makeIterator()
    while let byte = iterator.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = iterator.next().flatMap(hexValue), let low = iterator.next().flatMap(hexValue) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexValue(_ digit: UInt8) -> UInt8? {
    Character(Unicode.Scalar(digit)).hexDigitValue.map(UInt8.init)
  }
}
