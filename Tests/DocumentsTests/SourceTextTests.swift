import Diagnostics
import Testing

@testable import Documents

/// What counts as UTF-8, and the keys of a mapping.
@Suite struct SourceTextTests {
  @Test(
    arguments: [
      ([0xC0, 0x80], 0), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
      ([0x41, 0xE4, 0xB8], 1),
      ([0x80], 0), ([0xF8, 0x88, 0x80, 0x80, 0x80], 0), ([0xE4, 0xB8, 0x41], 0),
    ] as [([UInt8], Int)])
  func refusesMalformedSequences(_ bytes: [UInt8], _ index: Int) {
    #expect(SourceText.firstInvalidByte(bytes[...]) == index)
    #expect(SourceText.decode(bytes, path: "a").0 == nil)
  }

  @Test func agreesWithTheStandardLibrary() {
    // Every lead byte with every second byte, and two that may follow.
    for lead in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        for tail in [[], [0x80], [0x80, 0xBF], [0x41]] as [[UInt8]] {
          let bytes = [lead, second] + tail
          let isValid = String(validating: bytes, as: UTF8.self) != nil
          if (SourceText.firstInvalidByte(bytes[...]) == nil) != isValid { Issue.record("\(bytes)") }
        }
      }
    }
  }

  /// A slip for a key that has to be there is not that key missing as well.
  @Test func namesUnknownAndMissingKeys() throws {
    let (_, node) = try read(yaml: "nam: 1\nunit: [a]\ncount: x\nmany: 9\nok: 也许\n")
    var map = MappingReader(node, "表头")
    let name = map.requiredText("name"), unit = map.text("unit"), count = map.int("count"),
      many = map.int("many", in: 0...6), ok = map.flag("ok")
    #expect(name == nil && unit == nil && count == nil && many == nil && !ok)
    let messages = map.finish().map(\.message)
    #expect(
      messages == [
        "“unit”应是文字，这里是一个列表", "“count”应是整数，这里是“x”", "“many”应在 0 到 6 之间，这里是 9", "“ok”应写 true 或 false",
        "表头里没有“nam”这个键，是否为“name”？",
      ])
    var other = MappingReader(node, "表头")
    _ = other.requiredText("标题")
    #expect(other.finish().map(\.message) == ["表头缺少“标题”", "表头里没有“nam”、“unit”、“count”等 5 个键"])
  }

  /// A few keys written twice are slips; many are the keys of another part.
  @Test(arguments: [
    ("a: 1\nb: 2\na: 3\nb: 4\n", ["“a”、“b”都写了两次"]),
    ("a: 1\nb: 2\nc: 3\na: 4\nb: 5\nc: 6\n", ["“a”、“b”、“c”都写了两次"]),
    ("a: 1\nb: 2\nc: 3\nd: 4\na: 4\nb: 5\nc: 6\nd: 7\n", ["“a”、“b”、“c”等 4 个名称都写了两次"]),
    (#"{"a": 1, "b": 2, "c": 3, "a": 4, "b": 5, "c": 6}"#, ["“a”、“b”、“c”都写了两次"]),
  ]) func tellsRepeatedKeys(_ text: String, _ messages: [String]) {
    let name = text.hasPrefix("{") ? "a.json" : "a.yaml"
    #expect(DocumentReader.read(SourceFile(path: name, text: text)).1.map(\.message) == messages)
  }
}
