import Testing

@testable import Disclosures

@Suite struct PackTests {
  @Test(arguments: [0, 1, -1, 63, 64, -64, -65, 300, .max, .min])
  func readsANumberBackThatWasWritten(_ number: Int) throws {
    var writer = PackWriter()
    writer.put(number)
    var reader = PackReader(writer.bytes)
    #expect(try reader.number() == number && reader.isAtEnd)
    #expect(writer.bytes.count == 1 || !(-64...63).contains(number))
  }

  @Test func readsTextsFlagsAndListsBack() throws {
    var writer = PackWriter()
    writer.put("决算")
    writer.put(nil as String?)
    writer.put("" as String?)
    writer.put([["甲", "乙"], []]) { $0.put($1) { $0.put($1) } }
    var reader = PackReader(writer.bytes)
    #expect(try reader.text() == "决算")
    #expect(try reader.optionalText() == nil)
    #expect(try reader.optionalText() == "")
    let lists = try reader.list { reader throws(PackReader.Damaged) in
      try reader.list { reader throws(PackReader.Damaged) in try reader.text() }
    }
    #expect(lists == [["甲", "乙"], []] && reader.isAtEnd)
  }

  /// Bytes that a disk has cut or changed end in an error, never in a trap or in a gigabyte.
  @Test func damagedBytesAreAnError() {
    var writer = PackWriter()
    writer.put(["一", "二", "三"]) { $0.put($1) }
    func read(_ bytes: [UInt8]) -> [String]? {
      var reader = PackReader(bytes)
      return try? reader.list { reader throws(PackReader.Damaged) in try reader.text() }
    }
    for length in 0..<writer.bytes.count { #expect(read(Array(writer.bytes.prefix(length))) == nil) }
    for place in writer.bytes.indices {
      for value in [0x7F, 0x80, 0xFF] as [UInt8] {
        var bytes = writer.bytes
        bytes[place] = value
        _ = read(bytes)
      }
    }
    #expect(read(Array(repeating: 0xFF, count: 32)) == nil)
  }
}
