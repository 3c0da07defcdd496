internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Applies the rules of a form set to one disclosure: every rule × place becomes a ledger entry, and what does not
/// hold becomes a finding.
struct RuleEngine {
  let evaluator: Evaluator
  /// The text of a section, for rules that a sentence can excuse.
  let sectionText: (String) -> String?
  /// What each cell is the sum of, learned from the rules that say so: `≡` may be explained by it.
  private var parts: [CellID: [[Balance.Term]]] = [:]
  private(set) var ledger = Ledger()
  private(set) var findings: [Finding] = []

  init(evaluator: Evaluator, sectionText: @escaping (String) -> String? = { _ in nil }) {
    self.evaluator = evaluator
    self.sectionText = sectionText
  }

  /// Runs all rules. Sums go first, because they tell what each total is made of.
  mutating func run(_ rules: [Rule]) {
    var entries: [(order: Int, entry: Ledger.Entry)] = []
    for isSum in [true, false] {
      for (order, rule) in rules.enumerated() {
        for item in rule.cases where (item.assertion.relation == .sum) == isSum {
          for entry in run(item, of: rule) { entries.append((order, entry)) }
        }
      }
    }
    ledger = Ledger(
      entries: entries.enumerated().sorted {
        ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
      }.map(\.element.entry))
  }

  private mutating func run(_ item: Rule.Case, of rule: Rule) -> [Ledger.Entry] {
    let bindings: [Binding]
    do {
      bindings = try Binding.all(item, evaluator: evaluator)
    } catch {
      return [
        Ledger.Entry(
          rule: rule.id, name: rule.name, cell: item.scope?.text ?? "", verdict: .open, formula: item.assertion.text,
          reason: error.message)
      ]
    }
    return bindings.compactMap { judge(item, rule: rule, binding: $0) }
  }

  private mutating func judge(_ item: Rule.Case, rule: Rule, binding: Binding) -> Ledger.Entry? {
    func entry(_ verdict: Verdict, _ sides: Sides? = nil, reason: String? = nil) -> Ledger.Entry {
      Ledger.Entry(
        rule: rule.id, name: rule.name,
        cell: sides?.subject?.address ?? binding.name(in: evaluator.set) ?? item.assertion.text,
        verdict: verdict, others: sides?.others.map(\.address) ?? [], formula: item.assertion.text,
        arithmetic: verdict == .exact || verdict == .notApplicable ? nil : sides?.balance.arithmetic, reason: reason)
    }
    do {
      if let condition = item.condition {
        guard let sides = try Sides(condition, binding: binding, evaluator: evaluator) else { return nil }
        guard sides.holdsAsWritten(condition.relation) else { return entry(.notApplicable, reason: condition.text) }
      }
      guard let sides = try Sides(item.assertion, binding: binding, evaluator: evaluator) else { return nil }
      if item.assertion.relation == .sum, let cell = sides.lonelyLeft {
        parts[cell, default: []].append(sides.balance.right)
      }
      var verdict = verdict(sides, item.assertion.relation)
      if verdict == .broken, rule.level == .note { verdict = .doubtful }
      if verdict == .broken || verdict == .doubtful, let unless = item.unless, isExcused(unless) { verdict = .exact }
      if verdict != .exact {
        findings.append(
          RuleFinding(rule: rule, item: item, sides: sides, verdict: verdict, binding: binding, set: evaluator.set)
            .finding)
      }
      return entry(verdict, sides)
    } catch {
      return concernsAbsentTable(item) ? nil : entry(.open, reason: error.message)
    }
  }

  /// Whether the assertion is about a table that this disclosure rightly does without.
  private func concernsAbsentTable(_ item: Rule.Case) -> Bool {
    Binding.references(item).contains { reference in
      guard let index = evaluator.set.tables.firstIndex(where: { $0.answers(to: reference.path[0]) }) else {
        return false
      }
      return evaluator.set.tables[index].isOptional && evaluator.tables[index] == nil
    }
  }

  private func isExcused(_ excuse: Rule.Excuse) -> Bool {
    guard let text = sectionText(excuse.section) else { return false }
    return excuse.words.contains(where: text.contains)
  }

  private func verdict(_ sides: Sides, _ relation: Comparison.Relation) -> Verdict {
    if relation == .sum { return sides.balance.verdict }
    if sides.holdsAsWritten(relation) { return .exact }
    switch relation {
    case .atMost: return sides.balance.canBeAtMost() ? .rounding : .broken
    case .atLeast: return sides.mirrored.canBeAtMost() ? .rounding : .broken
    case .same: return isExplained(sides) ? .rounding : .broken
    case .sum, .less, .greater, .unequal: return .broken
    }
  }

  /// a figure may differ from the same figure elsewhere where one of them is exactly the sum of its own rounded
  /// parts, and the other lies within what those parts allow.
  private func isExplained(_ sides: Sides) -> Bool {
    func explains(_ cell: CellID?, own: [Balance.Term], other: [Balance.Term]) -> Bool {
      guard let cell, let sums = parts[cell] else { return false }
      return sums.contains { parts in
        Balance(left: own, right: parts).difference.isZero && Balance(left: other, right: parts).verdict == .rounding
      }
    }
    return explains(sides.lonelyLeft, own: sides.balance.left, other: sides.balance.right)
      || explains(sides.lonelyRight, own: sides.balance.right, other: sides.balance.left)
  }
}
