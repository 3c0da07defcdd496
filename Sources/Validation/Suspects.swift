internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// A figure to blame, with the value that would mend things.
struct Fault {
  let value: Evaluator.Value
  let meant: ExactDecimal
  /// The failing checks that hold with that value.
  let mended: [Int]
  /// How many holding checks it would break.
  let broken: Int
  let slip: DigitSlip?
  /// Others that would do as well.
  var alternatives: [Fault] = []

  /// Larger is more convincing; compared in order.
  var weight: (Int, Int, Int) {
    let isAbsurd = meant.isNegative && !value.figure.value.isNegative && slip != .sign
    return (mended.count - broken, -broken, isAbsurd ? -9 : -(slip?.rank ?? 5))
  }
}

/// Every figure of the failing checks, and what changing it would do.
struct Suspects {
  private let checks: [Check]
  private let judge: Judge
  /// Every check a figure takes part in, failing or not.
  private var places: [Evaluator.Value.Name: [Int]] = [:]
  private var values: [Evaluator.Value.Name: Evaluator.Value] = [:]
  /// In the order in which the checks name them, so that runs repeat.
  private var names: [Evaluator.Value.Name] = []
  private var failing: Set<Int>
  private var known: [Evaluator.Value.Name: Fault?] = [:]

  init(checks: [Check], judge: Judge, failing: [Int]) {
    self.checks = checks
    self.judge = judge
    self.failing = Set(failing)
    for index in failing {
      for entry in checks[index].sides.left + checks[index].sides.right
      where entry.value.isOwn && !entry.value.isAbsent && values[entry.value.name] == nil {
        values[entry.value.name] = entry.value
        names.append(entry.value.name)
      }
    }
    for (index, check) in checks.enumerated() {
      for entry in check.sides.left + check.sides.right where values[entry.value.name] != nil {
        if places[entry.value.name]?.last != index { places[entry.value.name, default: []].append(index) }
      }
    }
  }

  /// The figure whose change mends most; nil where none mends more than it breaks.
  mutating func worst(among remaining: Set<Int>) -> Fault? {
    guard !remaining.isEmpty else { return nil }
    var best: Fault?
    var ties: [Fault] = []
    for name in names {
      guard let fault = fault(name), fault.weight.0 > 0 else { continue }
      if let current = best, !(fault.weight > current.weight) {
        if fault.weight == current.weight { ties.append(fault) }
        continue
      }
      best = fault
      ties = []
    }
    let mended = best?.mended
    best?.alternatives = ties.filter { $0.mended == mended }
    return best
  }

  /// Drops checks that are explained; what depended on them is reckoned anew.
  mutating func forget(_ mended: [Int]) {
    failing.subtract(mended)
    let gone = Set(mended)
    for name in names where places[name, default: []].contains(where: gone.contains) { known[name] = nil }
  }

  private mutating func fault(_ name: Evaluator.Value.Name) -> Fault? {
    if let fault = known[name] { return fault }
    let fault = reckon(name)
    known[name] = .some(fault)
    return fault
  }

  private func reckon(_ name: Evaluator.Value.Name) -> Fault? {
    guard let value = values[name] else { return nil }
    let all = places[name, default: []]
    let wrong = all.filter(failing.contains)
    guard !wrong.isEmpty else { return nil }
    var best: Fault?
    for meant in candidates(value, wrong) {
      let figure = Figure(meant, decimals: value.figure.decimals, isExact: value.figure.isExact && !meant.isZero)
      var mended: [Int] = []
      var broken = 0
      for index in all {
        let verdict = judge.verdict(checks[index], trial: (name, figure))
        let isFailing = verdict == .broken || verdict == .doubtful
        if failing.contains(index) {
          if !isFailing { mended.append(index) }
        } else if isFailing, !checks[index].isFailing {
          broken += 1
        }
      }
      guard !mended.isEmpty else { continue }
      let slip = DigitSlip(typed: value.figure.value, meant: meant, decimals: value.figure.decimals)
      let fault = Fault(value: value, meant: meant, mended: mended, broken: broken, slip: slip)
      if best.map({ fault.weight > $0.weight }) ?? true { best = fault }
    }
    return best
  }

  /// The values worth trying: what each failing identity asks for, and within its rounding what a slip would explain.
  private func candidates(_ value: Evaluator.Value, _ wrong: [Int]) -> [ExactDecimal] {
    var found: [ExactDecimal] = []
    func add(_ candidate: ExactDecimal) { if !found.contains(candidate) { found.append(candidate) } }
    let unit = ExactDecimal.unit(decimals: value.figure.decimals)
    for index in wrong.prefix(12) {
      guard let solved = SolvedSides(checks[index].sides, for: value.name) else { continue }
      let expected = solved.expected.rounded(decimals: value.figure.decimals)
      add(expected)
      // Rounding leaves a few last units of play on either side.
      let play = min(4, solved.others.count { !$0.value.figure.isExact } / 2)
      var step = unit
      for _ in 0..<play {
        for near in [expected + step, expected - step]
        where DigitSlip(typed: value.figure.value, meant: near, decimals: value.figure.decimals) != nil { add(near) }
        step = step + unit
      }
    }
    return found
  }
}
