package import Diagnostics
package import Disclosures
internal import Forms

/// The figure cells of some tables by their addresses, and which checks touch which table: worked out once for all pages of
/// a disclosure, since every table asks.
package final class FigureIndex: Sendable {
  /// A check that was due, with the cells of these tables behind its addresses.
  struct Check: Sendable {
    let entry: Ledger.Entry
    /// The figure that was checked; nil where it is none of these tables'.
    let cell: CellID?
    /// Every cell that takes part, the one that was checked first.
    let cells: [CellID]
  }

  private let evaluator: Evaluator
  private let checks: [Check]
  /// By table: the indices of the checks of one of its cells.
  private let checked: [[Int]]
  /// By table: the indices of the checks in which one of its cells takes part.
  private let involved: [[Int]]

  package init(_ evaluator: Evaluator, _ ledger: Ledger) {
    let own = evaluator.set.figureCells(of: evaluator.tables)
    var cells = [ByteKey: CellID](minimumCapacity: own.count)
    for (cell, _) in own { cells[ByteKey(evaluator.address(of: cell))] = cell }
    var checked = [[Int]](repeating: [], count: evaluator.tables.count)
    var involved = checked
    var checks: [Check] = []
    for entry in ledger.entries where entry.verdict != .notApplicable {
      let own = cells[ByteKey(entry.cell)]
      var all = own.map { [$0] } ?? []
      for address in entry.others { if let cell = cells[ByteKey(address)] { all.append(cell) } }
      let check = Check(entry: entry, cell: own, cells: all)
      if let cell = check.cell { checked[cell.table].append(checks.count) }
      for cell in check.cells where involved[cell.table].last != checks.count {
        involved[cell.table].append(checks.count)
      }
      checks.append(check)
    }
    (self.checks, self.checked, self.involved) = (checks, checked, involved)
    self.evaluator = evaluator
  }

  func address(of cell: CellID) -> String { evaluator.address(of: cell) }

  /// The checks of a table's cells that were due, in the order of the ledger.
  func checks(of table: Int) -> [Check] { checked[table].map { checks[$0] } }

  /// The checks that were due and in which a table's cells take part, in the order of the ledger.
  func checks(involving table: Int) -> [Check] { involved[table].map { checks[$0] } }

  /// The same for several tables, each check once.
  func checks(involving tables: [Int]) -> [Check] {
    guard tables.count > 1 else { return tables.first.map { checks(involving: $0) } ?? [] }
    return Set(tables.flatMap { involved[$0] }).sorted().map { checks[$0] }
  }
}
