internal import Disclosures

/// What each figure came to.
extension Reconciler {
  mutating func record(
    _ quantity: Quantity, _ verdict: Reconciled.Verdict, sources: [Evaluator.Value] = [], reason: String? = nil,
    expression: String? = nil
  ) {
    results.append(
      Reconciled(quantity: quantity, verdict: verdict, sources: sources, reason: reason, expression: expression))
  }

  /// Leaves it unchecked.
  mutating func leave(_ quantity: Quantity, _ reason: String) { record(quantity, .unchecked, reason: reason) }

  /// An amount that nothing has borne out yet, and what is worked out from it does.
  mutating func confirm(_ quantity: Quantity) {
    guard let index = resultIndex(of: quantity), results[index].verdict == .unchecked else { return }
    results[index].verdict = .consistent
    results[index].reason = nil
  }

  func resultIndex(of quantity: Quantity) -> Int? { results.lastIndex { $0.quantity.isAtPlace(of: quantity) } }

  func result(of quantity: Quantity) -> Reconciled? { resultIndex(of: quantity).map { results[$0] } }

  func isTold(_ quantity: Quantity) -> Bool { result(of: quantity)?.verdict == .suspect }

  /// Whether nothing but its own sentence speaks for an amount.
  func isUnproven(_ quantity: Quantity) -> Bool {
    quantity.unit.isMoney && quantity.precision == .stated && !quantity.isGenerated
      && result(of: quantity)?.verdict == .unchecked
  }

  /// Whether a change is that of two cells to the last place.
  func isBorneOut(_ change: Stated) -> Bool {
    guard isTelling(change.quantity), let changing = change.changing, changing.now?.1 != nil, changing.before?.1 != nil,
      let result = result(of: change.quantity)
    else { return false }
    return result.verdict == .matched && result.sources.count == 2
  }
}
