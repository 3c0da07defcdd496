internal import Diagnostics

/// What the panel over a page says, ready to be drawn: the script in the page only places text.
struct FindingPanel: Encodable, Sendable {
  struct Row: Encodable, Sendable {
    let level: String
    let rule: String
    let place: String
    let message: String
    let hypotheses: [String]
    let fix: String?
    let excerpt: String?

    init(_ finding: PreviewFinding) {
      level = finding.level.word
      rule = finding.rule
      place = finding.place
      message = finding.message
      hypotheses = finding.hypotheses
      fix = finding.fix
      excerpt = finding.excerpt
    }
  }

  struct Group: Encodable, Sendable {
    let level: String
    let title: String
    let rows: [Row]
  }

  /// More would make the panel slow and nobody reads them there.
  static let mostRows = 200

  let version: String
  /// Why the page may not be what the content says now.
  let notice: String?
  let summary: String
  let groups: [Group]
  let omitted: String?

  init(_ snapshot: PreviewSnapshot) {
    version = snapshot.version
    let lacksPages = snapshot.pages == nil ? "还没有可以显示的版本" : "显示的是上一次正确的版本"
    notice = snapshot.isGood ? nil : lacksPages
    summary = snapshot.findings.countsInWords
    var left = Self.mostRows
    var groups: [Group] = []
    for level in Finding.Level.allCases.sorted(by: >) {
      let findings = snapshot.findings.filter { $0.level == level }
      guard !findings.isEmpty else { continue }
      let rows = findings.prefix(left).map { Row($0) }
      left -= rows.count
      groups.append(Group(level: level.rawValue, title: "\(level.word)（\(findings.count) 条）", rows: rows))
    }
    self.groups = groups
    let hidden = snapshot.findings.count - (Self.mostRows - left)
    omitted = hidden > 0 ? "还有 \(hidden) 条没有列出，运行 mingzhang check 可以看全部" : nil
  }

  var json: String { PreviewJSON.encode(self) }
}
