internal import Diagnostics
internal import Disclosures
internal import Figures

/// What is said of figures that do not agree.
extension Reconciler {
  /// Last year's year with this year's figures: forgotten in one place, or all over.
  mutating func reportWrongYears() {
    guard let (quantity, year, value) = wrongYears.first else { return }
    if wrongYears.count >= 3 {
      return report(
        "NAR-14", .warning,
        "\(wrongYears.count) 处写 \(disclosure.year - 1) 年，数却是本年的，先是 \(written(quantity))：\(value.title)", quantity,
        at: year,
        beside: wrongYears.dropFirst().prefix(4).map { .init(passages[$0.quantity.passage].span($0.year), "") },
        fix: "改成 \(disclosure.year) 年；确指上年的，换成上年的数")
    }
    for (quantity, year, value) in wrongYears {
      report(
        "NAR-14", .warning, "这里写 \(disclosure.year - 1) 年，\(written(quantity)) 却是本年的数：\(value.title)", quantity,
        at: year, related: [value], fix: "改成 \(disclosure.year) 年；确指上年的，换成上年的数")
    }
  }

  mutating func reportNear(_ quantity: Quantity, _ value: Evaluator.Value) {
    report(
      "NAR-01", .note, "正文写 \(written(quantity))，\(value.title) 是 \(written(value))，差在末位", quantity, related: [value],
      fix: "与表写成一样，读者不会起疑")
  }

  /// NAR-09: a figure that no data hold, said twice with two values.
  mutating func checkRepeated(_ quantity: Quantity, _ named: [ProseNames.Target]) {
    // What could not be read is no figure that nobody has.
    guard let target = named.first, named.count == 1, quantity.precision == .stated, disclosure.isWhole else { return }
    guard let first = firstSaid[target] else {
      firstSaid[target] = quantity
      return
    }
    guard first.unit == quantity.unit, first.value != quantity.value, first.decimals == quantity.decimals else {
      return
    }
    report(
      "NAR-09", .warning, "同一个数写成了两个：这里 \(written(quantity))，前面 \(written(first))", quantity,
      beside: [labelled(first, "前面")], fix: "核对后写成一致")
  }

  /// - Parameters:
  ///   - range: where it stands in the passage; nil for the quantity itself.
  ///   - beside: what else of the narrative has to do with it.
  ///   - related: the figures of the data it is compared with.
  mutating func report(
    _ rule: String, _ level: Finding.Level, _ message: String, _ quantity: Quantity, at range: Range<Int>? = nil,
    beside: [Finding.LabeledSpan] = [], related: [Evaluator.Value] = [], fix: String
  ) {
    report(
      rule, level, message, at: passages[quantity.passage].span(range ?? quantity.range),
      beside: beside + related.labelled, fix: fix)
  }

  mutating func report(
    _ rule: String, _ level: Finding.Level, _ message: String, at span: SourceSpan, beside: [Finding.LabeledSpan],
    fix: String
  ) {
    findings.append(Finding(builtIn: rule, level: level, message: message, at: span, related: beside, fix: fix))
  }

  func labelled(_ quantity: Quantity, _ label: String) -> Finding.LabeledSpan {
    .init(passages[quantity.passage].span(quantity.range), label)
  }

  /// Each with what is written.
  func labelled(_ quantities: [Quantity]) -> [Finding.LabeledSpan] { quantities.map { labelled($0, written($0)) } }

  func sentenceEnd(of quantity: Quantity) -> Int {
    passages[quantity.passage].sentenceEnd(from: quantity.range.upperBound)
  }

  func written(_ quantity: Quantity) -> String {
    passages[quantity.passage].string(quantity.range).filter { !$0.isWhitespace }
  }

  func written(_ value: Evaluator.Value) -> String {
    value.figure.written + (value.unit.isMoney ? " " : "") + value.unit.name
  }

  /// With the amount in the unit of the figure it is held against.
  func written(_ value: Evaluator.Value, beside quantity: Quantity) -> String {
    guard value.unit.isMoney, let unit = quantity.moneyUnit, let scale = unit.moneyScale, unit != value.unit,
      let own = value.unit.moneyScale
    else { return written(value) }
    let amount = value.figure.value * ExactDecimal(ExactDecimal.power(own))
    let decimals = max(2, quantity.decimals)
    guard let same = amount.divided(by: ExactDecimal(ExactDecimal.power(scale)), decimals: decimals) else {
      return written(value)
    }
    return "\(written(value))（\(same.written(decimals: decimals, grouped: true)) \(unit.name)）"
  }

  func percent(_ part: Bounds, _ whole: Bounds, _ like: Quantity) -> String {
    let middle = part.lower + part.upper, wholeMiddle = whole.lower + whole.upper
    let decimals = max(1, like.decimals)
    var places = decimals
    var text = middle.divided(by: wholeMiddle, shift: 2, decimals: places)
    // 0.0224 % must not be shown as 0.0 %.
    while let value = text, value.isZero, !middle.isZero, places < 4 {
      places += 1
      text = middle.divided(by: wholeMiddle, shift: 2, decimals: places)
    }
    return (text?.written(decimals: places) ?? "—") + "%"
  }
}

extension [Evaluator.Value] {
  /// Where they stand, with their names: beside a finding.
  var labelled: [Finding.LabeledSpan] { compactMap { value in value.span.map { .init($0, value.title) } } }
}
