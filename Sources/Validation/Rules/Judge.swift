internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Gives verdicts.
///
/// A total that is exactly the sum of its own rounded parts was summed up after rounding, so its true value may lie
/// further off than half a unit: as far as its parts allow. Between tables, where one side may be such a sum and the
/// other rounded from 元, that is an honest difference. A total and its own parts are held to the strict bound.
struct Judge {
  typealias Trial = (name: Evaluator.Value.Name, figure: Figure)

  /// What each cell is the sum of, learned from the rules that say so.
  private var parts: [CellID: [[Sides.Entry]]] = [:]
  /// How many levels of sums are looked through: 合计, 类, 款, 项, and the columns of a row.
  private static let deepest = 5

  mutating func learn(_ check: Check) {
    guard Self.isTotal(check.sides, check.item.assertion.relation), let cell = check.sides.lonelyLeft else { return }
    parts[cell, default: []].append(check.sides.right)
  }

  /// A row that is not in the data, as the sum of what stands below it.
  mutating func learn(_ cell: CellID, parts own: [Sides.Entry]) { parts[cell, default: []].append(own) }

  /// The verdict on a check; with `trial`, what it would be were one figure another.
  func verdict(_ check: Check, trial: Trial? = nil) -> Verdict {
    let sides = trial.map { check.sides.replacing($0.name, by: $0.figure) } ?? check.sides
    var verdict = raw(sides, check.item.assertion.relation, trial)
    if verdict == .broken, check.rule.level == .note { verdict = .doubtful }
    if check.isExcused, verdict == .broken || verdict == .doubtful { return .exact }
    return verdict
  }

  /// What explains a difference of a sum that its own figures do not: these are sums themselves.
  func wider(_ check: Check) -> Arithmetic? {
    guard check.verdict == .rounding, check.item.assertion.relation == .sum, check.sides.balance.verdict != .rounding
    else { return nil }
    return Balance(left: expanded(check.sides.left, nil).terms, right: expanded(check.sides.right, nil).terms)
      .arithmetic
  }

  /// A total over rows or columns of its own table.
  private static func isTotal(_ sides: Sides, _ relation: Comparison.Relation) -> Bool {
    guard relation == .sum, let cell = sides.lonelyLeft else { return false }
    return sides.right.allSatisfy { !$0.isSubtracted && $0.value.cell?.table == cell.table }
  }

  private func raw(_ sides: Sides, _ relation: Comparison.Relation, _ trial: Trial?) -> Verdict {
    if let formula = sides.formula { return sides.left.first.map { formula.verdict(of: $0.value) } ?? .open }
    if sides.holdsAsWritten(relation) { return .exact }
    switch relation {
    case .stated: return .open
    case .sum:
      let verdict = sides.balance.verdict
      guard verdict != .rounding, !Self.isTotal(sides, relation) else { return verdict }
      return isExplained(sides, trial) ? .rounding : verdict
    case .atMost: return canBeAtMost(sides, trial) ? .rounding : .broken
    case .atLeast: return canBeAtMost(Sides(left: sides.right, right: sides.left), trial) ? .rounding : .broken
    case .same: return isExplained(sides, trial) ? .rounding : .broken
    case .less, .greater, .unequal: return .broken
    }
  }

  /// Whether the sides can meet once every figure that is exactly the sum of its own rounded parts stands for these.
  private func isExplained(_ sides: Sides, _ trial: Trial?) -> Bool {
    let left = expanded(sides.left, trial), right = expanded(sides.right, trial)
    guard left.isLonger || right.isLonger else { return false }
    return Balance(left: left.terms, right: right.terms).verdict == .rounding
  }

  private func canBeAtMost(_ sides: Sides, _ trial: Trial?) -> Bool {
    if sides.balance.canBeAtMost() { return true }
    return Balance(left: expanded(sides.left, trial).terms, right: expanded(sides.right, trial).terms).canBeAtMost()
  }

  private func expanded(_ entries: [Sides.Entry], _ trial: Trial?) -> (terms: [Balance.Term], isLonger: Bool) {
    var terms: [Balance.Term] = []
    var isLonger = false
    for entry in entries {
      let own = expanded(entry.value, trial, depth: 0)
      isLonger = isLonger || own.count > 1
      terms += own.map { .init($0, subtracted: entry.isSubtracted) }
    }
    return (terms, isLonger)
  }

  /// The rounded figures behind one figure: itself, or the parts it is exactly the sum of, and theirs.
  private func expanded(_ value: Evaluator.Value, _ trial: Trial?, depth: Int) -> [Figure] {
    guard depth < Self.deepest, let cell = value.cell, let sums = parts[cell] else { return [value.figure] }
    var best: [Figure] = [value.figure]
    for known in sums {
      let addends = trial.map { Sides(left: [], right: known).replacing($0.name, by: $0.figure).right } ?? known
      let sum = addends.reduce(ExactDecimal.zero) { $0 + $1.value.figure.value }
      guard sum == value.figure.value, !addends.isEmpty else { continue }
      let figures = addends.flatMap { expanded($0.value, trial, depth: depth + 1) }
      // Structural zeros have no rounding in them.
      if figures.count(where: { !$0.isExact }) > best.count(where: { !$0.isExact }) { best = figures }
    }
    return best
  }
}
