/// The record of everything that was checked and of what could not be.
package struct Ledger: Sendable {
  /// One rule applied to one place.
  package final class Entry: Sendable {
    package enum Kind: Sendable, Hashable {
      /// Figures that must agree.
      case identity
      /// Anything else that must be there, or may not: a section, a date, a statement.
      case requirement
    }

    package let kind: Kind
    package let rule: String
    package let name: String
    /// The address of the checked cell, e.g. `支出表[201].基本支出`.
    package let cell: String
    package let verdict: Verdict
    /// The addresses of every other cell that took part.
    package let others: [String]
    package let formula: String
    package let arithmetic: Arithmetic?
    /// Why a check is open.
    package let reason: String?

    package init(
      _ kind: Kind = .identity, rule: String, name: String, cell: String, verdict: Verdict, others: [String] = [],
      formula: String, arithmetic: Arithmetic? = nil, reason: String? = nil
    ) {
      self.kind = kind
      self.rule = rule
      self.name = name
      self.cell = cell
      self.verdict = verdict
      self.others = others
      self.formula = formula
      self.arithmetic = arithmetic
      self.reason = reason
    }
  }

  package var entries: [Entry]
  /// The address of every figure of the disclosure, whether a rule covers it or not.
  package var figures: [String]
  /// The figures of the narrative, in reading order.
  package var narrative: [NarrativeFigure] = []

  package init(entries: [Entry] = [], figures: [String] = []) {
    self.entries = entries
    self.figures = figures
  }

  package var tally: LedgerTally { LedgerTally(self) }

  /// How many checks of figures came to a verdict.
  package func count(_ verdict: Verdict) -> Int { tally.count(verdict) }

  /// Every check of figures that was due: all but those whose condition does not hold.
  package var due: Int { tally.due() }

  /// The line users read, e.g. `422 项核对：平 413，尾差 9，存疑 0，不平 0，未检 0`.
  package var summary: String { tally.summary }

  /// The cells of this ledger with the rules that checked them, sorted by address. A cell that only took part counts.
  package var coverage: [(cell: String, rules: [String])] {
    var rules = Dictionary(figures.map { ($0, Set<String>()) }) { first, _ in first }
    for entry in entries where entry.kind == .identity && entry.verdict != .open && entry.verdict != .notApplicable {
      for cell in [entry.cell] + entry.others { rules[cell, default: []].insert(entry.rule) }
    }
    return rules.keys.sorted().map { ($0, rules[$0, default: []].sorted()) }
  }

  package mutating func append(contentsOf other: Ledger) {
    entries += other.entries
    figures += other.figures
    narrative += other.narrative
  }
}
