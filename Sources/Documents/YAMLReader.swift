private import CYAML
package import Diagnostics

/// Reads YAML (and the relaxed JSON people write by hand) into nodes through libyaml's events.
///
/// Anchors, aliases and tags are refused: a figure is written where it is used, so that its place is its source,
/// and nothing can expand. Depth is bounded on the events, before anything is built.
package enum YAMLReader {
  /// How deep lists and mappings may nest: statutory data needs five.
  static let deepest = 64

  /// The document of a file; nil for an empty file or where a finding says why it cannot be read.
  package static func read(_ file: SourceFile) -> (Node?, [Finding]) {
    if let tab = firstIndentationTab(file) { return (nil, [tab]) }
    var composer = YAMLComposer(file: file)
    return composer.run()
  }

  /// libyaml's own message for a tab ("cannot start any token") helps nobody: find tabs in indentation first.
  private static func firstIndentationTab(_ file: SourceFile) -> Finding? {
    guard file.bytes.contains(UInt8(ascii: "\t")) else { return nil }
    var atLineStart = true
    for (offset, byte) in file.bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\n"): atLineStart = true
      case UInt8(ascii: " "): continue
      case UInt8(ascii: "\t") where atLineStart:
        return InputRule.tab.finding(
          "用制表符（Tab）缩进，YAML 只认空格", at: file.span(offset..<offset + 1), label: "制表符",
          fix: "把行首的制表符换成两个空格")
      default: atLineStart = false
      }
    }
    return nil
  }
}
