internal import Diagnostics
internal import Disclosures
internal import Figures

/// A number with its unit in the narrative.
struct Quantity: Sendable {
  enum Unit: Sendable, Hashable {
    case money(MeasureUnit)
    case percent
    /// 个百分点.
    case points
    /// 人次, 台（套）, 个 …
    case count(String)

    var isCount: Bool {
      if case .count = self { return true }
      return false
    }

    var isMoney: Bool {
      if case .money = self { return true }
      return false
    }
  }

  /// How exactly it is meant.
  enum Precision: Sendable, Hashable {
    case stated
    /// 约, 近, 余, 左右.
    case about
    /// 以上, 不超过, 50–100: a limit, not a figure of this year.
    case limit
  }

  /// The passage, by index in the narrative.
  let passage: Int
  /// The number and its unit.
  let range: Range<Int>
  /// The number alone.
  let number: Range<Int>
  var value: ExactDecimal
  let decimals: Int
  let unit: Unit
  let precision: Precision
  /// What wrote it, where that was a `{{…}}`.
  let insertion: Passage.Insertion?

  var isGenerated: Bool { insertion != nil }

  /// Whether both are one and the same.
  func isAtPlace(of other: Quantity) -> Bool { passage == other.passage && range == other.range }

  /// As a figure: counts are exact, amounts and rates rounded as written; `0` of anything is none at all.
  var figure: Figure {
    switch unit {
    case .count: Figure(value, decimals: decimals, isExact: true)
    default: Figure(value, decimals: decimals, isExact: value.isZero && decimals == 0)
    }
  }
}

/// A number that should have a unit and has none: 增长 13.95。
struct BareNumber: Sendable {
  let passage: Int
  let range: Range<Int>
  /// 万元 or %.
  let missing: String
}
