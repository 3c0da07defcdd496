package import Diagnostics

/// A finding as the preview shows it: its place is already text, so nothing here reads a source file.
///
/// A class, because a city has thousands and every save hands them on.
package final class PreviewFinding: Sendable {
  package let level: Finding.Level
  /// Its id and its name: nobody knows the ids.
  package let rule: String
  /// `content/x.yaml:3:5`; empty where a finding has no place.
  package let place: String
  package let message: String
  /// Slips of the pen that would explain it: often all there is to go by.
  package let hypotheses: [String]
  /// What to do, where it is known.
  package let fix: String?
  /// The source lines with their marks, as a terminal shows them; nil where they may not be shown or there are none.
  package let excerpt: String?

  package init(
    level: Finding.Level, rule: String, place: String, message: String, hypotheses: [String] = [], fix: String? = nil,
    excerpt: String? = nil
  ) {
    self.level = level
    self.rule = rule
    self.place = place
    self.message = message
    self.hypotheses = hypotheses
    self.fix = fix
    self.excerpt = excerpt
  }

  /// - Parameter report: has the source files at hand.
  package convenience init(_ finding: Finding, _ report: TextReport) {
    self.init(
      level: finding.level, rule: "\(finding.rule) \(finding.name)", place: finding.primary.map(report.place) ?? "",
      message: finding.message, hypotheses: finding.hypotheses, fix: finding.fix,
      excerpt: finding.level == .note ? nil : report.excerpt(of: finding))
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
