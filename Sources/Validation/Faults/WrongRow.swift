internal import Disclosures
internal import Figures
internal import Forms

/// A row with several figures wrong at once: copied from elsewhere, moved by a column, or a mistyped amount that a total and
/// its only part both repeat. Each column tells on its own what belongs there.
struct WrongRow {
  /// The first of the figures, in the order of the table.
  let value: Evaluator.Value
  /// The failing checks that hold with all of them put right.
  let mended: [Int]
  /// `这一行的 2 栏都要改：…`.
  let hypothesis: String
}

/// Looks for rows that are wrong as a whole. It is one where other figures of each column say what it should have, where
/// with all of that everything holds that failed for it, and where nothing breaks; a row that could also have been left out
/// beside it, or another that would do as well, is no proof.
struct WrongRows {
  let checks: [Check]
  let judge: Judge
  let set: FormSet
  let tables: [Table?]

  /// Rows of one table and block that say the same: a 项 alone in its 款 is repeated there, and often in the 类.
  private struct Chain: Hashable {
    let table: Int
    let block: Int
    let rows: [String]
  }

  /// A chain with what each of its columns should have.
  private struct Repair {
    let chain: Chain
    let meant: [(column: Int, typed: Figure, figure: Figure)]
    let mended: [Int]
    /// Whether more than the sums of one row speaks for it.
    let isProven: Bool
  }

  /// The row that explains most of the failing checks; nil where none does, or two do equally.
  func first(among failing: Set<Int>) -> WrongRow? {
    guard failing.count > 1 else { return nil }
    let places = places()
    var best: [Repair] = []
    for chain in chains(of: failing) {
      guard let repair = repair(of: chain, failing, places) else { continue }
      if let most = best.first?.mended.count, repair.mended.count < most { continue }
      if let most = best.first?.mended.count, repair.mended.count > most { best = [] }
      best.append(repair)
    }
    guard best.count == 1, best[0].isProven, let row = wrongRow(best[0]) else { return nil }
    return row
  }

  /// More rows than these are a table of its own troubles.
  private static let mostRows = 24

  private func chains(of failing: Set<Int>) -> [Chain] {
    var columns: [Chain: Set<Int>] = [:]
    var order: [Chain] = []
    for index in failing.sorted() {
      for entry in checks[index].sides.left + checks[index].sides.right where entry.value.isOwn && !entry.value.isAbsent
      {
        // A weight and a score are no two columns of one amount.
        guard let cell = entry.value.cell, set.tables[cell.table].layout != .indicators else { continue }
        let chain = Chain(table: cell.table, block: cell.block, rows: [cell.row])
        if columns[chain] == nil { order.append(chain) }
        columns[chain, default: []].insert(cell.column)
      }
    }
    var found: [Chain] = []
    for chain in order {
      guard found.count < Self.mostRows else { break }
      if columns[chain, default: []].count > 1, !found.contains(chain) { found.append(chain) }
      let whole = repeated(chain)
      if whole.rows.count > 1, !found.contains(whole) { found.append(whole) }
    }
    return found
  }

  /// The row with those above and below it that repeat all its figures.
  private func repeated(_ chain: Chain) -> Chain {
    guard let block = tables[chain.table]?.blocks[chain.block], let row = block.row(chain.rows[0]) else { return chain }
    var rows = [row]
    while let last = rows.last {
      let below = block.rows.filter { $0.parent == last.key && !$0.isTotal }
      guard below.count == 1, figures(below[0], block) == figures(row, block) else { break }
      rows.append(below[0])
    }
    while let top = rows.first, !top.isTotal {
      guard let above = top.parent.flatMap({ block.row($0) }), figures(above, block) == figures(row, block) else {
        break
      }
      rows.insert(above, at: 0)
    }
    return Chain(table: chain.table, block: chain.block, rows: rows.map(\.key))
  }

  private func figures(_ row: Row, _ block: TableBlock) -> [ExactDecimal] {
    block.form.figureColumns.map { row.cells[$0].figure(decimals: 2).value }
  }

  private func places() -> [CellID: [Int]] {
    var places: [CellID: [Int]] = [:]
    for (index, check) in checks.enumerated() {
      for entry in check.sides.left + check.sides.right {
        guard let cell = entry.value.cell, entry.value.isOwn, places[cell]?.last != index else { continue }
        places[cell, default: []].append(index)
      }
    }
    return places
  }

  private func repair(of chain: Chain, _ failing: Set<Int>, _ places: [CellID: [Int]]) -> Repair? {
    guard let block = tables[chain.table]?.blocks[chain.block], let decimals = tables[chain.table]?.decimals,
      let row = block.row(chain.rows[0])
    else { return nil }
    func cells(_ column: Int) -> [CellID] {
      chain.rows.map { CellID(table: chain.table, block: chain.block, row: $0, column: column) }
    }
    let own = Set(block.form.figureColumns.flatMap(cells))
    var fitting: [(column: Int, typed: Figure, figures: [Figure])] = []
    for column in block.form.figureColumns {
      let here = Set(cells(column))
      // What concerns no other figure of the row is told by this column alone.
      let alone = here.flatMap { places[$0] ?? [] }.filter { index in
        !(checks[index].sides.left + checks[index].sides.right).contains {
          $0.value.cell.map { own.contains($0) && !here.contains($0) } ?? false
        }
      }
      let wrong = alone.filter(failing.contains).sorted()
      guard !wrong.isEmpty else { continue }
      let typed = row.cells[column].figure(decimals: decimals)
      let figures = candidates(wrong, here, typed).filter { figure in
        (!figure.value.isNegative || typed.value.isNegative)
          && Set(alone).allSatisfy { holds($0, [here: figure], failing) }
      }
      guard !figures.isEmpty else { return nil }
      fitting.append((column, typed, Array(figures.prefix(Self.mostFigures))))
    }
    // Rounding leaves some columns two figures: those that agree with each other are meant.
    for choice in Self.choices(fitting.map(\.figures.count)).prefix(Self.mostChoices) {
      var meant = zip(fitting, choice).map { (column: $0.column, typed: $0.typed, figure: $0.figures[$1]) }
      // A column that only repeats a wrong one is wrong with it, though nothing else has its figure.
      for column in block.form.figureColumns where !meant.contains(where: { $0.column == column }) {
        let typed = row.cells[column].figure(decimals: decimals)
        guard !typed.value.isZero, let same = meant.first(where: { $0.typed.value == typed.value }) else { continue }
        meant.append((column, typed, same.figure))
      }
      guard meant.count > 1 else { return nil }
      let changes = Dictionary(uniqueKeysWithValues: meant.map { (Set(cells($0.column)), $0.figure) })
      let concerned = Set(meant.flatMap { cells($0.column) }.flatMap { places[$0] ?? [] })
      guard concerned.allSatisfy({ holds($0, changes, failing) }) else { continue }
      let mended = concerned.filter(failing.contains).sorted()
      guard mended.count > 1 else { return nil }
      return Repair(chain: chain, meant: meant, mended: mended, isProven: isProven(mended, chain, meant))
    }
    return nil
  }

  private static let mostFigures = 3
  /// Rounding leaves few columns a choice; where many have one, each figure is as good as the next.
  private static let mostChoices = 81

  /// Every way to take one of each: `[2, 1]` → `[0, 0]`, `[1, 0]`.
  private static func choices(_ counts: [Int]) -> [[Int]] {
    counts.reduce([[]]) { ways, count in ways.flatMap { way in (0..<count).map { way + [$0] } } }
  }

  private func candidates(_ wrong: [Int], _ cells: Set<CellID>, _ typed: Figure) -> [Figure] {
    var found: [ExactDecimal] = []
    for index in wrong where [.sum, .same].contains(checks[index].item.assertion.relation) {
      for cell in cells {
        guard let solved = SolvedSides(checks[index].sides, for: .cell(cell)) else { continue }
        let expected = solved.expected.rounded(decimals: typed.decimals)
        if !found.contains(expected) { found.append(expected) }
        // Rounding leaves a last unit of play; a slip tells which.
        let unit = ExactDecimal.unit(decimals: typed.decimals)
        for near in [expected + unit, expected - unit]
        where DigitSlip(typed: typed.value, meant: near, decimals: typed.decimals) != nil && !found.contains(near) {
          found.append(near)
        }
      }
    }
    return found.map {
      Figure($0, decimals: typed.decimals, isExact: typed.isExact && !typed.value.isZero && !$0.isZero)
    }
  }

  /// Whether a check holds with the figures in place, or fails for something else as it did before.
  private func holds(_ index: Int, _ changes: [Set<CellID>: Figure], _ failing: Set<Int>) -> Bool {
    var changed = checks[index]
    for (cells, figure) in changes {
      for cell in cells { changed.sides = changed.sides.replacing(.cell(cell), by: figure) }
    }
    changed.verdict = judge.verdict(changed)
    return !changed.isFailing || checks[index].isFailing && !failing.contains(index)
  }

  /// The sums of the row above alone would also fail for a row that was left out or listed twice: then the slip has to be
  /// seen in every column.
  private func isProven(
    _ mended: [Int], _ chain: Chain, _ meant: [(column: Int, typed: Figure, figure: Figure)]
  ) -> Bool {
    let sums = Set(
      mended.compactMap { index -> String? in
        let check = checks[index]
        guard check.item.assertion.relation == .sum, let whole = check.sides.lonelyLeft, whole.table == chain.table,
          check.sides.right.allSatisfy({ $0.value.cell?.table == chain.table && $0.value.cell?.column == whole.column })
        else { return nil }
        return whole.row
      })
    let others = mended.count { index in
      let check = checks[index]
      guard let whole = check.sides.lonelyLeft, check.item.assertion.relation == .sum else { return true }
      return whole.table != chain.table || !check.sides.right.allSatisfy { $0.value.cell?.column == whole.column }
    }
    if others > 0 || sums.count > 1 { return true }
    return meant.allSatisfy { column in
      switch DigitSlip(typed: column.typed.value, meant: column.figure.value, decimals: column.typed.decimals) {
      case .transposed, .point, .unit, .sign: true
      case .digit, .missing, .surplus, nil: false
      }
    }
  }

  private func wrongRow(_ repair: Repair) -> WrongRow? {
    let chain = repair.chain
    let places = Set(
      chain.rows.flatMap { row in
        repair.meant.map { CellID(table: chain.table, block: chain.block, row: row, column: $0.column) }
      })
    let values = repair.mended.flatMap { checks[$0].sides.left + checks[$0].sides.right }.map(\.value)
    // The lowest of rows that repeat each other is where the amount was typed first.
    let ordered = chain.rows.reversed().flatMap { row in repair.meant.map { (row, $0.column) } }
    guard
      let value = ordered.lazy.compactMap({ place in
        values.first { value in
          value.cell.map { places.contains($0) && ($0.row, $0.column) == place } ?? false
        }
      }).first
    else { return nil }
    let columns = set.tables[chain.table].blocks[chain.block].columns
    let amounts = repair.meant.map {
      "\(columns[$0.column].name) \($0.typed.written) → \($0.figure.written)"
    }.joined(separator: "、")
    if repair.meant.allSatisfy(\.figure.value.isZero) {
      return WrongRow(
        value: value, mended: repair.mended, hypothesis: "这一行可能是多列的：别处都没有它，删去以后就都平了")
    }
    let rows = chain.rows.count > 1 ? "这一行和与它相同的上下级 \(chain.rows.count - 1) 行" : "这一行"
    return WrongRow(
      value: value, mended: repair.mended, hypothesis: "\(rows)有 \(repair.meant.count) 栏不对：\(amounts)")
  }
}
