internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Every figure of the failing checks, and what changing it would do.
struct Suspects {
  /// With the figures in place that earlier findings have put right.
  private(set) var checks: [Check]
  private(set) var judge: Judge
  private let set: FormSet
  private let isLeftEmpty: (CellID) -> Bool
  private let witnesses: Witnesses
  /// Every check a figure takes part in, failing or not.
  private var places: [Evaluator.Value.Name: [Int]] = [:]
  private var values: [Evaluator.Value.Name: Evaluator.Value] = [:]
  /// In the order in which the checks name them, so that runs repeat.
  private var names: [Evaluator.Value.Name] = []
  /// The same with those that are right by now, and where each stands.
  private let all: [Evaluator.Value.Name]
  private var order: [Evaluator.Value.Name: Int]
  private var ranking: FaultRanking
  /// The places of what has to be reckoned anew.
  private var stale: Set<Int>
  private var failing: Set<Int>
  private var known: [Evaluator.Value.Name: Fault?] = [:]
  /// Judging everything anew takes time, and behind so many causes nobody reads on.
  private var repairsLeft = 20
  /// In figures looked at: any of two thousand addends of one sum may be wrong, and each is tried in all of it. Beyond
  /// that each check is told as it stands.
  private var effortLeft = 4_000_000

  init(
    checks: [Check], judge: Judge, set: FormSet, failing: [Int], tables: [Table?],
    isLeftEmpty: @escaping (CellID) -> Bool
  ) {
    witnesses = Witnesses(tables: tables)
    self.isLeftEmpty = isLeftEmpty
    self.checks = checks
    self.judge = judge
    self.set = set
    self.failing = Set(failing)
    var names: [Evaluator.Value.Name] = []
    for index in failing {
      for entry in checks[index].sides.left + checks[index].sides.right
      where entry.value.isOwn && !entry.value.isAbsent && values[entry.value.name] == nil {
        values[entry.value.name] = entry.value
        names.append(entry.value.name)
      }
    }
    self.names = names
    all = names
    order = Dictionary(zip(names, names.indices)) { first, _ in first }
    ranking = FaultRanking(count: names.count)
    stale = Set(names.indices)
    for (index, check) in checks.enumerated() {
      for entry in check.sides.left + check.sides.right where values[entry.value.name] != nil {
        if places[entry.value.name]?.last != index { places[entry.value.name, default: []].append(index) }
      }
    }
  }

  /// The figure that explains most on its own: some other value of it mends every failing check it is in and breaks none.
  /// Others that explain the same are its alternatives: then nothing tells which it is.
  mutating func proven() -> Fault? {
    for place in stale {
      ranking.invalidate(place)
      if let fault = fault(all[place]), fault.isProven { ranking.insert(fault, at: place) }
    }
    stale = []
    guard var chosen = ranking.first() else { return nil }
    // Whatever explains the same stands in each of these checks.
    let sides = checks[chosen.mended[0]].sides
    let best = Set((sides.left + sides.right).compactMap { order[$0.value.name] }).sorted().compactMap { place in
      fault(all[place]).flatMap { $0.isProven && $0.mended == chosen.mended ? $0 : nil }
    }
    let telling = best.filter(\.isTelling)
    if telling.count == 1 { return telling[0] }
    if best.count > 1, let fault = witnesses.chosen(among: best) { return fault }
    chosen.alternatives = best.filter { $0.value != chosen.value }
      .enumerated().sorted { a, b in
        a.element.weight == b.element.weight ? a.offset < b.offset : a.element.weight > b.element.weight
      }.map(\.element)
    return chosen
  }

  /// Where several figures are wrong at once: the one whose change mends more of its failing checks than it leaves, with
  /// nothing broken and no other as good.
  mutating func likely() -> Fault? {
    guard repairsLeft > 0 else { return nil }
    var best: [Fault] = []
    for name in names {
      guard let fault = fault(name), fault.broken == 0, !fault.isAbsurd, fault.mended.count >= 2,
        fault.mended.count > fault.left.count
      else { continue }
      if let first = best.first, fault.gain < first.gain { continue }
      if let first = best.first, fault.gain > first.gain { best = [] }
      best.append(fault)
    }
    return best.count == 1 ? best[0] : nil
  }

  /// Whether one figure explains a failing check together with others outside the group, or by a slip that is evidence.
  mutating func isExplained(_ index: Int, besides group: Set<Int>) -> Bool {
    for entry in checks[index].sides.left + checks[index].sides.right {
      guard let fault = fault(entry.value.name), fault.isProven, fault.mended.contains(index) else { continue }
      if fault.isTelling || !group.isSuperset(of: fault.mended) { return true }
    }
    return false
  }

  /// Whether one figure alone explains all of the failing checks.
  mutating func isOneFigure(_ group: [Int]) -> Bool {
    guard let first = group.first else { return false }
    return (checks[first].sides.left + checks[first].sides.right).contains { entry in
      guard let fault = fault(entry.value.name), fault.isProven else { return false }
      return Set(fault.mended).isSuperset(of: group)
    }
  }

  /// The figures that stand in more than one of these checks.
  func shared(among failing: [Int]) -> Set<Evaluator.Value.Name> {
    let failing = Set(failing)
    return Set(names.filter { name in places[name, default: []].count(where: failing.contains) > 1 })
  }

  /// What a figure that is known to be wrong explains.
  mutating func fault(at span: SourceSpan) -> Fault? {
    guard let name = names.first(where: { values[$0]?.span == span }) else { return nil }
    return fault(name)
  }

  /// Drops checks that are explained; what depended on them is reckoned anew.
  mutating func forget(_ mended: [Int]) {
    failing.subtract(mended)
    for index in mended {
      for entry in checks[index].sides.left + checks[index].sides.right {
        guard let place = order[entry.value.name] else { continue }
        known[entry.value.name] = nil
        stale.insert(place)
      }
    }
  }

  /// Puts the figure right, so that what else is wrong shows.
  mutating func repair(_ fault: Fault) {
    repairsLeft -= 1
    let name = fault.value.name
    let meant = Self.figure(fault.meant, for: fault.value)
    let all = places[name, default: []]
    for index in all {
      checks[index].sides = checks[index].sides.replacing(name, by: meant)
      judge.learn(checks[index])
    }
    for index in all { checks[index].verdict = judge.verdict(checks[index]) }
    names.removeAll { $0 == name }
    if let place = order.removeValue(forKey: name) { ranking.invalidate(place) }
    known = [:]
    stale = Set(order.values)
  }

  private mutating func fault(_ name: Evaluator.Value.Name) -> Fault? {
    if let fault = known[name] { return fault }
    guard effortLeft > 0 else { return nil }
    effortLeft -= places[name, default: []].reduce(0) {
      $0 + checks[$1].sides.left.count + checks[$1].sides.right.count
    }
    let fault = reckon(name)
    known[name] = .some(fault)
    return fault
  }

  private static func figure(_ meant: ExactDecimal, for value: Evaluator.Value) -> Figure {
    // Nothing tells of a structural zero how exact the figure in its place would be.
    let isExact = value.figure.isExact && !value.figure.value.isZero && !meant.isZero
    return Figure(meant, decimals: value.figure.decimals, isExact: isExact)
  }

  private func reckon(_ name: Evaluator.Value.Name) -> Fault? {
    guard let value = values[name] else { return nil }
    let all = places[name, default: []]
    let wrong = all.filter(failing.contains)
    guard !wrong.isEmpty else { return nil }
    let mayBeNegative = value.cell.map { !set.tables[$0.table].negatives.isEmpty } ?? true
    var best: Fault?
    for meant in FaultCandidates.of(value, wrong.map { checks[$0] }) {
      let figure = Self.figure(meant, for: value)
      var mended: [Int] = []
      var left: [Int] = []
      var broken = 0
      for index in all {
        let verdict = judge.verdict(checks[index], trial: (name, figure))
        let isFailing = verdict == .broken || verdict == .doubtful
        if failing.contains(index) {
          if isFailing {
            left.append(index)
          } else if verdict != .open {
            // A quotient that is none, because it would be one of nothing, is not mended.
            mended.append(index)
          }
        } else if isFailing, !checks[index].isFailing, !checks[index].isOfNothing {
          broken += 1
        }
      }
      guard !mended.isEmpty else { continue }
      let slip = DigitSlip(typed: value.figure.value, meant: meant, decimals: value.figure.decimals)
      let fault = Fault(
        value: value, meant: meant, mended: mended, left: left, broken: broken, slip: slip,
        mayBeNegative: mayBeNegative, isLeftEmpty: value.cell.map(isLeftEmpty) ?? false)
      if best.map({ fault.weight > $0.weight }) ?? true { best = fault }
    }
    return best
  }
}
