internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Amounts: the cell their words name, and whether it says the same.
extension Reconciler {
  /// - Parameter known: what the amount is of, where other words than those before it say so.
  mutating func amount(
    _ quantity: Quantity, _ lead: Lead, _ role: Stated.Role, of known: [ProseNames.Target]? = nil
  ) {
    if role == .actual, let value = amountOfGoals(quantity, lead) { return compare(quantity, value, lead) }
    var subjects = subjects(lead, [lead.clause, lead.range])
    // 专项统计业务（项）支出预算 318.60 万元: no 支出预算 of its own.
    if pathEnd == lead.range.lowerBound, path != nil, lead.isOnly(Self.roleWords) { subjects = ([], false) }
    // 上级补助收入、其他收入共 42.50 万元: of none of them.
    if isOfSeveral(lead) || isPartOfNamed(lead) || !saysAll(lead) && isLastOfSeveral(lead, subjects.named) {
      subjects.isSure = false
    }
    let inTurn = known ?? respectiveSubject(lead)
    if let inTurn { subjects = (inTurn, true) }
    if role != .prior, let project = projects.cell(lead) { subjects = ([project], true) }
    if path != nil, subjects.isSure, !subjects.named.contains(where: { isOfPath($0) }) { path = nil }
    let declared = subjects.isSure ? [] : groupField(lead, role)
    // 教学设备更新项目：预算 316 万元: what is counted in 台 is not meant.
    let said = subjects.named.filter { values(of: $0, .actual).first?.unit.isMoney ?? true }
    if said.count < subjects.named.count { subjects.isSure = false }
    let named = declared + (said.isEmpty ? (declared.isEmpty ? inherited(lead, role) : []) : said)
    var best: (agreement: Agreement, value: Evaluator.Value)?
    var equal: Set<String> = []
    for target in named {
      for value in values(of: target, role) {
        let agreement = quantity.agreement(with: value)
        if agreement == .same { equal.insert(value.address) }
        if agreement > best?.agreement ?? .different { best = (agreement, value) }
      }
    }
    // X 万元，上年 Y 万元，增加 Z 万元.
    if role == .prior, base == nil { base = .lastYear }
    let label = lead.passage.string(lead.clause).filter { !$0.isWhitespace }
    func state(_ value: Evaluator.Value?, _ targets: [ProseNames.Target], not expected: Evaluator.Value? = nil) {
      stated.append(
        Stated(
          quantity: quantity, role: role, targets: targets, value: value, label: label, sentence: sentence,
          expected: expected))
    }
    if let best {
      let isOnly = equal.count == 1 && (subjects.isSure || path != nil && subjects.named.isEmpty)
      record(
        quantity, .matched, sources: [best.value],
        expression: isOnly && quantity.precision == .stated && !best.value.isAbsent ? best.value.address : nil)
      if best.agreement == .near { reportNear(quantity, best.value) }
      if role != .prior, best.agreement == .same, subjects.isSure || path != nil, declared.isEmpty,
        named.first.map(isStatutory) ?? false
      {
        checkOwnYear(quantity, lead, best.value, named)
      }
      if saysAll(lead) { checkAll(quantity, lead, role, besides: best.value) }
      return state(best.value, named)
    }
    let candidates = named.flatMap { values(of: $0, role) }
    let followsPath = subjects.named.isEmpty && path.map { named == [$0] } ?? false
    if role == .prior, subjects.isSure || followsPath, let year = lead.lastYear, let value = own(quantity, named) {
      record(quantity, .suspect, sources: [value])
      wrongYears.append((quantity, year, value))
      return state(value, named)
    }
    let slipped = candidates.first { isOneSlip(quantity, from: $0) }
    // 2022 年度本年支出合计 A，结余分配 B: B is of that year, too.
    if role == .actual, isOfLastYear(quantity) { return amount(quantity, lead, .prior, of: inTurn) }
    guard let expected = slipped ?? candidates.first else {
      if subjects.isSure, role == .actual, !isReserved(quantity) { checkRepeated(quantity, named) }
      let reason =
        named.isEmpty ? "前面的词语不是表里的名称" : role == .actual ? "没有这个数的数据" : "没有可以比较的\(role == .budget ? "预算数" : "上年数")"
      leave(quantity, reason)
      return state(nil, named)
    }
    // “三公”经费预算 20 万元，其中公务接待费 3 万元: what was said first goes for its parts.
    if role == .actual, let carried = stated.last(where: { $0.sentence == sentence && $0.role != .change })?.role,
      carried == .budget || carried == .prior,
      let value = named.flatMap({ values(of: $0, carried) }).first(where: { quantity.agreement(with: $0) == .same }
      )
    {
      record(quantity, .matched, sources: [value])
      return stated.append(
        Stated(quantity: quantity, role: carried, targets: named, value: value, label: label, sentence: sentence))
    }
    // 采购预算 A，其中货物 B: a budget, too, of which nothing is known here.
    if role == .actual, slipped == nil, !isBudget, isPartOfBudget(quantity, lead, named) {
      leave(quantity, "是预算的一部分，没有可以比较的预算数")
      return state(nil, [])
    }
    // 差旅费 88.20 万元，其中办案差旅费 70 万元: a part of it under its name.
    if role == .actual, let whole, whole.value != nil, whole.targets == named, quantity.value < whole.quantity.value,
      quantity.unit == whole.quantity.unit
    {
      leave(quantity, "是其中的一部分，表里没有")
      return state(nil, [])
    }
    if role == .actual, isPartOfLastYear(quantity, lead, named) {
      leave(quantity, "像是上年的数，没有可以比较的上年数")
      return state(nil, [])
    }
    // 一般公共预算财政拨款支出 A，其中：基本支出 B: of that table, whatever other has the name.
    if role == .actual, slipped == nil, !isNamedAlone(lead, expected), let whole, let own = whole.value?.cell?.table,
      let table = expected.cell?.table, own != table, !candidates.contains(where: { $0.cell?.table == own }),
      quantity.value < whole.quantity.value
    {
      leave(quantity, "像是 \(whole.label) 的一部分，这里没有它的数")
      return state(nil, [])
    }
    if role == .actual, let value = ofNamedColumn(quantity, lead, expected) ?? ofStatedLine(quantity) {
      record(quantity, .matched, sources: [value])
      return state(value, value.cell.map { [.cell($0)] } ?? [])
    }
    if role == .actual, isMoreThanWhole(quantity, lead, expected) {
      record(quantity, .suspect, sources: [expected])
      state(nil, [])
      return report(
        "NAR-01", .warning, "正文写 \(written(quantity))，比 \(expected.title) \(written(expected)) 还多，它只是其中的一部分", quantity,
        related: [expected], fix: "核对")
    }
    if role == .actual, slipped == nil, isOfRowElsewhere(quantity, expected) {
      state(nil, [])
      return leave(quantity, "是另一张表里同一行的数")
    }
    // Another figure of the same tables: more likely that the words were read wrongly than that they are.
    let other = inTurn == nil ? likely(quantity, not: candidates) : nil
    if let other, isOfNamedLine(other, quantity) {
      record(quantity, .matched, sources: [other])
      return state(other, other.cell.map { [.cell($0)] } ?? [])
    }
    let isPlain = followsPath && lead.isOnly(Self.roleWords) && !lead.isJoin
    if let other, !(subjects.isSure && isNextToName(lead)), !isPlain || !isOtherWay(quantity, named, role) {
      leave(quantity, "与 \(other.address) 相同，词语却像是指 \(expected.address)")
      return state(other, [])
    }
    guard
      subjects.isSure || slipped != nil || goesOn(lead, role, named) || isPlain
        || followsPath && lead.has(Self.subjectWords, lead.clause) || declared.count == 1 && isFieldAlone(lead)
    else {
      leave(quantity, "认不准说的是哪一个数")
      return state(nil, named)
    }
    if role == .budget, isOneOfTwoBudgets(quantity, expected) || slipped == nil && isLaterBudget(lead, named) {
      leave(quantity, "年初预算和调整后的预算，表里只有一个")
      return state(nil, named)
    }
    if slipped == nil || other != nil, isReserved(quantity) {
      leave(quantity, "说的像是另一个口径、另一年或者别人的数")
      return state(nil, [])
    }
    if slipped == nil, inTurn == nil, !isGoverned(lead, role, by: expected) {
      leave(quantity, "名称前后还有别的限定，认不准说的就是它")
      return state(nil, [])
    }
    record(quantity, .suspect, sources: [expected])
    state(nil, named, not: expected)
    // Amounts in another order than their names are one mistake.
    current.respectiveNames = []
    if tellSwapped(quantity, expected) { return }
    report(
      "NAR-01", .warning,
      "正文写 \(written(quantity))，\(expected.title) 是 \(written(expected))"
        + (other.map { "；\(written(quantity)) 是 \($0.title)" } ?? ""), quantity,
      related: [expected], fix: "先核对哪边对；正文说的就是这个数，可以写成 {{\(expected.address)}}，数由表里取来；说的是上年的、其中一部分的，写明白")
    current.misplaced.append((quantity, expected, findings.count - 1))
  }

  /// 项目支出 700 万元 behind 基本支出 320 万元, where it is the other way round: one mistake.
  private mutating func tellSwapped(_ quantity: Quantity, _ expected: Evaluator.Value) -> Bool {
    guard
      let first = current.misplaced.first(where: {
        $0.quantity.agreement(with: expected) == .same && quantity.agreement(with: $0.expected) == .same
      })
    else { return false }
    findings[first.finding].message += "；与后面的 \(written(quantity)) 像是写反了"
    findings[first.finding].spans.append(labelled(quantity, "写反了"))
    return true
  }

  /// 公务接待费年初预算 2.50 万元，支出决算 2.16 万元: the second goes on about what the first was sure to name.
  private func goesOn(_ lead: Lead, _ role: Stated.Role, _ named: [ProseNames.Target]) -> Bool {
    guard let last = stated.last(where: { !$0.isAside }), last.sentence == sentence, last.role != role,
      last.role == .actual || last.role == .budget, last.targets == named, last.value != nil || last.expected != nil
    else { return false }
    switch role {
    case .actual, .budget: return lead.isOnly(Self.roleWords)
    case .prior: return lead.isOnly(Self.roleWords + Self.priorWords)
    case .change: return false
    }
  }

  private static let priorWords: Words = ["上年", "去年", "上一年", "同期", "年度", "年", "较", "比", "（", "("]

  static let roleWords: Words = [
    "一般公共预算", "财政拨款", "年初", "全年", "调整", "本年", "预算", "决算", "支出", "收入", "合计", "总计", "执行", "安排", "完成", "实际", "数", "总额",
    "金额", "为", "是", "共", "约", "，", "：", "、", "的", "额", "了", ":", ",",
  ]

  /// 年初预算 A，支出决算 B, where A is the 决算.
  private func isOtherWay(_ quantity: Quantity, _ named: [ProseNames.Target], _ role: Stated.Role) -> Bool {
    let other: Stated.Role = role == .budget ? .actual : .budget
    return named.flatMap { values(of: $0, other) }.contains { quantity.agreement(with: $0) == .same }
  }

  private func isStatutory(_ target: ProseNames.Target) -> Bool {
    target.table.map { disclosure.set.tables[$0].isStatutory } ?? true
  }

  /// Whether nothing but 年初预算数为 and the like stands between a name and the figure.
  private func isNextToName(_ lead: Lead) -> Bool {
    guard let name = names.matches(in: lead.passage, lead.range).last else { return false }
    return lead.isOnly(Self.roleWords, name.range.upperBound..<lead.range.upperBound)
  }

  /// This year's figure of what is named, where that can hardly be chance.
  private func own(_ quantity: Quantity, _ named: [ProseNames.Target]) -> Evaluator.Value? {
    let digits = passages[quantity.passage].string(quantity.number).filter(\.isNumber).drop { $0 == "0" }
    guard digits.count >= 3, quantity.precision == .stated else { return nil }
    return named.lazy.flatMap { values(of: $0, .actual) }.first { quantity.agreement(with: $0) == .same }
  }

  private static let together: Words = ["共", "合计", "等"]
  private static let total: Words = "合计"
  private static let joins: Words = ["和", "与", "及"]

  private func isOfSeveral(_ lead: Lead) -> Bool {
    let found = names.matches(in: lead.passage, lead.range)
    guard let last = found.last else { return false }
    let isJoined =
      lead.has(Words.enumeration)
      // 工资福利支出和对个人和家庭的补助合计 90 万元.
      || found.count > 1 && lead.has(Self.joins, found[0].range.upperBound..<last.range.lowerBound)
    // 合计 may have been read as the column of the last.
    let isTogether =
      lead.has(Self.together, last.range.upperBound..<lead.range.upperBound)
      || lead.passage.ends(with: Self.total, at: last.range.upperBound)
    return isTogether && isJoined
      || lead.passage.starts(with: "等", at: last.range.upperBound)
  }

  private static let amongThem: Words = "其中"

  /// 纳入政府采购服务预算，其中：校园安保服务 76.80 万元: what has another name behind 其中 is a part of what is named before.
  private func isPartOfNamed(_ lead: Lead) -> Bool {
    guard let name = names.matches(in: lead.passage, lead.range).last,
      let among = lead.passage.findLast(Self.amongThem, in: lead.range), name.range.upperBound <= among.lowerBound
    else { return false }
    return !lead.isOnly(Self.roleWords, among.upperBound..<lead.range.upperBound)
  }

  /// 人员经费 directly before its figure, in the section whose own phrase it is, where no other table has the name.
  private func isNamedAlone(_ lead: Lead, _ expected: Evaluator.Value) -> Bool {
    guard let name = names.matches(in: lead.passage, lead.clause).last, !isTail(name.range, lead.passage) else {
      return false
    }
    return name.meanings.contains { $0.sections?.contains(section?.id ?? "") ?? false }
      && name.meanings.allSatisfy { $0.sections != nil || $0.target.table == expected.cell?.table }
      && lead.isOnly(Self.roleWords, name.range.upperBound..<lead.range.upperBound)
  }

  /// Whether a name only says which column of the subject is meant, or the subject itself.
  private func isOfPath(_ target: ProseNames.Target) -> Bool {
    if case .column = target { return target.table == path?.table }
    return target == path
  }

  /// 项目全年预算数 in a paragraph on a project: the declared figure of that name in the group the passage speaks of last.
  private func groupField(_ lead: Lead, _ role: Stated.Role) -> [ProseNames.Target] {
    guard role != .prior else { return [] }
    let fields = moneyFields.filter { lead.passage.contains($0.name, in: lead.clause) }
    let before = 0..<lead.range.upperBound
    let places = fields.compactMap { field in
      lead.passage.findLast(field.group, in: before).map { (field, $0.upperBound) }
    }
    // 一般行政管理事务 within 其他一般行政管理事务: the longer name is meant.
    let nearest = places.max { ($0.1, $0.0.group.count) < ($1.1, $1.0.group.count) }
    return nearest.map { [.field($0.0.path)] } ?? []
  }

  /// 政府采购预算 165 万元（货物 45 万元、服务 120 万元）: nothing but the field's name.
  private func isFieldAlone(_ lead: Lead) -> Bool {
    moneyFields.contains { field in
      lead.passage.contains(field.name, in: lead.clause)
        && lead.isOnly(Words(all: [field.name]) + Self.besideField, lead.clause)
    }
  }

  private static let besideField: Words = ["其中", "类", "：", ":", "，", ","]

  private static let completed: Words = ["完成", "占"]
  private static let finals: Words = ["决算", "执行数", "执行"]

  private static let subjectWords: Words = ["预算", "决算", "安排"]

  /// What a text without a name goes on about.
  private func inherited(_ lead: Lead, _ role: Stated.Role) -> [ProseNames.Target] {
    if let path { return [path] }
    // 支出决算 18 万元，完成全年预算 25 万元.
    if role == .budget, let last = stated.last(where: { !$0.isAside }), last.role == .actual, last.sentence == sentence,
      lead.has(Self.completed, lead.clause)
    {
      return last.targets
    }
    if role != .actual || lead.has(Self.finals, lead.clause),
      let last = stated.last(where: { $0.role != .change && !$0.isAside })
    {
      return last.targets
    }
    guard !stated.contains(where: { $0.role == .actual }) else { return [] }
    return mainSubject.map { [$0] } ?? []
  }

  var mainSubject: ProseNames.Target? {
    section?.subject.flatMap { ProseNames.target($0, disclosure.set, disclosure) }
  }
}
