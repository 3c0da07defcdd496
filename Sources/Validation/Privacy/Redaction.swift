package import Diagnostics

/// Keeps what a confidential finding hides from being shown by any other finding, or by the ledger.
///
/// Each check words its messages for itself and reports show source lines by themselves: neither can know what else stands
/// on the line. So it is done once, after everything has been found.
package struct Redaction {
  private var lines: [String: Set<Int>] = [:]
  /// Files with something to hide whose text is not at hand: all their lines count.
  private var whole: Set<String> = []
  private var secrets = SecretIndex()
  private let sources: [String: SourceFile]

  /// - Parameter findings: all that share the sources, confidential or not.
  package init(_ findings: [Finding], sources: [String: SourceFile]) {
    self.sources = sources
    // Not those that an earlier pass has marked: hiding must not spread from line to line.
    let confidential = findings.filter { $0.isConfidential && PersonalMatch.rules.contains($0.rule) }
    for (path, found) in Dictionary(grouping: confidential.flatMap(\.spans), by: \.span.path) {
      guard let file = sources[path] else {
        whole.insert(path)
        continue
      }
      var hidden: Set<Int> = []
      for labeled in found { hidden.formUnion(Self.lines(of: labeled.span, in: file)) }
      // A finding names twenty places at most; then the rest of the file is searched again.
      let isLong = confidential.contains { $0.spans.count >= PrivacyCheck.mostPlaces && $0.primary?.path == path }
      for match in PersonalData.matches(in: file.bytes) where match.isExact {
        let line = file.position(at: match.range.lowerBound).line
        guard isLong || hidden.contains(line) else { continue }
        hidden.insert(line)
        secrets.add(Array(file.bytes[match.range]), masked: match.masked)
      }
      lines[path] = hidden
    }
  }

  private var isNeeded: Bool { !lines.isEmpty || !whole.isEmpty }

  /// The findings, with everything blotted out that a confidential one hides.
  package func apply(to findings: [Finding]) -> [Finding] {
    // Many findings, few files.
    let paths = Dictionary(
      Set(findings.flatMap { $0.spans.map(\.span.path) }).map { ($0, PersonalMask.apply(toPath: $0)) }
    ) { path, _ in path }
    return findings.map { finding in
      let isTelling = Self.isTelling(finding, paths)
      guard isNeeded || isTelling else { return finding }
      var copy = finding
      copy.isConfidential =
        finding.isConfidential || isTelling || isNeeded && finding.spans.contains { isHidden($0.span) }
      func plain(_ text: String) -> String {
        guard copy.isConfidential else { return secrets.masked(text) }
        // A link that leads nowhere is quoted: its parts are names of files.
        return secrets.masked(isTelling ? PersonalMask.apply(toPath: text) : PersonalMask.apply(to: text))
      }
      copy.message = plain(finding.message)
      copy.notes = finding.notes.map(plain)
      copy.fix = finding.fix.map(plain)
      copy.cell = finding.cell.map(plain)
      copy.formula = finding.formula.map(plain)
      copy.evidence = finding.evidence.map(plain)
      copy.hypotheses = finding.hypotheses.map(plain)
      copy.folded = finding.folded.map {
        FoldedCheck(rule: $0.rule, name: $0.name, cell: plain($0.cell), formula: plain($0.formula))
      }
      copy.spans = finding.spans.map { .init(Self.masked($0.span), plain($0.label)) }
      copy.suppression = finding.suppression.map {
        Suppression(
          reason: plain(PersonalMask.apply(to: $0.reason)), approver: $0.approver, expires: $0.expires,
          value: $0.value.map { plain(PersonalMask.apply(to: $0)) }, span: Self.masked($0.span))
      }
      return copy
    }
  }

  /// Whether a finding about something else repeats a number: in the name of a file, or as what was written in a link or
  /// between `{{` and `}}`.
  ///
  /// - Parameter paths: the files' names as they may be shown.
  private static func isTelling(_ finding: Finding, _ paths: [String: String]) -> Bool {
    if finding.spans.contains(where: { paths[$0.span.path] != $0.span.path }) { return true }
    guard ["LNK-01", "PRO-01"].contains(finding.rule) else { return false }
    return PersonalMask.apply(toPath: finding.message) != finding.message
  }

  package func apply(to ledger: Ledger) -> Ledger {
    guard isNeeded, !secrets.isEmpty else { return ledger }
    var copy = ledger
    copy.entries = ledger.entries.map { entry in
      Ledger.Entry(
        entry.kind, rule: entry.rule, name: entry.name, cell: secrets.masked(entry.cell), verdict: entry.verdict,
        others: entry.others.map(secrets.masked), formula: secrets.masked(entry.formula), arithmetic: entry.arithmetic,
        reason: entry.reason.map(secrets.masked))
    }
    copy.figures = ledger.figures.map(secrets.masked)
    copy.narrative = ledger.narrative.map { figure in
      NarrativeFigure(
        section: secrets.masked(figure.section), text: secrets.masked(figure.text), verdict: figure.verdict,
        addresses: figure.addresses.map(secrets.masked), reason: figure.reason.map(secrets.masked), span: figure.span)
    }
    return copy
  }

  private func isHidden(_ span: SourceSpan) -> Bool {
    if whole.contains(span.path) { return true }
    guard let file = sources[span.path] else { return false }
    if let hidden = lines[span.path], !hidden.isDisjoint(with: Self.lines(of: span, in: file)) { return true }
    // The same number elsewhere, where it can pass for an amount.
    let line = file.text(ofLine: file.position(at: span.lower).line)
    return secrets.masked(line) != line
  }

  private static func lines(of span: SourceSpan, in file: SourceFile) -> ClosedRange<Int> {
    let first = file.position(at: span.lower).line
    return first...max(first, file.position(at: max(span.lower, span.upper - 1)).line)
  }

  /// A file's name can be what is to be hidden; then its place is told without it.
  private static func masked(_ span: SourceSpan) -> SourceSpan {
    let path = PersonalMask.apply(toPath: span.path)
    return path == span.path ? span : SourceSpan(path: path, lower: span.lower, upper: span.upper)
  }
}
