package import Diagnostics
internal import Documents

/// A value of a data file that does not stand there letter by letter: escaped (`"\uFF1A138…"`), or folded over two lines.
/// What is published is the value.
package struct EscapedValue {
  /// The key before it; nil for keys themselves and for items of lists.
  package let key: String?
  package let text: String
  package let span: SourceSpan

  package static func all(in file: SourceFile) -> [EscapedValue] {
    // Hardly any file has either, and reading one again costs more than searching it.
    guard !ParsedFiles.isCSV(file), file.bytes.withUnsafeBufferPointer(mayDiffer),
      let node = DocumentReader.read(file).0
    else { return [] }
    var values: [EscapedValue] = []
    collect(node, key: nil, file, &values)
    return values
  }

  /// Whether anything is escaped, or digits end a line and begin the next.
  private static func mayDiffer(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    var last: UInt8 = 0
    var isBroken = false
    for byte in bytes {
      if byte > 0x20 {
        if byte == UInt8(ascii: "\\") || isBroken && isDigit(byte) { return true }
        isBroken = false
        last = byte
      } else if byte == UInt8(ascii: "\n") {
        isBroken = isDigit(last)
      }
    }
    return false
  }

  private static func collect(_ node: Node, key: String?, _ file: SourceFile, _ values: inout [EscapedValue]) {
    switch node.kind {
    case .scalar(let text, _):
      if !isTyped(text, node.span, file) { values.append(EscapedValue(key: key, text: text, span: node.span)) }
    case .sequence(let items): for item in items { collect(item, key: nil, file, &values) }
    case .mapping(let pairs):
      for pair in pairs {
        collect(pair.key, key: nil, file, &values)
        collect(pair.value, key: pair.key.text, file, &values)
      }
    }
  }

  private static func isTyped(_ text: String, _ span: SourceSpan, _ file: SourceFile) -> Bool {
    guard span.lower < span.upper, span.upper <= file.bytes.count else { return true }
    let typed = file.bytes[span.lower..<span.upper]
    let isQuoted = typed.first == UInt8(ascii: "\"") || typed.first == UInt8(ascii: "'")
    return (isQuoted ? typed.dropFirst().dropLast() : typed).elementsEqual(text.utf8)
  }
}
