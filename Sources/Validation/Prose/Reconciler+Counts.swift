internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Counts: 团组, 批次, 人次, 辆, against what is declared of them.
extension Reconciler {
  private static let sameUnits: [String: String] = [
    "人": "人次", "批": "批次", "台": "辆", "台(套)": "台（套）", "台/套": "台（套）", "套": "台（套）",
  ]

  mutating func count(_ quantity: Quantity, _ lead: Lead) {
    guard case .count(let unit) = quantity.unit else { return }
    let fields = disclosure.fields.filter { field in
      !field.unit.isMoney && (Self.normal(field.unit.name) == Self.normal(unit))
    }
    if let value = countOfTopic(quantity, unit, lead) { return compare(quantity, value, lead) }
    guard !fields.isEmpty else { return leave(quantity, "没有申报这个数") }
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
    else { return leave(quantity, "认不准说的是哪一项申报数") }
    // 购置执法执勤用车 2 辆 is not how many there are.
    let sofar = lead.passage.sentence(before: quantity.range.lowerBound)
    if lead.has(Self.moves, field.group.contains("资产") ? sofar : lead.clause),
      !lead.has([field.group, field.name], lead.clause) || field.group.contains("资产")
    {
      return leave(quantity, "说的像是增减，不是申报的数")
    }
    // 国内公务接待 31 批次，外事接待 1 批次: the whole is the sum of both.
    if let foreign = fields.first(where: { $0.group == field.group && $0.name == "外事" + field.name }),
      quantity.value + foreign.figure.value == field.figure.value
    {
      return record(quantity, .consistent, sources: [value])
    }
    // The cars that “三公” pays for are not all that there are.
    if field.group.contains("资产"), !(section?.about.isEmpty ?? true) {
      return leave(quantity, "国有资产里的车辆与“三公”的口径不同")
    }
    if unit == "分", isScoreOfOthers(quantity, lead) { return leave(quantity, "说的像是另外一些项目的得分") }
    if lead.has(Self.partWords, lead.phrase) { return leave(quantity, "只是其中一部分") }
    compare(quantity, value, lead)
  }

  mutating func compare(_ quantity: Quantity, _ value: Evaluator.Value, _ lead: Lead) {
    guard quantity.agreement(with: value) == .different else {
      record(quantity, .matched, sources: [value])
      return checkOwnYear(quantity, lead, value, [])
    }
    if lead.role(of: quantity, isBudget: isBudget) == .count, lead.isChange {
      return leave(quantity, "说的像是增减，不是申报的数")
    }
    let isOther =
      quantity.unit == .count("分")
      ? isOfLastYear(quantity) : isReserved(quantity) || isCountOfOthers(quantity, lead)
    if isOther {
      return leave(quantity, "说的像是另一个口径、另一年或者别人的数")
    }
    record(quantity, .suspect, sources: [value])
    report(
      "NAR-01", .warning, "正文写 \(written(quantity))，\(value.title) 是 \(written(value))", quantity, related: [value],
      fix: "先核对哪边对；正文说的就是这个数，可以写成 {{\(value.address)}}，数由表里取来；说的是上年的、其中一部分的，写明白")
  }

  private static let partWords: Words = ["本单位组织", "本部门组织", "自行组织", "其他单位", "其他部门"]
  private static let otherScores: Words = ["其余", "不含", "重点", "考核", "下属", "比", "低", "高", "满分", "复核", "抽查", "上年"]

  /// 其余 6 个项目平均得分 97.98 分: of as many as are declared, or of others.
  private func isScoreOfOthers(_ quantity: Quantity, _ lead: Lead) -> Bool {
    let sentence = lead.passage.sentence(before: quantity.range.lowerBound)
    if lead.has(Self.otherScores, sentence) { return true }
    let declared = Set(disclosure.fields.filter { $0.group == "绩效" }.map(\.figure.value))
    return results.contains {
      $0.quantity.passage == quantity.passage && $0.quantity.range.lowerBound >= sentence.lowerBound
        && $0.verdict != .matched
        && $0.quantity.unit.isCount && !declared.contains($0.quantity.value)
    }
  }

  static let moves: Words = ["购置", "新购", "新增", "报废", "处置", "更新", "调入", "划拨", "调出"]
  private static let visits: Words = ["接待", "来访"]
  /// What counts something else than the whole: 其中外事接待 2 批次, 国（境）外接待.
  private static let others: Words = [
    "其中", "外事", "外宾", "国外", "境外", "境）外", "境)外", "上年", "上一年", "预算", "比", "较", "增加", "减少", "来访",
  ]

  /// 国内公务接待 5 批次、50 人次: the unit is the field's own name, and the sentence is about its group.
  private func isOwnCount(_ quantity: Quantity, _ unit: String, _ lead: Lead, of field: Disclosure.Field) -> Bool {
    guard Self.normal(field.name) == Self.normal(unit) || field.name == unit else { return false }
    let passage = lead.passage
    let before = passage.sentence(before: quantity.range.lowerBound)
    // The first of its kind in a sentence that names the group and nothing besides.
    return passage.contains(Words(field.group), in: before) && !lead.has(Self.others, before)
      && !lead.mentionsLastYear(before)
      && !results.contains {
        $0.quantity.passage == quantity.passage && $0.quantity.unit == quantity.unit
          && $0.quantity.range.lowerBound >= before.lowerBound
      }
  }

  static func normal(_ unit: String) -> String { sameUnits[unit] ?? unit }

  private static let lastYearEnd: Words = ["上年末", "上年底", "去年末", "去年底", "年初"]
  /// 万元: 单位价值 50 or 100 万元以上 is what is declared, by the form.
  private static let thresholds = [50, 100].map { ExactDecimal($0) }

  /// 上年末保有量为 4 辆, 单价 1000 万元以上设备 4 台（套）, 检查 5 批次 38 人次 of as many as nobody has declared.
  func isCountOfOthers(_ quantity: Quantity, _ lead: Lead) -> Bool {
    if !isBudget, lead.has(Self.lastYearEnd, lead.clause) { return true }
    if let before = results.last?.quantity, before.passage == quantity.passage, before.precision == .limit,
      before.unit.isMoney, !Self.thresholds.contains(before.value)
    {
      return true
    }
    guard let last = results.last, last.quantity.passage == quantity.passage, last.quantity.unit.isCount,
      last.quantity.unit != quantity.unit, last.verdict == .unchecked
    else { return false }
    return last.quantity.range.upperBound == quantity.range.lowerBound
  }
}
