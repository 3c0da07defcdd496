/// The head of a request: its first line and its fields, read strictly.
///
/// Browsers write all of this; what they would not write is refused rather than guessed at.
struct RequestHead: Sendable, Hashable {
  /// In bytes, its end included.
  static let longest = 16 << 10

  let method: String
  let target: String
  let host: String?
  let origin: String?
  let cookie: String?
  /// Whether a body follows, which is never read.
  let hasBody: Bool
  /// Whether the connection is for more than one request.
  let isKeptAlive: Bool

  /// Where the head ends that these bytes begin with; nil where it does not.
  static func end(in bytes: [UInt8]) -> Int? {
    bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound
  }

  /// `bytes` are the head with its end; nil where they are no HTTP.
  init?(_ bytes: some Collection<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var lines = text.unicodeScalars.split(separator: "\r\n".unicodeScalars)[...].map { String($0) }[...]
    guard let first = lines.popFirst() else { return nil }
    let words = first.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, Self.isToken(words[0]), !words[1].isEmpty, ["HTTP/1.1", "HTTP/1.0"].contains(words[2]),
      !words[1].unicodeScalars.contains(where: { $0.value < 0x21 || $0.value == 0x7F })
    else { return nil }
    var fields: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), Self.isToken(line[..<colon]) else { return nil }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      guard !value.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F }) else {
        return nil
      }
      // Of two hosts or lengths nobody can say which counts.
      if let earlier = fields[name] {
        guard name != "host", name != "content-length", name != "origin" else { return nil }
        fields[name] = earlier + (name == "cookie" ? "; " : ", ") + value
      } else {
        fields[name] = String(value)
      }
    }
    method = String(words[0])
    target = String(words[1])
    host = fields["host"].map(Self.trimmed)
    origin = fields["origin"].map(Self.trimmed)
    cookie = fields["cookie"]
    let length = fields["content-length"].map(Self.trimmed)
    hasBody = fields["transfer-encoding"] != nil || length.map { $0 != "0" } ?? false
    let connection = (fields["connection"] ?? "").lowercased()
    isKeptAlive = words[2] == "HTTP/1.1" && !connection.contains("close")
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }

  private static func isToken(_ text: Substring) -> Bool {
    let marks = Set("!#$%&'*+-.^_`|~".utf8)
    return !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || marks.contains(byte)
      }
  }
}
