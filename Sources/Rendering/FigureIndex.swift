package import Diagnostics
package import Disclosures
package import Forms

/// The figure cells of some tables by their addresses, and which checks touch which table: worked out once for all pages of
/// a disclosure, since every table asks.
package final class FigureIndex: Sendable {
  /// By the address that users read.
  let cells: [String: CellID]
  let addresses: [CellID: String]
  let entries: [Ledger.Entry]
  /// By table: the indices of the entries that check one of its cells.
  private let checked: [[Int]]
  /// By table: the indices of the entries in which one of its cells takes part.
  private let involved: [[Int]]

  package init(_ set: FormSet, _ tables: [Table?], _ ledger: Ledger) {
    var cells: [String: CellID] = [:]
    var addresses: [CellID: String] = [:]
    for (cell, _) in set.figureCells(of: tables) {
      let address = set.address(of: cell)
      cells[address] = cell
      addresses[cell] = address
    }
    var checked = [[Int]](repeating: [], count: tables.count)
    var involved = checked
    for (number, entry) in ledger.entries.enumerated() where entry.verdict != .notApplicable {
      let own = cells[entry.cell]?.table
      if let own { checked[own].append(number) }
      for table in Set(([own] + entry.others.map { cells[$0]?.table }).compactMap { $0 }) {
        involved[table].append(number)
      }
    }
    (self.cells, self.addresses, self.checked, self.involved) = (cells, addresses, checked, involved)
    entries = ledger.entries
  }

  func address(of cell: CellID) -> String { addresses[cell] ?? "" }

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
