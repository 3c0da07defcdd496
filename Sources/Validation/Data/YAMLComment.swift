internal import Diagnostics

/// Whether a place in a data file is in a comment.
enum YAMLComment {
  static func holds(_ place: Int, of file: SourceFile) -> Bool {
    guard !file.path.lowercased().hasSuffix(".csv") else { return false }
    let line = file.contentRange(ofLine: file.position(at: place).line)
    var quote: UInt8?
    for index in line.lowerBound..<min(place, line.upperBound) {
      let byte = file.bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "#") {
        let isFirst = index == line.lowerBound
        if isFirst || file.bytes[index - 1] == UInt8(ascii: " ") || file.bytes[index - 1] == UInt8(ascii: "\t") {
          return true
        }
      }
    }
    return false
  }
}
