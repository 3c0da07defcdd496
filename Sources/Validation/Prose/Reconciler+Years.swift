internal import Diagnostics
internal import Disclosures
internal import Figures

/// Last year's year with this year's figures, and comparisons with another year than the one compared with.
extension Reconciler {
  private static let carried: Words = ["结转", "结余", "末", "底", "以来"]
  private static let earlier: Words = ["结转", "结余", "上年", "去年", "以前年度"]
  private static let beside: Words = ["比", "较", "与", "和", "同", "自", "从", "由", "至", "、", "（", "("]
  private static let quotes = [("《", "》"), ("“", "”"), ("〔", "〕")].map { (Words($0), Words($1)) }

  /// Remembers which year the sentence speaks of, as far as it has been read.
  mutating func noteYears(_ lead: Lead) {
    guard !current.isYearSettled else { return }
    for (number, range) in lead.passage.years(in: lead.range) {
      let passage = lead.passage
      if number != disclosure.year - 1
        || passage.starts(with: Self.carried, at: range.upperBound)
        || isQuoted(range, lead)
      {
        return settleYear()
      }
      let isCompared =
        lead.comparison?.contains(range.lowerBound) ?? false
        || passage.ends(with: Self.beside, at: range.lowerBound)
      if !isCompared, current.lastYear == nil { current.lastYear = range }
    }
  }

  private mutating func settleYear() {
    current.lastYear = nil
    current.isYearSettled = true
  }

  /// 根据《2019 年……》: a year inside marks that close behind it.
  private func isQuoted(_ range: Range<Int>, _ lead: Lead) -> Bool {
    let after = range.upperBound..<lead.range.upperBound
    return Self.quotes.contains { open, close in
      guard let end = lead.passage.find(close, in: after) else { return false }
      return lead.passage.find(open, in: range.upperBound..<end.lowerBound) == nil
    }
  }

  /// 2019 年度收、支总计 and this year's amount, in a document of 2020: whatever stands between the year and the figure.
  mutating func checkOwnYear(_ quantity: Quantity, _ lead: Lead, _ value: Evaluator.Value, _ named: [ProseNames.Target])
  {
    guard let range = current.lastYear, isTelling(quantity),
      !lead.has(Self.earlier),
      !named.flatMap({ values(of: $0, .prior) }).contains(where: { quantity.agreement(with: $0) == .same })
    else { return }
    settleYear()
    wrongYears.append((quantity, range, value))
  }

  /// 2019 年度“三公”经费支出年初预算为, and this year's budget.
  mutating func takeWrongBudgetYear(_ quantity: Quantity, _ lead: Lead) -> Bool {
    guard let year = lead.lastYear, isTelling(quantity), !lead.has(Lead.adjusted, lead.clause), lead.comparison == nil
    else { return false }
    var (named, isSure) = subjects(lead, [lead.clause, lead.range])
    if named.isEmpty, let path { (named, isSure) = ([path], true) }
    guard isSure,
      let value = named.flatMap({ values(of: $0, .budget) }).first(where: { quantity.agreement(with: $0) == .same })
    else { return false }
    record(quantity, .suspect, sources: [value])
    stated.append(
      Stated(quantity: quantity, role: .budget, targets: named, value: value, label: "", sentence: sentence))
    wrongYears.append((quantity, year, value))
    return true
  }

  /// Whether a figure can hardly be another's by chance.
  func isTelling(_ quantity: Quantity) -> Bool {
    guard quantity.precision == .stated else { return false }
    let digits = passages[quantity.passage].bytes[quantity.number].filter { (0x30...0x39).contains($0) }
    return digits.drop { $0 == 0x30 }.count >= 3
  }

  /// 比 2018 年增加 and the difference to 2019, in a document of 2020; 比 2019 年年初预算 and the difference to this year's.
  mutating func checkDifferenceOfYear(_ quantity: Quantity, _ lead: Lead) {
    guard isTelling(quantity), let comparison = lead.comparison,
      let (number, range) = lead.passage.years(in: comparison).last,
      !lead.passage.starts(with: Words.opening, at: range.upperBound)
    else { return }
    let isOfBudget = !isBudget && lead.comparesBudget
    let right = isOfBudget ? disclosure.year : disclosure.year - 1
    guard number != right, abs(number - right) <= 2 else { return }
    let before = base
    base = isOfBudget ? .budget : .lastYear
    let changing = changing(lead)
    base = before
    guard let (now, nowValue) = changing.now, let (then, thenValue) = changing.before, nowValue != nil,
      let thenValue, thenValue.unit == quantity.moneyUnit
    else { return }
    let difference = now - then, mine = Bounds(quantity)
    let size = difference.magnitude
    guard mine.lower <= size.upper, size.lower <= mine.upper else { return }
    report(
      "NAR-14", .warning,
      "这里与 \(number) 年\(isOfBudget ? "的预算" : "")比，\(written(quantity)) 却是与\(isOfBudget ? "本年预算" : " \(right) 年")的差",
      quantity,
      at: range, related: [thenValue], fix: "改成 \(right) 年")
  }
}
