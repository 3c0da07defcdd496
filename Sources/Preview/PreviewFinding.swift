package import Diagnostics

/// A finding as the preview shows it: its place is already text, so nothing here reads a source file.
package struct PreviewFinding: Sendable, Hashable {
  package var level: Finding.Level
  package var rule: String
  /// `content/x.yaml:3:5`; empty where a finding has no place.
  package var place: String
  package var message: String

  package init(level: Finding.Level, rule: String, place: String, message: String) {
    self.level = level
    self.rule = rule
    self.place = place
    self.message = message
  }
}

extension Sequence where Element == PreviewFinding {
  /// How many there are of each level, worst first, e.g. `3 条错误、1 条警告`: in words, never by colour alone.
  var countsInWords: String {
    let counts = Finding.Level.allCases.sorted(by: >).compactMap { level in
      let count = count { $0.level == level }
      return count == 0 ? nil : "\(count) 条\(level.word)"
    }
    return counts.isEmpty ? "没有发现问题" : counts.joined(separator: "、")
  }
}
