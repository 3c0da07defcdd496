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
    let negatives = Set(reading.filter { $0.rule == "NUM-1" }.flatMap(\.spans).map(\.span))
    var (rules, others) = Both.run(
      { RulePass(disclosure, known: negatives, keepsLedger: keepsLedger) },
      { OtherPass(disclosure, terms: terms, today: today, known: negatives, keepsLedger: keepsLedger) })
    for whole in rules.wholes { others.leaveOut(whole.path) }
    others.leaveOutSentences(for: Set(rules.faults.empty.map(\.table.path)))
    var findings =
      reading + rules.faults.findings + rules.codes.map(\.finding) + rules.wholes.map(\.finding)
      + others.findings
    for (index, table) in rules.tables.enumerated() {
      guard let table else { continue }
      findings += CodeTreeCheck.run(table, told: rules.faults.missing(in: index))
    }
    for (index, finding) in findings.enumerated() where finding.rule == "NUM-1" {
      for span in finding.spans { findings[index].folded += rules.faults.explained[span.span] ?? [] }
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
    let causes =
      rules.faults.missing.map { Cause($0.row, finding: reading.count + $0.finding, disclosure.set) }
      + rules.codes.enumerated().map {
        Cause($1, finding: reading.count + rules.faults.findings.count + $0, disclosure.set)
      }
      + rules.faults.empty.map { Cause($0.table, finding: reading.count + $0.finding) }
      + reading.enumerated().compactMap { $1.rule == "TC-4" ? Cause($1, finding: $0, disclosure) : nil }
    findings = Self.folding(findings, causes)
    findings = ExceptionCheck(disclosure, today: today).apply(to: findings)
    if !findings.contains(where: { $0.level == .error && $0.suppression == nil }) { findings += others.prose.unread }
    return Result(
      findings: findings.map { $0.within(disclosure.scope) }.inReadingOrder(), tally: tally, ledger: ledger,
      narrative: others.prose.tallies)
  }

  /// The rules of the form set.
  private struct RulePass: Sendable {
    /// Tables that are wrong as a whole, in another unit or with columns exchanged; like the codes.
    let wholes: [(path: String, finding: Finding)]
    /// Codes that were mistyped; everything else is told as it is with these put right.
    let codes: [WrongCode]
    let tables: [Table?]
    let faults: FaultFinder.Result
    let tally: LedgerTally
    /// Empty where nobody asked for it.
    let ledger: Ledger

    /// Each is looked for by running all rules anew.
    private static let mostCodes = 3

    init(_ disclosure: Disclosure, known: Set<SourceSpan>, keepsLedger: Bool) {
      var engine = RuleEngine(evaluator: disclosure.evaluator) { StatedExcuse($0, in: disclosure).answer }
      engine.run(disclosure.set.rules)
      var codes: [WrongCode] = []
      var wholes: [(path: String, finding: Finding)] = []
      var corrected = engine
      if let (unit, other) = WrongUnit.find(in: corrected, disclosure.set.rules) {
        wholes.append((unit.path, unit.finding))
        corrected = other
      }
      if let (columns, other) = WrongColumns.find(in: corrected, disclosure.set.rules) {
        wholes.append((columns.path, columns.finding))
        corrected = other
      }
      self.wholes = wholes
      while codes.count < Self.mostCodes, let wrong = WrongCode.find(in: corrected, disclosure.set.rules) {
        codes.append(wrong.code)
        corrected = wrong.engine
      }
      let strays = WrongCode.strays(in: corrected, disclosure.set.rules)
      corrected = strays.engine
      self.codes = codes + strays.codes
      tables = corrected.evaluator.tables
      faults = corrected.faults(besides: known, settled: disclosure.settled)
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
      findings += MagnitudeCheck.run(disclosure, evaluator: evaluator)
      findings += SectionCheck.run(disclosure)
      findings += StatementCheck(disclosure: disclosure).run()
      findings += DateCheck.run(disclosure, today: today)
      findings += LinkCheck.run(disclosure)
      findings += ItemListCheck.run(disclosure, passages: passages)
      findings += ListingCheck.run(disclosure, passages: passages)
      findings += UnstatedReasons.run(disclosure, passages: passages)
      findings += TextCheck.run(disclosure, passages: passages)
      findings += TableReferenceCheck.run(disclosure, passages: passages)
      findings += NameVariantCheck.run(disclosure, passages: passages)
      findings += ReasonCheck.run(disclosure)
      findings += TermCheck.run(disclosure, terms: terms, passages: passages)
      let copied = CopiedFiguresCheck(disclosure)
      let stale = StaleTextCheck.run(disclosure, prose: prose)
      findings += copied.isWhole ? Self.folding(stale, into: copied.findings) : copied.findings + stale
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
      sheets = disclosure.sheets.map {
        SheetCheck($0, known: known, settled: disclosure.settled, keepsLedger: keepsLedger)
      }
      findings += SheetTextCheck.folding(sheets.flatMap(\.findings), sheets: disclosure.sheets)
    }

    /// Whoever copied all figures copied the words with them.
    private static func folding(_ stale: [Finding], into copied: [Finding]) -> [Finding] {
      copied.map { finding in
        var finding = finding
        finding.folded += stale.map {
          FoldedCheck(rule: $0.rule, name: $0.name, cell: $0.primary?.path ?? "", formula: "")
        }
        return finding
      }
    }

    /// Without the sentences that are asked for beside tables that ought to have figures.
    mutating func leaveOutSentences(for empty: Set<String>) {
      findings.removeAll { $0.rule == "STR-07" && empty.contains($0.primary?.path ?? "") }
    }

    /// Without what is said for a table that is wrong as a whole: of the text, and of the unit itself.
    mutating func leaveOut(_ path: String) {
      findings.removeAll { finding in
        let isText = finding.rule.hasPrefix("NAR-") && finding.primary?.path != path
        return (isText || finding.rule == "NUM-3") && finding.spans.contains { $0.span.path == path }
      }
    }
  }

  /// A row that was left out, or has a wrong code, or a table left empty: what else is found because of it.
  private struct Cause {
    let finding: Int
    /// What the addresses begin with of the cells that nobody finds.
    let address: String
    /// The row that has a wrong code, and the one with nothing below it.
    let spans: [SourceSpan]
    let rules: Set<String>

    init(_ row: MissingRow, finding: Int, _ set: FormSet) {
      self.finding = finding
      address = MissingRow.address(of: row.key, in: row.table, set)
      spans = row.above.map { [$0.span] } ?? []
      rules = ["STR-05"]
    }

    init(_ empty: EmptyTable, finding: Int) {
      self.finding = finding
      address = "\(empty.short)["
      spans = []
      rules = []
    }

    init(_ code: WrongCode, finding: Int, _ set: FormSet) {
      self.finding = finding
      address = MissingRow.address(of: code.key, in: code.table, set)
      spans = [code.row.span] + (code.above.map { [$0] } ?? [])
      rules = ["STR-05", "TC-4"]
    }

    /// Rows whose names are those of other codes: what other tables have under the codes is something else.
    init?(_ misnamed: Finding, finding: Int, _ disclosure: Disclosure) {
      guard let path = misnamed.primary?.path, let table = disclosure.tables.first(where: { $0?.path == path }),
        let rows = table?.blocks.first?.rows
      else { return nil }
      self.finding = finding
      address = ""
      spans = misnamed.spans.compactMap { place in
        rows.first { $0.span.lower <= place.span.lower && place.span.upper <= $0.span.upper }?.span
      }
      rules = Set(disclosure.set.rules.map(\.id).filter { $0.hasPrefix("X-") })
    }

    /// Whether a place is in its row.
    func holds(_ place: SourceSpan) -> Bool {
      spans.contains { $0.path == place.path && $0.lower <= place.lower && place.upper <= $0.upper }
    }
  }

  /// Without the sentences that divide by a total of 0 where that total is wrong, and without what a row that was left out
  /// or has a wrong code explains: sentences that take a figure from it, what is said of its code, and of the row above.
  private static func folding(_ findings: [Finding], _ causes: [Cause]) -> [Finding] {
    var wrong: [String: Int] = [:]
    for (index, finding) in findings.enumerated() where finding.level > .note && finding.verdict != nil {
      if let cell = finding.cell { wrong[cell] = index }
    }
    var result = findings
    var gone: Set<Int> = []
    func fold(_ index: Int, into cause: Int, _ cell: String) {
      result[cause].folded.append(
        FoldedCheck(rule: findings[index].rule, name: findings[index].name, cell: cell, formula: ""))
      gone.insert(index)
    }
    for (index, finding) in findings.enumerated() {
      if let span = finding.primary,
        let cause = causes.first(where: { $0.holds(span) && $0.rules.contains(finding.rule) && $0.finding != index })
      {
        fold(index, into: cause.finding, cause.address)
        continue
      }
      guard finding.rule == "PRO-01",
        let end = [" 是 0，不能作分母", "：表里没有这一行"].lazy.compactMap({ finding.message.firstRange(of: $0) }).first
      else { continue }
      let cell = String(finding.message[..<end.lowerBound])
      if let cause = wrong[cell] ?? causes.first(where: { !$0.address.isEmpty && cell.hasPrefix($0.address) })?.finding
      {
        fold(index, into: cause, cell)
      }
    }
    return result.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
  }
}

extension Disclosure {
  /// The cells that exceptions are recorded for.
  fileprivate var settled: Set<String> {
    Set(
      exceptions.compactMap { exception in
        if case .cell(let cell, _) = exception.place { return cell }
        return nil
      })
  }
}
