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
    var subjects = subjects(lead, [lead.clause, lead.range])
    // 上级补助收入、其他收入共 42.50 万元: of none of them.
    if subjects.named.count == 1, isOfSeveral(lead) { subjects.isSure = false }
    let inTurn = known ?? respectiveSubject(lead)
    if let inTurn { subjects = (inTurn, true) }
    if role != .prior, let project = projects.cell(lead) { subjects = ([project], true) }
    if path != nil, subjects.isSure, !subjects.named.contains(where: { isOfPath($0) }) { path = nil }
    let declared = subjects.isSure ? [] : groupField(lead, role)
    let named = declared + (subjects.named.isEmpty ? (declared.isEmpty ? inherited(lead, role) : []) : subjects.named)
    var best: (agreement: Agreement, value: Evaluator.Value)?
    var equal: Set<String> = []
    for target in named {
      for value in values(of: target, role) {
        let agreement = quantity.agreement(with: value)
        if agreement == .same { equal.insert(value.address) }
        if agreement > best?.agreement ?? .different { best = (agreement, value) }
      }
    }
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
      if saysAll(lead) { checkAll(quantity, lead, role, besides: best.value) }
      return state(best.value, named)
    }
    let candidates = named.flatMap { values(of: $0, role) }
    if role == .prior, subjects.isSure, let year = lead.lastYear, let value = own(quantity, named) {
      record(quantity, .suspect, sources: [value])
      wrongYears.append((quantity, year, value))
      return state(value, named)
    }
    guard let expected = candidates.first else {
      if subjects.isSure { checkRepeated(quantity, named) }
      let reason =
        named.isEmpty ? "前面的词语不是表里的名称" : role == .actual ? "没有这个数的数据" : "没有可以比较的\(role == .budget ? "预算数" : "上年数")"
      record(quantity, .unchecked, reason: reason)
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
    // 差旅费 88.20 万元，其中办案差旅费 70 万元: a part of it under its name.
    if role == .actual, let whole, whole.value != nil, whole.targets == named, quantity.value < whole.quantity.value,
      quantity.unit == whole.quantity.unit
    {
      record(quantity, .unchecked, reason: "是其中的一部分，表里没有")
      return state(nil, [])
    }
    if role == .actual, isPartOfLastYear(quantity, lead, named) {
      record(quantity, .unchecked, reason: "像是上年的数，没有可以比较的上年数")
      return state(nil, [])
    }
    // 一般公共预算财政拨款支出 A，其中：基本支出 B: of that table, whatever other has the name.
    if role == .actual, let whole, let own = whole.value?.cell?.table, let table = expected.cell?.table, own != table,
      quantity.value < whole.quantity.value
    {
      record(quantity, .unchecked, reason: "像是 \(whole.label) 的一部分，这里没有它的数")
      return state(nil, [])
    }
    // Another figure of the same tables: more likely that the words were read wrongly than that they are.
    let other = inTurn == nil ? likely(quantity, not: candidates) : nil
    if let other, !(subjects.isSure && isNextToName(lead)) {
      record(quantity, .unchecked, reason: "与 \(other.address) 相同，词语却像是指 \(expected.address)")
      return state(other, [])
    }
    let followsPath = subjects.named.isEmpty && path.map { named == [$0] } ?? false
    guard
      subjects.isSure || goesOn(lead, role, named)
        || followsPath && (lead.isOnly(Self.roleWords, lead.range) || lead.has(Self.subjectWords, lead.clause))
    else {
      record(quantity, .unchecked, reason: "认不准说的是哪一个数")
      return state(nil, named)
    }
    record(quantity, .suspect, sources: [expected])
    state(nil, named, not: expected)
    // Amounts in another order than their names are one mistake.
    respectiveNames = []
    if tellSwapped(quantity, expected) { return }
    report(
      "NAR-01", .warning,
      "正文写 \(written(quantity))，\(expected.title) 是 \(written(expected))"
        + (other.map { "；\(written(quantity)) 是 \($0.title)" } ?? ""), quantity,
      related: [expected], fix: "核对；正文确实说的是这个数，就写成 {{\(expected.address)}}")
    misplaced.append((quantity, expected, sentence, findings.count - 1))
  }

  private static let amongThem = Words.utf8("其中")

  /// 2019 年支出 110.50 万元，其中公务接待费 5.50 万元, of which nothing is known here.
  private func isPartOfLastYear(_ quantity: Quantity, _ lead: Lead, _ named: [ProseNames.Target]) -> Bool {
    guard !lead.namesYear(disclosure.year),
      let first = stated.first(where: { $0.sentence == sentence && $0.role != .change }), first.role == .prior,
      first.quantity.passage == quantity.passage
    else { return false }
    return lead.has([Self.amongThem], first.quantity.range.upperBound..<quantity.range.lowerBound)
      && named.allSatisfy { values(of: $0, .prior).isEmpty }
  }

  /// 项目支出 700 万元 behind 基本支出 320 万元, where it is the other way round: one mistake.
  private mutating func tellSwapped(_ quantity: Quantity, _ expected: Evaluator.Value) -> Bool {
    guard
      let first = misplaced.first(where: {
        $0.sentence == sentence && $0.quantity.agreement(with: expected) == .same
          && quantity.agreement(with: $0.expected) == .same
      })
    else { return false }
    findings[first.finding].message += "；与后面的 \(written(quantity)) 像是写反了"
    findings[first.finding].spans.append(.init(passages[quantity.passage].span(quantity.range), "写反了"))
    return true
  }

  /// 公务接待费年初预算 2.50 万元，支出决算 2.16 万元: the second goes on about what the first was sure to name.
  private func goesOn(_ lead: Lead, _ role: Stated.Role, _ named: [ProseNames.Target]) -> Bool {
    guard role == .actual || role == .budget, let last = stated.last, last.sentence == sentence,
      last.role != role, last.role == .actual || last.role == .budget, last.targets == named,
      last.value != nil || last.expected != nil
    else { return false }
    return lead.isOnly(Self.roleWords, lead.range)
  }

  private static let roleWords = [
    "一般公共预算", "财政拨款", "年初", "全年", "调整", "本年", "预算", "决算", "支出", "收入", "合计", "总计", "执行", "安排", "完成", "实际", "数", "总额",
    "金额", "为", "是", "共", "约", "，", "：", "、", "的", "额", "了", ":", ",",
  ].map(Words.utf8)

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

  private static let together = ["共", "合计", "等"].map(Words.utf8)

  private func isOfSeveral(_ lead: Lead) -> Bool {
    guard let last = names.matches(in: lead.passage, lead.range).last else { return false }
    return lead.has(Self.together, last.range.upperBound..<lead.range.upperBound)
      && lead.passage.contains(Words.utf8("、"), in: lead.range)
      || lead.passage.starts(with: Words.utf8("等"), at: last.range.upperBound)
  }

  /// The figures a text names, the nearest name first; whether it names them beyond doubt.
  func subjects(_ lead: Lead, _ ranges: [Range<Int>]) -> (named: [ProseNames.Target], isSure: Bool) {
    for range in ranges where !range.isEmpty {
      var found: [ProseNames.Target] = []
      var isSure = false
      let matches = names.matches(in: lead.passage, range)
      for match in matches.reversed() {
        let (targets, own) = preferred(match.meanings)
        if found.isEmpty {
          isSure =
            own && !targets.isEmpty && !isHead(match.range, lead.passage)
            && (!isTail(match.range, lead.passage) || isAtHome(match, matches, lead.passage))
        }
        found += targets.filter { !found.contains($0) }
      }
      if !found.isEmpty { return (found, isSure) }
    }
    return ([], false)
  }

  private static let qualifiers = [
    "拨款", "预算", "基金", "资本", "经营", "收入", "支出", "经费", "财政", "公共", "采购", "项目",
    "类", "改造", "建设", "业务", "工程", "专项", "资金", "支队", "大队", "机关", "国内", "境外", "国外", "境）外", "境)外",
    "非", "购买",
  ].map(
    Words.utf8)

  /// 支出预算 in 政府性基金拨款支出预算: the end of a longer name that nobody has told us of.
  private func isTail(_ range: Range<Int>, _ passage: Passage) -> Bool {
    Self.qualifiers.contains { passage.ends(with: $0, at: range.lowerBound) }
  }

  private static let continuations = [
    "中，", "中,", "支出总", "支总", "总支出", "总收入", "、支出", "和支出", "及运行", "和运行",
  ].map(Words.utf8)

  /// 财政拨款收入 in 财政拨款收入支出总体, or what …… 中，加油 1.57 万元 takes a part of: the beginning of something else.
  private func isHead(_ range: Range<Int>, _ passage: Passage) -> Bool {
    Self.continuations.contains { passage.starts(with: $0, at: range.upperBound) }
  }

  /// 政府性基金预算财政拨款年初结转和结余, where the section is about 政府性基金预算财政拨款.
  private func isAtHome(_ match: ProseNames.Match, _ matches: [ProseNames.Match], _ passage: Passage) -> Bool {
    guard let before = matches.first(where: { $0.range.upperBound == match.range.lowerBound }) else { return false }
    return section?.title.contains(passage.string(before.range)) ?? false
  }

  /// Of the meanings of a name those that hold in this section: the section's own phrases, then its tables, then all.
  func preferred(_ meanings: [ProseNames.Meaning]) -> ([ProseNames.Target], isOwn: Bool) {
    let id = section?.id ?? ""
    let own = meanings.filter { $0.sections?.contains(id) ?? false }
    if !own.isEmpty { return (own.map(\.target), true) }
    let open = meanings.filter { $0.sections == nil }
    let about = open.filter { meaning in
      guard let table = meaning.target.table else { return false }
      return section?.about.contains(disclosure.set.tables[table].id) ?? false
    }
    if !about.isEmpty { return (about.map(\.target), true) }
    let fields = open.filter { $0.target.table == nil }
    if section?.about.isEmpty ?? true, !fields.isEmpty { return (fields.map(\.target), fields.count == 1) }
    return (open.map(\.target), false)
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

  private static let completed = ["完成", "占"].map(Words.utf8)
  private static let finals = ["决算", "执行数", "执行"].map(Words.utf8)

  private static let subjectWords = ["预算", "决算", "安排"].map(Words.utf8)

  /// What a text without a name goes on about.
  private func inherited(_ lead: Lead, _ role: Stated.Role) -> [ProseNames.Target] {
    if let path { return [path] }
    // 支出决算 18 万元，完成全年预算 25 万元.
    if role == .budget, let last = stated.last, last.role == .actual, last.sentence == sentence,
      lead.has(Self.completed, lead.clause)
    {
      return last.targets
    }
    if role != .actual || lead.has(Self.finals, lead.clause),
      let last = stated.last(where: { $0.role != .change && $0.role != .other })
    {
      return last.targets
    }
    guard !stated.contains(where: { $0.role == .actual }) else { return [] }
    return mainSubject.map { [$0] } ?? []
  }

  var mainSubject: ProseNames.Target? {
    section?.subject.flatMap { ProseNames.target($0, disclosure.set, disclosure) }
  }

  // MARK: Values

  func values(of target: ProseNames.Target, _ role: Stated.Role) -> [Evaluator.Value] {
    switch target {
    case .field(let name):
      // 全年预算数 is declared beside 执行数, 年初预算 as a comparative.
      let isBudget = role == .budget && name.hasSuffix("预算数")
      let value = role == .actual || isBudget ? evaluator.field(name) : evaluator.field(name, period: period(role))
      return value.map { [$0] } ?? []
    // 全年预算数 of a project is this year's own figure, not the budget's.
    case .cell(let cell) where !disclosure.set.tables[cell.table].collects.isEmpty:
      return value(cell, .actual).map { [$0] } ?? []
    case .cell(let cell): return value(cell, role).map { [$0] } ?? []
    case .row(let table, let block, let key):
      let form = disclosure.set.tables[table].blocks[block]
      // Of a subject what was spent is told first: 年初结转和结余 comes before it in some tables.
      let spent = form.figureColumns.first { form.columns[$0].name.contains(bytesOf: "支出") }
      guard let column = form.defaultColumn ?? spent ?? form.figureColumns.first else { return [] }
      return value(CellID(table: table, block: block, row: key, column: column), role).map { [$0] } ?? []
    case .column(let table, let block, let column):
      var rows = [Row.totalKey]
      if case .row(table, block, let key)? = path { rows = [key] }
      return rows.compactMap { value(CellID(table: table, block: block, row: $0, column: column), role) }
    }
  }

  private func period(_ role: Stated.Role) -> String { role == .prior ? "上年" : "年初预算" }

  /// The figure of a cell: this year's, the budget's or last year's.
  func value(_ cell: CellID, _ role: Stated.Role) -> Evaluator.Value? {
    var cell = cell
    // Forms that print budget and final side by side (三公表) have both as blocks.
    let blocks = disclosure.set.tables[cell.table].blocks
    if let budget = blocks.firstIndex(where: { $0.name == "预算数" }),
      let final = blocks.firstIndex(where: { $0.name == "决算数" })
    {
      cell = CellID(
        table: cell.table, block: role == .budget ? budget : final, row: cell.row, column: cell.column)
      if role != .prior { return own(cell) }
    }
    switch role {
    case .actual, .change, .other: return own(cell)
    case .budget, .prior: return try? evaluator.value(cell, period: period(role))
    }
  }

  private func own(_ cell: CellID) -> Evaluator.Value? {
    guard let value = try? evaluator.value(cell) else { return nil }
    return value
  }

  /// A figure of the section's tables that is what is written, where that can hardly be chance.
  private func likely(_ quantity: Quantity, not candidates: [Evaluator.Value]) -> Evaluator.Value? {
    guard !quantity.value.isZero else { return nil }
    for (index, table) in disclosure.tables.enumerated() {
      guard let table, section?.about.contains(table.form.id) ?? true else { continue }
      for (place, block) in table.blocks.enumerated() {
        for row in block.rows {
          for column in block.form.figureColumns where column < row.cells.count {
            let cell = CellID(table: index, block: place, row: row.key, column: column)
            guard let value = own(cell), !candidates.contains(value), quantity.agreement(with: value) == .same else {
              continue
            }
            return value
          }
        }
      }
    }
    return nil
  }
}
