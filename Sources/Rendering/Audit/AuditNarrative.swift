internal import Diagnostics

/// The figures of a narrative in the audit page, where they stand: each marked with how it was checked.
enum AuditNarrative {
  static func write(_ html: inout HTMLText, _ part: AuditPage.Part) {
    let figures = part.ledger.narrative
    guard !figures.isEmpty else { return }
    let tallies = Self.tallies(figures)
    html.element("details", ("class", "narrative")) { html in
      html.element(
        "summary", text: "正文里的数：\(tallies.map(\.tally).reduce(into: NarrativeTally()) { $0.add($1) }.summary)")
      for entry in tallies {
        let own = figures.filter { $0.section == entry.section }
        html.element("details", ("open", own.contains { $0.verdict == .suspect } ? "" : nil)) { html in
          html.element("summary", text: "\(entry.section)：\(entry.tally.summary)")
          lines(&html, own, part)
          unchecked(&html, own)
        }
      }
    }
    html.newline()
  }

  private static func tallies(_ figures: [NarrativeFigure]) -> [SectionTally] {
    var order: [String] = []
    var tallies: [String: NarrativeTally] = [:]
    for figure in figures {
      if tallies[figure.section] == nil { order.append(figure.section) }
      tallies[figure.section, default: NarrativeTally()][figure.verdict] += 1
    }
    return order.map { SectionTally(section: $0, tally: tallies[$0] ?? NarrativeTally()) }
  }

  /// The lines with figures, as they stand in the file.
  private static func lines(_ html: inout HTMLText, _ figures: [NarrativeFigure], _ part: AuditPage.Part) {
    var byLine: [(path: String, line: Int, figures: [NarrativeFigure])] = []
    for figure in figures {
      guard let file = part.texts[figure.span.path] else { continue }
      let line = file.position(at: figure.span.lower).line
      if let last = byLine.last, last.path == figure.span.path, last.line == line {
        byLine[byLine.count - 1].figures.append(figure)
      } else {
        byLine.append((figure.span.path, line, [figure]))
      }
    }
    let hidden = confidential(part)
    html.element("ol", ("class", "source")) { html in
      for row in byLine where !hidden.contains("\(row.path):\(row.line)") {
        guard let file = part.texts[row.path] else { continue }
        html.element("li") { html in
          html.element("span", ("class", "line"), text: String(row.line))
          html.element("span", ("class", "prose")) { marked(&$0, file, row.line, row.figures) }
        }
      }
    }
  }

  /// Lines that hold what may not be shown.
  private static func confidential(_ part: AuditPage.Part) -> Set<String> {
    var lines: Set<String> = []
    for span in part.findings.filter(\.isConfidential).flatMap(\.spans).map(\.span) {
      guard let file = part.texts[span.path] else { continue }
      for line in file.position(at: span.lower).line...file.position(at: max(span.lower, span.upper - 1)).line {
        lines.insert("\(span.path):\(line)")
      }
    }
    return lines
  }

  private static func marked(_ html: inout HTMLText, _ file: SourceFile, _ line: Int, _ figures: [NarrativeFigure]) {
    let range = file.contentRange(ofLine: line)
    var at = range.lowerBound
    func slice(_ from: Int, _ to: Int) -> String {
      file.text(in: (from..<max(from, to)).clamped(to: range))
    }
    for figure in figures where figure.span.lower >= at && figure.span.lower < range.upperBound {
      html.text(slice(at, figure.span.lower))
      let end = min(figure.span.upper, range.upperBound)
      let detail = figure.addresses.isEmpty ? figure.reason ?? "" : figure.addresses.prefix(3).joined(separator: "、")
      html.element(
        "mark", ("class", "figure \(figure.verdict.rawValue)"), ("title", "\(figure.verdict.word) \(detail)")
      ) {
        // A directive reads as what it writes.
        $0.text(figure.verdict == .generated || figure.verdict == .bound ? figure.text : slice(figure.span.lower, end))
      }
      html.element("small", text: figure.verdict.word)
      at = end
    }
    html.text(slice(at, range.upperBound))
  }

  /// What could not be checked, and why: the same reasons together.
  private static func unchecked(_ html: inout HTMLText, _ figures: [NarrativeFigure]) {
    let groups = Dictionary(grouping: figures.filter { $0.verdict == .unchecked }) { $0.reason ?? "" }
    guard !groups.isEmpty else { return }
    html.element("ul", ("class", "places")) { html in
      for (reason, figures) in groups.sorted(by: { $0.key < $1.key }) {
        let shown =
          figures.prefix(8).map(\.text).joined(separator: "、") + (figures.count > 8 ? "等 \(figures.count) 个" : "")
        html.element("li", text: "未核（\(reason)）：\(shown)")
      }
    }
  }
}
