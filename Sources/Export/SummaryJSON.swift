internal import Diagnostics
package import Disclosures
private import Foundation

/// The published form of a disclosure's data: stable bytes, keys sorted.
package enum SummaryJSON {
  package static func encode(_ summary: DisclosureSummary) -> [UInt8] {
    var json = JSONText(isPretty: true)
    json.object { json in
      json.member("checks", summary.checks)
      if let corrections = summary.corrections {
        json.member("corrections") { json in json.array(corrections) { write($1, to: &$0) } }
      }
      json.member("departmentName", summary.departmentName)
      json.member("figures") { json in
        json.object { json in
          for figure in summary.figures { json.member(figure.address, figure.written) }
        }
      }
      json.member("formSet", summary.formSet)
      json.member("id", summary.id)
      json.member("isDraft", summary.isDraft)
      json.member("keyFigures") { json in json.array(summary.keyFigures) { write($1, to: &$0) } }
      json.member("kind", summary.kind)
      json.member("mark", summary.mark)
      if let projects = summary.projects {
        json.member("projects") { json in
          json.array(projects) { json, project in
            json.object { json in
              json.member("figures") { json in json.array(project.figures) { write($1, to: &$0) } }
              json.member("name", project.name)
              json.member("slug", project.slug)
            }
          }
        }
      }
      json.member("published", summary.published)
      json.member("schema", summary.schema)
      json.member("source", summary.source)
      json.member("title", summary.title)
      json.member("unit", summary.unit)
      json.member("year", summary.year)
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private static func write(_ figure: DisclosureSummary.KeyFigure, to json: inout JSONText) {
    json.object { json in
      json.member("label", figure.label)
      json.member("unit", figure.unit)
      json.member("value", figure.value)
    }
  }

  private static func write(_ correction: DisclosureSummary.Correction, to json: inout JSONText) {
    json.object { json in
      json.member("cell", correction.cell)
      json.member("date", correction.date)
      json.member("new", correction.new)
      json.member("old", correction.old)
      json.member("reason", correction.reason)
      json.member("title", correction.title)
    }
  }

  /// nil for anything that is not a summary of this version.
  package static func decode(_ bytes: [UInt8]) -> DisclosureSummary? {
    guard let summary = try? JSONDecoder().decode(DisclosureSummary.self, from: Data(bytes)),
      summary.schema == DisclosureSummary.currentSchema
    else { return nil }
    return summary
  }
}
