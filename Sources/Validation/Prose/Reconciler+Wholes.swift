internal import Disclosures
internal import Figures
internal import Forms

/// What a figure is a part of, where its words alone would name another whole.
extension Reconciler {
  private static let of: Words = "占"
  private static let possessive: Words = "的"
  private static let amongThem: Words = "其中"

  /// Whether all that a share is said to be of is the part again.
  func isItself(_ part: Stated, _ wholes: [ProseNames.Target], _ share: Quantity) -> Bool {
    let part = bounds(part)
    let wholes = wholes.flatMap { values(of: $0, .actual) }.map(Bounds.init)
    return share.value != ExactDecimal(100) && !wholes.isEmpty && wholes.allSatisfy(part.meets)
  }

  /// What holds where no heading tells the table.
  mutating func outsideTopic<Result>(_ read: (Self) -> Result) -> Result {
    let topic = topic
    defer { self.topic = topic }
    self.topic = nil
    return read(self)
  }

  /// 机关运行经费 512 万元，占公用经费 755 万元的 67.8%，比上年减少 17 万元: the 755 are not what the sentence is about.
  func isWholeOfShare(_ amount: Stated) -> Bool {
    let passage = passages[amount.quantity.passage]
    let end = amount.quantity.range.upperBound
    guard passage.starts(with: Self.possessive, at: end) else { return false }
    return passage.contains(Self.of, in: passage.part(before: amount.quantity.range.lowerBound))
      && isPercentage(at: end + Self.possessive.length, passage)
  }

  private static let point: Words = "."
  private static let percent: Words = "%"

  private func isPercentage(at start: Int, _ passage: Passage) -> Bool {
    let first = passage.skippingBlanks(from: start)
    var place = first
    while passage.isDigit(at: place) || passage.starts(with: Self.point, at: place) { place += 1 }
    return place > first && passage.starts(with: Self.percent, at: place)
  }

  /// 一般公共预算支出 A。其中基本支出增加 B: of that part of all there is, though the name is known of all.
  func isPartOfAnother(_ lead: Lead, of now: Evaluator.Value?) -> Bool {
    guard let cell = now?.cell else { return false }
    guard
      let among = lead.passage.find(Self.amongThem, in: sentence(lead.passage, before: lead.range.upperBound))?
        .lowerBound,
      let whole = stated.last(where: {
        ($0.role == .actual || $0.role == .change) && $0.sentence >= sentence - 1
          && ($0.sentence < sentence || $0.quantity.range.upperBound <= among)
      }),
      let own = whole.value ?? whole.changing?.now?.1 ?? whole.targets.first.flatMap({ values(of: $0, .actual).first }),
      let line = own.cell, line.table != cell.table || line.row != cell.row && isInLine(line)
    else { return false }
    if isInLine(line) { return true }
    guard cell.row == Row.totalKey else { return false }
    let block = disclosure.set.tables[cell.table].blocks[cell.block]
    return !block.figureColumns.contains { column in
      let total = self.own(CellID(table: cell.table, block: cell.block, row: Row.totalKey, column: column))
      return total.map { $0.figure.value == own.figure.value && $0.unit == own.unit } ?? false
    }
  }

  /// A line of its own, and no total: 城乡社区支出.
  private func isInLine(_ cell: CellID) -> Bool {
    let form = disclosure.set.tables[cell.table]
    guard !form.isCoded else { return cell.row != Row.totalKey }
    return form.layout == .paired
      && !(lineName(cell).map { name in Self.totals.contains { name.contains($0) } } ?? true)
  }

  /// 公共安全支出 is no part of the income that a section speaks of first.
  func isOtherSide(_ main: Evaluator.Value, _ part: Stated) -> Bool {
    guard let cell = main.cell, !part.targets.isEmpty else { return false }
    return part.targets.allSatisfy { target in
      switch target {
      case .cell(let own): own.table == cell.table && own.block != cell.block
      case .row(let table, let block, _), .column(let table, let block, _): table == cell.table && block != cell.block
      case .field: false
      }
    }
  }

  static let besideShare: Words = [
    "，", ",", "；", ";", "、", "：", "（", "(", "）", ")", "其中", "所", "比重", "比例", "分别", "约", "均", "共", "合计", "总计", "支出",
    "收入", "金额",
    "决算", "数", "额", "总", "的", "为", "也", "仅", "只", "主要", "用于", "以上", "上述", "这", "两", "三", "项", "部分", "该", "其",
  ]

  /// 授予中小企业合同金额占货物支出金额的 100%: the amount before it is another's.
  ///
  /// - Parameter targets: what the amount before it was said of; nil where that does not matter.
  func namesItsPart(_ lead: Lead, besides targets: [ProseNames.Target]?) -> Bool {
    guard let at = lead.passage.findLast(Self.of, in: lead.range) else { return false }
    // 基本支出 700 万元；项目支出＿＿万元，占 31.4%.
    if let targets, !targets.isEmpty {
      let own = subjects(lead, [lead.range.lowerBound..<at.lowerBound])
      if own.isSure, !own.named.contains(where: targets.contains) { return true }
    }
    let words = max(lead.clause.lowerBound, lead.range.lowerBound)..<max(lead.clause.lowerBound, at.lowerBound)
    return words.count >= 6 && !lead.isOnly(Self.besideShare, words) && !isNamed(words, in: lead.passage)
  }

  /// 服务类占 50% behind 服务类 620 万元.
  private func isNamed(_ words: Range<Int>, in passage: Passage) -> Bool {
    stated.last { $0.role == .actual }?.label.contains(passage.string(words).filter { !$0.isWhitespace }) ?? false
  }

  /// 基本支出中，人员支出 A，占 B%: of what the sentence has named without its amount.
  func isOfNamed(_ share: Quantity, _ part: Bounds, _ lead: Lead) -> Bool {
    guard share.decimals > 0, share.value.coefficient(atScale: share.decimals) >= 100, !part.canBeZero else {
      return false
    }
    let said = sentence(lead.passage, before: share.range.lowerBound)
    return names.matches(in: lead.passage, said).contains { match in
      match.meanings.flatMap { values(of: $0.target, .actual) }.contains { value in
        value.unit.isMoney && part.share(of: Bounds(value), is: share) == .same
      }
    }
  }

  private static let totals = ["合计", "总计", "本年"]

  func lineName(_ cell: CellID) -> String? {
    disclosure.tables[cell.table]?.blocks[cell.block].rows.first { $0.key == cell.row }?.name
  }

  /// 中医医院支出 A，其中基本支出 B: the figure of that line, in whichever table.
  func ofStatedLine(_ quantity: Quantity) -> Evaluator.Value? {
    guard quantity.value.magnitude.coefficient(atScale: quantity.decimals) >= 1_000,
      let cell = stated.last(where: { $0.role == .actual && $0.sentence == sentence && $0.value?.cell != nil })?.value?
        .cell,
      cell.row != Row.totalKey, let name = lineName(cell)
    else { return nil }
    for (index, table) in disclosure.tables.enumerated() {
      guard let table, table.form.isStatutory else { continue }
      for (place, block) in table.blocks.enumerated() {
        for row in block.rows where row.key == cell.row || row.name.contains(name) {
          for column in block.form.figureColumns where column < row.cells.count {
            let value = own(CellID(table: index, block: place, row: row.key, column: column))
            if let value, quantity.agreement(with: value) == .same, !value.figure.value.isZero { return value }
          }
        }
      }
    }
    return nil
  }

  private static let partly: Words = ["国内", "境外", "国外", "境）外", "境)外"]

  /// 国内公务接待费 9 万元 of a 公务接待费 of 2 万元.
  func isMoreThanWhole(_ quantity: Quantity, _ lead: Lead, _ whole: Evaluator.Value) -> Bool {
    guard let name = names.matches(in: lead.passage, lead.clause).last, whole.cell != nil,
      lead.passage.ends(with: Self.partly, at: name.range.lowerBound),
      lead.isOnly(Self.roleWords, name.range.upperBound..<lead.range.upperBound), preferred(name.meanings).isOwn
    else { return false }
    return Bounds(quantity).lower > Bounds(whole).upper
  }
}
