internal import Diagnostics
internal import Disclosures
internal import Figures

/// An amount that no table has, and a percentage that is not made of it: one of the two is wrong, and which it is only last
/// year's figure or the like can say. What a slip of the pen in either would explain is said first.
extension Reconciler {
  /// An amount and a percentage that contradict each other.
  struct Disagreement {
    /// What the sentence calls them: 增减额, 增减率.
    let names: (amount: String, rate: String)
    let amount: Quantity
    let rate: Quantity
    /// What the amount is if the percentage is right, in 元.
    let amountByRate: Bounds
    /// What the percentage is if the amount is right: the figures it is made of.
    let rateByAmount: (part: Bounds, whole: Bounds)
  }

  mutating func report(
    _ rule: String, _ level: Finding.Level, _ said: Disagreement, related: [Evaluator.Value]
  ) {
    let (amount, rate) = (written(said.amount), written(said.rate))
    let byAmount = percent(said.rateByAmount.part, said.rateByAmount.whole, said.rate)
    let byRate = writtenMoney(said.amountByRate, like: said.amount)
    let conflict = "\(said.names.amount) \(amount) 与\(said.names.rate) \(rate) 对不上"
    switch (slip(inAmountOf: said), slip(inRateOf: said)) {
    case (let slip?, let other) where slip.rank < other?.rank ?? .max:
      report(
        rule, level, "\(conflict)：按\(said.names.rate)，\(said.names.amount)约是 \(byRate)", said.amount,
        beside: [labelled(said.rate, said.names.rate)], related: related,
        fix: "先核对\(said.names.amount)，像是\(Self.words(slip))；没有错，就把\(said.names.rate)改成 \(byAmount)")
    case (let other, let slip?) where slip.rank < other?.rank ?? .max:
      report(
        rule, level, "\(said.names.rate)写 \(rate)，按\(said.names.amount) \(amount) 重算应是 \(byAmount)", said.rate,
        beside: [labelled(said.amount, said.names.amount)], related: related,
        fix: "先核对\(said.names.rate)，像是\(Self.words(slip))；没有错，就核对\(said.names.amount)")
    default:
      report(
        rule, level,
        "\(conflict)：按\(said.names.amount)重算应是 \(byAmount)；按\(said.names.rate)，\(said.names.amount)约是 \(byRate)",
        said.rate, beside: [labelled(said.amount, said.names.amount)], related: related,
        fix: "两处必有一处错：查原始的数，再改错的那一处")
    }
  }

  /// The slip that would make the amount the percentage asks for into the one that is written.
  private func slip(inAmountOf said: Disagreement) -> DigitSlip? {
    let amount = said.amount
    let half = Quantity.base(ExactDecimal.halfUnit(decimals: amount.decimals), amount.moneyUnit ?? .yuan)
    return DigitSlip.meant(byTyped: amount.value, decimals: amount.decimals)
      .filter { meant in
        let value = Quantity.base(meant.value, amount.moneyUnit ?? .yuan)
        return said.amountByRate.lower - half <= value && value <= said.amountByRate.upper + half
      }
      .map(\.slip).min { $0.rank < $1.rank }
  }

  private func slip(inRateOf said: Disagreement) -> DigitSlip? {
    DigitSlip.meant(byTyped: said.rate.value, decimals: said.rate.decimals)
      .filter { meant in
        var other = said.rate
        other.value = meant.value
        return said.rateByAmount.part.share(of: said.rateByAmount.whole, is: other) == .same
      }
      .map(\.slip).min { $0.rank < $1.rank }
  }

  private static func words(_ slip: DigitSlip) -> String {
    switch slip {
    case .transposed: "相邻两位数字颠倒"
    case .point: "小数点错了位"
    default: "有一位数字录错"
    }
  }

  /// The amount of which the percentage would be right: so many percent of what is known.
  func amount(_ rate: Quantity, of whole: Bounds) -> Bounds? {
    let (low, high) = percentages(rate)
    return scaled(whole, low, ExactDecimal(100), high, ExactDecimal(100))
  }

  /// The amount of which the part is so many percent.
  func whole(of part: Bounds, _ rate: Quantity) -> Bounds? {
    let (low, high) = percentages(rate)
    return scaled(part, ExactDecimal(100), high, ExactDecimal(100), low)
  }

  /// What there was before, or what it changed by, where it is now `now` and changed by so many percent.
  func changed(_ rate: Quantity, now: Bounds, isRise: Bool) -> (before: Bounds, change: Bounds)? {
    let (low, high) = percentages(rate)
    let hundred = ExactDecimal(100)
    if isRise {
      guard let change = scaled(now, low, hundred + low, high, hundred + high),
        let before = scaled(now, hundred, hundred + high, hundred, hundred + low)
      else { return nil }
      return (before, change)
    }
    guard high < hundred, let change = scaled(now, low, hundred - low, high, hundred - high),
      let before = scaled(now, hundred, hundred - low, hundred, hundred - high)
    else { return nil }
    return (before, change)
  }

  private func percentages(_ rate: Quantity) -> (ExactDecimal, ExactDecimal) {
    let half = ExactDecimal.halfUnit(decimals: rate.decimals)
    return (max(rate.value.magnitude - half, .zero), rate.value.magnitude + half)
  }

  /// `[bounds.lower × a ÷ b, bounds.upper × c ÷ d]`, to the hundredth of a 元.
  private func scaled(
    _ bounds: Bounds, _ a: ExactDecimal, _ b: ExactDecimal, _ c: ExactDecimal, _ d: ExactDecimal
  ) -> Bounds? {
    guard b > .zero, d > .zero, bounds.isPositive, let lower = (bounds.lower * a).divided(by: b, decimals: 2),
      let upper = (bounds.upper * c).divided(by: d, decimals: 2)
    else { return nil }
    return Bounds(lower, upper)
  }
}
