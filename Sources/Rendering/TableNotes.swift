package import Diagnostics
package import Disclosures
package import Forms

/// The rounding differences of a table, numbered, as footnotes: they explain printed figures and never change them.
package struct TableNotes: Sendable {
  package struct Rounding: Sendable {
    /// 1, 2, …: printed as 〔注1〕 at the row and under the table.
    let number: Int
    let row: String
    let block: Int
    let text: String
    let anchor: String
  }

  package let roundings: [Rounding]
  /// How many checks touched the table, and what they came to.
  package let summary: String

  package init(table: Int, set: FormSet, ledger: Ledger, tables: [Table?], unit: String) {
    let form = set.tables[table]
    var cells: [String: CellID] = [:]
    for (blockIndex, block) in (tables[table]?.blocks ?? []).enumerated() {
      for row in block.rows {
        for column in block.form.figureColumns {
          let cell = CellID(table: table, block: blockIndex, row: row.key, column: column)
          cells[set.address(of: cell)] = cell
        }
      }
    }
    let touching = ledger.entries.filter { $0.verdict != .notApplicable && cells[$0.cell] != nil }
    var seen: Set<String> = []
    var found: [Rounding] = []
    for entry in touching where entry.verdict == .rounding {
      guard let cell = cells[entry.cell], let arithmetic = entry.arithmetic else { continue }
      let text =
        "\(entry.cell)：与明细之和相差 \(arithmetic.gap) \(unit)，是 \(arithmetic.roundedAddends) 个数各自四舍五入造成的"
        + "（最多可差 \(arithmetic.allowed) \(unit)），照印不改"
      guard seen.insert(entry.cell + arithmetic.gap).inserted else { continue }
      found.append(
        Rounding(
          number: found.count + 1, row: cell.row, block: cell.block, text: text,
          anchor: "\(form.id)-note-\(found.count + 1)"))
    }
    roundings = found
    summary = Ledger(entries: touching).summary
  }

  func numbers(block: Int, row: String) -> [Rounding] {
    roundings.filter { $0.block == block && $0.row == row }
  }
}
