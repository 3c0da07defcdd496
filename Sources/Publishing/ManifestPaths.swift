/// Some of a manifest's paths, read from it when they are asked for.
package struct ManifestPaths: Sendable, RandomAccessCollection {
  private let entries: ManifestEntries
  private let places: [Int]

  init(_ entries: ManifestEntries, at places: [Int]) {
    self.entries = entries
    self.places = places
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { places.count }
  package subscript(position: Int) -> String { entries.path(at: places[position]) }
}
