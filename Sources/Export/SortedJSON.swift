private import Foundation

/// Small documents as JSON of stable bytes, keys sorted; ``JSONText`` is for those with many values.
enum SortedJSON {
  static func bytes(of document: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(document) else { return [] }
    return Array(data) + [UInt8(ascii: "\n")]
  }
}
