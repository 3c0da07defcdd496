import Diagnostics
import Foundation
import TestSupport
import Testing

/// Records come out in the order of their keys, however many runs they were put aside in.
@Suite struct RecordSortTests {
  private static func sorted(_ records: [(key: [UInt8], value: [UInt8])], spool: SpoolFile?, room: Int) throws
    -> [[[UInt8]]]
  {
    var sort = RecordSort(spool: spool, room: room)
    for record in records { sort.add(key: record.key, value: record.value) }
    var rest = sort.sorted()
    var result: [[[UInt8]]] = []
    while let record = try rest.next() { result.append([record.key, record.value]) }
    #expect(try rest.next() == nil)
    return result
  }

  @Test(arguments: 0..<12 as Range<UInt64>, [100, 3_000, 1 << 20])
  func sortsAsAListWould(seed: UInt64, room: Int) throws {
    try TemporaryFolder.with { (folder) throws -> Void in
      var random = SeededGenerator(seed: seed)
      let records = (0..<Int.random(in: 0..<2_000, using: &random)).map { number in
        (
          // Few keys, many of which begin alike, some longer than a run.
          key: (0..<Int.random(in: 0..<12, using: &random)).map { _ in UInt8.random(in: 0..<3, using: &random) },
          value: [UInt8](repeating: UInt8(number % 251), count: number % 97 == 0 ? 40_000 : number % 5)
        )
      }
      let expected = records.enumerated().sorted { one, other in
        one.element.key == other.element.key
          ? one.offset < other.offset : one.element.key.lexicographicallyPrecedes(other.element.key)
      }.map { [$0.element.key, $0.element.value] }
      #expect(try Self.sorted(records, spool: nil, room: room) == expected)
      #expect(try Self.sorted(records, spool: SpoolFile(in: folder.path), room: room) == expected)
      #expect(try folder.contents().isEmpty)
    }
  }

  @Test func aFileGivesBackWhatWasPut() throws {
    try TemporaryFolder.with { (folder) throws -> Void in
      let spool = try #require(SpoolFile(in: folder.path))
      let pieces = (0..<50).map { spool.put([UInt8](repeating: UInt8($0), count: $0 * 100)) }
      for (number, piece) in pieces.enumerated() {
        #expect(try SpoolFile.bytes(of: piece, in: spool) == [UInt8](repeating: UInt8(number), count: number * 100))
        #expect(
          try spool.bytes(of: piece, from: piece.count / 2, atMost: 7).count == min(7, piece.count - piece.count / 2))
      }
      #expect(SpoolFile(in: folder.path("none")) == nil)
    }
  }
}
