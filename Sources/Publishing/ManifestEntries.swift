internal import Crypto
internal import Diagnostics
import Glibc

/// The entries of a manifest, packed: a large site has hundreds of thousands of files, and their paths as strings would
/// be most of a build's memory.
package struct ManifestEntries: Sendable, Equatable, RandomAccessCollection {
  private struct Record: Sendable {
    /// Where its path begins in `paths`.
    let start: Int
    let size: Int
    let sha256: FileDigest
    let length: Int32
  }

  /// All paths one after the other, in UTF-8.
  private var paths: [UInt8] = []
  private var records: [Record] = []

  init() {}

  package var startIndex: Int { 0 }
  package var endIndex: Int { records.count }

  package subscript(position: Int) -> Manifest.Entry {
    let record = records[position]
    return Manifest.Entry(path: path(at: position), size: record.size, sha256: record.sha256)
  }

  /// Cheaper than a whole entry.
  package func path(at position: Int) -> String { String(decoding: paths[range(position)], as: UTF8.self) }

  package static func == (one: Self, other: Self) -> Bool {
    one.count == other.count && one.indices.allSatisfy { one.isSame($0, as: other, $0) }
  }

  mutating func append(_ entry: Manifest.Entry) {
    let start = paths.count
    paths.makeFrugalRoom(for: entry.path.utf8.count)
    paths.append(contentsOf: entry.path.utf8)
    records.makeFrugalRoom(for: 1)
    records.append(
      Record(start: start, size: entry.size, sha256: entry.sha256, length: Int32(paths.count - start)))
  }

  /// Some of the entries, in the order of their places.
  func only(_ places: [Int]) -> ManifestEntries {
    guard places.count < count else { return self }
    var kept = self
    kept.records = places.map { records[$0] }
    return kept
  }

  /// By path, byte by byte.
  mutating func sort() {
    paths.withUnsafeBytes { paths in
      records.sort { one, other in
        Self.compare(Self.slice(paths, one), Self.slice(paths, other)) < 0
      }
    }
  }

  /// Where a path stands in a sorted list, or would; the entries before `start` are known to come before it.
  func firstIndex(notBefore path: String, from start: Int = 0) -> Int {
    var path = path
    return path.withUTF8 { path in
      paths.withUnsafeBytes { paths in
        var low = start
        var high = records.count
        while low < high {
          let middle = (low + high) / 2
          if Self.compare(Self.slice(paths, records[middle]), UnsafeRawBufferPointer(path)) < 0 {
            low = middle + 1
          } else {
            high = middle
          }
        }
        return low
      }
    }
  }

  func hasPath(_ path: String, at position: Int) -> Bool { paths[range(position)].elementsEqual(path.utf8) }

  /// Whether an entry is just another's: path, size and digest.
  func isSame(_ position: Int, as other: Self, _ otherPosition: Int) -> Bool {
    let record = records[position]
    let others = other.records[otherPosition]
    return record.size == others.size && record.sha256 == others.sha256
      && paths[range(position)] == other.paths[other.range(otherPosition)]
  }

  /// A digest over every path, size and digest.
  var digest: FileDigest {
    var hash = SHA256()
    for record in records {
      withUnsafeBytes(of: UInt64(record.length).littleEndian) { hash.update(bufferPointer: $0) }
      paths.withUnsafeBytes { hash.update(bufferPointer: Self.slice($0, record)) }
      withUnsafeBytes(of: UInt64(record.size).littleEndian) { hash.update(bufferPointer: $0) }
      record.sha256.withBytes { hash.update(bufferPointer: $0) }
    }
    return FileDigest(hash)
  }

  private func range(_ position: Int) -> Range<Int> {
    let record = records[position]
    return record.start..<record.start + Int(record.length)
  }

  private static func slice(_ paths: UnsafeRawBufferPointer, _ record: Record) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: paths[record.start..<record.start + Int(record.length)])
  }

  private static func compare(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Int {
    let shared = Swift.min(one.count, other.count)
    if shared > 0, let one = one.baseAddress, let other = other.baseAddress {
      let order = memcmp(one, other, shared)
      if order != 0 { return Int(order) }
    }
    return one.count - other.count
  }
}
