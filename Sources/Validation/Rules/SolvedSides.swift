internal import Disclosures
internal import Figures

/// An identity solved for one of its figures: `x = …`, so that the bound and the gap are that figure's own.
struct SolvedSides {
  let value: Evaluator.Value
  /// What it should be the sum of.
  let others: [Sides.Entry]

  /// nil where the figure does not stand there exactly once, and for what is worked out by more than adding up.
  init?(_ sides: Sides, for name: Evaluator.Value.Name) {
    if sides.formula != nil { return nil }
    let onLeft = sides.left.filter { $0.value.name == name }
    let onRight = sides.right.filter { $0.value.name == name }
    guard onLeft.count + onRight.count == 1, let entry = onLeft.first ?? onRight.first else { return nil }
    value = entry.value
    let (own, far) = onLeft.isEmpty ? (sides.right, sides.left) : (sides.left, sides.right)
    let rest = own.filter { $0.value.name != name }
    // own side: ±x + rest = far
    others =
      entry.isSubtracted
      ? rest + far.map { ($0.value, !$0.isSubtracted) } : far + rest.map { ($0.value, !$0.isSubtracted) }
  }

  var balance: Balance {
    Balance(left: [.init(value.figure)], right: Sides.terms(others))
  }

  var expected: ExactDecimal {
    others.reduce(.zero) { $1.isSubtracted ? $0 - $1.value.figure.value : $0 + $1.value.figure.value }
  }
}
