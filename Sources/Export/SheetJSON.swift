package import Disclosures
internal import Figures
internal import Forms
private import Foundation

/// A sheet as JSON: its parts as tables, targets and actual values also as far as they can be typed.
package enum SheetJSON {
  private struct Document: Encodable {
    let name: String
    let form: String
    let formTitle: String
    let department: String
    let year: Int
    let parts: [TableJSON.Document]
    let indicators: [Indicator]
  }

  private struct Indicator: Encodable {
    let path: [String]
    let target: Typed?
    let actual: Typed?
  }

  private struct Typed: Encodable {
    let text: String
    let bound: String?
    let number: String?
    let unit: String?

    init?(_ cell: Cell?) {
      guard case .text(let text)? = cell?.content else { return nil }
      let value = IndicatorValue(text)
      self.text = text
      bound =
        switch value.bound {
        case .atLeast: ">="
        case .above: ">"
        case .atMost: "<="
        case .below: "<"
        case nil: nil
        }
      number = value.number?.written()
      unit = value.unit.isEmpty ? nil : value.unit
    }
  }

  package static func encode(_ sheet: Sheet, department: String, year: Int) -> [UInt8] {
    let tables = sheet.tables.compactMap { $0 }
    let indicators = tables.flatMap { table -> [Indicator] in
      guard let block = table.blocks.first, table.form.layout == .indicators else { return [] }
      let columns = block.indicatorColumns
      guard columns.target != nil || columns.actual != nil else { return [] }
      return block.leaves.map { row in
        Indicator(
          path: block.ancestors(of: row).map(\.name) + [row.name], target: Typed(columns.target.map { row.cells[$0] }),
          actual: Typed(columns.actual.map { row.cells[$0] }))
      }
    }
    let document = Document(
      name: sheet.name, form: sheet.set.id, formTitle: sheet.set.kindTitle, department: department, year: year,
      parts: tables.map { TableJSON.document($0, department: department, year: year) }, indicators: indicators)
    return TableJSON.bytes(of: document)
  }
}
