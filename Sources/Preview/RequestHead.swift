/// The head of a request: its first line and its fields, read strictly.
///
/// Browsers write all of this; what they would not write is refused rather than guessed at. Values that no answer depends
/// on may be anything: programs put text of any encoding into them.
struct RequestHead: Sendable, Hashable {
  /// In bytes, its end included.
  static let longest = 16 << 10

  let method: String
  let target: String
  let host: String?
  let origin: String?
  let cookie: String?
  let fetch: PreviewRequest.Fetch?
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
    var lines = Self.lines(bytes)[...]
    guard let first = lines.popFirst().flatMap({ String(validating: $0, as: UTF8.self) }) else { return nil }
    let words = first.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, Self.isToken(words[0].utf8), !words[1].isEmpty,
      ["HTTP/1.1", "HTTP/1.0"].contains(words[2]),
      !words[1].unicodeScalars.contains(where: { $0.value < 0x21 || $0.value == 0x7F })
    else { return nil }
    var fields: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), Self.isToken(line[..<colon]) else { return nil }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      let bytes = line[line.index(after: colon)...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      guard !bytes.contains(where: { $0 < 0x20 && $0 != UInt8(ascii: "\t") || $0 == 0x7F }) else { return nil }
      guard Self.used.contains(name) || name == "cookie" else { continue }
      // Cookies are those of every program on this machine; a secret of ours is plain, and what is not is none.
      let decoded =
        name == "cookie" ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
      guard let value = decoded else { return nil }
      // Of two hosts or lengths nobody can say which counts.
      if let earlier = fields[name] {
        guard name != "host", name != "content-length", name != "origin" else { return nil }
        fields[name] = earlier + (name == "cookie" ? "; " : ", ") + value
      } else {
        fields[name] = value
      }
    }
    method = String(words[0])
    target = String(words[1])
    host = fields["host"].map(Self.trimmed)
    origin = fields["origin"].map(Self.trimmed)
    cookie = fields["cookie"]
    fetch = fields["sec-fetch-site"].map {
      PreviewRequest.Fetch(
        site: Self.trimmed($0), mode: fields["sec-fetch-mode"].map(Self.trimmed) ?? "",
        destination: fields["sec-fetch-dest"].map(Self.trimmed) ?? "")
    }
    let length = fields["content-length"].map(Self.trimmed)
    hasBody = fields["transfer-encoding"] != nil || length.map { $0 != "0" } ?? false
    let connection = (fields["connection"] ?? "").lowercased()
    isKeptAlive = words[2] == "HTTP/1.1" && !connection.contains("close")
  }

  /// What an answer depends on, besides the cookie.
  private static let used: Set<String> = [
    "host", "origin", "content-length", "transfer-encoding", "connection", "sec-fetch-site", "sec-fetch-mode",
    "sec-fetch-dest",
  ]

  /// Between one `\r\n` and the next; none that is empty.
  private static func lines(_ bytes: some Collection<UInt8>) -> [ArraySlice<UInt8>] {
    let bytes = Array(bytes)
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let isEnd = index + 1 < bytes.count && bytes[index] == 0x0D && bytes[index + 1] == 0x0A
      if isEnd {
        if index > start { lines.append(bytes[start..<index]) }
        index += 2
        start = index
      } else {
        index += 1
      }
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }

  private static func isToken(_ text: some Collection<UInt8>) -> Bool {
    let marks = Set("!#$%&'*+-.^_`|~".utf8)
    return !text.isEmpty
      && text.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || marks.contains(byte)
      }
  }
}
