/// Blots out personal data in texts that are shown anyway: messages, names of files.
enum PersonalMask {
  static func apply(to text: String) -> String {
    let matches = PersonalData.matches(in: text).filter(\.isExact)
    guard !matches.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    for match in matches where match.range.lowerBound >= place {
      result += bytes[place..<match.range.lowerBound] + Array(match.masked.utf8)
      place = match.range.upperBound
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  /// Part by part: what stands behind a `/` looks like a web address otherwise.
  static func apply(toPath path: String) -> String {
    guard path.utf8.count(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) > 4 else { return path }
    return path.split(separator: "/", omittingEmptySubsequences: false).map { apply(to: String($0)) }.joined(
      separator: "/")
  }
}

extension PersonalMatch {
  /// Whether its range is the thing itself: of a list of people it is the heading.
  var isExact: Bool { kind != .list && !masked.contains("一栏") }
}

/// Texts to blot out wherever they stand, found in one pass however many there are.
struct SecretIndex {
  private struct Secret {
    let bytes: [UInt8]
    let masked: [UInt8]
  }

  /// By their first six bytes: two Chinese characters or six digits, which is as short as any of them is.
  private var secrets: [[UInt8]: [Secret]] = [:]
  private static let head = 6

  var isEmpty: Bool { secrets.isEmpty }

  mutating func add(_ bytes: [UInt8], masked: String) {
    guard bytes.count >= Self.head else { return }
    let key = Array(bytes.prefix(Self.head))
    guard !(secrets[key]?.contains { $0.bytes == bytes } ?? false) else { return }
    secrets[key, default: []].append(Secret(bytes: bytes, masked: Array(masked.utf8)))
  }

  func masked(_ text: String) -> String {
    guard !isEmpty else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      let found = secrets[Array(bytes[place..<min(place + Self.head, bytes.count)])]?.filter {
        bytes[place...].starts(with: $0.bytes)
      }.max { $0.bytes.count < $1.bytes.count }
      if let found {
        result += found.masked
        place += found.bytes.count
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
