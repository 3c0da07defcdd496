/// Findings for a terminal: a headline, the source lines with carets, the reasons.
package struct TextReport: Sendable {
  /// The most findings printed; the summary always counts all.
  package static let mostFindings = 1000
  /// What so many disclosures have alike is told once.
  private static let fewestAlike = 3

  private let sources: [String: SourceFile]
  private let usesColour: Bool
  private let foldsTitles: Bool
  private let width: Int

  /// - Parameters:
  ///   - foldsTitles: whether a title may take several lines: on a screen, but not where lines are searched.
  ///   - width: the terminal's, in cells.
  package init(
    sources: [String: SourceFile], usesColour: Bool = false, foldsTitles: Bool = false, width: Int = 80
  ) {
    self.sources = sources
    self.usesColour = usesColour
    self.foldsTitles = foldsTitles
    self.width = max(40, width)
  }

  /// All findings in reading order; notes are one line each. Of too many the gravest are printed.
  ///
  /// - Parameter leftOut: how many more there were that nobody kept.
  package func render(_ findings: [Finding], leftOut: Int = 0) -> String {
    var text = ""
    let findings = findings.foldingPlaces(from: Self.fewestAlike).foldingDisclosures(from: Self.fewestAlike)
    for finding in Self.gravest(findings) {
      if let suppression = finding.suppression {
        text += suppressed(finding, suppression).withoutControls
      } else {
        text += finding.level == .note ? line(finding) : render(finding)
      }
    }
    let unlisted = max(0, findings.count - Self.mostFindings) + leftOut
    if unlisted > 0 { text += "……还有 \(unlisted) 条没有列出（mingzhang check --format json 看全部）\n" }
    return text
  }

  private static func gravest(_ findings: [Finding]) -> [Finding] {
    guard findings.count > mostFindings else { return findings }
    let standing = Finding.Level.allCases.reversed().flatMap { level in
      findings.indices.filter { findings[$0].suppression == nil && findings[$0].level == level }
    }
    let places = standing + findings.indices.filter { findings[$0].suppression != nil }
    return places.prefix(mostFindings).sorted().map { findings[$0] }
  }

  private func render(_ finding: Finding) -> String {
    let head = "\(finding.level.word)[\(finding.rule) \(finding.name)]"
    let whole = "\(head) \(finding.message)".withoutControls
    let title = foldsTitles ? FoldedText.lines(of: whole, at: width, then: width - 2) : [whole]
    var text = title.joined(separator: "\n  ") + "\n"
    if let first = title.first, first.hasPrefix(head) {
      text = colour(head, finding.level) + text.dropFirst(head.count)
    }
    if let primary = finding.spans.first {
      text += "  ┌─ \(place(primary.span).withoutControls)\n"
      if finding.isConfidential {
        text += "  │  （这一行含不宜显示的内容，报告里遮住了，原文没有遮）\n"
      } else {
        text += excerpt(finding.spans)
      }
    }
    for reason in reasons(finding) { text += wrapped(reason.withoutControls) }
    return text + "\n"
  }

  /// Everything a finding has to say below its source lines.
  private func reasons(_ finding: Finding) -> [String] {
    var lines: [String] = []
    if let formula = finding.formula { lines.append("公式：\(formula)") }
    lines += finding.notes
    lines += finding.evidence.map { "旁证：\($0)" }
    lines += finding.hypotheses.map { "疑为：\($0)" }
    if !finding.folded.isEmpty {
      // A rule that fails in several places is named once.
      let rules = finding.folded.map { "\($0.rule) \($0.name)" }
      let known = rules.enumerated().filter { rules.firstIndex(of: $1) == $0 }.map(\.element)
      let names = known.prefix(4).map { name in
        let count = rules.count { $0 == name }
        return count > 1 ? "\(name)（\(count) 处）" : name
      }
      let more = known.count > 4 ? " 等 \(finding.folded.count) 项" : ""
      lines.append("连带：\(names.joined(separator: "、"))\(more)也是这个原因，已并入这一条")
    }
    if let basis = finding.basis { lines.append("依据：\(basis)") }
    if let fix = finding.fix { lines.append("修改：\(fix)") }
    return lines
  }

  /// A reason behind its `=`, folded at the terminal's width.
  private func wrapped(_ text: String) -> String {
    "  = " + FoldedText.lines(of: text, at: width - 5, then: width - 5).joined(separator: "\n    ") + "\n"
  }

  private func suppressed(_ finding: Finding, _ suppression: Suppression) -> String {
    let place = finding.primary.map { "（\(self.place($0))）" } ?? ""
    let expires = suppression.expires.map { "，\($0) 到期" } ?? ""
    let value = suppression.words.map { "，\($0)" } ?? ""
    return
      "例外[\(finding.rule)] \(finding.message)\(place)：\(suppression.reason)\(value)（\(suppression.approver) 批准\(expires)）\n"
  }

  private func line(_ finding: Finding) -> String {
    let place = finding.primary.map { "（\(self.place($0))）" } ?? ""
    return colour("\(finding.level.word)[\(finding.rule)]", finding.level)
      + " \(finding.message)\(place)\n".withoutControls
  }

  /// `content/a.yaml:3:5`; only the file where its text is not at hand.
  package func place(_ span: SourceSpan) -> String {
    guard let file = sources[span.path] else { return span.path }
    let position = file.position(at: span.lower)
    return "\(span.path):\(position.line):\(position.column)"
  }

  /// The source lines of a finding with their marks; nil where there are none, or they hold what may not be shown.
  package func excerpt(of finding: Finding) -> String? {
    guard !finding.isConfidential, !finding.spans.isEmpty else { return nil }
    let text = excerpt(finding.spans)
    return text.isEmpty ? nil : String(text.dropLast())
  }

  /// The lines of the spans, the primary's file first, each with its carets; at most a dozen.
  private func excerpt(_ spans: [Finding.LabeledSpan]) -> String {
    var text = ""
    var path = spans[0].span.path
    let shown = spans.prefix(12)
    let numbers = shown.compactMap { span in sources[span.span.path]?.position(at: span.span.lower).line }
    let gutter = max(2, String(numbers.max() ?? 1).count)
    var last = ""
    for (index, labeled) in shown.enumerated() {
      guard let file = sources[labeled.span.path] else { continue }
      if labeled.span.path != path {
        path = labeled.span.path
        last = ""
        text += "  ├─ \(place(labeled.span).withoutControls)\n"
      }
      guard let (line, marks) = snippet(labeled, in: file, mark: index == 0 ? "^" : "-", gutter: gutter) else {
        continue
      }
      // Several marks of one line stand below it, not below copies of it.
      if line != last { text += line }
      text += marks
      last = line
    }
    if spans.count > shown.count { text += "  …  另有 \(spans.count - shown.count) 处\n" }
    return text
  }

  /// A source line as far as it fits, and what stands below it.
  private func snippet(
    _ labeled: Finding.LabeledSpan, in file: SourceFile, mark: Character, gutter: Int
  ) -> (line: String, marks: String)? {
    let position = file.position(at: labeled.span.lower)
    let line = file.text(ofLine: position.line).withoutControls
    guard !line.isEmpty else { return nil }
    let scalars = Array(line.unicodeScalars)
    let start = min(position.column - 1, scalars.count)
    let lineEnd = file.contentRange(ofLine: position.line).upperBound
    let last = file.position(at: min(max(labeled.span.upper, labeled.span.lower + 1), lineEnd))
    let end = min(scalars.count, max(start + 1, last.line == position.line ? last.column - 1 : scalars.count))
    let window = window(scalars, start: start, end: end, room: width - gutter - 5)
    let number = String(position.line)
    let pad = String(repeating: " ", count: gutter - number.count)
    let before = String(String.UnicodeScalarView(scalars[window.lowerBound..<start]))
    let marked = String(String.UnicodeScalarView(scalars[start..<min(end, window.upperBound)]))
    let lead = window.lowerBound > 0 ? "…" : ""
    let tail = window.upperBound < scalars.count ? "…" : ""
    let shown = lead + String(String.UnicodeScalarView(scalars[window])) + tail
    let indent = String(repeating: " ", count: DisplayWidth.of(lead) + DisplayWidth.of(before))
    let carets = String(repeating: mark, count: max(1, DisplayWidth.of(marked)))
    let margin = "\(String(repeating: " ", count: gutter)) │ "
    let source = "\(pad)\(number) │ \(shown)\n"
    let marks = margin + indent + carets
    guard !labeled.label.isEmpty else { return (source, marks + "\n") }
    let label = labeled.label.withoutControls
    let room = width - gutter - 3
    guard DisplayWidth.of(indent) + DisplayWidth.of(carets) + 1 + DisplayWidth.of(label) > room else {
      return (source, "\(marks) \(label)\n")
    }
    // Below its marks, as far to the right as it fits there.
    let inset = String(repeating: " ", count: max(2, min(indent.count, room - DisplayWidth.of(label))))
    let lines = FoldedText.lines(of: label, at: room - 2, then: room - 2)
    return (source, marks + "\n" + lines.map { margin + inset + $0 + "\n" }.joined())
  }

  /// The part of a long line that fits, with the marked place in it.
  private func window(_ scalars: [Unicode.Scalar], start: Int, end: Int, room: Int) -> Range<Int> {
    var used = 0
    var lower = start
    var upper = start
    while upper < scalars.count, used + DisplayWidth.of(scalars[upper]) <= room * 2 / 3 {
      used += DisplayWidth.of(scalars[upper])
      upper += 1
    }
    while lower > 0, used + DisplayWidth.of(scalars[lower - 1]) <= room {
      lower -= 1
      used += DisplayWidth.of(scalars[lower])
    }
    while upper < scalars.count, used + DisplayWidth.of(scalars[upper]) <= room {
      used += DisplayWidth.of(scalars[upper])
      upper += 1
    }
    return lower..<max(upper, min(start + 1, scalars.count))
  }

  private func colour(_ text: String, _ level: Finding.Level) -> String {
    guard usesColour else { return text }
    let code = level == .error ? "1;31" : level == .warning ? "1;33" : "1;34"
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
