internal import Diagnostics

/// Paths in the order of their bytes, one behind the other in memory. Unlike ``ManifestPaths`` it holds on to nothing that
/// goes on growing.
package struct PathList: Sendable, RandomAccessCollection {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init(_ entries: ManifestEntries, at places: [Int], endingIn end: String) {
    let chosen = places.filter { entries.path(at: $0).hasSuffix(end) }.sorted { entries.precedes($0, $1) }
    ends.reserveCapacity(chosen.count)
    for place in chosen {
      let path = entries.path(at: place)
      bytes.makeFrugalRoom(for: path.utf8.count)
      bytes.append(contentsOf: path.utf8)
      ends.append(bytes.count)
    }
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { ends.count }
  package subscript(position: Int) -> String {
    String(decoding: bytes[(position == 0 ? 0 : ends[position - 1])..<ends[position]], as: UTF8.self)
  }
}
