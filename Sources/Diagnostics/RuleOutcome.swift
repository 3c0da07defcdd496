/// What one rule came to in a disclosure: its verdicts in the ledger, and the findings that tell of them. Reports that have
/// a line for each rule go by this, so that a rule whose finding was folded into another's is not called fine.
package struct RuleOutcome: Sendable {
  package enum State: Sendable, Hashable {
    case notApplicable, met, open, partlyOpen, doubtful, broken
    /// It does not hold, and a recorded exception lets all of it stand.
    case excepted
  }

  package private(set) var passed = 0
  package private(set) var broken = 0
  package private(set) var doubtful = 0
  package private(set) var open = 0
  package private(set) var openReasons: Set<String> = []
  /// Its own findings above notes that stand.
  package private(set) var standing: [Finding] = []
  /// Its own that exceptions let pass.
  package private(set) var excepted: [Finding] = []
  /// Its own notes of what does not hold: of a rule that only asks to look.
  package private(set) var notes: [Finding] = []
  /// Findings of other rules that tell of this one, too (连带), and stand or do not.
  package private(set) var told: [Finding] = []

  package init() {}

  package var state: State {
    let failing = broken + doubtful
    if failing == 0 {
      if open > 0 { return passed > 0 ? .partlyOpen : .open }
      return passed > 0 ? .met : .notApplicable
    }
    let isTold = !excepted.isEmpty || !told.isEmpty
    if isTold, standing.isEmpty, toldStanding.isEmpty { return .excepted }
    return broken > 0 ? .broken : .doubtful
  }

  package var toldStanding: [Finding] { told.filter { $0.suppression == nil } }

  /// Every rule of a disclosure that the ledger or a finding speaks of.
  package static func all(_ findings: [Finding], _ ledger: Ledger) -> [String: RuleOutcome] {
    var outcomes: [String: RuleOutcome] = [:]
    for entry in ledger.entries { outcomes[entry.rule, default: RuleOutcome()].count(entry) }
    for finding in findings where finding.verdict != .rounding {
      if finding.level == .note {
        if finding.verdict != nil { outcomes[finding.rule, default: RuleOutcome()].notes.append(finding) }
        continue
      }
      if finding.suppression == nil {
        outcomes[finding.rule, default: RuleOutcome()].standing.append(finding)
      } else {
        outcomes[finding.rule, default: RuleOutcome()].excepted.append(finding)
      }
      for rule in Set(finding.folded.map(\.rule)) where rule != finding.rule {
        outcomes[rule, default: RuleOutcome()].told.append(finding)
      }
    }
    for rule in outcomes.keys { outcomes[rule]?.countFindings() }
    return outcomes
  }

  private mutating func count(_ entry: Ledger.Entry) {
    switch entry.verdict {
    case .exact, .rounding: passed += 1
    case .broken: broken += 1
    case .doubtful: doubtful += 1
    case .open:
      open += 1
      if let reason = entry.reason { openReasons.insert(reason) }
    case .notApplicable: break
    }
  }

  /// What the ledger has no entry for counts as often as it was found; what it has as open may be excepted and stays open.
  private mutating func countFindings() {
    guard broken + doubtful == 0 else { return }
    let found = passed + open == 0 ? standing + excepted : standing
    broken = found.count { $0.level == .error }
    doubtful = found.count - broken
  }
}
