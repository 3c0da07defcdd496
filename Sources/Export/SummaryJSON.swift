package import Disclosures
private import Foundation

/// The published form of a disclosure's data: stable bytes, keys sorted.
package enum SummaryJSON {
  package static func encode(_ summary: DisclosureSummary) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(summary) else { return [] }
    return Array(data) + [UInt8(ascii: "\n")]
  }

  /// nil for anything that is not a summary of this version.
  package static func decode(_ bytes: [UInt8]) -> DisclosureSummary? {
    guard let summary = try? JSONDecoder().decode(DisclosureSummary.self, from: Data(bytes)),
      summary.schema == DisclosureSummary.currentSchema
    else { return nil }
    return summary
  }
}
