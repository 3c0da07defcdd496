private import Foundation

/// Findings for machines: one JSON document with a versioned schema, keys sorted, nothing that changes between runs.
package enum JSONReport {
  package static let schema = "mingzhang-check/1"

  /// What the run as a whole came to.
  package struct Summary: Sendable, Encodable {
    package let disclosures: Int
    package let heldBack: [String]
    /// How many findings are let stand by a recorded exception; the three counts below leave them out.
    package let suppressed: Int
    package let errors: Int
    package let warnings: Int
    package let notes: Int
    /// Verdict by name → how many checks of figures.
    package let checks: [String: Int]
    /// The same for what is not figures: sections, dates, statements.
    package let requirements: [String: Int]
    /// The share of due checks that could be evaluated, in percent.
    package let coverage: Int
    /// Figures of the narrative, by how they were checked.
    package let narrative: [String: Int]
    /// The day the check was made for.
    package let today: String?

    package init(
      findings: [Finding], tally: LedgerTally, disclosures: Int, heldBack: [String], narrative: NarrativeTally,
      today: String?
    ) {
      self.disclosures = disclosures
      self.heldBack = heldBack
      let count = FindingTally(findings)
      (errors, warnings, notes, suppressed) = (count.errors, count.warnings, count.notes, count.suppressed)
      var checks = ["due": tally.due()]
      for verdict in Verdict.allCases { checks[verdict.rawValue] = tally.count(verdict) }
      self.checks = checks
      var requirements = ["due": tally.due(.requirement)]
      for verdict in Verdict.allCases { requirements[verdict.rawValue] = tally.count(verdict, .requirement) }
      self.requirements = requirements
      coverage = tally.coverage
      self.narrative = Dictionary(
        uniqueKeysWithValues: NarrativeFigure.Verdict.allCases.map { ($0.rawValue, narrative[$0]) })
      self.today = today
    }
  }

  /// What the run was made of, so that it can be repeated and compared.
  package struct Header: Sendable, Encodable {
    package let tool: String
    package let version: String
    /// Form set id → hash of everything it says.
    package let formSets: [String: String]

    package init(version: String, formSets: [String: String]) {
      tool = "mingzhang"
      self.version = version
      self.formSets = formSets
    }
  }

  private struct Document: Encodable {
    let schema: String
    let run: Header
    let findings: [Item]
    let summary: Summary
  }

  private struct Item: Encodable {
    let rule: String
    let name: String
    let level: String
    let verdict: String?
    let message: String
    let spans: [Place]
    let notes: [String]
    let fix: String?
    let disclosure: String?
    let arithmetic: Numbers?
    let cell: String?
    let formula: String?
    let basis: String?
    let evidence: [String]
    let hypotheses: [String]
    let folded: [Folded]
    let suppression: Exemption?
    let fingerprint: String
  }

  private struct Folded: Encodable {
    let rule: String
    let name: String
    let cell: String
    let formula: String
  }

  private struct Exemption: Encodable {
    let reason: String
    let approver: String
    let expires: String?
    let value: String?
    let place: Place
  }

  private struct Place: Encodable {
    let file: String
    let line: Int
    let column: Int
    let endLine: Int
    let endColumn: Int
    let role: String
    let label: String
  }

  private struct Numbers: Encodable {
    let actual: String
    let lowest: String
    let highest: String
    let gap: String
    let allowed: String
    let roundedAddends: Int
  }

  package static func render(
    _ findings: [Finding], run: Header, summary: Summary, sources: [String: SourceFile]
  ) -> String {
    let items = findings.map { finding in
      Item(
        rule: finding.rule, name: finding.name, level: finding.level.rawValue, verdict: finding.verdict?.rawValue,
        message: finding.message,
        spans: finding.spans.enumerated().map { place($1, isPrimary: $0 == 0, sources) }, notes: finding.notes,
        fix: finding.fix, disclosure: disclosure(finding),
        arithmetic: finding.arithmetic.map {
          Numbers(
            actual: $0.actual, lowest: $0.lowest, highest: $0.highest, gap: $0.gap, allowed: $0.allowed,
            roundedAddends: $0.roundedAddends)
        }, cell: finding.cell, formula: finding.formula, basis: finding.basis, evidence: finding.evidence,
        hypotheses: finding.hypotheses,
        folded: finding.folded.map { Folded(rule: $0.rule, name: $0.name, cell: $0.cell, formula: $0.formula) },
        suppression: finding.suppression.map {
          Exemption(
            reason: $0.reason, approver: $0.approver, expires: $0.expires, value: $0.value,
            place: place(.init($0.span), isPrimary: true, sources))
        }, fingerprint: finding.fingerprint)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(Document(schema: schema, run: run, findings: items, summary: summary)) else {
      return ""
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private static func disclosure(_ finding: Finding) -> String? {
    if case .disclosure(let id) = finding.scope { return id }
    return nil
  }

  private static func place(
    _ labeled: Finding.LabeledSpan, isPrimary: Bool, _ sources: [String: SourceFile]
  ) -> Place {
    let start = sources[labeled.span.path]?.position(at: labeled.span.lower) ?? Position(line: 1, column: 1)
    let end = sources[labeled.span.path]?.position(at: labeled.span.upper) ?? start
    return Place(
      file: labeled.span.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column,
      role: isPrimary ? "primary" : "related", label: labeled.label)
  }
}
