package import Diagnostics
package import Disclosures
internal import Forms
internal import Markdown

/// Checks one disclosure: what it came to, rule by rule, and what does not hold.
package enum DisclosureChecker {
  package struct Result: Sendable {
    /// All findings, in reading order, each for this disclosure.
    package let findings: [Finding]
    package let ledger: Ledger
    /// How many figures in the narrative were made from data.
    package let generatedFigures: Int
  }

  /// `today` is the day of the check, an argument so that runs repeat; `terms` are the site's glossary.
  package static func check(_ disclosure: Disclosure, terms: [Term], today: CalendarDate?) -> Result {
    let evaluator = Evaluator(disclosure)
    var engine = RuleEngine(evaluator: evaluator) { id in
      disclosure.section(id).map { $0.document.blocks.map { $0.plainText() }.joined(separator: "\n") }
    }
    engine.run(disclosure.set.rules)
    let prose = ProseCheck.run(disclosure, evaluator: evaluator)
    var findings = engine.findings + prose.findings
    findings += disclosure.tables.compactMap { $0 }.flatMap { CodeTreeCheck.run($0) }
    findings += SectionCheck.run(disclosure)
    findings += StatementCheck(disclosure: disclosure).run()
    findings += DateCheck.run(disclosure, today: today)
    findings += LinkCheck.run(disclosure)
    findings += TermCheck.run(disclosure, terms: terms)
    return Result(
      findings: findings.map { $0.within(disclosure.scope) }.inReadingOrder(), ledger: engine.ledger,
      generatedFigures: prose.generated)
  }
}
