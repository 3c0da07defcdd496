import TestSupport
import Testing

@testable import Publishing

/// The packed list of a version's files does what a dictionary would.
@Suite struct EntryTableTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func keepsWhatADictionaryKeeps(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var table = EntryTable()
    var known: [String: (entry: Manifest.Entry, isUnchanged: Bool)] = [:]
    for step in 0..<600 {
      let path = "部门\(Int.random(in: 0..<9, using: &random))/p\(Int.random(in: 0..<40, using: &random)).html"
      if Int.random(in: 0..<4, using: &random) == 0 {
        for place in table.places where table.entries.path(at: place) == path { table.remove(at: place) }
        known[path] = nil
        continue
      }
      let entry = Manifest.Entry(path: path, bytes: Array("\(step)".utf8))
      let isUnchanged = Bool.random(using: &random)
      #expect(table.insert(entry, isUnchanged: isUnchanged) == (known[path] == nil))
      if known[path] == nil { known[path] = (entry, isUnchanged) }
    }
    #expect(Manifest(table.entries.only(table.places)) == Manifest(known.values.map(\.entry)))
    #expect(table.unchangedCount == known.values.count { $0.isUnchanged })
    for (path, value) in known {
      #expect(table.contains(path) && table.isUnchanged(path) == value.isUnchanged)
    }
    #expect(!table.contains("部门0") && !table.isUnchanged("部门0/none.html"))
  }
}
