internal import Figures

/// Shares, changes and completion of counts; what is left of an amount.
extension SentenceArithmetic {
  private static let of: Words = "占"
  private static let rises: Words = ["增加", "增长", "上升", "提高", "延长"]
  private static let falls: Words = ["减少", "下降", "降低", "缩短", "压减"]
  private static let changes = rises + falls
  private static let compared: Words = ["比", "较"]
  private static let completed: Words = ["完成", "达到", "的", "为"]
  private static let aims: Words = ["目标", "计划", "任务", "指标值", "年度值"]
  private static let gaps: Words = ["相差", "差距", "相差为"]
  private static let left: Words = [
    "结转", "结余", "剩余", "未支出", "未执行", "尚余", "核减", "审减", "净减", "节约", "节省", "节约资金", "节约财政资金", "其余", "少", "超",
  ]

  private static let rests: Words = ["其余", "剩余", "其他"]

  /// With fewer digits than three a percentage agrees with too much by chance.
  private func isTelling(_ index: Int) -> Bool {
    let quantity = quantity(index)
    return quantity.value.magnitude.coefficient(atScale: quantity.decimals) >= 100
  }

  static func isShare(_ part: Bounds, _ whole: Bounds, _ rate: Bounds) -> Bool {
    let hundred = ExactDecimal(100)
    return whole.upper > .zero && part.upper * hundred >= rate.lower * max(whole.lower, .zero)
      && part.lower * hundred <= rate.upper * whole.upper
  }

  func percent(_ part: Bounds, _ whole: Bounds, like rate: Int) -> String {
    let decimals = max(1, quantity(rate).decimals)
    let value = (part.lower + part.upper).divided(by: whole.lower + whole.upper, shift: 2, decimals: decimals)
    return (value?.written(decimals: decimals) ?? "—") + "%"
  }

  private func rate(_ rate: Int, of part: Int, in whole: Int, called name: String) -> Equation {
    Equation(terms: [part, whole, rate]) { arithmetic in
      "\(name)写 \(arithmetic.written(rate))，\(arithmetic.written(part)) 是 \(arithmetic.written(whole)) 的 \(arithmetic.percent(arithmetic.bounds(part), arithmetic.bounds(whole), like: rate))"
    } holds: {
      Self.isShare($0[0], $0[1], $0[2])
    }
  }

  /// 职工 1,684 人，其中卫生技术人员 1,396 人，占 82.9%.
  mutating func checkShares(_ sentence: Sentence) {
    var provenWholes: [Int] = []
    var open: [(part: Int, rate: Int)] = []
    defer {
      // “优”的 9 个，占 75%；“良”的 3 个，占 25%: of what the other is a share of.
      if Set(provenWholes).count == 1, let whole = provenWholes.first {
        for (part, rate) in open where whole < part { settle(share(part, whole, rate)) }
      }
    }
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
        provenWholes.append(good.terms[1])
      } else if let nearest = shares.first, nearest.terms[1] >= sentence.items.lowerBound, isTelling(rate),
        wholes.count == 1 || has(Self.among, lead(part, sentence), part)
      {
        settle(nearest)
      } else {
        open.append((part, rate))
      }
    }
  }

  private static let among: Words = "其中"

  private func isChange(_ index: Int, _ sentence: Sentence) -> Bool {
    sentence.items.contains(index) && ends(with: Self.changes, lead(index, sentence), index)
  }

  private func share(_ part: Int, _ whole: Int, _ rate: Int) -> Equation {
    Equation(terms: [part, whole, rate]) { arithmetic in
      "占比写 \(arithmetic.written(rate))，\(arithmetic.written(part)) 占 \(arithmetic.written(whole)) 应是 \(arithmetic.percent(arithmetic.bounds(part), arithmetic.bounds(whole), like: rate))"
    } holds: {
      Self.isShare($0[0], $0[1], $0[2])
    }
  }

  /// 61 起，比上年的 86 起减少 25 起，下降 29.1%.
  mutating func checkDifferences(_ sentence: Sentence) {
    for change in sentence.items.dropFirst(2)
    where countUnit(change) != nil || quantity(change).unit.isMoney && isOpen(change) {
      let (now, before) = (change - 2, change - 1)
      let words = lead(change, sentence)
      let isRise = ends(with: Self.rises, words, change)
      guard isRise || ends(with: Self.falls, words, change), words.count <= 15, isOfOneUnit(now, change),
        isOfOneUnit(before, change), has(Self.compared, lead(before, sentence), before),
        lead(before, sentence).count <= 45, [now, before, change].allSatisfy({ quantity($0).precision == .stated })
      else { continue }
      settle(
        Equation(terms: [now, before, change]) { arithmetic in
          let (a, b) = (arithmetic.bounds(now), arithmetic.bounds(before))
          return
            "\(isRise ? "增加" : "减少")写 \(arithmetic.written(change))，\(arithmetic.written(now)) 与 \(arithmetic.written(before)) 相差 \(arithmetic.written(isRise ? a - b : b - a, like: change))"
        } holds: { values in
          (isRise ? values[0] - values[1] : values[1] - values[0]).meets(values[2])
        })
      let rate = change + 1
      guard sentence.items.contains(rate), quantity(rate).unit == .percent, isOpen(rate), isTelling(rate),
        lead(rate, sentence).count <= 30, results[change].verdict != .suspect,
        ends(with: isRise ? Self.rises : Self.falls, lead(rate, sentence), rate)
      else { continue }
      settle(
        self.rate(rate, of: change, in: before, called: isRise ? "增长" : "下降"))
    }
  }

  /// 1,889 件，比上年减少 29 件，下降 1.51%.
  mutating func checkChanges(_ sentence: Sentence) {
    checkDifferences(sentence)
    for change in sentence.items.dropFirst().dropLast()
    where countUnit(change) != nil && quantity(change + 1).unit == .percent {
      let (base, rate) = (change - 1, change + 1)
      let words = lead(change, sentence)
      let isRise = ends(with: Self.rises, words, change)
      guard isRise || ends(with: Self.falls, words, change), has(Self.compared, words, change),
        words.count <= Self.reach, isOfOneUnit(base, change), isOpen(rate), lead(rate, sentence).count <= 30,
        ends(with: isRise ? Self.rises : Self.falls, lead(rate, sentence), rate),
        [base, change, rate].allSatisfy({ quantity($0).precision == .stated && results[$0].verdict != .suspect }),
        isTelling(rate)
      else { continue }
      settle(
        Equation(terms: [base, change, rate]) { arithmetic in
          "\(arithmetic.written(base))比上年\(isRise ? "增加" : "减少") \(arithmetic.written(change))，与\(isRise ? "增长" : "下降") \(arithmetic.written(rate)) 对不上"
        } holds: { values in
          let before = isRise ? values[0] - values[1] : values[0] + values[1]
          return before.isPositive && Self.isShare(values[1], before, values[2])
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
        self.rate(rate, of: done, in: aim, called: "完成率"))
    }
  }

  private static let rateEnds: Words = ["率", "率为", "率达", "率达到", "率是", "率：", "率约"]
  /// Rates of what is not told beside them.
  private static let otherRates: Words = [
    "增长率", "下降率", "合格率", "满意率", "及时率", "达标率", "覆盖率", "得分率", "执行率", "完成率", "优良率", "优秀率", "有效率", "使用率", "控制率", "差异率",
    "占有率", "好评率",
  ]

  /// 建议 67 条，被采纳 62 条，采纳率 92.5%; 送审 A，审定 B，核减 C，核减率 5.14%.
  mutating func checkRates(_ sentence: Sentence) {
    for rate in sentence.items.dropFirst(2) where quantity(rate).unit == .percent && isOpen(rate) {
      let words = lead(rate, sentence)
      let part = rate - 1
      guard words.count <= 30, ends(with: Self.rateEnds, words, rate), quantity(part).unit != .percent,
        results[part].verdict != .suspect, quantity(part).precision == .stated
      else { continue }
      let others = (sentence.items.lowerBound..<part).filter {
        isOfOneUnit($0, part) && results[$0].verdict != .suspect && quantity($0).value > .zero
      }.suffix(3).reversed()
      let shares = others.flatMap { other in
        // 50 项，已整改 41 项，正在整改 9 项，整改率 82%: of the first, not of the last.
        [share(part, other, rate)] + others.filter { $0 > other }.map { share($0, other, rate) }
      }
      // 合格 6 个，不合格 1 个，合格率 85.7%: of both together; 246 条，省级采用 7 条、市级采用 31 条: both of the first.
      let together = others.first.map { last in
        let both = bounds(last) + bounds(part)
        return others.count == 1
          ? [shareOf(both, part, rate), shareOf(both, last, rate)]
          : others.dropFirst().map { share(of: both, in: $0, [last, part, rate]) }
      }
      if let good = (shares + (together ?? [])).first(where: holds) {
        confirm(good.terms)
      } else if isTelling(rate), !has(Self.otherRates, words, rate), let nearest = others.first, nearest == part - 1 {
        settleOne(
          shares.map { share in
            var share = share
            share.isOnlyDerived = shares.count > 1
            return share
          })
      }
    }
  }

  private static let inTurn: Words = ["分别占", "占比分别", "分别为", "比重分别", "比例分别", "率分别"]
  /// Between two percentages that have one word for both.
  private static let nextInTurn = 10

  /// 人工造林 42.18 万亩、封山育林 50.64 万亩……，分别占 22.6%、27.2%……: each of their sum, or of what they are parts of.
  mutating func checkRespectiveShares(_ sentence: Sentence) {
    for first in sentence.items.dropFirst(2)
    where quantity(first).unit == .percent && has(Self.inTurn, lead(first, sentence), first) {
      var end = first + 1
      while end < sentence.items.upperBound, quantity(end).unit == .percent,
        lead(end, sentence).count <= Self.nextInTurn
      {
        end += 1
      }
      let count = end - first
      guard count > 1, lead(first, sentence).count <= Self.reach, (first..<end).contains(where: isOpen) else {
        continue
      }
      if first - 2 * count >= sentence.items.lowerBound, let rated = ratesOfScores(first, count, sentence) {
        settleMost(rated)
        continue
      }
      let parts = Array((first - count)..<first)
      guard parts[0] >= sentence.items.lowerBound, countUnit(parts[0]) != nil,
        parts.allSatisfy({ isOfOneUnit($0, parts[0]) && results[$0].verdict != .suspect })
      else { continue }
      let earlier = (sentence.items.lowerBound..<parts[0]).filter {
        isOfOneUnit($0, parts[0]) && results[$0].verdict != .suspect && !isChange($0, sentence)
      }
      let sum = parts.map(bounds).sum
      let wholes = [sum] + earlier.map(bounds)
      let lists = wholes.map { whole in
        parts.indices.map { place in shareOf(whole, parts[place], first + place) }
      }
      // The whole of which all shares but one are right, if any.
      if let list = lists.max(by: { $0.count(where: holds) < $1.count(where: holds) }) { settleMost(list) }
    }
  }

  private func shareOf(_ whole: Bounds, _ part: Int, _ rate: Int) -> Equation {
    Equation(terms: [part, rate]) { arithmetic in
      "占比写 \(arithmetic.written(rate))，\(arithmetic.written(part)) 占 \(arithmetic.written(whole, like: part)) 应是 \(arithmetic.percent(arithmetic.bounds(part), whole, like: rate))"
    } holds: {
      Self.isShare($0[0], whole, $0[1])
    }
  }

  /// Of two figures together in a third.
  private func share(of both: Bounds, in whole: Int, _ terms: [Int]) -> Equation {
    let whole = bounds(whole)
    return Equation(terms: terms) { _ in
      ""
    } holds: {
      Self.isShare(both, whole, $0[2])
    }
  }

  /// 决策 14.50 分（满分 15 分）、过程 24.06 分（满分 25 分），得分率分别为 96.67%、96.24%.
  private func ratesOfScores(_ first: Int, _ count: Int, _ sentence: Sentence) -> [Equation]? {
    guard has("得分率", lead(first, sentence), first) else { return nil }
    let items = Array((first - 2 * count)..<first)
    guard items.allSatisfy({ countUnit($0) == "分" }) else { return nil }
    return (0..<count).compactMap { place in
      let pair = [items[2 * place], items[2 * place + 1]]
      guard let full = pair.first(where: { has(Self.fulls, lead($0, sentence), $0) }),
        let part = pair.first(where: { $0 != full })
      else { return nil }
      return share(part, full, first + place)
    }
  }

  /// Of relations of one kind all but one hold: the one is told.
  private mutating func settleMost(_ equations: [Equation]) {
    let wrong = equations.filter { !holds($0) }
    for equation in equations where holds(equation) { confirm(equation.terms) }
    guard wrong.count == 1, equations.count > 1 else { return }
    var equation = wrong[0]
    equation.isSure = equations.count > 2
    settle(equation)
  }

  private static let means: Words = ["平均得分", "平均分", "平均"]

  /// 自评得分 96.85 分；……94.20 分；……99.00 分。平均得分 96.68 分.
  mutating func checkMeans(_ sentence: Sentence) {
    for mean in sentence.items where countUnit(mean) == "分" && isOpen(mean) {
      guard has(Self.means, lead(mean, sentence), mean), lead(mean, sentence).count <= Self.reach,
        quantity(mean).value.coefficient(atScale: quantity(mean).decimals) >= 1_000
      else { continue }
      let scores = (sentence.passage.lowerBound..<mean).filter {
        countUnit($0) == "分" && quantity($0).decimals > 0 && results[$0].verdict != .suspect
      }
      guard scores.count > 1 else { continue }
      let number = ExactDecimal(Int128(scores.count))
      var equation = Equation(terms: scores + [mean]) { arithmetic in
        let sum = scores.map { arithmetic.bounds($0) }.sum
        let value = (sum.lower + sum.upper).divided(
          by: number * ExactDecimal(2), decimals: arithmetic.quantity(mean).decimals)
        return
          "平均得分写 \(arithmetic.written(mean))，\(arithmetic.listed(scores)) 的平均是 \(value?.written(decimals: arithmetic.quantity(mean).decimals) ?? "—") 分"
      } holds: { values in
        let sum = values.dropLast().sum
        let mean = values[values.count - 1]
        return mean.lower * number <= sum.upper && sum.lower <= mean.upper * number
      }
      equation.allowsDigit = true
      settle(equation)
    }
  }

  private static let rated: Words = "得分率"
  private static let respectively: Words = ["分别", "依次"]
  private static let fulls: Words = ["分值", "满分", "权重"]

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
        self.rate(rate, of: part, in: full, called: "得分率"))
    }
  }

  /// 最高 99.35 分，最低 95.42 分，相差 3.93 分; 全年预算 209.00，执行 186.40，结转 22.60.
  mutating func checkGaps(_ sentence: Sentence) {
    for gap in sentence.items.dropFirst(2) where isOpen(gap) {
      let words = lead(gap, sentence)
      guard words.count <= 45 else { continue }
      let isGap = ends(with: Self.gaps, words, gap)
      guard isGap || quantity(gap).unit.isMoney && !isChange(gap, sentence) && ends(with: Self.left, words, gap) else {
        continue
      }
      let before = (sentence.items.lowerBound..<gap).filter { isOfOneUnit($0, gap) }
      // 收入增加 602 万元，其中拨款增加 894 万元，基金减少 283 万元: changes have none between them.
      let amounts = before.filter { !isChange($0, sentence) }.suffix(2)
      // 甲 A、乙 B、丙 C，其余 D: of a whole that may be told elsewhere.
      if before.count > 2, has(Self.rests, words, gap) { continue }
      guard amounts.count == 2, let high = amounts.first, let low = amounts.last,
        [low, high].allSatisfy({ results[$0].verdict != .suspect && quantity($0).precision == .stated }),
        isGap || low >= gap - 2
      else { continue }
      settle(
        Equation(terms: [high, low, gap]) { arithmetic in
          let (a, b) = (arithmetic.bounds(high), arithmetic.bounds(low))
          let difference = a.lower >= b.lower ? a - b : b - a
          return
            "差额写 \(arithmetic.written(gap))，\(arithmetic.written(high)) 与 \(arithmetic.written(low)) 相差 \(arithmetic.written(difference, like: gap))"
        } holds: { values in
          (values[0] - values[1]).meets(values[2]) || (values[1] - values[0]).meets(values[2])
        })
    }
  }
}
