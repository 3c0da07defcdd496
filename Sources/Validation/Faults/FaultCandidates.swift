internal import Disclosures
internal import Figures
internal import Forms

/// The values worth trying in a figure's place.
enum FaultCandidates {
  /// What each failing identity asks for, what all of them together allow, and within their rounding what a slip would
  /// explain.
  static func of(_ value: Evaluator.Value, _ failing: [Check]) -> [ExactDecimal] {
    var found: [ExactDecimal] = []
    func add(_ candidate: ExactDecimal) { if !found.contains(candidate) { found.append(candidate) } }
    let decimals = value.figure.decimals
    let unit = ExactDecimal.unit(decimals: decimals)
    var common: (lowest: ExactDecimal, highest: ExactDecimal)?
    for check in failing.prefix(12) {
      if let formula = check.sides.formula {
        if check.sides.left.first?.value.name == value.name, let expected = formula.expected(for: value) {
          add(expected)
        } else {
          // A rate of 100 %: both amounts are one, where a slip of the pen would make them so.
          guard check.sides.left.first?.value.figure.value == ExactDecimal(100) else { continue }
          for other in formula.values where other.name != value.name && other.unit == value.unit {
            let meant = other.figure.value.rounded(decimals: decimals)
            guard !meant.isZero, DigitSlip(typed: value.figure.value, meant: meant, decimals: decimals) != nil else {
              continue
            }
            add(meant)
          }
        }
        continue
      }
      guard let solved = SolvedSides(check.sides, for: value.name) else { continue }
      let expected = solved.expected.rounded(decimals: decimals)
      add(expected)
      // Rounding leaves a few last units of play on either side.
      let play = min(4, (solved.others.count { !$0.value.figure.isExact } + 1) / 2)
      var step = unit
      var reach = ExactDecimal.zero
      for _ in 0..<play {
        for near in [expected + step, expected - step]
        where DigitSlip(typed: value.figure.value, meant: near, decimals: decimals) != nil { add(near) }
        reach = step
        step = step + unit
      }
      guard check.item.assertion.relation == .sum || check.item.assertion.relation == .same else { continue }
      let own = (lowest: expected - reach, highest: expected + reach)
      common = common.map { (max($0.lowest, own.lowest), min($0.highest, own.highest)) } ?? own
    }
    if let common, common.lowest <= common.highest {
      add(common.lowest)
      add(common.highest)
      for candidate in found { add(min(max(candidate, common.lowest), common.highest)) }
    }
    return found
  }
}
