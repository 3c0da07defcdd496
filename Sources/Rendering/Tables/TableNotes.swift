internal import Diagnostics
package import Disclosures
package import Forms

/// The rounding differences of a table, numbered, as footnotes: they explain printed figures and never change them.
package struct TableNotes: Sendable {
  package struct Rounding: Sendable {
    /// 1, 2, …: printed as 〔注1〕 at the row and under the table.
    let number: Int
    let row: String
    let block: Int
    let column: Int
    let text: String
    let anchor: String
  }

  package let roundings: [Rounding]
  /// How many checks touched the table, and what they came to.
  package let summary: String
  /// The decisions that keep lines out of the table.
  package let secrecy: [String]

  package init(
    _ index: Int, of table: Table?, form: TableForm, _ figures: FigureIndex, unit: String, secrecy: [String] = []
  ) {
    self.secrecy = secrecy
    let touching = figures.checks(of: index)
    // In the order of the rows on the page, whatever order the rules ran in.
    let places = Dictionary(
      (table?.blocks ?? []).enumerated().flatMap { block, content in
        content.rows.enumerated().map { ("\(block) \($1.key)", block * 10_000 + $0) }
      }
    ) { first, _ in first }
    let gaps = touching.filter { $0.entry.verdict == .rounding }.compactMap { check in
      check.cell.map { (check.entry, $0, places["\($0.block) \($0.row)"] ?? 0) }
    }.enumerated().sorted { ($0.element.2, $0.offset) < ($1.element.2, $1.offset) }.map(\.element)
    var found: [Rounding] = []
    for (entry, cell, _) in gaps {
      guard let arithmetic = entry.arithmetic else { continue }
      let text =
        "\(entry.cell)：按“\(entry.name)”核对，相差 \(arithmetic.gap) \(unit)，是各数分别四舍五入造成的"
        + "（最多可差 \(arithmetic.allowed) \(unit)），照印不改"
      found.append(
        Rounding(
          number: found.count + 1, row: cell.row, block: cell.block, column: cell.column, text: text,
          anchor: "\(form.id)-note-\(found.count + 1)"))
    }
    roundings = found
    summary = touching.isEmpty ? "没有规则涉及" : Ledger(entries: touching.map(\.entry)).summary
  }

  /// The notes of a row, or of one of its cells.
  func numbers(block: Int, row: String, column: Int? = nil) -> [Rounding] {
    roundings.filter { $0.block == block && $0.row == row && (column == nil || $0.column == column) }
  }
}
