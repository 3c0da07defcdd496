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
    // 团组 in 接待来访团组 is another's.
    let said = names.matches(in: lead.passage, lead.clause).filter { match in
      match.range.count >= 9 || !lead.has(Self.visits, lead.clause.lowerBound..<match.range.lowerBound)
    }
    let targets = Set(said.flatMap(\.meanings).map(\.target)).intersection(subjects(lead, [lead.clause]).named)
    var named = fields.filter { targets.contains(.field("\($0.group).\($0.name)")) }
    // 共有车辆, 公务用车保有量: longer than the unit alone.
    var isSure = named.count == 1 && said.contains { $0.range.count >= 12 }
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
    if named.isEmpty { named = sameName.filter { isOwnCount(quantity, unit, lead, of: $0) } }
    if named.count == 1, isOwnCount(quantity, unit, lead, of: named[0]) { isSure = true }
    guard named.count == 1, let field = named.first, quantity.precision == .stated,
      let value = evaluator.field("\(field.group).\(field.name)"), isSure || field.name.count >= 3
    else { return record(quantity, .unchecked, reason: "认不准说的是哪一项申报数") }
    // 购置执法执勤用车 2 辆 is not how many there are.
    let sofar = Words.sentenceStart(before: quantity.range.lowerBound, in: lead.passage)..<quantity.range.lowerBound
    if lead.has(Self.moves, field.group.contains("资产") ? sofar : lead.clause),
      !lead.has([Words.utf8(field.group), Words.utf8(field.name)], lead.clause) || field.group.contains("资产")
    {
      return record(quantity, .unchecked, reason: "说的像是增减，不是申报的数")
    }
    // 国内公务接待 31 批次，外事接待 1 批次: the whole is the sum of both.
    if let foreign = fields.first(where: { $0.group == field.group && $0.name == "外事" + field.name }),
      quantity.value + foreign.figure.value == field.figure.value
    {
      return record(quantity, .consistent, sources: [value])
    }
    // The cars that “三公” pays for are not all that there are.
    if field.group.contains("资产"), !(section?.about.isEmpty ?? true) {
      return record(quantity, .unchecked, reason: "国有资产里的车辆与“三公”的口径不同")
    }
    if lead.has(Self.partWords, lead.clause) { return record(quantity, .unchecked, reason: "只是其中一部分") }
    record(quantity, .suspect, sources: [value])
    report(
      "NAR-01", .warning, "正文写 \(written(quantity))，\(value.title) 是 \(written(value))", quantity, related: [value],
      fix: "核对；正文确实说的是这个数，就写成 {{\(value.address)}}")
  }

  private static let partWords = ["本单位组织", "本部门组织", "自行组织", "其他单位", "其他部门"].map(Words.utf8)
  private static let moves = ["购置", "新购", "新增", "报废", "处置", "更新", "调入", "划拨", "调出"].map(Words.utf8)
  private static let visits = ["接待", "来访"].map(Words.utf8)
  /// What counts something else than the whole: 其中外事接待 2 批次, 国（境）外接待.
  private static let others = [
    "其中", "外事", "外宾", "国外", "境外", "境）外", "境)外", "上年", "上一年", "预算", "比", "较", "增加", "减少", "来访",
  ].map(
    Words.utf8)

  /// 国内公务接待 5 批次、50 人次: the unit is the field's own name, and the sentence is about its group.
  private func isOwnCount(_ quantity: Quantity, _ unit: String, _ lead: Lead, of field: Disclosure.Field) -> Bool {
    guard Self.normal(field.name) == Self.normal(unit) || field.name == unit else { return false }
    let passage = lead.passage
    let start = Words.sentenceStart(before: quantity.range.lowerBound, in: passage)
    let before = start..<quantity.range.lowerBound
    // The first of its kind in a sentence that names the group and nothing besides.
    return passage.contains(Words.utf8(field.group), in: before) && !lead.has(Self.others, before)
      && !lead.mentionsLastYear(before)
      && !results.contains {
        $0.quantity.passage == quantity.passage && $0.quantity.unit == quantity.unit
          && $0.quantity.range.lowerBound >= start
      }
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

  mutating func checkOrder(_ passage: Passage, _ index: Int, _ range: Range<Int>, _ said: Order) {
    // 决算 beside 预算, as they follow each other: of a total and its parts any may be meant.
    // What the part of the sentence has said so far; of the sentences before where it has said nothing.
    let (start, isHalf) = Words.partStart(before: range.lowerBound, in: passage)
    func isOwn(_ quantity: Quantity) -> Bool { quantity.passage == index && quantity.range.lowerBound >= start }
    let hasOwn = stated.contains { isOwn($0.quantity) } || completions.contains { isOwn($0.quantity) }
    guard hasOwn || !isHalf else { return }
    let amounts = stated.filter {
      ($0.role == .actual || $0.role == .budget) && $0.sentence >= sentence - 2 && (!hasOwn || isOwn($0.quantity))
    }
    let pairs = zip(amounts, amounts.dropFirst()).filter { $0.role != $1.role }.map {
      $0.role == .actual ? ($0, $1) : ($1, $0)
    }
    let orders = pairs.map { order(of: $0.0, $0.1) }
    let rates = completions.filter {
      $0.sentence >= sentence - 2 && $0.quantity.passage == amounts.last?.quantity.passage
        && (!hasOwn || isOwn($0.quantity))
    }
    let byRates = rates.map { order(of: $0.quantity) }
    guard !(orders + byRates).contains(where: { $0 == nil || $0 == said }) else { return }
    guard let (actual, budget) = pairs.last, let last = orders.last, let truth = last else {
      if let rate = rates.last?.quantity, let truth = byRates.last { tell(said, truth, rate, passage, range) }
      return
    }
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

  /// 完成预算的 85.7%，决算数大于预算数.
  private mutating func tell(
    _ said: Order, _ truth: Order?, _ rate: Quantity, _ passage: Passage, _ range: Range<Int>
  ) {
    guard let truth else { return }
    var finding = Finding(
      rule: "NAR-07", name: BuiltInRules.rule("NAR-07")?.name ?? "", level: .error,
      message: "这里写决算数\(said.rawValue)预算数，前面的完成率 \(written(rate)) 说的是\(truth.rawValue)", at: passage.span(range),
      fix: "改正词语，或核对完成率")
    finding.spans.append(.init(passages[rate.passage].span(rate.range), "完成率"))
    findings.append(finding)
  }

  /// nil where 100.0 % may be a little more or less.
  private func order(of completion: Quantity) -> Order? {
    let hundred = ExactDecimal(100)
    return completion.value < hundred ? .smaller : completion.value > hundred ? .greater : nil
  }

  private func order(of actual: Stated, _ budget: Stated) -> Order? {
    let gap = bounds(actual) - bounds(budget)
    if gap.upper < .zero { return .smaller }
    if gap.lower > .zero { return .greater }
    return actual.quantity.value == budget.quantity.value ? .equal : nil
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
      // A figure that is wrong is told already.
      !(parts + [whole]).contains(where: { $0.expected != nil }), disclosure.isWhole,
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
