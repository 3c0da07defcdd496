package import Diagnostics
package import Disclosures
internal import Forms

/// The figure cells of some tables by their addresses, and which checks touch which table: worked out once for all pages of
/// a disclosure, since every table asks.
package final class FigureIndex: Sendable {
  /// By the address that users read.
  private let cells: [ByteKey: CellID]
  private let evaluator: Evaluator
  let entries: [Ledger.Entry]
  /// By table: the indices of the entries that check one of its cells.
  private let checked: [[Int]]
  /// By table: the indices of the entries in which one of its cells takes part.
  private let involved: [[Int]]

  package init(_ evaluator: Evaluator, _ ledger: Ledger) {
    let own = evaluator.set.figureCells(of: evaluator.tables)
    var cells = [ByteKey: CellID](minimumCapacity: own.count)
    for (cell, _) in own { cells[ByteKey(evaluator.address(of: cell))] = cell }
    var checked = [[Int]](repeating: [], count: evaluator.tables.count)
    var involved = checked
    for (number, entry) in ledger.entries.enumerated() where entry.verdict != .notApplicable {
      let own = cells[ByteKey(entry.cell)]?.table
      if let own { checked[own].append(number) }
      for table in [own] + entry.others.map({ cells[ByteKey($0)]?.table }) {
        if let table, involved[table].last != number { involved[table].append(number) }
      }
    }
    (self.cells, self.checked, self.involved) = (cells, checked, involved)
    self.evaluator = evaluator
    entries = ledger.entries
  }

  func address(of cell: CellID) -> String { evaluator.address(of: cell) }

  /// The figure that users call so; nil where these tables have none.
  func cell(at address: String) -> CellID? { cells[ByteKey(address)] }

  /// The checks of a table's cells that were due, in the order of the ledger.
  func checks(of table: Int) -> [Ledger.Entry] { checked[table].map { entries[$0] } }

  /// The checks that were due and in which a table's cells take part, in the order of the ledger.
  func checks(involving table: Int) -> [Ledger.Entry] { involved[table].map { entries[$0] } }

  /// The same for several tables, each check once.
  func checks(involving tables: [Int]) -> [Ledger.Entry] {
    guard tables.count > 1 else { return tables.first.map { checks(involving: $0) } ?? [] }
    return Set(tables.flatMap { involved[$0] }).sorted().map { entries[$0] }
  }
}
