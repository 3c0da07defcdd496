internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// One rule applied to one place, with the figures found there and what it came to.
struct Check {
  let rule: Rule
  let item: Rule.Case
  let binding: Binding
  let sides: Sides
  /// A sentence of the narrative accounts for a difference.
  let isExcused: Bool
  var verdict: Verdict

  /// Whether it has to be reported as more than a rounding difference.
  var isFailing: Bool { verdict == .broken || verdict == .doubtful }

  func entry(in set: FormSet) -> Ledger.Entry {
    let subject = sides.subject
    return Ledger.Entry(
      rule: rule.id, name: rule.name, cell: subject?.address ?? binding.name(in: set) ?? item.assertion.text,
      verdict: verdict, others: sides.others(than: subject).map(\.address), formula: item.assertion.text,
      arithmetic: verdict == .exact ? nil : sides.balance.arithmetic)
  }
}

/// Gives verdicts. Knows what each total is the sum of, because `≡` may be explained by it.
struct Judge {
  /// What each cell is the sum of, learned from the rules that say so.
  private var parts: [CellID: [[Sides.Entry]]] = [:]

  mutating func learn(_ check: Check) {
    guard check.item.assertion.relation == .sum, let cell = check.sides.lonelyLeft else { return }
    parts[cell, default: []].append(check.sides.right)
  }

  /// The verdict on a check; with `trial`, what it would be were one figure another.
  func verdict(_ check: Check, trial: (name: Evaluator.Value.Name, figure: Figure)? = nil) -> Verdict {
    let sides = trial.map { check.sides.replacing($0.name, by: $0.figure) } ?? check.sides
    var verdict = raw(sides, check.item.assertion.relation, trial)
    if verdict == .broken, check.rule.level == .note { verdict = .doubtful }
    if check.isExcused, verdict == .broken || verdict == .doubtful { return .exact }
    return verdict
  }

  private func raw(
    _ sides: Sides, _ relation: Comparison.Relation, _ trial: (name: Evaluator.Value.Name, figure: Figure)?
  ) -> Verdict {
    if sides.holdsAsWritten(relation) { return .exact }
    switch relation {
    case .sum: return sides.balance.verdict
    case .atMost: return sides.balance.canBeAtMost() ? .rounding : .broken
    case .atLeast: return sides.mirrored.canBeAtMost() ? .rounding : .broken
    case .same: return isExplained(sides, trial) ? .rounding : .broken
    case .less, .greater, .unequal: return .broken
    }
  }

  /// a figure may differ from the same figure elsewhere where one of them is exactly the sum of its own rounded
  /// parts, and the other lies within what those parts allow.
  private func isExplained(_ sides: Sides, _ trial: (name: Evaluator.Value.Name, figure: Figure)?) -> Bool {
    func explains(_ cell: CellID?, own: [Sides.Entry], other: [Sides.Entry]) -> Bool {
      guard let cell, let sums = parts[cell] else { return false }
      return sums.contains { known in
        let addends = trial.map { Sides(left: [], right: known).replacing($0.name, by: $0.figure).right } ?? known
        let parts = Sides.terms(addends)
        return Balance(left: Sides.terms(own), right: parts).difference.isZero
          && Balance(left: Sides.terms(other), right: parts).verdict == .rounding
      }
    }
    return explains(sides.lonelyLeft, own: sides.left, other: sides.right)
      || explains(sides.lonelyRight, own: sides.right, other: sides.left)
  }
}
