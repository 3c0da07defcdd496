internal import Diagnostics
package import Disclosures
internal import Figures
internal import Forms

/// A table as JSON: tidy rows, decimals as strings, blank as null and 不适用 as `{"na": true}`.
package enum TableJSON {
  package static func encode(_ table: Table, department: String, year: Int) -> [UInt8] {
    var json = JSONText()
    write(table, department: department, year: year, to: &json)
    return json.bytes + [UInt8(ascii: "\n")]
  }

  static func write(_ table: Table, department: String, year: Int, to json: inout JSONText) {
    json.object { json in
      json.member("code", table.form.code)
      json.member("decimals", table.decimals)
      json.member("department", department)
      json.member("grade", table.grade?.value)
      json.member("rows") { json in
        json.array(table.blocks.flatMap { block in block.rows.lazy.map { (block, $0) } }) { json, line in
          write(line.1, of: line.0, to: &json)
        }
      }
      json.member("table", table.form.id)
      json.member("title", table.title)
      json.member("unit", table.unit)
      json.member("year", year)
    }
  }

  private static func write(_ row: Row, of block: TableBlock, to json: inout JSONText) {
    json.object { json in
      json.member("block", block.form.name.isEmpty ? nil : block.form.name)
      json.member("code", row.code)
      json.member("name", row.name)
      json.member("values") { json in
        json.object { json in
          for column in columns(of: block) {
            json.member(block.form.columns[column].name) { write(row.cells[column], to: &$0) }
          }
        }
      }
    }
  }

  /// In the order of their names, each name once.
  private static func columns(of block: TableBlock) -> [Int] {
    let names = block.form.columns.map(\.name)
    return names.indices.filter { index in !names[..<index].contains(names[index]) }.sorted { names[$0] < names[$1] }
  }

  private static func write(_ cell: Cell, to json: inout JSONText) {
    switch cell.content {
    case .figure(let figure):
      json.text(figure.isExact && figure.value.isZero ? "0" : figure.value.written(decimals: figure.decimals))
    case .blank, .unreadable: json.null()
    case .notApplicable: json.object { $0.member("na", true) }
    case .text(let text): json.text(text)
    }
  }
}
