import Diagnostics
import TestSupport
import Testing

@testable import Publishing

/// The log of a version's files comes to what a dictionary would, in memory or put aside.
@Suite struct EntryLogTests {
  @Test(arguments: 0..<20 as Range<UInt64>, [false, true])
  func keepsWhatADictionaryKeeps(seed: UInt64, isPutAside: Bool) throws {
    try TemporaryFolder.with { (folder) throws -> Void in
      var random = SeededGenerator(seed: seed)
      var log = EntryLog(spool: isPutAside ? SpoolFile(in: folder.path) : nil)
      var known: [String: (entry: Manifest.Entry, isUnchanged: Bool)] = [:]
      var twice: Set<String> = []
      for step in 0..<600 {
        let department = "部门\(Int.random(in: 0..<9, using: &random))"
        if Int.random(in: 0..<40, using: &random) == 0 {
          log.discard(under: department + "/")
          for path in known.keys where path.hasPrefix(department + "/") {
            known[path] = nil
            twice.remove(path)
          }
          continue
        }
        let path = "\(department)/p\(Int.random(in: 0..<200, using: &random)).\(step % 3 == 0 ? "html" : "csv")"
        let entry = Manifest.Entry(path: path, bytes: Array("\(step)".utf8))
        let isUnchanged = Bool.random(using: &random)
        log.append(entry, isUnchanged: isUnchanged)
        if known[path] == nil { known[path] = (entry, isUnchanged) } else { twice.insert(path) }
      }
      let sorted = try log.sorted()
      #expect(sorted.entries == Manifest(known.values.map(\.entry)).entries)
      #expect(Set(sorted.twice) == twice)
      for (place, entry) in sorted.entries.enumerated() {
        #expect(known[entry.path]?.isUnchanged == sorted.entries.isUnchanged(at: place))
      }
      let pages = try log.sorted(endingIn: ".html").entries
      #expect(
        pages.map(\.path)
          == known.keys.filter { $0.hasSuffix(".html") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
  }
}
