internal import Disclosures
internal import Figures
internal import Forms

/// A row that in several columns at once is more, or less, than what it sums up: one row left out or listed twice explains
/// that better than a wrong figure in every column.
///
/// Indicators are summed up level by level in one column, and all at once in another: there the rows are those on one line
/// from an indicator up to the total.
struct UnevenRow {
  let cell: CellID
  /// The failing sums, by index, in the order of their columns.
  let checks: [Int]
  /// How much more than its parts the row has, by column.
  private let gaps: [(column: Int, gap: ExactDecimal)]
  private let decimals: Int
  /// The parts, by row and column.
  private let parts: [String: [Int: ExactDecimal]]

  /// Those among failing checks that stand in several columns, all off to the same side.
  static func all(_ failing: [(index: Int, check: Check)], in set: FormSet) -> [UnevenRow] {
    var groups: [[(index: Int, check: Check, cell: CellID)]] = []
    for (index, check) in failing {
      guard check.item.assertion.relation == .sum, let whole = check.sides.lonelyLeft,
        isSum(check, of: whole, in: set)
      else { continue }
      let place = groups.firstIndex { group in
        let first = group[0].cell
        guard (first.table, first.block) == (whole.table, whole.block) else { return false }
        return isTree(whole, set) ? group.allSatisfy { isOnOneLine($0.cell.row, whole.row) } : first.row == whole.row
      }
      if let place { groups[place].append((index, check, whole)) } else { groups.append([(index, check, whole)]) }
    }
    return groups.compactMap { group in
      let columns = Set(group.map(\.cell.column))
      let signs = Set(group.map { $0.check.sides.difference.isNegative })
      // Two sums over one column, of items and of classes, are not two columns.
      guard columns.count > 1, columns.count == group.count, signs.count == 1, isIndicator(group, in: set) else {
        return nil
      }
      return UnevenRow(group)
    }
  }

  private static func isTree(_ cell: CellID, _ set: FormSet) -> Bool { set.tables[cell.table].layout == .indicators }

  /// Whether all that is added up stands in the column of the sum; with indicators, besides what another table gives.
  private static func isSum(_ check: Check, of whole: CellID, in set: FormSet) -> Bool {
    var isOwn = false
    for entry in check.sides.right {
      guard let part = entry.value.cell, !entry.isSubtracted else { return false }
      if part.table == whole.table, part.block == whole.block, part.column == whole.column {
        isOwn = true
      } else if !isTree(whole, set) || part.table == whole.table {
        return false
      }
    }
    return isOwn || check.sides.right.isEmpty
  }

  private static func isOnOneLine(_ one: String, _ other: String) -> Bool {
    one == other || [one, other].contains(Row.totalKey) || one.hasPrefix(other + ".") || other.hasPrefix(one + ".")
  }

  /// Whether an indicator can be what the sums lack, or have too much: it scores no more than it weighs.
  private static func isIndicator(_ group: [(index: Int, check: Check, cell: CellID)], in set: FormSet) -> Bool {
    let cell = group[0].cell
    guard isTree(cell, set) else { return true }
    let columns = IndicatorColumns(set.tables[cell.table].blocks[cell.block].columns)
    func gap(_ column: Int?) -> ExactDecimal? {
      group.first { $0.cell.column == column }?.check.sides.difference.magnitude
    }
    guard let weight = gap(columns.weight), let score = gap(columns.score) else { return true }
    return score <= weight
  }

  private init(_ group: [(index: Int, check: Check, cell: CellID)]) {
    let sorted = group.sorted { $0.cell.column < $1.cell.column }
    cell = sorted[0].cell
    checks = sorted.map(\.index)
    decimals = sorted[0].check.sides.left[0].value.figure.decimals
    gaps = sorted.map { ($0.cell.column, $0.check.sides.difference) }
    var parts: [String: [Int: ExactDecimal]] = [:]
    for entry in sorted.flatMap(\.check.sides.right) {
      guard let part = entry.value.cell else { continue }
      parts[part.row, default: [:]][part.column] = entry.value.figure.value
    }
    self.parts = parts
  }

  /// The one row that another table of the same classification has below this one, with just the amount that is lacking:
  /// `支出表有 2080506 机关事业单位职业年金缴费支出`; nil where there is none, or several.
  private func omitted(in set: FormSet, _ tables: [Table?]) -> String? {
    guard let own = tables[cell.table], own.form.layout == .list, let block = own.blocks.first else { return nil }
    var found: [(key: String, words: String)] = []
    for table in tables {
      guard let table, table.form.id != own.form.id, table.form.layout == .list,
        table.form.codeList == own.form.codeList, let other = table.blocks.first
      else { continue }
      for row in other.rows where row.parent == cell.row && !row.isTotal && block.row(row.key) == nil {
        let amounts = other.form.figureColumns.map { row.cells[$0].figure(decimals: table.decimals).value }
        guard gaps.allSatisfy({ amounts.contains($0.gap.magnitude) }), !found.contains(where: { $0.key == row.key })
        else { continue }
        found.append((row.key, "\(table.form.short)有 \(row.key) \(row.name)"))
      }
    }
    return found.count == 1 ? found[0].words : nil
  }

  /// What may have happened: `3 栏都比明细之和多，可能漏了一行：…`.
  func hypothesis(in set: FormSet, _ tables: [Table?]) -> String {
    let columns = set.tables[cell.table].blocks[cell.block].columns
    let isLacking = !gaps[0].gap.isNegative
    let amounts = gaps.map {
      "\(columns[$0.column].name) \($0.gap.magnitude.written(decimals: decimals, grouped: true))"
    }
    .joined(separator: "、")
    let twice = parts.filter { _, figures in gaps.allSatisfy { figures[$0.column] == $0.gap.magnitude } }.keys.sorted()
    if !isLacking, twice.count == 1 {
      return "\(gaps.count) 栏都比明细之和少，少的正是 \(twice[0]) 这一行：可能多列了它，或它的编码写错了"
    }
    if isLacking, let other = omitted(in: set, tables) {
      return "\(gaps.count) 栏都比明细之和多，\(other)：多半漏了这一行（\(amounts)）"
    }
    let row = Self.isTree(cell, set) ? "一项指标" : "一行"
    return "\(gaps.count) 栏都比明细之和\(isLacking ? "多，可能漏了" : "少，可能多列了")\(row)：\(amounts)"
  }
}
