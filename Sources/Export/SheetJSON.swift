internal import Diagnostics
package import Disclosures
internal import Figures
internal import Forms

/// A sheet as JSON: its parts as tables, targets and actual values also as far as they can be typed.
package enum SheetJSON {
  package static func encode(_ sheet: Sheet, department: String, year: Int) -> [UInt8] {
    let tables = sheet.tables.compactMap { $0 }
    var json = JSONText()
    json.object { json in
      json.member("department", department)
      json.member("form", sheet.set.id)
      json.member("formTitle", sheet.set.kindTitle)
      json.member("indicators") { json in json.array(tables.flatMap(indicators)) { write($1, to: &$0) } }
      json.member("name", sheet.name)
      json.member("parts") { json in
        json.array(tables) { TableJSON.write($1, department: department, year: year, to: &$0) }
      }
      json.member("year", year)
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private struct Indicator {
    let path: [String]
    let target: Cell?
    let actual: Cell?
  }

  private static func indicators(of table: Table) -> [Indicator] {
    guard let block = table.blocks.first, table.form.layout == .indicators else { return [] }
    let columns = block.indicatorColumns
    guard columns.target != nil || columns.actual != nil else { return [] }
    return block.leaves.map { row in
      Indicator(
        path: block.ancestors(of: row).map(\.name) + [row.name], target: columns.target.map { row.cells[$0] },
        actual: columns.actual.map { row.cells[$0] })
    }
  }

  private static func write(_ indicator: Indicator, to json: inout JSONText) {
    json.object { json in
      write(indicator.actual, as: "actual", to: &json)
      json.member("path") { json in json.array(indicator.path) { $0.text($1) } }
      write(indicator.target, as: "target", to: &json)
    }
  }

  private static func write(_ cell: Cell?, as key: String, to json: inout JSONText) {
    guard case .text(let text)? = cell?.content else { return }
    let value = IndicatorValue(text)
    json.member(key) { json in
      json.object { json in
        json.member("bound", sign(of: value.bound))
        json.member("number", value.number?.written())
        json.member("text", text)
        json.member("unit", value.unit.isEmpty ? nil : value.unit)
      }
    }
  }

  private static func sign(of bound: IndicatorValue.Bound?) -> String? {
    switch bound {
    case .atLeast: ">="
    case .above: ">"
    case .atMost: "<="
    case .below: "<"
    case nil: nil
    }
  }
}
