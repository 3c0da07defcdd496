package import Diagnostics
package import Disclosures
internal import Forms
internal import Markdown

/// Checks one disclosure: what it came to, rule by rule, and what does not hold.
package enum DisclosureChecker {
  package struct Result: Sendable {
    /// All findings, in reading order, each for this disclosure.
    package let findings: [Finding]
    /// Everything that was checked, counted.
    package let tally: LedgerTally
    /// Everything that was checked, one by one; empty where nobody asked for it.
    package let ledger: Ledger
    /// How the figures of the narrative were checked, by section.
    package let narrative: [SectionTally]

    /// With everything blotted out that a confidential finding hides; `sources` are the files the findings point into.
    package func redacted(_ sources: [String: SourceFile]) -> Result {
      let redaction = Redaction(findings, sources: sources)
      return Result(
        findings: redaction.apply(to: findings), tally: tally, ledger: redaction.apply(to: ledger), narrative: narrative
      )
    }
  }

  /// - Parameters:
  ///   - terms: the site's glossary.
  ///   - today: the day of the check, an argument so that runs repeat.
  ///   - reading: what reading the disclosure has found already: exceptions may cover it too.
  ///   - keepsLedger: whether to draw up the ledger; counting alone costs a tenth.
  package static func check(
    _ disclosure: Disclosure, terms: [Term], today: CalendarDate?, reading: [Finding] = [], keepsLedger: Bool = true
  ) -> Result {
    // A figure that cannot be negative and is has been reported; what fails for it is no second mistake.
    let negatives = Set(reading.filter { $0.rule == "NUM-1" }.compactMap(\.primary))
    let (rules, others) = Both.run(
      { RulePass(disclosure, known: negatives, keepsLedger: keepsLedger) },
      { OtherPass(disclosure, terms: terms, today: today, known: negatives, keepsLedger: keepsLedger) })
    var findings = reading + rules.faults.findings + others.findings
    for (index, table) in disclosure.tables.enumerated() {
      guard let table else { continue }
      findings += CodeTreeCheck.run(table, told: rules.faults.missing(in: index))
    }
    for (index, finding) in findings.enumerated() where finding.rule == "NUM-1" {
      if let span = finding.primary { findings[index].folded += rules.faults.explained[span] ?? [] }
    }
    let requirements = Ledger(
      entries: RequirementLedger(disclosure, findings: findings, unread: others.prose.unreadFiles).entries)
    var tally = rules.tally
    tally.add(requirements.tally)
    tally.add(others.criteria.tally)
    for sheet in others.sheets { tally.add(sheet.tally) }
    var ledger = Ledger()
    if keepsLedger {
      ledger = rules.ledger
      ledger.append(contentsOf: requirements)
      ledger.append(contentsOf: others.criteria)
      ledger.figures =
        disclosure.evaluator.figures
        + disclosure.fields.map { "申报.\($0.group).\($0.name)" }
      for sheet in others.sheets {
        ledger.append(contentsOf: sheet.ledger)
        ledger.figures += sheet.ledger.figures
      }
      ledger.narrative = others.prose.figures
    }
    findings = Self.folding(findings, rules.faults.missing.map { ($0.row, reading.count + $0.finding) }, disclosure.set)
    findings = ExceptionCheck(disclosure, today: today).apply(to: findings)
    if !findings.contains(where: { $0.level == .error && $0.suppression == nil }) { findings += others.prose.unread }
    return Result(
      findings: findings.map { $0.within(disclosure.scope) }.inReadingOrder(), tally: tally, ledger: ledger,
      narrative: others.prose.tallies)
  }

  /// The rules of the form set.
  private struct RulePass: Sendable {
    let faults: FaultFinder.Result
    let tally: LedgerTally
    /// Empty where nobody asked for it.
    let ledger: Ledger

    init(_ disclosure: Disclosure, known: Set<SourceSpan>, keepsLedger: Bool) {
      var engine = RuleEngine(evaluator: disclosure.evaluator) { id in
        disclosure.section(id).map { $0.document.blocks.map { $0.plainText() }.joined(separator: "\n") }
      }
      engine.run(disclosure.set.rules)
      faults = engine.faults(besides: known)
      tally = engine.tally
      ledger = keepsLedger ? engine.ledger : Ledger()
    }
  }

  /// Everything else: the narrative, and what the rule language cannot say.
  private struct OtherPass: Sendable {
    private(set) var findings: [Finding]
    let prose: ProseCheck
    let criteria: Ledger
    let sheets: [SheetCheck]

    init(_ disclosure: Disclosure, terms: [Term], today: CalendarDate?, known: Set<SourceSpan>, keepsLedger: Bool) {
      let evaluator = disclosure.evaluator
      prose = ProseCheck(disclosure, evaluator: evaluator, keepsFigures: keepsLedger)
      let passages = prose.passages
      findings = prose.findings
      findings += SectionCheck.run(disclosure)
      findings += StatementCheck(disclosure: disclosure).run()
      findings += DateCheck.run(disclosure, today: today)
      findings += LinkCheck.run(disclosure)
      findings += ItemListCheck.run(disclosure, passages: passages)
      findings += ListingCheck.run(disclosure, passages: passages)
      findings += TextCheck.run(disclosure, passages: passages)
      findings += NameVariantCheck.run(disclosure, passages: passages)
      findings += ReasonCheck.run(disclosure)
      findings += TermCheck.run(disclosure, terms: terms, passages: passages)
      findings += StaleTextCheck.run(disclosure)
      findings += ComparativeCheck.run(disclosure, evaluator: evaluator)
      findings += PrivacyCheck.run(disclosure)
      findings += SecrecyCheck(disclosure).run()
      findings += AttachmentCheck.run(disclosure, passages: passages)
      findings += WordingCheck.run(disclosure, passages: passages)
      findings += IndicatorCheck.run(disclosure.tables, in: disclosure.set)
      findings += RecordCheck.run(disclosure.tables, in: disclosure.set)
      findings += ScoreCardCheck.run(disclosure.tables, in: disclosure.set)
      findings += SheetFieldCheck.run(disclosure)
      let criteria = CriteriaCheck.run(disclosure, evaluator: evaluator)
      findings += criteria.findings
      self.criteria = criteria.ledger
      sheets = disclosure.sheets.map { SheetCheck($0, known: known, keepsLedger: keepsLedger) }
      findings += SheetTextCheck.folding(sheets.flatMap(\.findings), sheets: disclosure.sheets)
    }
  }

  /// Without the sentences that divide by a total of 0 where that total is wrong, and without what a row that was left out
  /// explains: sentences that take a figure from it, and the row above it that has nothing below.
  ///
  /// - Parameter missing: rows that were left out, with the numbers of their findings.
  private static func folding(
    _ findings: [Finding], _ missing: [(row: MissingRow, finding: Int)], _ set: FormSet
  ) -> [Finding] {
    let addresses = missing.map { (address: $0.row.address(in: set), finding: $0.finding) }
    var wrong: [String: Int] = [:]
    for (index, finding) in findings.enumerated() where finding.level > .note && finding.verdict != nil {
      if let cell = finding.cell { wrong[cell] = index }
    }
    var result = findings
    var gone: Set<Int> = []
    for (index, finding) in findings.enumerated() where finding.rule == "STR-05" {
      guard let cause = missing.first(where: { $0.row.above?.span == finding.primary && finding.primary != nil }) else {
        continue
      }
      result[cause.finding].folded.append(FoldedCheck(rule: finding.rule, name: finding.name, cell: "", formula: ""))
      gone.insert(index)
    }
    for (index, finding) in findings.enumerated() where finding.rule == "PRO-01" {
      guard
        let end = [" 是 0，不能作分母", "：表里没有这一行"].lazy.compactMap({ finding.message.firstRange(of: $0) }).first
      else { continue }
      let cell = String(finding.message[..<end.lowerBound])
      guard let cause = wrong[cell] ?? addresses.first(where: { cell.hasPrefix($0.address) })?.finding else { continue }
      result[cause].folded.append(FoldedCheck(rule: finding.rule, name: finding.name, cell: cell, formula: ""))
      gone.insert(index)
    }
    return result.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
  }
}
