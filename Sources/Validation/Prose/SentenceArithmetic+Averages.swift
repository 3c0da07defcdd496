internal import Disclosures
internal import Figures

/// What comes to each, and so many times a standard.
extension SentenceArithmetic {
  /// What is divided by, by the word that says so.
  private static let averages: [(word: Words, units: Set<String>)] = [
    ("人均", ["人次", "名", "万人次"]), ("户均", ["户", "万户"]), ("车均", ["辆"]), ("生均", ["人次", "名"]), ("亩均", ["亩", "万亩"]),
    ("床均", ["张"]), ("次均", ["人次", "万人次", "次"]), ("平均每人", ["人次", "名"]), ("平均每户", ["户"]), ("平均每辆", ["辆"]),
    ("平均每批", ["批次"]), ("平均每项", ["项"]), ("平均每件", ["件"]), ("平均每台", ["辆", "台（套）"]), ("平均每套", ["台（套）"]),
    ("平均每个", ["个"]), ("平均每班", ["个"]), ("平均每亩", ["亩", "万亩"]), ("平均每家", ["家"]), ("平均每期", ["期"]),
    ("平均每场", ["场"]), ("平均每次", ["次"]), ("每平方米", ["平方米", "万平方米"]), ("平均每起", ["起"]), ("每辆车平均", ["辆"]), ("平均每条", ["条"]),
  ].map { (Words($0.0), $0.1) }

  /// 人均每月 4,000 元, 人均标准不超过 500 元: no average of the year.
  private static let otherwise: Words = ["每月", "每天", "每日", "每年", "标准", "定额", "不超过", "以内", "比", "较", "限额", "低于", "高于"]
  private static let computed: Words = ["计算", "测算"]

  /// Averages of fewer digits agree with too much by chance.
  private static let tellingDigits: Int128 = 100

  mutating func checkAverages(_ sentence: Sentence) {
    for average in sentence.items where isOpen(average) && quantity(average).unit != .percent {
      var words = lead(average, sentence)
      // 人均支出（按 238 人计算）24.28 万元.
      if average > sentence.items.lowerBound, has(Self.computed, words, average), words.count <= 20 {
        words = lead(average - 1, sentence)
      }
      guard let units = Self.averages.last(where: { has($0.word, words, average) })?.units,
        !has(Self.otherwise, words, average)
      else { continue }
      checkAverage(average, by: units, sentence)
    }
  }

  private mutating func checkAverage(_ average: Int, by units: Set<String>, _ sentence: Sentence) {
    let numbers = sentence.passage.filter {
      $0 != average && countUnit($0).map(units.contains) ?? false && quantity($0).value > .zero
    }
    let amounts = (sentence.passage.lowerBound..<average).filter {
      isOfOneUnit($0, average) && quantity($0).value > .zero && !numbers.contains($0)
    }
    // The nearest first: those behind it last.
    let near = numbers.filter { $0 < average }.suffix(4).reversed() + numbers.filter { $0 > average }.prefix(2)
    let named = results[average].dividends.flatMap { value in near.map { quotient(of: value, $0, average) } }
    let pairs = amounts.suffix(6).reversed().flatMap { amount in near.map { quotient(amount, $0, average) } }
    if let good = (named + pairs).first(where: holds) { return confirm(good.terms, sources: good.sources) }
    let own = (Set(results[average].dividends.map(\.address)).count == 1 ? named : []) + pairs
    // Only what stands in its own sentence, and next to nothing besides, is sure to be meant.
    let candidates = own.filter {
      $0.terms.allSatisfy { sentence.items.contains($0) && results[$0].verdict != .suspect }
    }
    let value = quantity(average)
    let isTelling = value.value.magnitude.coefficient(atScale: value.decimals) >= Self.tellingDigits
    guard candidates.count == 1 || candidates.count == 2 && isTelling else { return checkLongAverage(pairs, average) }
    let isOnly = isOnlyDivision(average, candidates[0], sentence)
    guard isTelling || isOnly else { return }
    for var candidate in candidates {
      candidate.isSure = isOnly
      let told = findings.count
      settle(candidate)
      if findings.count > told { return }
    }
  }

  /// Of a long quotient a slip in it leads to one pair of figures at most, unless by chance.
  private mutating func checkLongAverage(_ pairs: [Equation], _ average: Int) {
    let value = quantity(average)
    guard value.value.magnitude.coefficient(atScale: value.decimals) >= Self.longAverage else { return }
    let amounts = Set(pairs.map { $0.terms[0] }.prefix(12)).sorted().suffix(3)
    let numbers = Set(pairs.map { $0.terms[1] }).filter { $0 < average }.sorted().suffix(2)
    settleOne(
      pairs.filter { pair in
        amounts.contains(pair.terms[0]) && numbers.contains(pair.terms[1])
          && pair.terms.allSatisfy { results[$0].verdict != .suspect }
      }.map { pair in
        var pair = pair
        pair.isOnlyDerived = true
        return pair
      })
  }

  private static let longAverage: Int128 = 1_000
  private static let perPerson: Words = "人均"

  /// 12.36 万元，412 人，人均 300 元: an amount, a number and what comes to each, with nothing between that could be meant.
  private func isOnlyDivision(_ average: Int, _ equation: Equation, _ sentence: Sentence) -> Bool {
    average == sentence.items.lowerBound + 2 && equation.terms.count == 3
      && has(Self.perPerson, lead(average, sentence), average)
      && equation.terms.allSatisfy { quantity($0).precision == .stated }
      && Set(equation.terms) == Set((average - 2)...average)
  }

  private func quotient(_ amount: Int, _ number: Int, _ average: Int) -> Equation {
    Equation(terms: [amount, number, average]) { arithmetic in
      "平均数写 \(arithmetic.written(average))，\(arithmetic.written(amount)) 除以 \(arithmetic.written(number)) 应是 \(arithmetic.quotient(arithmetic.bounds(amount), number, like: average))"
    } holds: {
      Self.isQuotient($0[0], $0[1], $0[2])
    }
  }

  /// 人均公用经费 3.62 万元: of a figure of the tables.
  private func quotient(of value: Evaluator.Value, _ number: Int, _ average: Int) -> Equation {
    let dividend = Bounds(value)
    var equation = Equation(terms: [number, average]) { arithmetic in
      "平均数写 \(arithmetic.written(average))，\(value.title) 除以 \(arithmetic.written(number)) 应是 \(arithmetic.quotient(dividend, number, like: average))"
    } holds: {
      Self.isQuotient(dividend, $0[0], $0[1])
    }
    equation.sources = [value]
    return equation
  }

  /// To within one unit of the last place: it may be cut off.
  private static func isQuotient(_ amount: Bounds, _ number: Bounds, _ average: Bounds) -> Bool {
    let half = average.upper - average.lower
    return number.isPositive && (average.lower - half) * number.lower <= amount.upper
      && amount.lower <= (average.upper + half) * number.upper
  }

  private func quotient(_ a: Bounds, _ number: Int, like average: Int) -> String {
    let n = bounds(number)
    let value = (a.lower + a.upper).divided(by: n.lower + n.upper, decimals: 8) ?? .zero
    return written(Bounds(value, value), like: average)
  }

  private static let each: Words = ["每生", "每人", "每名", "每户", "每亩", "每平方米", "每辆", "每套", "每台", "每床", "每件", "每例", "每个"]
  private static let perTime: Words = ["每月", "每天", "每日", "每次", "每学期", "每季", "每周", "每期"]

  /// 按每生每年 1,600 元、2,856 人计算，为 456.96 万元.
  mutating func checkProducts(_ sentence: Sentence) {
    for standard in sentence.items.dropLast() where quantity(standard).unit.isMoney {
      let words = lead(standard, sentence)
      guard has(Self.each, words, standard), !has(Self.perTime, words, standard), results[standard].verdict != .suspect
      else { continue }
      guard let (number, amount) = factors(of: standard, sentence), isOpen(amount) || isOpen(number) else { continue }
      settle(
        Equation(terms: [standard, number, amount]) { arithmetic in
          let (a, n) = (arithmetic.quantity(standard), arithmetic.quantity(number))
          let product = Quantity.base(a.value, a.moneyUnit ?? .yuan) * n.value
          return
            "\(arithmetic.written(standard))、\(arithmetic.written(number)) 相乘是 \(arithmetic.written(Bounds(product, product), like: amount))，这里写 \(arithmetic.written(amount))"
        } holds: { values in
          values[0].lower * values[1].lower <= values[2].upper && values[2].lower <= values[0].upper * values[1].upper
        })
    }
  }

  private static let amountsTo: Words = ["计", "共计", "共", "合计", "共需", "需"]

  /// 每生 1,600 元、2,856 人计算，为 456.96 万元; 186 人、每人 500 元，计 9.3 万元.
  private func factors(of standard: Int, _ sentence: Sentence) -> (number: Int, amount: Int)? {
    func isNear(_ index: Int, _ reach: Int) -> Bool {
      sentence.items.contains(index) && quantity(index).precision == .stated && lead(index, sentence).count <= reach
    }
    let (next, second, last) = (standard + 1, standard + 2, standard - 1)
    if isNear(next, 45), countUnit(next) != nil, isNear(second, 45), quantity(second).unit.isMoney {
      return (next, second)
    }
    if isNear(next, 30), quantity(next).unit.isMoney, ends(with: Self.amountsTo, lead(next, sentence), next),
      isNear(last, Self.reach), countUnit(last) != nil, lead(standard, sentence).count <= 15
    {
      return (last, next)
    }
    return nil
  }
}
