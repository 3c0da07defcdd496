private import Foundation

/// What the preview tells of one page beside it: what was found there, and where each of its figures is typed.
package struct PreviewAudit: Sendable, Encodable {
  package struct Figure: Sendable, Encodable {
    let address: String
    let value: String
    /// `content/x.yaml:3:5`.
    let place: String
    /// Where it stands on the page; empty where it has no place of its own.
    let anchor: String

    package init(address: String, value: String, place: String, anchor: String) {
      self.address = address
      self.value = value
      self.place = place
      self.anchor = anchor
    }
  }

  /// More would make the drawer slow; the filter in it finds only what it has.
  static let mostFigures = 3000

  let summary: String
  let rows: [FindingPanel.Row]
  let figures: [Figure]
  let omitted: Int

  package init(findings: [PreviewFinding], figures: [Figure]) {
    summary = findings.countsInWords
    rows = findings.sorted { $0.level > $1.level }.prefix(FindingPanel.mostRows).map { FindingPanel.Row($0) }
    self.figures = Array(figures.prefix(Self.mostFigures))
    omitted = max(0, findings.count - FindingPanel.mostRows) + max(0, figures.count - Self.mostFigures)
  }

  var json: String { PreviewJSON.encode(self) }
}

/// JSON on one line, as server-sent events need it.
enum PreviewJSON {
  static func encode(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }
}
