internal import Disclosures
internal import Figures
internal import Forms

/// What a figure is a part of, where its words alone would name another whole.
extension Reconciler {
  private static let of = Words.utf8("占")
  private static let possessive = Words.utf8("的")
  private static let amongThem = Words.utf8("其中")

  /// Whether all that a share is said to be of is the part again.
  func isItself(_ part: Stated, _ wholes: [ProseNames.Target], _ share: Quantity) -> Bool {
    let part = bounds(part)
    let wholes = wholes.flatMap { values(of: $0, .actual) }.map(Bounds.init)
    return share.value != ExactDecimal(100) && !wholes.isEmpty
      && wholes.allSatisfy { $0.lower <= part.upper && part.lower <= $0.upper }
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
    let share = end + Self.possessive.count
    let start = Words.partStart(before: amount.quantity.range.lowerBound, in: passage).start
    return passage.contains(Self.of, in: start..<amount.quantity.range.lowerBound)
      && quantities.contains { $0.unit == .percent && (share...(share + 1)).contains($0.range.lowerBound) }
  }

  /// 一般公共预算支出 A。其中基本支出增加 B: of that part of all there is, though the name is known of all.
  func isPartOfAnother(_ lead: Lead, of now: Evaluator.Value?) -> Bool {
    guard let cell = now?.cell, cell.row == Row.totalKey else { return false }
    let place = lead.range.upperBound
    let start = Words.sentenceStart(before: place, in: lead.passage)
    guard let among = lead.passage.find(Self.amongThem, in: start..<place)?.lowerBound,
      let whole = stated.last(where: {
        $0.role == .actual && $0.sentence >= sentence - 1
          && ($0.sentence < sentence || $0.quantity.range.upperBound <= among)
      }), let own = whole.value, let table = own.cell?.table, table != cell.table
    else { return false }
    let block = disclosure.set.tables[cell.table].blocks[cell.block]
    return !block.figureColumns.contains { column in
      let total = self.own(CellID(table: cell.table, block: cell.block, row: Row.totalKey, column: column))
      return total.map { $0.figure.value == own.figure.value && $0.unit == own.unit } ?? false
    }
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
}
