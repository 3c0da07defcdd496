/// What a path below an output tree may look like.
///
/// The rules are those of the strictest place a site is copied to (Windows shares, web servers, archives), and
/// they hold for paths read from a manifest too: a forged manifest must not lead outside the destination.
package enum OutputPath {
  /// The longest name Linux file systems hold, in bytes.
  static let longestName = 255
  /// The longest path the kernel takes, in bytes.
  static let longest = 4_095

  /// Whether there is nothing to look into: printable ASCII in parts of a usual length. Nearly all paths, and a large site
  /// has tens of thousands.
  private static func isPlain(_ path: String) -> Bool {
    var length = 0
    var isDots = true
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "/"):
        if isDots { return false }
        length = 0
        isDots = true
      case 0x20...0x7E where byte != UInt8(ascii: "\\"):
        length += 1
        isDots = isDots && byte == UInt8(ascii: ".")
        if length > longestName { return false }
      default: return false
      }
    }
    return !isDots
  }

  /// Why a path cannot be used, in Chinese; nil where it can.
  package static func problem(with path: String) -> String? {
    if path.isEmpty { return "路径是空的" }
    if path.utf8.count > longest { return "整个路径长 \(path.utf8.count) 字节，系统最多容许 \(longest) 字节" }
    if isPlain(path) { return nil }
    // Swift joins a slash and a combining mark into one character that is not a slash; the kernel sees the slash.
    if path.utf8.count(where: { $0 == UInt8(ascii: "/") }) != path.count(where: { $0 == "/" }) {
      return "有一级名称以组合字符开头"
    }
    if path.hasPrefix("/") { return "是绝对路径，应当相对于输出文件夹" }
    if path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { return "含有控制字符" }
    if path.utf8.contains(UInt8(ascii: "\\")) { return "含有反斜杠，各级之间应当用 /" }
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case "": return "有一级名称是空的（多余的 /）"
      case ".", "..": return "含有“\(part)”，可能指到输出文件夹之外"
      case let long where long.utf8.count > longestName:
        return "有一级名称长 \(long.utf8.count) 字节，文件系统最多容许 \(longestName) 字节（约 \(longestName / 3) 个汉字）"
      default: break
      }
    }
    return nil
  }

  /// Every folder above a path, outermost first: `a/b/c` gives `a`, `a/b`.
  static func folders(above path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }

  /// The first part of a path: the name at the top of the tree.
  static func top(of path: String) -> String {
    String(path.prefix { $0 != "/" })
  }
}

/// A path that cannot be released, and why.
package struct PathProblem: Sendable, Hashable {
  package let path: String
  /// In Chinese, without a full stop.
  package let reason: String

  package init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }
}
