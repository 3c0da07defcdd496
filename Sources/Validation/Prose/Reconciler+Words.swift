internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Counts, and words that say something of figures: 持平, 大于, 其中.
extension Reconciler {
  // MARK: Counts

  private static let sameUnits: [String: String] = [
    "人": "人次", "批": "批次", "台": "辆", "台(套)": "台（套）", "台/套": "台（套）", "套": "台（套）",
  ]

  mutating func count(_ quantity: Quantity, _ lead: Lead) {
    guard case .count(let unit) = quantity.unit else { return }
    let fields = disclosure.fields.filter { field in
      !field.unit.isMoney && (Self.normal(field.unit.name) == Self.normal(unit))
    }
    guard !fields.isEmpty else { return record(quantity, .unchecked, reason: "没有申报这个数") }
    let words = lead.passage.string(lead.clause)
    let before = lead.passage.string(lead.range)
    func isNamed(_ field: Disclosure.Field, _ text: String) -> Bool {
      text.contains(field.name) || (Self.normal(field.name) == Self.normal(unit) && text.contains(field.group))
    }
    let targets = Set(subjects(lead, [lead.clause]).named)
    var named = fields.filter { targets.contains(.field("\($0.group).\($0.name)")) }
    if named.isEmpty { named = fields.filter { isNamed($0, words) } }
    if named.isEmpty { named = fields.filter { isNamed($0, before) } }
    if let field = named.first(where: { $0.figure.value == quantity.value }),
      let value = evaluator.field("\(field.group).\(field.name)")
    {
      return record(
        quantity, .matched, sources: [value], expression: named.count == 1 ? value.address : nil)
    }
    // The unit is the field's own name (批次, 人次), and nothing else is called so.
    let sameName = fields.filter { Self.normal($0.name) == Self.normal(unit) || $0.name == unit }
    if named.isEmpty, let field = sameName.first(where: { $0.figure.value == quantity.value }),
      let value = evaluator.field("\(field.group).\(field.name)")
    {
      return record(quantity, .matched, sources: [value])
    }
    guard named.count == 1, let field = named.first, quantity.precision == .stated,
      let value = evaluator.field("\(field.group).\(field.name)"), field.name.count >= 3
    else { return record(quantity, .unchecked, reason: "认不准说的是哪一项申报数") }
    record(quantity, .suspect, sources: [value])
    report(
      "NAR-01", .warning, "正文写 \(written(quantity))，\(value.title) 是 \(written(value))", quantity, related: [value],
      fix: "核对；正文确实说的是这个数，就写成 {{\(value.address)}}")
  }

  private static func normal(_ unit: String) -> String { sameUnits[unit] ?? unit }

  // MARK: 持平

  mutating func checkLevel(_ passage: Passage, _ words: Range<Int>, at range: Range<Int>) {
    guard words.lowerBound <= words.upperBound, !isReason else { return }
    let lead = Lead(passage, words, year: disclosure.year)
    if let found = lead.base(isBudget: isBudget) { base = found }
    guard base != nil else { return }
    let changing = changing(lead)
    guard let (now, found) = changing.now, let nowValue = found,
      let (before, second) = changing.before, let beforeValue = second
    else {
      return
    }
    let difference = now - before
    guard difference.lower > .zero || difference.upper < .zero else { return }
    var finding = Finding(
      rule: "NAR-07", name: BuiltInRules.rule("NAR-07")?.name ?? "", level: changing.isSure ? .error : .warning,
      message: "这里写“持平”，两个数不相等：\(written(nowValue)) 与 \(written(beforeValue))", at: passage.span(range),
      fix: "写明增加或减少多少，或核对两个数")
    finding.spans += [nowValue, beforeValue].compactMap { value in value.span.map { .init($0, value.title) } }
    findings.append(finding)
  }

  // MARK: 大于、小于

  mutating func checkOrder(_ passage: Passage, _ range: Range<Int>, _ said: Order) {
    guard let actual = stated.last(where: { $0.role == .actual }), actual.sentence >= sentence - 2,
      let budget = stated.last(where: { $0.role == .budget }), budget.sentence >= sentence - 2
    else { return }
    let gap = bounds(actual) - bounds(budget)
    let truth: Order? =
      gap.upper < .zero
      ? .smaller : gap.lower > .zero ? .greater : actual.quantity.value == budget.quantity.value ? .equal : nil
    guard let truth, truth != said else { return }
    // Rounded to the same, they may differ all the same.
    guard truth != .equal || bounds(actual).lower == bounds(actual).upper else { return }
    var finding = Finding(
      rule: "NAR-07", name: BuiltInRules.rule("NAR-07")?.name ?? "", level: .error,
      message:
        "这里写决算数\(said.rawValue)预算数，前面的两个数是\(truth.rawValue)：\(written(actual.quantity)) 与 \(written(budget.quantity))",
      at: passage.span(range), fix: "改正词语，或核对两个数")
    finding.spans += [actual, budget].map { stated in
      .init(passages[stated.quantity.passage].span(stated.quantity.range), stated.role == .budget ? "预算数" : "决算数")
    }
    findings.append(finding)
  }

  // MARK: 其中

  /// What 其中 lists must not come to more than the whole.
  mutating func closeBreakdown() {
    defer { whole = nil }
    guard let whole,
      let start = stated.firstIndex(where: {
        $0.quantity.passage == whole.quantity.passage && $0.quantity.range == whole.quantity.range
      })
    else { return }
    let parts = stated[(start + 1)...].filter {
      $0.role == .actual && $0.quantity.passage == whole.quantity.passage
        && $0.quantity.range.lowerBound < whole.quantity.sentenceEnd(in: passages)
    }
    // Where all are what their cells say, they are not parts of one whole.
    guard parts.count > 1, parts.contains(where: { $0.value == nil }) || whole.value == nil,
      Set(parts.flatMap(\.targets)).count >= parts.count
    else { return }
    var sum = Bounds(.zero, .zero)
    for part in parts { sum = sum + bounds(part) }
    guard sum.lower > bounds(whole).upper else { return }
    var finding = self.finding(
      "NAR-02", .warning, "“其中”各项相加超过了 \(written(whole.quantity))", whole.quantity, fix: "核对各项与合计")
    finding.spans += parts.map { .init(passages[$0.quantity.passage].span($0.quantity.range), written($0.quantity)) }
    findings.append(finding)
  }
}
