/// The record of everything that was checked and of what could not be.
package struct Ledger: Sendable, Hashable {
  /// One rule applied to one place.
  package struct Entry: Sendable, Hashable {
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
      rule: String, name: String, cell: String, verdict: Verdict, others: [String] = [], formula: String,
      arithmetic: Arithmetic? = nil, reason: String? = nil
    ) {
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

  package init(entries: [Entry] = []) { self.entries = entries }

  /// How many checks came to each verdict.
  package func count(_ verdict: Verdict) -> Int {
    entries.count { $0.verdict == verdict }
  }

  /// Every check that was due: all but those whose condition does not hold.
  package var due: Int { entries.count { $0.verdict != .notApplicable } }

  /// The line users read under a run, e.g. `422 项核对：平 413，尾差 9，存疑 0，不平 0，未检 0`.
  package var summary: String {
    let shown: [Verdict] = [.exact, .rounding, .doubtful, .broken, .open]
    return "\(due) 项核对：" + shown.map { "\($0.word) \(count($0))" }.joined(separator: "，")
  }

  package mutating func append(contentsOf other: Ledger) { entries += other.entries }
}
