import Foundation
import TestSupport
import Testing

@testable import Disclosures

@Suite struct PublishedFiguresTests {
  /// Held against a dictionary.
  @Test func areFoundByTheirAddresses() {
    var random = SeededGenerator(seed: 5)
    for count in [0, 1, 2, 3, 50, 400] {
      let entries = (0..<count).map { place in
        PublishedFigures.Entry("表[\(Int.random(in: 0..<500, using: &random))].栏", "\(place)")
      }
      let figures = PublishedFigures(entries)
      let plain = Dictionary(entries.map { ($0.address, $0.written) }) { first, _ in first }
      #expect(figures.count == plain.count)
      for number in 0..<500 { #expect(figures["表[\(number)].栏"] == plain["表[\(number)].栏"]) }
      #expect(figures.map { Array($0.address.utf8) }.isSorted)
      let some = (0..<500).filter { $0.isMultiple(of: 7) }.map { "表[\($0)].栏" }
      #expect(figures.only(some + some) == PublishedFigures(figures.filter { some.contains($0.address) }))
    }
  }

  @Test func standInJSONAsAnObject() throws {
    let figures = PublishedFigures([.init("乙", "2"), .init("甲", "1")])
    let data = try JSONEncoder().encode(figures)
    #expect(try JSONDecoder().decode([String: String].self, from: data) == ["甲": "1", "乙": "2"])
    #expect(try JSONDecoder().decode(PublishedFigures.self, from: data) == figures)
  }
}

extension [[UInt8]] {
  fileprivate var isSorted: Bool { zip(self, dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) } }
}
