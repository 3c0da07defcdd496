internal import Diagnostics
internal import Disclosures
internal import Forms

/// Checks one sheet: the rules of its form set over its own figures, and what the rule language cannot say.
struct SheetCheck {
  let findings: [Finding]
  let tally: LedgerTally
  let ledger: Ledger

  init(_ sheet: Sheet, known: Set<SourceSpan>, settled: Set<String>, keepsLedger: Bool) {
    let evaluator = sheet.evaluator
    var engine = RuleEngine(evaluator: evaluator)
    engine.run(sheet.set.rules)
    var findings = engine.faults(besides: known, settled: settled).findings
    // A score that the sums prove wrong is not also said to be out of proportion.
    let wrong = Set(findings.filter { $0.level > .note }.compactMap(\.primary))
    findings += IndicatorCheck.run(sheet.tables, in: sheet.set).filter { finding in
      !["PRJ-07", "PRJ-08"].contains(finding.rule) || !(finding.primary.map(wrong.contains) ?? false)
    }
    findings += RecordCheck.run(sheet.tables, in: sheet.set)
    findings += ScoreCardCheck.run(sheet.tables, in: sheet.set)
    findings += SheetTextCheck.run(sheet)
    self.findings = findings
    var requirements = Ledger()
    for (rule, what) in [("PRJ-10", "指标齐全"), ("PRJ-11", "文字齐全")] {
      let isBroken = findings.contains { $0.rule == rule }
      requirements.append(
        contentsOf: Ledger(entries: [
          Ledger.Entry(
            .requirement, rule: rule, name: what, cell: sheet.name, verdict: isBroken ? .doubtful : .exact,
            formula: what)
        ]))
    }
    var tally = engine.tally
    tally.add(requirements.tally)
    self.tally = tally
    guard keepsLedger else {
      ledger = Ledger()
      return
    }
    var ledger = engine.ledger
    ledger.append(contentsOf: requirements)
    ledger.figures = evaluator.figures
    self.ledger = ledger
  }
}
