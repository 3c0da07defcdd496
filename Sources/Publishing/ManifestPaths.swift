/// Some of a manifest's paths, in order, read from it when they are asked for.
package struct ManifestPaths: Sendable, Sequence {
  private let entries: ManifestEntries
  private let places: RangeSet<Int>

  init(_ entries: ManifestEntries, at places: RangeSet<Int>) {
    self.entries = entries
    self.places = places
  }

  package var isEmpty: Bool { places.isEmpty }
  package var count: Int { places.ranges.reduce(0) { $0 + $1.count } }

  package func makeIterator() -> some IteratorProtocol<String> {
    places.ranges.lazy.joined().lazy.map { entries.path(at: $0) }.makeIterator()
  }
}
