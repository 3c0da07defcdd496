package import Disclosures
internal import Forms
private import Foundation

/// A disclosure's tables as a Frictionless Data Package: which CSV holds what, in which unit, under which heads.
package enum DataPackageJSON {
  private struct Package: Encodable {
    let profile = "data-package"
    let name: String
    let title: String
    let created: String?
    let sources: [[String: String]]
    let resources: [Resource]
  }

  private struct Resource: Encodable {
    let name: String
    let title: String
    let path: String
    let format = "csv"
    let mediatype = "text/csv"
    let encoding = "utf-8"
    let unit: String
    let schema: Schema
  }

  private struct Schema: Encodable {
    let fields: [Field]
    let missingValues = ["", "—"]
  }

  private struct Field: Encodable {
    let name: String
    let type: String
  }

  /// - Parameter path: the CSV of a table, below the disclosure's folder.
  package static func encode(_ disclosure: Disclosure, department: String, path: (Table) -> String) -> [UInt8] {
    let resources = disclosure.tables.compactMap { $0 }.map { table in
      Resource(
        name: table.form.id, title: table.title, path: path(table), unit: table.unit,
        schema: Schema(fields: fields(of: table)))
    }
    let package = Package(
      name: disclosure.id.replacingOccurrences(of: "/", with: "-"), title: "\(department)\(disclosure.title)",
      created: disclosure.published?.value.iso, sources: [["title": disclosure.source]], resources: resources)
    return SortedJSON.bytes(of: package)
  }

  private static func fields(of table: Table) -> [Field] {
    let hasBlocks = table.blocks.count > 1
    let lead = (hasBlocks ? ["栏目"] : []) + [table.form.layout == .indicators ? "序号" : "编码", table.form.nameHead]
    let own = table.blocks.first?.form.columns ?? []
    return lead.map { Field(name: $0, type: "string") }
      + own.map { column in
        Field(
          name: column.group.map { "\($0)/\(column.label)" } ?? column.label, type: column.isText ? "string" : "number")
      }
  }
}
