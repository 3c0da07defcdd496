internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Counts whose sentence says what they are of, though they stand without its name: 共接待 8 批次、67 人次.
extension Reconciler {
  /// What officers count in a section on “三公”经费, with the words that begin it and those that may stand beside it.
  private struct Topic: Sendable {
    let group: String
    /// The fields, by the units that count them.
    let fields: [String: String]
    let begins: Words
    let beside: Words

    init(_ group: String, fields: [String: String], begins: [String], beside: [String]) {
      self.group = group
      self.fields = fields
      self.begins = Words(begins)
      self.beside = Words(begins + beside + Self.beside).longestFirst
    }

    private static let beside = [
      "全年", "本年", "当年", "年度", "年", "共计", "累计", "合计", "总计", "共", "计", "约", "为", "是", "了", "数", "量", "：", "、", "，", ",",
      "；",
      "）", ")", "（", "(", "本部门", "本单位", "我部门", "我单位", "我局", "部门", "单位", "安排", "和", "及", "的",
    ]
  }

  private static let reception = Topic(
    "公务接待", fields: ["批次": "批次", "人次": "人次", "个": "批次"], begins: ["国内公务接待", "公务接待", "国内接待", "国内来访", "接待"],
    beside: ["来访", "团组", "来宾", "批次", "人次", "人数", "国内", "主要用于", "列明", "支出", "全部", "发生"])
  private static let abroad = Topic(
    "因公出国境", fields: ["人次": "人次", "个": "团组数", "次": "团组数"], begins: ["因公出国（境）", "因公出国(境)", "出国（境）", "出国(境)", "出国"],
    beside: ["因公", "团组", "人数", "人次", "人员", "费", "支出", "参加（组织）", "涉及"])
  private static let purchase = Topic(
    "公务用车", fields: ["辆": "购置数"], begins: ["购置（更新）", "更新购置", "购置", "更新"],
    beside: ["公务用车", "公务车", "车辆", "按规定", "用于", "主要", "购置数", "财政拨款", "开支"])
  private static let holding = Topic(
    "公务用车", fields: ["辆": "保有量"], begins: ["公务用车保有量", "公务车保有量", "共有公务用车", "保有公务用车"],
    beside: ["截至", "截止", "年末", "末", "月", "日", "开支", "财政拨款", "一般公共预算"])
  private static let vehicles = Topic(
    "国有资产", fields: ["辆": "车辆"], begins: ["车辆"],
    beside: ["截至", "截止", "年末", "末", "月", "日", "固定资产", "国有资产占用情况中", "共有", "机关", "及", "所属", "各", "预算"])

  private static let equipment = Topic(
    "国有资产", fields: ["台（套）": "设备"], begins: ["设备"],
    beside: ["单位价值", "单位价", "单价", "价值", "在", "万元", "元", "以上", "含", "不", "通用", "专用", "大型", "车辆", "共有"])
  private static let goals = Topic(
    "绩效", fields: ["个": "目标项目"], begins: ["绩效目标"],
    beside: ["实行", "纳入", "编报", "编制", "设置", "设定", "申报", "填报", "管理", "预算", "项目", "范围", "支出", "财政"])
  private static let items: Words = "项目"

  private static let foreign: Words = ["国（境）外", "国(境)外", "境外", "国外", "外宾", "外国"]
  private static let foreignAffairs: Words = "外事"
  private static let domestic: Words = "国内"
  private static let partly: Words = ["其中", "包括", "其他", "分别", "不含", "不包括", "含"]
  private static let changed: Words = ["增加", "减少", "上年", "去年", "上一年", "预算", "比", "较", "陪同"]

  /// The declared count that the words of the sentence leave no choice but to mean.
  func countOfTopic(_ quantity: Quantity, _ unit: String, _ lead: Lead) -> Evaluator.Value? {
    guard quantity.precision == .stated, lead.range.count < 300 else { return nil }
    let unit = Self.normal(unit)
    if section?.about.isEmpty ?? true, let value = goals(quantity, unit, lead) { return value }
    guard !lead.has(Self.changed) else { return nil }
    let before = lead.passage.sentence(before: quantity.range.lowerBound)
    let part = lead.passage.part(before: quantity.range.lowerBound)
    guard before.count < Self.reach, !lead.mentionsLastYear(part) else { return nil }
    if section?.about.isEmpty ?? true {
      if Self.vehicles.fields[unit] != nil {
        return isPlain(Self.vehicles, lead) && lead.has(Self.vehicles.begins, lead.clause)
          ? value(Self.vehicles, unit, lead) : nil
      }
      return isPlain(Self.equipment, lead) && lead.has(Self.equipment.begins, lead.phrase)
        && isOnlyCount(quantity, unit) && !isAcquired(quantity, lead.passage)
        ? value(Self.equipment, unit, lead) : nil
    }
    for topic in [Self.holding, Self.purchase] where topic.fields[unit] != nil {
      if lead.has(topic.begins, lead.clause), isPlain(topic, lead) {
        return lead.has(Self.partly, before) ? nil : first(topic, unit, quantity, lead, before)
      }
    }
    let last = [Self.reception, Self.abroad].compactMap { topic in
      lead.passage.lastStart(of: topic.begins, in: before).map { (topic, $0) }
    }.max { $0.1 < $1.1 }
    guard let (topic, place) = last, place >= part.lowerBound, isPlain(topic, lead) else { return nil }
    let isReception = topic.group == Self.reception.group
    // 5 个 of what: only 团组 are counted so.
    if unit == "个" || unit == "次", !lead.has("团组", lead.clause) { return nil }
    if !isReception, lead.has("费", place..<quantity.range.lowerBound),
      !lead.has(topic.begins, lead.clause)
    {
      return nil
    }
    return isReception
      ? received(quantity, unit, lead, before, part.lowerBound) : first(topic, unit, quantity, lead, part)
  }

  /// Of 50 万元以上设备 1 台（套），100 万元以上设备 0 台（套） nobody knows which one is declared.
  private func isOnlyCount(_ quantity: Quantity, _ unit: String) -> Bool {
    !quantities.contains { other in
      guard case .count(let name) = other.unit, other.range != quantity.range else { return false }
      return Self.normal(name) == unit
    }
  }

  private static let acquired = moves + "采购"
  private static let clauseEnds: Words = ["，", "；", "。"]

  /// 安排购置单价 100 万元以上设备 0 台（套） is not how many there are.
  private func isAcquired(_ quantity: Quantity, _ passage: Passage) -> Bool {
    let before = passage.prefix..<quantity.range.lowerBound
    let start = passage.lastEnd(of: Self.clauseEnds, in: before) ?? passage.prefix
    return passage.contains(Self.acquired, in: start..<quantity.range.lowerBound)
  }

  /// 实行绩效目标管理的项目 6 个; 共 6 个项目纳入绩效目标管理.
  private func goals(_ quantity: Quantity, _ unit: String, _ lead: Lead) -> Evaluator.Value? {
    guard Self.goals.fields[unit] != nil, isPlain(Self.goals, lead) else { return nil }
    let before = lead.passage.sentence(before: quantity.range.lowerBound)
    if lead.has(Self.items, lead.clause), lead.has(Self.goals.begins, lead.clause) {
      return first(Self.goals, unit, quantity, lead, before)
    }
    let passage = lead.passage
    guard passage.starts(with: Self.items, at: quantity.range.upperBound) else { return nil }
    let rest = quantity.range.upperBound..<passage.bytes.count
    let after = rest.lowerBound..<(passage.firstStart(of: .stops, in: rest) ?? rest.upperBound)
    return lead.has(Self.goals.begins, after) && lead.isOnly(Self.goals.beside, after)
      ? first(Self.goals, unit, quantity, lead, before) : nil
  }

  private static let concerned: Words = ["涉及", "资金"]

  /// ……6 个，涉及项目预算资金 370 万元: what the projects with goals come to, where the sentence has one amount behind them.
  func amountOfGoals(_ quantity: Quantity, _ lead: Lead) -> Evaluator.Value? {
    guard let last = results.last, last.quantity.passage == quantity.passage, last.verdict == .matched,
      last.quantity.range.upperBound <= lead.range.lowerBound, lead.has(Self.concerned),
      last.sources.first?.address == "申报.\(Self.goals.group).目标项目"
    else { return nil }
    let end = sentenceEnd(of: quantity)
    guard
      !quantities.contains(where: {
        $0.unit.isMoney && $0.range.lowerBound > quantity.range.lowerBound && $0.range.lowerBound < end
      })
    else { return nil }
    return evaluator.field("\(Self.goals.group).目标金额")
  }

  /// Whether the clause holds nothing but words of the topic and the department's name.
  private func isPlain(_ topic: Topic, _ lead: Lead) -> Bool {
    lead.isOnly(topic.beside + ownNames, lead.phrase)
  }

  private func value(_ topic: Topic, _ unit: String, _ lead: Lead) -> Evaluator.Value? {
    topic.fields[unit].flatMap { evaluator.field("\(topic.group).\($0)") }
  }

  /// 国内公务接待 8 批次 is the whole; 外事接待 has its own field; of 国（境）外接待 nothing is declared.
  private func received(
    _ quantity: Quantity, _ unit: String, _ lead: Lead, _ before: Range<Int>, _ part: Int
  ) -> Evaluator.Value? {
    // 23 批次（其中外事接待 1 批次），187 人次: what a closed bracket says holds inside it.
    let aside = closedBracket(lead, before)
    func last(_ words: Words) -> Int {
      let parts = aside.map { [before.lowerBound..<$0.lowerBound, $0.upperBound..<before.upperBound] } ?? [before]
      return parts.flatMap { part in words.all.compactMap { lead.passage.findLast($0, in: part)?.lowerBound } }.max()
        ?? -1
    }
    let affairs = last(Self.foreignAffairs), home = last(Self.domestic), breakdown = last(Self.partly)
    if last(Self.foreign) > max(home, affairs) { return nil }
    if affairs > home {
      // 国内外事接待 beside 国（境）外接待: what is declared may be either.
      let sentence = before.lowerBound..<max(before.upperBound, sentenceEnd(of: quantity))
      guard breakdown < affairs || breakdown == -1, unit != "个", !lead.has(Self.foreign, sentence) else { return nil }
      return evaluator.field("\(Self.reception.group).外事\(unit)")
    }
    guard breakdown < home || breakdown == -1 else { return nil }
    let value = first(Self.reception, unit, quantity, lead, part..<before.upperBound)
    // 国内公务接待 31 批次、外事接待 1 批次 of 32 declared: left to what counts both.
    if let value, let foreign = evaluator.field("\(Self.reception.group).外事\(Self.reception.fields[unit] ?? unit)"),
      !foreign.figure.value.isZero, quantity.value + foreign.figure.value == value.figure.value
    {
      return nil
    }
    return value
  }

  /// The bracket with figures that the words since the last of them close.
  private func closedBracket(_ lead: Lead, _ before: Range<Int>) -> Range<Int>? {
    guard let end = lead.passage.firstEnd(of: .closing, in: lead.range), end >= before.lowerBound,
      let start = lead.passage.lastStart(of: Words.opening, in: before.lowerBound..<end),
      start < lead.range.lowerBound
    else { return nil }
    return start..<end
  }

  /// The first of its kind in the sentence: the next is a part of it, or another's.
  private func first(
    _ topic: Topic, _ unit: String, _ quantity: Quantity, _ lead: Lead, _ before: Range<Int>
  ) -> Evaluator.Value? {
    let start = lead.passage.firstStart(of: topic.begins, in: before) ?? before.lowerBound
    let isFirst = !results.suffix(24).contains { result in
      guard case .count(let other) = result.quantity.unit, result.quantity.passage == quantity.passage,
        result.quantity.range.lowerBound >= start
      else { return false }
      return topic.fields[Self.normal(other)] == topic.fields[unit]
    }
    return isFirst ? value(topic, unit, lead) : nil
  }

  // MARK: 其中

  private static let breakdowns: Words = ["其中", "包括", "分别"]
  private static let breakdownEnds: Words = [
    "；", ";", "。", "主要用于", "主要是", "含", "另", "此外", "购置", "新增", "报废", "处置", "更新", "设备",
  ]

  /// 车辆 9 辆，其中……: what is listed must not come to more than there are.
  mutating func countParts(_ quantity: Quantity, _ lead: Lead) {
    guard quantity.unit == .count("辆") || quantity.unit == .count("台"), !lead.has(Self.changed) else {
      return
    }
    if lead.has(Self.breakdownEnds) { closeCounts() }
    if var whole = countWhole, whole.sentence == sentence, whole.isOpen || lead.has(Self.breakdowns) {
      whole.isOpen = true
      whole.parts.append(quantity)
      countWhole = whole
    } else {
      closeCounts()
      countWhole = (quantity, [], sentence, false)
    }
  }

  mutating func closeCounts() {
    defer { countWhole = nil }
    guard let (whole, parts, _, _) = countWhole, parts.count > 1, !whole.isGenerated else { return }
    let said = [whole] + parts
    let sum = parts.reduce(ExactDecimal.zero) { $0 + $1.value }
    guard said.allSatisfy({ $0.precision == .stated }),
      // A count that is wrong is told already.
      !results.suffix(said.count * 2 + 8).contains(where: { result in
        result.verdict == .suspect && result.quantity.passage == whole.passage
          && said.contains { $0.range == result.quantity.range }
      })
    else { return }
    if sum != whole.value, let declared = declaredSum(of: parts, sum) {
      if let place = resultIndex(of: whole) { results[place].verdict = .suspect }
      return report(
        "NAR-01", .warning, "正文写 \(written(whole))，后面各项相加是 \(written(declared))，\(declared.title) 也是", whole,
        related: [declared], fix: "先核对 \(written(whole))；没有错，就核对后面各项")
    }
    guard sum > whole.value else { return }
    report(
      "NAR-02", .warning, "“其中”各项相加是 \(sum.written(decimals: 0))，超过了 \(written(whole))", whole,
      beside: labelled(parts), fix: "核对各项与合计")
  }

  /// 车辆 51 辆，其中机要通信用车 3 辆……: what the parts, each as it is declared, come to is declared of them all.
  private func declaredSum(of parts: [Quantity], _ sum: ExactDecimal) -> Evaluator.Value? {
    let matched = parts.compactMap { part in result(of: part) }.filter { $0.verdict == .matched }
    let groups = Set(matched.compactMap { $0.sources.first?.address.split(separator: ".").dropFirst().first })
    guard matched.count == parts.count, groups.count == 1, let group = groups.first,
      let field = disclosure.fields.first(where: {
        $0.group == group && $0.unit.name == "辆" && $0.figure.value == sum && !sum.isZero
      })
    else { return nil }
    return evaluator.field("\(field.group).\(field.name)")
  }
}
