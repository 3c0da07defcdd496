package import Disclosures
internal import Figures
internal import Forms
private import Foundation

/// A table as JSON: tidy rows, decimals as strings, blank as null and 不适用 as `{"na": true}`.
package enum TableJSON {
  struct Document: Encodable {
    let table: String
    let title: String
    let code: String?
    let department: String
    let year: Int
    let unit: String
    let decimals: Int
    let grade: String?
    let rows: [RowValue]
  }

  struct RowValue: Encodable {
    let block: String?
    let code: String?
    let name: String
    let values: [String: CellValue]
  }

  enum CellValue: Encodable {
    case text(String)
    case blank
    case notApplicable

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .blank: try container.encodeNil()
      case .notApplicable: try container.encode(["na": true])
      }
    }
  }

  package static func encode(_ table: Table, department: String, year: Int) -> [UInt8] {
    bytes(of: document(table, department: department, year: year))
  }

  static func document(_ table: Table, department: String, year: Int) -> Document {
    let rows = table.blocks.flatMap { block in
      block.rows.map { row in
        RowValue(
          block: block.form.name.isEmpty ? nil : block.form.name, code: row.code, name: row.name,
          values: Dictionary(
            zip(block.form.columns, row.cells).map { column, cell in (column.name, value(cell)) }
          ) { first, _ in first })
      }
    }
    return Document(
      table: table.form.id, title: table.title, code: table.form.code, department: department, year: year,
      unit: table.unit, decimals: table.decimals, grade: table.grade?.value, rows: rows)
  }

  static func bytes(of document: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(document) else { return [] }
    return Array(data) + [UInt8(ascii: "\n")]
  }

  private static func value(_ cell: Cell) -> CellValue {
    switch cell.content {
    case .figure(let figure):
      .text(figure.isExact && figure.value.isZero ? "0" : figure.value.written(decimals: figure.decimals))
    case .blank, .unreadable: .blank
    case .notApplicable: .notApplicable
    case .text(let text): .text(text)
    }
  }
}
