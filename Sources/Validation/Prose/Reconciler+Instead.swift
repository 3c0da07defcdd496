internal import Disclosures
internal import Figures
internal import Forms

/// What an amount may be instead of what the words before it seem to name.
extension Reconciler {
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
