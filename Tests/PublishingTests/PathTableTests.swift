import Diagnostics
import TestSupport
import Testing

@testable import Publishing

/// A table of paths says what a sorted list would, over many blocks, in memory or put aside.
@Suite struct PathTableTests {
  private static func table(_ paths: [String: UInt8], spool: SpoolFile?) -> PathTable {
    var builder = PathTable.Builder(spool: spool, width: 1)
    for (path, value) in paths.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let isTaken = builder.append(Array(path.utf8), [value])
      #expect(isTaken)
    }
    return builder.finish()
  }

  private static func paths(_ count: Int, _ random: inout SeededGenerator) -> [String: UInt8] {
    var paths: [String: UInt8] = [:]
    for _ in 0..<count {
      let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in "部\(Int.random(in: 0..<30, using: &random))" }
      paths[parts.joined(separator: "/")] = UInt8.random(in: 0..<4, using: &random)
    }
    return paths
  }

  @Test(arguments: [false, true])
  func findsEveryPathAndTheirOrder(isPutAside: Bool) throws {
    try TemporaryFolder.with { (folder) throws -> Void in
      var random = SeededGenerator(seed: 7)
      let paths = Self.paths(4_000, &random)
      let table = Self.table(paths, spool: isPutAside ? SpoolFile(in: folder.path) : nil)
      let sorted = paths.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      #expect((0..<table.count).map(table.path(at:)) == sorted)
      for (place, path) in sorted.enumerated() {
        #expect(table.place(of: path) == place)
        #expect(table.with(place) { $1[0] } == paths[path])
        #expect(table.firstIndex(notBefore: path + "\u{1}") == place + 1)
      }
      #expect(table.place(of: "") == nil && table.place(of: "部") == nil && table.place(of: "部部") == nil)
      #expect(table.firstIndex(notBefore: "") == 0 && table.firstIndex(notBefore: "\u{10FFFF}") == sorted.count)
      #expect(table.failure == nil)
    }
  }

  @Test func takesPathsInTheirOrderAlone() {
    var builder = PathTable.Builder(spool: nil, width: 0)
    let taken = ["b", "b", "a", "b/c"].map { builder.append(Array($0.utf8), []) }
    #expect(taken == [true, false, false, true])
    #expect(builder.finish().count == 2)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func tellsWhatDiffers(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let old = Self.paths(Int.random(in: 0..<900, using: &random), &random)
    var new = old.filter { _ in Int.random(in: 0..<9, using: &random) > 0 }
    new.merge(Self.paths(Int.random(in: 0..<90, using: &random), &random)) { $1 }
    let (before, after) = (Self.table(old, spool: nil), Self.table(new, spool: nil))
    let difference = PathDifference(from: before, to: after) { $0.elementsEqual($1) }
    func paths(_ places: RangeSet<Int>, _ table: PathTable) -> Set<String> {
      Set(places.ranges.joined().map(table.path(at:)))
    }
    #expect(paths(difference.added, after) == Set(new.keys).subtracting(old.keys))
    #expect(paths(difference.removed, before) == Set(old.keys).subtracting(new.keys))
    #expect(paths(difference.changed, after) == Set(new.keys.filter { old[$0] != nil && old[$0] != new[$0] }))
  }
}
