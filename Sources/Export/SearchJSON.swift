internal import Diagnostics
private import Foundation

/// What the search index takes in of a disclosure, as it is published beside its pages: a version that stays while a newer
/// one is held back is found by its words, too, and not by its figures alone.
package enum SearchJSON {
  static let schema = "mingzhang-search/1"

  /// Stable bytes; what is empty is left out, because most of it is.
  package static func encode(_ document: SearchDocument) -> [UInt8] {
    var json = JSONText()
    json.object { json in
      json.member("department", document.department)
      json.member("items") { json in
        json.array(document.items) { json, item in
          json.object { json in
            if !item.cells.isEmpty { json.member("cells") { json in json.array(item.cells) { $0.text($1) } } }
            json.member("code", item.code.nonEmpty)
            if item.column != 0 { json.member("column", item.column) }
            json.member("figure", item.figure.nonEmpty)
            json.member("kind", name(of: item.kind))
            json.member("more", item.more.nonEmpty)
            json.member("place", item.place)
            json.member("row", item.row.nonEmpty)
            json.member("text", item.text.nonEmpty)
          }
        }
      }
      json.member("kind", document.kind)
      json.member("kindTitle", document.kindTitle)
      json.member("places") { json in
        json.array(document.places) { json, place in
          json.object { json in
            json.member("columns") { json in
              json.array(place.columns) { json, column in
                json.object { json in
                  json.member("id", column.id)
                  json.member("name", column.name)
                }
              }
            }
            json.member("href", place.href)
            json.member("label", place.label)
            json.member("unit", place.unit)
          }
        }
      }
      json.member("schema", schema)
      json.member("year", document.year)
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// nil for anything that is not of this version.
  package static func decode(_ bytes: [UInt8]) -> SearchDocument? {
    guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)), file.schema == schema else { return nil }
    var document = SearchDocument(
      department: file.department, year: file.year, kind: file.kind, kindTitle: file.kindTitle)
    document.places = file.places.map { place in
      .init(
        label: place.label, unit: place.unit, href: place.href,
        columns: place.columns.map { .init(id: $0.id, name: $0.name) })
    }
    for item in file.items {
      guard let kind = SearchDocument.Kind.allCases.first(where: { name(of: $0) == item.kind }),
        document.places.indices.contains(item.place)
      else { return nil }
      document.append(
        .init(
          kind: kind, text: item.text ?? "", code: item.code ?? "", more: item.more ?? "", place: item.place,
          row: item.row ?? "", figure: item.figure ?? "", column: item.column ?? 0, cells: item.cells ?? []))
    }
    return document
  }

  /// Published, so it stays whatever a case is called.
  private static func name(of kind: SearchDocument.Kind) -> String {
    switch kind {
    case .line: "line"
    case .project: "project"
    case .note: "note"
    case .term: "term"
    case .section: "section"
    case .passage: "passage"
    }
  }

  private struct File: Decodable {
    struct Place: Decodable {
      struct Column: Decodable {
        let id: String
        let name: String
      }

      let label: String
      let unit: String
      let href: String
      let columns: [Column]
    }

    struct Item: Decodable {
      let kind: String
      let text: String?
      let code: String?
      let more: String?
      let place: Int
      let row: String?
      let figure: String?
      let column: Int?
      let cells: [String]?
    }

    let schema: String
    let department: String
    let year: Int
    let kind: String
    let kindTitle: String
    let places: [Place]
    let items: [Item]
  }
}

extension String {
  /// nil where there is nothing in it.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
