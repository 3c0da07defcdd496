internal import Figures

/// Changes of what the sentence gives for both years.
extension SentenceArithmetic {
  private static let rises: Words = ["增加", "增长", "上升", "提高"]
  private static let falls: Words = ["减少", "下降", "降低"]
  private static let than: Words = ["比", "较", "与"]
  private static let atMost = 60

  /// 2025 年预算执行数为 A，2026 年预算安排 B，比 2025 年预算执行数增加 C%: nothing else can be meant.
  mutating func checkGrowth(_ sentence: Sentence) {
    for rate in sentence.items.dropFirst(2) where quantity(rate).unit == .percent && isOpen(rate) {
      let (before, now) = (rate - 2, rate - 1)
      let passage = passages[quantity(rate).passage]
      let words = lead(rate, sentence)
      let isRise = ends(with: Self.rises, words, rate)
      guard isRise || ends(with: Self.falls, words, rate), words.count <= Self.atMost, has(Self.than, words, rate),
        quantity(now).unit.isMoney || countUnit(now) != nil, isOfOneUnit(before, now),
        [before, now].allSatisfy({ quantity($0).precision == .stated && results[$0].verdict != .suspect }),
        let base = passage.years(in: words).last?.number,
        passage.years(in: lead(before, sentence)).last?.number == base,
        passage.years(in: lead(now, sentence)).last.map({ $0.number != base }) ?? false
      else { continue }
      var equation = Equation(terms: [before, now, rate]) { arithmetic in
        let (old, new) = (arithmetic.bounds(before), arithmetic.bounds(now))
        let gap = new - old
        let truth = gap.isNegative ? "减少" : "增加"
        return
          "\(isRise ? "增加" : "减少")写 \(arithmetic.written(rate))，由 \(arithmetic.written(before)) 到 \(arithmetic.written(now)) 是\(truth) \(arithmetic.percent(gap.magnitude, old, like: rate))"
      } holds: { values in
        let gap = isRise ? values[1] - values[0] : values[0] - values[1]
        return values[0].isPositive && Self.isShare(gap, values[0], values[2])
      }
      equation.isSure = true
      settle(equation)
    }
  }
}
