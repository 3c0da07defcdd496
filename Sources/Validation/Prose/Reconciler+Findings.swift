internal import Diagnostics
internal import Disclosures
internal import Figures

/// What is said of figures that do not agree.
extension Reconciler {
  /// Last year's year with this year's figures: forgotten in one place, or all over.
  mutating func reportWrongYears() {
    guard let (quantity, year, value) = wrongYears.first else { return }
    if wrongYears.count >= 3 {
      var finding = self.finding(
        "NAR-14", .warning,
        "\(wrongYears.count) 处写 \(disclosure.year - 1) 年，数却是本年的，先是 \(written(quantity))：\(value.title)", quantity,
        at: year,
        fix: "改成 \(disclosure.year) 年；确指上年的，换成上年的数")
      finding.spans += wrongYears.dropFirst().prefix(4).map { .init(passages[$0.quantity.passage].span($0.year), "") }
      return findings.append(finding)
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
    var finding = self.finding(
      "NAR-09", .warning, "同一个数写成了两个：这里 \(written(quantity))，前面 \(written(first))", quantity, fix: "核对后写成一致")
    finding.spans.append(.init(passages[first.passage].span(first.range), "前面"))
    findings.append(finding)
  }

  mutating func report(
    _ rule: String, _ level: Finding.Level, _ message: String, _ quantity: Quantity, at range: Range<Int>? = nil,
    related: [Evaluator.Value] = [], fix: String
  ) {
    var finding = self.finding(rule, level, message, quantity, at: range, fix: fix)
    finding.spans += related.labelled
    findings.append(finding)
  }

  mutating func leave(_ quantity: Quantity, _ reason: String, sources: [Evaluator.Value] = []) {
    record(quantity, .unchecked, sources: sources, reason: reason)
  }

  /// - Parameter range: where it stands in the passage; nil for the quantity itself.
  func finding(
    _ rule: String, _ level: Finding.Level, _ message: String, _ quantity: Quantity, at range: Range<Int>? = nil,
    fix: String
  ) -> Finding {
    Finding(
      builtIn: rule, level: level, message: message,
      at: passages[quantity.passage].span(range ?? quantity.range), fix: fix)
  }

  func sentenceEnd(of quantity: Quantity) -> Int {
    passages[quantity.passage].sentenceEnd(from: quantity.range.upperBound)
  }

  func written(_ quantity: Quantity) -> String {
    passages[quantity.passage].string(quantity.range).filter { !$0.isWhitespace }
  }

  func written(_ value: Evaluator.Value) -> String {
    value.figure.written + (value.unit.isMoney ? " " : "") + value.unit.name
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
