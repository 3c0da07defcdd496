import Diagnostics
import Disclosures
import Forms
import Site
@testable import Validation

/// The files of one disclosure, to be read and checked anew with something in them changed.
struct DisclosureCopy: Sendable {
  let disclosure: Disclosure
  let terms: [Term]
  let sources: [String: SourceFile]

  struct Change {
    let span: SourceSpan
    let literal: String
  }

  func findings(after change: Change?) -> [Finding]? {
    read(change).map { check($0.disclosure, reading: $0.findings) }
  }

  func check(_ disclosure: Disclosure, reading: [Finding]) -> [Finding] {
    DisclosureChecker.check(
      disclosure, terms: terms, today: CalendarDate("2026-11-21"), reading: reading, keepsLedger: false
    ).findings.standing
  }

  func read(_ change: Change?) -> (disclosure: Disclosure, findings: [Finding])? {
    let base = "content/\(disclosure.id)/"
    func files(_ folder: String) -> [SourceFile] {
      sources.keys.filter { $0.hasPrefix(base + folder + "/") }.sorted().map { file($0) }
    }
    func file(_ path: String) -> SourceFile {
      let source = sources[path] ?? SourceFile(path: path, text: "")
      guard let change, path == change.span.path else { return source }
      let (before, after) = (source.bytes[..<change.span.lower], source.bytes[change.span.upper...])
      return SourceFile(path: path, bytes: Array(before + Array(change.literal.utf8) + after))
    }
    let parts = disclosure.id.split(separator: "/").map(String.init)
    let input = DisclosureInput(
      department: parts[0], year: disclosure.year, kind: disclosure.kind, main: file(base + "disclosure.yaml"),
      tables: files("tables"), narrative: files("narrative"), performance: files("performance"),
      attachments: disclosure.attachments)
    var reader = DisclosureReader(input)
    let set = disclosure.set
    let (read, findings) = reader.read { _ in (set, true, [set.id]) }
    guard var read else { return nil }
    read.relatives = disclosure.relatives
    read.departmentNames = disclosure.departmentNames
    return (read, findings)
  }
}

extension Finding {
  /// What is wrong already is known by what is said of it: an error that makes it worse is a new one.
  var identity: String { fingerprint + message + hypotheses.joined() }
}
