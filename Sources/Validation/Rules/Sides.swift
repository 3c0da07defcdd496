internal import Disclosures
internal import Figures
internal import Forms

/// The two sides of a comparison with the figures found for them.
struct Sides {
  typealias Entry = (value: Evaluator.Value, isSubtracted: Bool)

  let left: [Entry]
  /// For ≈ every figure it is worked out from, once.
  let right: [Entry]
  /// Of ≈ alone.
  let formula: StatedFormula?

  init(left: [Entry], right: [Entry], formula: StatedFormula? = nil) {
    self.left = left
    self.right = right
    self.formula = formula
  }

  /// nil where the comparison asks for the children of a row that has none: there is nothing to check.
  init?(
    _ comparison: Comparison, binding: Binding, evaluator: Evaluator
  ) throws(Evaluator.Failure) {
    let resolver = SideResolver(binding: binding, evaluator: evaluator)
    if comparison.relation == .stated {
      guard let left = try resolver.resolve(comparison.left), let formula = try resolver.formula(comparison) else {
        return nil
      }
      var seen: Set<Evaluator.Value.Name> = []
      let values = formula.values.filter { seen.insert($0.name).inserted }
      self.init(left: left, right: values.map { ($0, false) }, formula: formula)
      return
    }
    guard let left = try resolver.resolve(comparison.left), let right = try resolver.resolve(comparison.right) else {
      return nil
    }
    let sides = Self.inOneUnit(left, right)
    self.init(left: sides.left, right: sides.right)
  }

  var balance: Balance { Balance(left: Self.terms(left), right: formula == nil ? Self.terms(right) : computed) }

  /// The result of the formula, as a figure that was worked out exactly.
  private var computed: [Balance.Term] {
    guard let stated = left.first?.value, let expected = formula?.expected(for: stated) else { return [] }
    return [.init(Figure(expected, decimals: stated.figure.decimals, isExact: true))]
  }

  /// `Σ left − Σ right` of the published values.
  var difference: ExactDecimal { formula == nil ? Self.sum(left) - Self.sum(right) : balance.difference }

  /// The figure a lone cell on the left or right stands for.
  var lonelyLeft: CellID? { Self.lonely(left) }
  var lonelyRight: CellID? { Self.lonely(right) }

  /// The figure a finding is about: the first on the left that is written in the data, else the first on the right.
  var subject: Evaluator.Value? {
    let all = left + right
    return (all.first { $0.value.isOwn && !$0.value.isAbsent } ?? all.first { !$0.value.isNumber })?.value
  }

  /// The figures besides the subject, in the order of the formula.
  func others(than subject: Evaluator.Value?) -> [Evaluator.Value] {
    var others: [Evaluator.Value] = []
    others.reserveCapacity(left.count + right.count)
    for side in [left, right] {
      for entry in side where !entry.value.isNumber && entry.value != subject { others.append(entry.value) }
    }
    return others
  }

  /// Whether the published figures satisfy the relation as they stand.
  func holdsAsWritten(_ relation: Comparison.Relation) -> Bool {
    let difference = difference
    return switch relation {
    case .sum, .same, .stated: difference.isZero
    case .atMost: difference <= .zero
    case .atLeast: difference >= .zero
    case .less: difference < .zero
    case .greater: difference > .zero
    case .unequal: !difference.isZero
    }
  }

  /// What changing one unit of a figure changes the difference by: its sign and how often it stands there.
  func weight(of name: Evaluator.Value.Name) -> Int {
    let onLeft = left.reduce(0) { $0 + ($1.value.name == name ? ($1.isSubtracted ? -1 : 1) : 0) }
    return right.reduce(onLeft) { $0 - ($1.value.name == name ? ($1.isSubtracted ? -1 : 1) : 0) }
  }

  /// The same comparison with another figure in one place.
  func replacing(_ name: Evaluator.Value.Name, by figure: Figure) -> Sides {
    func replaced(_ entries: [Entry]) -> [Entry] {
      entries.map { entry in
        entry.value.name == name ? (entry.value.replacing(figure), entry.isSubtracted) : entry
      }
    }
    return Sides(
      left: replaced(left), right: replaced(right), formula: formula?.replacing(name, by: figure))
  }

  static func terms(_ entries: [Entry]) -> [Balance.Term] {
    entries.map { .init($0.value.figure, subtracted: $0.isSubtracted) }
  }

  private static func sum(_ entries: [Entry]) -> ExactDecimal {
    entries.reduce(.zero) { $1.isSubtracted ? $0 - $1.value.figure.value : $0 + $1.value.figure.value }
  }

  private static func lonely(_ entries: [Entry]) -> CellID? {
    entries.count == 1 && !entries[0].isSubtracted ? entries[0].value.cell : nil
  }

  /// Amounts in 元 and in 万元 are compared in the larger unit, where each keeps its own precision.
  private static func inOneUnit(_ left: [Entry], _ right: [Entry]) -> (left: [Entry], right: [Entry]) {
    var scales: Set<Int> = []
    for entry in left { if let scale = entry.value.unit.moneyScale { scales.insert(scale) } }
    for entry in right { if let scale = entry.value.unit.moneyScale { scales.insert(scale) } }
    guard scales.count > 1, let largest = scales.max() else { return (left, right) }
    func converted(_ entries: [Entry]) -> [Entry] {
      entries.map { entry in
        guard let scale = entry.value.unit.moneyScale, scale < largest else { return entry }
        return (entry.value.replacing(entry.value.figure.inLargerUnit(by: largest - scale)), entry.isSubtracted)
      }
    }
    return (converted(left), converted(right))
  }
}
