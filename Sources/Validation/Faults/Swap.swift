internal import Disclosures
internal import Figures
internal import Forms

/// Figures typed in each other's place: two columns of a row, or all figures of two rows.
struct Swap {
  /// The first of the figures, in the order of the table.
  let value: Evaluator.Value
  /// The failing checks that hold once they are exchanged.
  let mended: [Int]
  let hypothesis: String
}

/// Looks for figures that stand in each other's place. No single figure explains that: what one lacks the other has too
/// much of. It is one where everything that fails for either holds with both exchanged, and nothing breaks.
struct Swaps {
  let checks: [Check]
  let judge: Judge
  let set: FormSet
  let tables: [Table?]

  private struct RowID: Hashable {
    let table: Int
    let block: Int
    let row: String
  }

  /// The first that explains several of the failing checks.
  func first(among failing: Set<Int>) -> Swap? {
    guard failing.count > 1 else { return nil }
    let rows = rows(of: failing)
    let places = places(of: Set(rows))
    for row in rows { if let swap = columns(of: row, failing, places) { return swap } }
    for (place, row) in rows.enumerated() {
      for other in rows[(place + 1)...] where (row.table, row.block) == (other.table, other.block) {
        if let swap = exchange(row, other, failing, places) { return swap }
      }
    }
    return nil
  }

  /// The checks that each cell of the rows takes part in.
  private func places(of rows: Set<RowID>) -> [CellID: [Int]] {
    let tables = Set(rows.map(\.table))
    var places: [CellID: [Int]] = [:]
    for (index, check) in checks.enumerated() {
      for entry in check.sides.left + check.sides.right {
        guard let cell = entry.value.cell, tables.contains(cell.table),
          rows.contains(RowID(table: cell.table, block: cell.block, row: cell.row)), places[cell]?.last != index
        else { continue }
        places[cell, default: []].append(index)
      }
    }
    return places
  }

  /// More rows than these were not swapped by a slip.
  private static let mostRows = 24

  /// The rows with figures in failing checks, in the order in which these name them.
  private func rows(of failing: Set<Int>) -> [RowID] {
    var rows: [RowID] = []
    for index in failing.sorted() {
      for entry in checks[index].sides.left + checks[index].sides.right where entry.value.isOwn && !entry.value.isAbsent
      {
        guard let cell = entry.value.cell else { continue }
        let row = RowID(table: cell.table, block: cell.block, row: cell.row)
        if rows.count < Self.mostRows, !rows.contains(row) { rows.append(row) }
      }
    }
    return rows
  }

  private func columns(of row: RowID, _ failing: Set<Int>, _ places: [CellID: [Int]]) -> Swap? {
    guard let own = self.row(row) else { return nil }
    let columns = set.tables[row.table].blocks[row.block].figureColumns
    for (place, one) in columns.enumerated() {
      for other in columns[(place + 1)...] {
        guard let a = figure(own, one), let b = figure(own, other), a.value != b.value else { continue }
        let names = set.tables[row.table].blocks[row.block].columns
        let words = "\(names[one].name)与\(names[other].name)可能填反了：\(a.written) 与 \(b.written)"
        if let swap = swap([cell(row, one): b, cell(row, other): a], failing, places, words) { return swap }
      }
    }
    return nil
  }

  private func exchange(
    _ one: RowID, _ other: RowID, _ failing: Set<Int>, _ places: [CellID: [Int]]
  ) -> Swap? {
    guard let a = row(one), let b = row(other), !a.isTotal, !b.isTotal, a.level == b.level else { return nil }
    var figures: [CellID: Figure] = [:]
    for column in set.tables[one.table].blocks[one.block].figureColumns {
      guard let x = figure(a, column), let y = figure(b, column), x.value != y.value else { continue }
      figures[cell(one, column)] = y
      figures[cell(other, column)] = x
    }
    return swap(figures, failing, places, "\(a.name)与\(b.name)两行的数可能填反了")
  }

  /// nil where the exchange leaves something failing that it concerns, breaks something, or mends one check alone.
  private func swap(
    _ figures: [CellID: Figure], _ failing: Set<Int>, _ places: [CellID: [Int]], _ words: String
  ) -> Swap? {
    let concerned = Set(figures.keys.flatMap { places[$0] ?? [] }).sorted()
    let mended = concerned.filter(failing.contains)
    guard mended.count > 1 else { return nil }
    for index in concerned where !holds(index, figures, failing) { return nil }
    let sides = checks[mended[0]].sides
    guard
      let value = (sides.left + sides.right).map(\.value).first(where: { $0.cell.map { figures[$0] != nil } ?? false })
    else { return nil }
    return Swap(value: value, mended: mended, hypothesis: words)
  }

  /// Whether a check holds with the figures exchanged, or fails for something else as it did before.
  private func holds(_ index: Int, _ figures: [CellID: Figure], _ failing: Set<Int>) -> Bool {
    var changed = checks[index]
    for (cell, figure) in figures { changed.sides = changed.sides.replacing(.cell(cell), by: figure) }
    changed.verdict = judge.verdict(changed)
    return !changed.isFailing || checks[index].isFailing && !failing.contains(index)
  }

  private func row(_ id: RowID) -> Row? { tables[id.table]?.blocks[id.block].row(id.row) }

  private func cell(_ row: RowID, _ column: Int) -> CellID {
    CellID(table: row.table, block: row.block, row: row.row, column: column)
  }

  /// An empty cell takes part: an amount one column off leaves one behind.
  private func figure(_ row: Row, _ column: Int) -> Figure? {
    switch row.cells[column].content {
    case .figure(let figure): figure
    case .blank: Figure(.zero, decimals: set.decimals, isExact: true)
    default: nil
    }
  }
}
