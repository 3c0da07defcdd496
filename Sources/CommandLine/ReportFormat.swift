internal import ArgumentParser

/// How `check` reports.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, junit, html, checklist

  /// Whether it tells of every check, not only of what was found.
  var needsLedger: Bool { self == .junit || self == .html || self == .checklist }
}
