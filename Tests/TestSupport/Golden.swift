private import Foundation

/// Compares text with the file that holds what it was when somebody last looked at it and agreed.
///
/// `make golden` writes what is there now; the difference is then read like any other change.
package enum Golden {
  package struct Mismatch: Error, CustomStringConvertible {
    package let description: String
  }

  /// Throws with the first lines that differ.
  package static func compare(_ text: String, with relative: String) throws {
    let path = Repository.path("Tests/Goldens/\(relative)")
    if ProcessInfo.processInfo.environment["MINGZHANG_ACCEPT"] != nil {
      let url = URL(fileURLWithPath: path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      return
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Mismatch(description: "no golden \(relative); run make golden and read it")
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard expected != text else { return }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
    func shown(_ lines: [Substring]) -> String { line < lines.count ? String(lines[line].prefix(400)) : "(end)" }
    throw Mismatch(
      description: """
        \(relative) differs at line \(line + 1) (\(old.count) lines before, \(new.count) now)
        - \(shown(old))
        + \(shown(new))
        If the new text is right: make golden
        """)
  }
}
