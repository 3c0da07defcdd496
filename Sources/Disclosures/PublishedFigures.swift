internal import Diagnostics

/// Every figure of a published disclosure by its address, as printed, in the order of the addresses' bytes: they are
/// written, read and compared in that order far more often than one of them is looked up.
package struct PublishedFigures: Sendable, Hashable, RandomAccessCollection {
  package struct Entry: Sendable, Hashable {
    package let address: String
    package let written: String

    package init(_ address: String, _ written: String) {
      self.address = address
      self.written = written
    }
  }

  private var entries: [Entry]

  /// - Parameter entries: in any order; of two with one address the first counts.
  package init(_ entries: [Entry] = []) {
    // Places are sorted, not entries: an entry would be held and let go for every comparison.
    var places = Array(entries.indices)
    entries.withUnsafeBufferPointer { entries in
      places.sort { one, other in
        let (left, right) = (entries[one].address, entries[other].address)
        return left.precedes(bytesOf: right) || (one < other && !right.precedes(bytesOf: left))
      }
    }
    self.entries = []
    self.entries.reserveCapacity(entries.count)
    for place in places where self.entries.last?.address.hasSameBytes(as: entries[place].address) != true {
      self.entries.append(entries[place])
    }
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { entries.count }
  package subscript(position: Int) -> Entry { entries[position] }

  /// What is printed at an address; nil where there is no such figure.
  package subscript(address: String) -> String? { place(of: address).map { entries[$0].written } }

  /// Those at some addresses.
  func only(_ addresses: [String]) -> PublishedFigures {
    var kept = PublishedFigures()
    kept.entries = Set(addresses.compactMap(place)).sorted().map { entries[$0] }
    return kept
  }

  /// Where an address stands; nil where there is no such figure.
  private func place(of address: String) -> Int? {
    var range = entries.indices
    while let first = range.first {
      let middle = first + range.count / 2
      if entries[middle].address.hasSameBytes(as: address) { return middle }
      range =
        entries[middle].address.precedes(bytesOf: address)
        ? (middle + 1)..<range.upperBound : first..<middle
    }
    return nil
  }
}

/// As an object with an address for each key.
extension PublishedFigures: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([String: String].self).map { Entry($0, $1) })
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Dictionary(map { ($0.address, $0.written) }) { first, _ in first })
  }
}
