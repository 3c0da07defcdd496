import TestSupport
import Testing

@testable import Diagnostics

@Suite struct ByteSearchTests {
  /// Held against the plain way: few letters, so that words nearly stand in texts.
  @Test func findsWhatThePlainWayFinds() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 65...67, using: &random) }
      let word = (0..<Int.random(in: 0...4, using: &random)).map { _ in UInt8.random(in: 65...67, using: &random) }
      let lower = Int.random(in: 0...text.count, using: &random)
      let range = lower..<Int.random(in: lower...text.count, using: &random)
      let plain = range.first {
        $0 + word.count <= range.upperBound && text[$0..<($0 + word.count)].elementsEqual(word)
      }
      let found = ByteSearch.first(word, in: text, range)
      if word.isEmpty { #expect(found == lower) } else { #expect(found == plain, "\(text) \(word) \(range)") }
    }
  }

  @Test func knowsEveryBlankOfUnicode() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(scalar).utf8)
      let length = bytes.withUnsafeBufferPointer { $0.spaceLength(at: 0) }
      #expect(length == (scalar.properties.isWhitespace ? bytes.count : 0), "U+\(String(value, radix: 16))")
    }
  }

  /// A text that is cut off is no reason to read on.
  @Test func aBlankCutShortIsNone() {
    for cut in [[0xC2], [0xE2, 0x80], [0xE3, 0x80]] as [[UInt8]] {
      #expect(cut.withUnsafeBufferPointer { $0.spaceLength(at: 0) } == 0)
    }
  }

  @Test func joinsTexts() {
    #expect(String(joining: "支出表", "[", "201", "]", "", ".基本支出") == "支出表[201].基本支出")
    #expect(String(joining: "", "") == "" && String(joining: "长于十五个字节的一段文字") == "长于十五个字节的一段文字")
  }
}
