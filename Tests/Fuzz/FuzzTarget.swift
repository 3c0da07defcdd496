import Diagnostics
import TestSupport

/// One input format: what to begin from, and what has to survive.
struct FuzzTarget: Sendable {
  let name: String
  let seeds: @Sendable () -> [[UInt8]]
  let run: @Sendable ([UInt8]) -> Void

  static let all: [FuzzTarget] = texts + disclosures + files

  /// The files of the repository below a folder that end so, none of them long: a mutation has to hit something.
  static func seeds(below folder: String, _ endings: [String], atMost size: Int = 8 << 10) -> [[UInt8]] {
    Repository.files(below: folder).compactMap { path in
      guard endings.contains(where: path.hasSuffix), let bytes = try? Repository.bytes(path) else { return nil }
      return Array(bytes.prefix(size))
    }
  }

  /// Every finding stands in the file it is about, or the run ends here.
  static func expectInside(_ findings: [Finding], _ file: SourceFile) {
    for finding in findings {
      precondition(!finding.message.isEmpty)
      for span in finding.spans.map(\.span) where span.path == file.path {
        precondition(0 <= span.lower && span.lower <= span.upper && span.upper <= file.bytes.count, finding.message)
      }
    }
  }
}
