import Disclosures
@testable import Export
import Foundation
import TestSupport
import Testing

/// Held against Foundation's encoder: what is written by hand has to be what everybody else would write.
@Suite struct JSONTextTests {
  private static func encoded(_ value: some Encodable, pretty: Bool = false) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func random(_ random: inout SeededGenerator) -> String {
    let scalars = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
      Unicode.Scalar(
        [
          UInt32.random(in: 0...0x7F, using: &random), .random(in: 0x80...0x7FF, using: &random),
          .random(in: 0x4E00...0x9FFF, using: &random), 0x22, 0x5C, 0x2F, 0x2028, 0x1F600,
        ].randomElement(using: &random) ?? 0x41)
    }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test(arguments: [false, true]) func textsAreEscapedAsTheEncoderDoes(pretty: Bool) throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let texts = (0..<4).map { _ in Self.random(&random) }
      let values = Dictionary(texts.map { ($0, [$0, "终"]) }) { first, _ in first }
      var json = JSONText(isPretty: pretty)
      json.object { json in
        for (key, list) in values.sorted(by: { $0.key < $1.key }) {
          json.member(key) { json in json.array(list) { $0.text($1) } }
        }
      }
      #expect(String(decoding: json.bytes, as: UTF8.self) == (try Self.encoded(values, pretty: pretty)))
    }
  }

  @Test(arguments: [false, true]) func emptyContainersNumbersAndFlagsLookAlike(pretty: Bool) throws {
    struct All: Encodable {
      let a: [String] = []
      let b: [String: String] = [:]
      let c = -12
      let d = true
      let e: String? = nil
      let f: [String?] = [nil, ""]
    }
    var json = JSONText(isPretty: pretty)
    json.object { json in
      json.member("a") { json in json.array([String]()) { $0.text($1) } }
      json.member("b") { $0.object { _ in } }
      json.member("c", -12)
      json.member("d", true)
      json.member("e", nil)
      json.member("f") { json in json.array([nil, ""]) { json, text in text.map { json.text($0) } ?? json.null() } }
    }
    #expect(String(decoding: json.bytes, as: UTF8.self) == (try Self.encoded(All(), pretty: pretty)))
  }
}
