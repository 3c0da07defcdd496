internal import Disclosures
internal import Figures
internal import Forms

/// What an amount may be instead of what the words before it seem to name.
extension Reconciler {
  enum Reading {
    /// It is another figure.
    case figure(Evaluator.Value, Stated.Role, [ProseNames.Target])
    /// It may be something else, of which no figure is known; what follows may refer to these.
    case unknown(_ reason: String, [ProseNames.Target], as: Evaluator.Value? = nil)
    /// It is a part of what is named, and more than all of it.
    case tooMuch
  }

  /// nil where nothing else can be meant.
  func reading(of claim: Claim, instead expected: Evaluator.Value) -> Reading? {
    if claim.role == .actual, let reading = reading(ofActual: claim, instead: expected) { return reading }
    // Another figure of the same tables: more likely that the words were read wrongly than that they are.
    let other = claim.inTurn == nil ? likely(claim.quantity, not: claim.candidates) : nil
    if let other, isOfNamedLine(other, claim.quantity) {
      return .figure(other, claim.role, other.cell.map { [.cell($0)] } ?? [])
    }
    if let other, !(claim.isSure && isNextToName(claim.lead)), !isPlain(claim) {
      return .unknown("与 \(other.address) 相同，词语却像是指 \(expected.address)", [], as: other)
    }
    return readingByWords(claim, instead: expected, isOfOther: other != nil)
  }

  private func reading(ofActual claim: Claim, instead expected: Evaluator.Value) -> Reading? {
    let (quantity, lead, named) = (claim.quantity, claim.lead, claim.named)
    // “三公”经费预算 20 万元，其中公务接待费 3 万元: what was said first goes for its parts.
    if let carried = stated.last(where: { $0.sentence == sentence && $0.role != .change })?.role,
      carried == .budget || carried == .prior,
      let value = named.flatMap({ values(of: $0, carried) }).first(where: { quantity.agreement(with: $0) == .same })
    {
      return .figure(value, carried, named)
    }
    // 采购预算 A，其中货物 B: a budget, too, of which nothing is known here.
    if claim.slipped == nil, !isBudget, isPartOfBudget(quantity, lead, named) {
      return .unknown("是预算的一部分，没有可以比较的预算数", [])
    }
    // 差旅费 88.20 万元，其中办案差旅费 70 万元: a part of it under its name.
    if let whole, whole.value != nil, whole.targets == named, quantity.value < whole.quantity.value,
      quantity.unit == whole.quantity.unit
    {
      return .unknown("是其中的一部分，表里没有", [])
    }
    if isPartOfLastYear(quantity, lead, named) { return .unknown("像是上年的数，没有可以比较的上年数", []) }
    // 一般公共预算财政拨款支出 A，其中：基本支出 B: of that table, whatever other has the name.
    if claim.slipped == nil, !isNamedAlone(lead, expected), let whole, let own = whole.value?.cell?.table,
      let table = expected.cell?.table, own != table, !claim.candidates.contains(where: { $0.cell?.table == own }),
      quantity.value < whole.quantity.value
    {
      return .unknown("像是 \(whole.label) 的一部分，这里没有它的数", [])
    }
    if let value = ofNamedColumn(quantity, lead, expected) ?? ofStatedLine(quantity) {
      return .figure(value, claim.role, value.cell.map { [.cell($0)] } ?? [])
    }
    if isMoreThanWhole(quantity, lead, expected) { return .tooMuch }
    return claim.slipped == nil && isOfRowElsewhere(quantity, expected) ? .unknown("是另一张表里同一行的数", []) : nil
  }

  /// - Parameter isOfOther: another figure of the tables is the same.
  private func readingByWords(_ claim: Claim, instead expected: Evaluator.Value, isOfOther: Bool) -> Reading? {
    let (quantity, lead, named, role) = (claim.quantity, claim.lead, claim.named, claim.role)
    guard
      claim.isSure || claim.slipped != nil || goesOn(lead, role, named) || isPlain(claim)
        || claim.followsPath && lead.has(Self.subjectWords, lead.clause)
        || claim.declared.count == 1 && isFieldAlone(lead)
    else { return .unknown("认不准说的是哪一个数", named) }
    if role == .budget, isOneOfTwoBudgets(quantity, expected) || claim.slipped == nil && isLaterBudget(lead, named) {
      return .unknown("年初预算和调整后的预算，表里只有一个", named)
    }
    if claim.slipped == nil || isOfOther, isReserved(quantity) { return .unknown("说的像是另一个口径、另一年或者别人的数", []) }
    guard claim.slipped == nil, claim.inTurn == nil, !isGoverned(lead, role, by: expected) else { return nil }
    return .unknown("名称前后还有别的限定，认不准说的就是它", [])
  }

  private static let subjectWords: Words = ["预算", "决算", "安排"]

  private func isPlain(_ claim: Claim) -> Bool {
    claim.followsPath && claim.lead.isOnly(Self.roleWords) && !claim.lead.isJoin
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

  /// 年初预算 A，支出决算 B, where A is the 决算.
  private func isOtherWay(_ claim: Claim) -> Bool {
    let other: Stated.Role = claim.role == .budget ? .actual : .budget
    return claim.named.flatMap { values(of: $0, other) }.contains { claim.quantity.agreement(with: $0) == .same }
  }

  /// Whether nothing but 年初预算数为 and the like stands between a name and the figure.
  private func isNextToName(_ lead: Lead) -> Bool {
    guard let name = names.matches(in: lead.passage, lead.range).last else { return false }
    return lead.isOnly(Self.roleWords, name.range.upperBound..<lead.range.upperBound)
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

  /// 政府采购预算 165 万元（货物 45 万元、服务 120 万元）: nothing but the field's name.
  private func isFieldAlone(_ lead: Lead) -> Bool {
    moneyFields.contains { field in
      lead.passage.contains(field.name, in: lead.clause)
        && lead.isOnly(Words(all: [field.name]) + Self.besideField, lead.clause)
    }
  }

  private static let besideField: Words = ["其中", "类", "：", ":", "，", ","]

  /// 政府性基金预算财政拨款本年收入 A，本年支出 B; 项目支出投向两个领域：农林水支出 A，城乡社区支出 B: of the same row, in the column that the sentence has begun with.
  func ofNamedColumn(_ quantity: Quantity, _ lead: Lead, _ expected: Evaluator.Value) -> Evaluator.Value? {
    guard let cell = expected.cell else { return nil }
    let block = disclosure.set.tables[cell.table].blocks[cell.block]
    let sentence = lead.passage.sentence(before: quantity.range.lowerBound)
    // 基本支出 21 万元，项目支出 15 万元: each has named its own column.
    if disclosure.set.tables[cell.table].layout != .paired,
      block.figureColumns.contains(where: {
        lead.passage.contains(
          Words(block.columns[$0].name), in: lead.clause.lowerBound..<quantity.range.lowerBound)
      }) || names.matches(in: lead.passage, lead.clause).isEmpty
    {
      return nil
    }
    for column in block.figureColumns where column != cell.column {
      guard let value = own(CellID(table: cell.table, block: cell.block, row: cell.row, column: column)),
        quantity.agreement(with: value) == .same, !value.figure.value.isZero
      else { continue }
      let name = Words(block.columns[column].name)
      if lead.has(name, sentence) { return value }
    }
    return nil
  }

  /// 事业机构（项）支出 9,604.61 万元，其中财政拨款 A, in the section on 财政拨款: the line has another figure in the table of all funds.
  func isOfRowElsewhere(_ quantity: Quantity, _ expected: Evaluator.Value) -> Bool {
    guard let cell = expected.cell, cell.row != Row.totalKey, !quantity.value.isZero else { return false }
    return disclosure.tables.enumerated().contains { index, table in
      guard let table, index != cell.table, let row = table.blocks.first?.row(cell.row) else { return false }
      return table.blocks[0].form.figureColumns.contains { column in
        column < row.cells.count
          && own(CellID(table: index, block: 0, row: cell.row, column: column)).map {
            quantity.agreement(with: $0) == .same
          } ?? false
      }
    }
  }

  private static let amongThem: Words = "其中"

  /// 2019 年支出 110.50 万元，其中公务接待费 5.50 万元, of which nothing is known here.
  func isPartOfLastYear(_ quantity: Quantity, _ lead: Lead, _ named: [ProseNames.Target]) -> Bool {
    guard !lead.namesYear(disclosure.year),
      let first = stated.first(where: { $0.sentence == sentence && $0.role != .change }), first.role == .prior,
      first.quantity.passage == quantity.passage
    else { return false }
    return lead.has(Self.amongThem, first.quantity.range.upperBound..<quantity.range.lowerBound)
      && named.allSatisfy { values(of: $0, .prior).isEmpty }
  }

  func isPartOfBudget(_ quantity: Quantity, _ lead: Lead, _ named: [ProseNames.Target]) -> Bool {
    guard
      let last = stated.last(where: {
        $0.sentence == sentence && ($0.role == .budget || $0.role == .actual) && $0.targets != named
      }),
      last.role == .budget || stated.first(where: { $0.sentence == sentence })?.role == .budget
    else { return false }
    return lead.has(Self.amongThem, lead.passage.part(before: quantity.range.lowerBound))
      && named.allSatisfy { values(of: $0, .budget).isEmpty }
  }

  private static let moved: Words = ["调整", "调增", "调减", "追加", "压减"]

  /// 年初预算 8 万元调整为全年预算 5 万元: a form that prints one budget has the one or the other.
  func isOneOfTwoBudgets(_ quantity: Quantity, _ expected: Evaluator.Value) -> Bool {
    guard let cell = expected.cell, disclosure.set.tables[cell.table].blocks[cell.block].name == "预算数" else {
      return false
    }
    let passage = passages[quantity.passage]
    if passage.starts(with: Self.moved, at: quantity.range.upperBound) { return true }
    let sentence = passage.sentence(around: quantity.range)
    return quantities.contains { other in
      other.range != quantity.range && other.range.lowerBound >= sentence.lowerBound
        && other.range.upperBound <= sentence.upperBound && other.agreement(with: expected) == .same
        && passage.contains(
          Self.budgetWord, in: max(sentence.lowerBound, other.range.lowerBound - 30)..<other.range.lowerBound)
    }
  }

  private static let budgetWord: Words = "预算"
  private static let annualBudget: Words = "全年预算"

  /// 年初预算 A，年中追加 B，全年预算 C, where only A is known.
  func isLaterBudget(_ lead: Lead, _ named: [ProseNames.Target]) -> Bool {
    lead.has(Self.annualBudget, lead.clause)
      && stated.contains { $0.role == .budget && $0.sentence == sentence && $0.targets == named && $0.value != nil }
  }

  /// 农村基础设施建设支出年初结转 101.00 万元，本年收入 1,195.98 万元: of the line that the sentence has named.
  func isOfNamedLine(_ value: Evaluator.Value, _ quantity: Quantity) -> Bool {
    guard let cell = value.cell, cell.row != Row.totalKey, isTelling(quantity), let name = lineName(cell),
      name.utf8.count >= 6
    else {
      return false
    }
    let passage = passages[quantity.passage]
    return passage.contains(Words(name), in: passage.sentence(before: quantity.range.lowerBound))
  }

  /// A figure of the section's tables that is what is written, where that can hardly be chance.
  func likely(_ quantity: Quantity, not candidates: [Evaluator.Value]) -> Evaluator.Value? {
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
