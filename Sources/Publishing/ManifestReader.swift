internal import Diagnostics

/// Reads a manifest that stands just as it is written: any JSON reader would do, but takes as long for a large site as all
/// else that a build does which changes nothing.
struct ManifestReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  /// nil where the bytes are anything but what ``Manifest/writeJSON(to:)`` makes.
  static func entries(of json: [UInt8]) -> [Manifest.Entry]? {
    json.withUnsafeBufferPointer { bytes in
      var reader = ManifestReader(bytes: bytes)
      return reader.read()
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func read() -> [Manifest.Entry]? {
    guard take(#"{"schema":""#), take(Manifest.schema), take(#"","files":["#) else { return nil }
    var entries: [Manifest.Entry] = []
    while take(entries.isEmpty ? "\n  {" : ",\n  {") {
      guard take(#""path":"#), let path = quoted(), take(#","size":"#), let size = number(),
        take(#","sha256":""#), let sha256 = digest(), take(#""}"#)
      else { return nil }
      entries.append(Manifest.Entry(path: path, size: size, sha256: sha256))
    }
    guard entries.isEmpty || take("\n"), take("]}\n"), place == bytes.count else { return nil }
    return entries
  }

  private mutating func take(_ text: String) -> Bool {
    var text = text
    let isThere = text.withUTF8 { bytes[place...].starts(with: $0) }
    if isThere { place += text.utf8.count }
    return isThere
  }

  private mutating func quoted() -> String? {
    guard take("\"") else { return nil }
    var text: [UInt8] = []
    while place < bytes.count {
      var byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") { return String(validating: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") {
        guard place < bytes.count else { return nil }
        byte = bytes[place]
        place += 1
        // Nothing else is ever written so.
        guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { return nil }
      }
      text.append(byte)
    }
    return nil
  }

  private mutating func number() -> Int? {
    let start = place
    while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) { place += 1 }
    // No number is written with a zero before it.
    guard place - start == 1 || start == place || bytes[start] != UInt8(ascii: "0") else { return nil }
    return Int(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  private mutating func digest() -> FileDigest? {
    guard place + 64 <= bytes.count else { return nil }
    defer { place += 64 }
    return FileDigest(hex: bytes[place..<(place + 64)])
  }
}
