package import Diagnostics

/// Two sides of an identity and whether declared rounding lets them meet.
///
/// The rule: each published figure is an interval; the sides agree where the intervals can meet. For n rounded addends
/// and a rounded total this allows a gap of exactly ⌊n/2⌋ last units, no epsilon is tuned.
package struct Balance: Sendable {
  package struct Term: Sendable, Hashable {
    package let figure: Figure
    package let isSubtracted: Bool

    package init(_ figure: Figure, subtracted: Bool = false) {
      self.figure = figure
      isSubtracted = subtracted
    }
  }

  package let left: [Term]
  package let right: [Term]

  package init(left: [Term], right: [Term]) {
    self.left = left
    self.right = right
  }

  /// `Σ left − Σ right` of the published values.
  package var difference: ExactDecimal { Self.sum(left) - Self.sum(right) }

  /// 平, 尾差, 存疑 or 不平.
  package var verdict: Verdict {
    let difference = difference
    if difference.isZero { return .exact }
    if spread(.declared).contains(.zero) { return .rounding }
    return excuse == nil ? .broken : .doubtful
  }

  /// The weakest supposition beyond the declared rounding under which the sides could meet.
  package var excuse: RoundingModel? {
    [.tiesUnknown, .zerosRounded, .truncated].first { spread($0).contains(.zero) }
  }

  /// The numbers behind the verdict; the checked figure is the sum of the left side.
  package var arithmetic: Arithmetic {
    let decimals = (left + right).map(\.figure.decimals).max() ?? 0
    let (below, above) = (slack(below: true, decimals: decimals), slack(below: false, decimals: decimals))
    let expected = Self.sum(right)
    func write(_ value: ExactDecimal) -> String { value.written(decimals: decimals, grouped: true) }
    return Arithmetic(
      actual: write(Self.sum(left)), lowest: write(expected - below), highest: write(expected + above),
      gap: write(difference.magnitude), allowed: write(difference.isNegative ? below : above),
      roundedAddends: right.count { !$0.figure.isExact })
  }

  /// All values `left − right` can truly have.
  private func spread(_ model: RoundingModel) -> Interval {
    var total = Interval.zero
    for term in left {
      let interval = model.interval(of: term.figure)
      total = total + (term.isSubtracted ? -interval : interval)
    }
    for term in right {
      let interval = model.interval(of: term.figure)
      total = total + (term.isSubtracted ? interval : -interval)
    }
    return total
  }

  /// The largest published gap, in whole last units, that the declared rounding still explains in one direction.
  private func slack(below: Bool, decimals: Int) -> ExactDecimal {
    let spread = spread(.declared)
    let difference = difference
    let reach = below ? spread.upper - difference : difference - spread.lower
    let isClosed = below ? spread.isUpperClosed : spread.isLowerClosed
    let unit = ExactDecimal.unit(decimals: decimals)
    let scale = max(reach.scale, decimals)
    let units = reach.coefficient(atScale: scale) / unit.coefficient(atScale: scale)
    let exact = ExactDecimal(units, scale: decimals)
    return exact == reach && !isClosed && units > 0 ? exact - unit : exact
  }

  private static func sum(_ terms: [Term]) -> ExactDecimal {
    terms.reduce(.zero) { $0 + ($1.isSubtracted ? -$1.figure.value : $1.figure.value) }
  }
}

extension Balance {
  /// Whether `left ≤ right` can hold: violated only where every true left exceeds every true right.
  package func canBeAtMost() -> Bool {
    let spread = spread(.declared)
    return spread.lower < .zero || (spread.lower.isZero && spread.isLowerClosed)
  }
}
