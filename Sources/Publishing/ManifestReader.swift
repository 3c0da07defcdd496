internal import Diagnostics

/// Reads a manifest that stands just as it is written, line by line: any JSON reader would do, but takes as long for a
/// large site as all else that a build does which changes nothing, and as much memory.
struct ManifestReader {
  /// In bytes: more than the longest path takes, every byte of it escaped.
  private static let longestLine = 16 << 10

  private enum Expected {
    case head, entry, foot, nothing
  }

  private let file: String
  private var table: PathTable.Builder
  private var expected = Expected.head
  /// Whether all of it was as ``Manifest/writeJSON(to:)`` makes it, and sorted.
  private var isSound = true
  /// A line that has not ended.
  private var rest: [UInt8] = []

  /// - Parameter file: its path, for messages.
  init(file: String, spool: SpoolFile?) {
    self.file = file
    table = PathTable.Builder(spool: spool, width: ManifestEntries.width)
  }

  /// nil where the bytes are anything but what ``Manifest/writeJSON(to:)`` makes.
  ///
  /// Throws ``ReleaseError/damagedManifest(file:reason:)`` for a path that nothing can have.
  static func manifest(of json: [UInt8], file: String) throws(ReleaseError) -> Manifest? {
    var reader = ManifestReader(file: file, spool: nil)
    try reader.take(json)
    return reader.finish()
  }

  /// Takes the next bytes.
  mutating func take(_ bytes: [UInt8]) throws(ReleaseError) {
    guard isSound else { return }
    let all = rest.isEmpty ? bytes : rest + bytes
    var start = 0
    while isSound, let end = all[start...].firstIndex(of: UInt8(ascii: "\n")) {
      isSound = try take(line: all[start..<end])
      start = end + 1
    }
    rest = Array(all[start...])
    // Another hand's file of one endless line is not to be gone through with every piece.
    if rest.count > Self.longestLine { isSound = false }
  }

  consuming func finish() -> Manifest? {
    guard isSound, expected == .nothing, rest.isEmpty else { return nil }
    return Manifest(ManifestEntries(table.finish()))
  }

  private mutating func take(line: ArraySlice<UInt8>) throws(ReleaseError) -> Bool {
    let (expected, entry) = line.withUnsafeBufferPointer { line in
      var parser = LineParser(line)
      return parser.read(self.expected)
    }
    guard let expected else { return false }
    self.expected = expected
    guard let entry else { return true }
    try Manifest.check(entry, file: file)
    return table.append(Array(entry.path.utf8), ManifestEntries.value(entry))
  }

  private struct LineParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// What has to come next, and the entry of the line; nil where the line is something else.
    mutating func read(_ expected: Expected) -> (Expected?, Manifest.Entry?) {
      switch expected {
      case .head:
        guard take(#"{"schema":""#), take(Manifest.schema), take(#"","files":["#) else { return (nil, nil) }
        if isAtEnd { return (.entry, nil) }
        return take("]}") && isAtEnd ? (.nothing, nil) : (nil, nil)
      case .entry:
        guard take(#"  {"path":"#), let path = quoted(), take(#","size":"#), let size = number(),
          take(#","sha256":""#), let sha256 = digest(), take(#""}"#)
        else { return (nil, nil) }
        let entry = Manifest.Entry(path: path, size: size, sha256: sha256)
        if isAtEnd { return (.foot, entry) }
        return take(",") && isAtEnd ? (.entry, entry) : (nil, nil)
      case .foot: return take("]}") && isAtEnd ? (.nothing, nil) : (nil, nil)
      case .nothing: return (nil, nil)
      }
    }

    private var isAtEnd: Bool { place == bytes.count }

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
}
