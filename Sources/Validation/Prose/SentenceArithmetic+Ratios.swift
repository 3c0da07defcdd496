internal import Figures

/// Shares, changes and completion of counts; what is left of an amount.
extension SentenceArithmetic {
  private static let of = [Words.utf8("占")]
  private static let rises = ["增加", "增长", "上升", "提高", "延长"].map(Words.utf8)
  private static let falls = ["减少", "下降", "降低", "缩短", "压减"].map(Words.utf8)
  private static let compared = ["比", "较"].map(Words.utf8)
  private static let completed = ["完成", "达到", "的", "为"].map(Words.utf8)
  private static let aims = ["目标", "计划", "任务", "指标值", "年度值"].map(Words.utf8)
  private static let gaps = ["相差", "差距", "相差为"].map(Words.utf8)
  private static let left = ["结转", "结余", "剩余", "未支出", "未执行", "尚余"].map(Words.utf8)

  /// With fewer digits than this a percentage agrees with too much by chance.
  private static let tellingDigits = 3

  private func isTelling(_ index: Int) -> Bool {
    let quantity = quantity(index)
    return quantity.value.magnitude.coefficient(atScale: quantity.decimals) >= 100
  }

  private static func isShare(_ part: Bounds, _ whole: Bounds, _ rate: Bounds) -> Bool {
    let hundred = ExactDecimal(100)
    return whole.upper > .zero && part.upper * hundred >= rate.lower * max(whole.lower, .zero)
      && part.lower * hundred <= rate.upper * whole.upper
  }

  private func percent(_ part: Int, _ whole: Int, like rate: Int) -> String {
    let (part, whole) = (bounds(part), bounds(whole))
    let value = (part.lower + part.upper).divided(
      by: whole.lower + whole.upper, shift: 2, decimals: max(1, quantity(rate).decimals))
    return (value?.written(decimals: max(1, quantity(rate).decimals)) ?? "—") + "%"
  }

  /// 职工 1,684 人，其中卫生技术人员 1,396 人，占 82.9%.
  mutating func checkShares(_ sentence: Sentence) {
    for rate in sentence.items.dropFirst()
    where quantity(rate).unit == .percent && isOpen(rate) && countUnit(rate - 1) != nil {
      let part = rate - 1
      let words = lead(rate, sentence)
      guard words.count <= Self.reach / 2, has(Self.of, words, rate), results[part].verdict != .suspect else {
        continue
      }
      let wholes = (sentence.passage.lowerBound..<part).filter {
        isOfOneUnit($0, part) && quantity($0).value > .zero && !isChange($0, sentence)
      }
      let shares = wholes.suffix(3).reversed().map { share(part, $0, rate) }
      if let good = shares.first(where: holds) {
        confirm(good.terms)
      } else if let nearest = shares.first, nearest.terms[1] >= sentence.items.lowerBound, isTelling(rate),
        wholes.count == 1 || has(Self.among, lead(part, sentence), part)
      {
        settle(nearest)
      }
    }
  }

  private static let among = [Words.utf8("其中")]

  private func isChange(_ index: Int, _ sentence: Sentence) -> Bool {
    sentence.items.contains(index) && ends(with: Self.rises + Self.falls, lead(index, sentence), index)
  }

  private func share(_ part: Int, _ whole: Int, _ rate: Int) -> Equation {
    Equation(terms: [part, whole, rate]) { arithmetic in
      "占比写 \(arithmetic.written(rate))，\(arithmetic.written(part)) 占 \(arithmetic.written(whole)) 应是 \(arithmetic.percent(part, whole, like: rate))"
    } holds: {
      Self.isShare($0[0], $0[1], $0[2])
    }
  }

  /// 1,889 件，比上年减少 29 件，下降 1.51%.
  mutating func checkChanges(_ sentence: Sentence) {
    for change in sentence.items.dropFirst().dropLast()
    where countUnit(change) != nil && quantity(change + 1).unit == .percent {
      let (base, rate) = (change - 1, change + 1)
      let words = lead(change, sentence)
      let isRise = ends(with: Self.rises, words, change)
      guard isRise || ends(with: Self.falls, words, change), has(Self.compared, words, change),
        words.count <= Self.reach, isOfOneUnit(base, change), lead(rate, sentence).count <= 30,
        ends(with: isRise ? Self.rises : Self.falls, lead(rate, sentence), rate),
        [base, change, rate].allSatisfy({ quantity($0).precision == .stated && results[$0].verdict != .suspect }),
        isTelling(rate)
      else { continue }
      settle(
        Equation(terms: [base, change, rate]) { arithmetic in
          "\(arithmetic.written(base))比上年\(isRise ? "增加" : "减少") \(arithmetic.written(change))，与\(isRise ? "增长" : "下降") \(arithmetic.written(rate)) 对不上"
        } holds: { values in
          let before = isRise ? values[0] - values[1] : values[0] + values[1]
          return before.lower > .zero && Self.isShare(values[1], before, values[2])
        })
    }
  }

  /// 新建 2.46 万亩，完成年度目标 2.40 万亩的 102.50%.
  mutating func checkCompletions(_ sentence: Sentence) {
    for rate in sentence.items.dropFirst(2) where quantity(rate).unit == .percent && isOpen(rate) {
      let (done, aim) = (rate - 2, rate - 1)
      guard countUnit(aim) != nil, isOfOneUnit(done, aim), has(Self.aims, lead(aim, sentence), aim),
        ends(with: Self.completed, lead(rate, sentence), rate), lead(rate, sentence).count <= 30,
        !has(Self.of, lead(rate, sentence), rate), quantity(aim).value > .zero, isTelling(rate)
      else { continue }
      settle(
        Equation(terms: [done, aim, rate]) { arithmetic in
          "完成率写 \(arithmetic.written(rate))，\(arithmetic.written(done)) 是 \(arithmetic.written(aim)) 的 \(arithmetic.percent(done, aim, like: rate))"
        } holds: {
          Self.isShare($0[0], $0[1], $0[2])
        })
    }
  }

  private static let rated = [Words.utf8("得分率")]
  private static let respectively = [Words.utf8("分别"), Words.utf8("依次")]
  private static let fulls = ["分值", "满分", "权重"].map(Words.utf8)

  /// 分值 20 分，得分 19.50 分，得分率 97.50%.
  mutating func checkScoreRates(_ sentence: Sentence) {
    for rate in sentence.items.dropFirst(2) where quantity(rate).unit == .percent && isOpen(rate) {
      let pair = [rate - 2, rate - 1]
      guard has(Self.rated, lead(rate, sentence), rate), lead(rate, sentence).count <= 30,
        !has(Self.respectively, lead(rate, sentence), rate),
        pair.allSatisfy({ countUnit($0) == "分" && quantity($0).precision == .stated }),
        let full = pair.first(where: { has(Self.fulls, lead($0, sentence), $0) }),
        let part = pair.first(where: { $0 != full })
      else { continue }
      settle(
        Equation(terms: [part, full, rate]) { arithmetic in
          "得分率写 \(arithmetic.written(rate))，\(arithmetic.written(part)) 是 \(arithmetic.written(full)) 的 \(arithmetic.percent(part, full, like: rate))"
        } holds: {
          Self.isShare($0[0], $0[1], $0[2])
        })
    }
  }

  /// 最高 99.35 分，最低 95.42 分，相差 3.93 分; 全年预算 209.00，执行 186.40，结转 22.60.
  mutating func checkGaps(_ sentence: Sentence) {
    for gap in sentence.items.dropFirst(2) where isOpen(gap) {
      let words = lead(gap, sentence)
      let amounts = (sentence.items.lowerBound..<gap).filter { isOfOneUnit($0, gap) }.suffix(2)
      guard amounts.count == 2, words.count <= 45, let high = amounts.first, let low = amounts.last,
        amounts.allSatisfy({ results[$0].verdict != .suspect && quantity($0).precision == .stated }),
        ends(with: Self.gaps, words, gap)
          || quantity(gap).unit.isMoney && ends(with: Self.left, words, gap) && low >= gap - 2
      else { continue }
      settle(
        Equation(terms: [high, low, gap]) { arithmetic in
          let (a, b) = (arithmetic.bounds(high), arithmetic.bounds(low))
          let difference = a.lower >= b.lower ? a - b : b - a
          return
            "差额写 \(arithmetic.written(gap))，\(arithmetic.written(high)) 与 \(arithmetic.written(low)) 相差 \(arithmetic.written(difference, like: gap))"
        } holds: { values in
          Self.isSame(values[0] - values[1], values[2]) || Self.isSame(values[1] - values[0], values[2])
        })
    }
  }
}
