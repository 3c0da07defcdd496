internal import ArgumentParser

/// How `check` reports.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
