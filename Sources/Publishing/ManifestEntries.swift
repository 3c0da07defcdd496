internal import Crypto
internal import Diagnostics
import Glibc

/// The entries of a manifest, packed: a large site has hundreds of thousands of files, and their paths as strings would
/// be most of a build's memory. They lie in pieces of one size, so that nothing is copied when the list grows, and a copy
/// of it shares all but the last.
package struct ManifestEntries: Sendable, Equatable, RandomAccessCollection {
  private struct Record: Sendable {
    let sha256: FileDigest
    let size: Int
    /// Which piece of `paths` holds its path, from where, and how long it is.
    let piece: UInt32
    let start: UInt16
    let length: UInt16
  }

  private static let recordsInPiece = 1 << 10
  private static let bytesInPiece = 1 << 16

  /// Paths one after the other, in UTF-8, each whole in one piece.
  private var paths: [[UInt8]] = []
  private var records: [[Record]] = []
  /// The places of the entries among the records; nil where they are in the order in which they came.
  private var order: [UInt32]?
  private var recordCount = 0

  init() {}

  package var startIndex: Int { 0 }
  package var endIndex: Int { order?.count ?? recordCount }

  package subscript(position: Int) -> Manifest.Entry {
    let record = record(position)
    return Manifest.Entry(path: path(at: position), size: record.size, sha256: record.sha256)
  }

  /// Cheaper than a whole entry.
  package func path(at position: Int) -> String { withPath(position) { String(decoding: $0, as: UTF8.self) } }

  package static func == (one: Self, other: Self) -> Bool {
    one.count == other.count && one.indices.allSatisfy { one.isSame($0, as: other, $0) }
  }

  /// Of a list that has not been sorted.
  mutating func append(_ entry: Manifest.Entry) {
    let length = entry.path.utf8.count
    precondition(order == nil && length <= OutputPath.longest)
    if (paths.last?.count ?? Self.bytesInPiece) + length > Self.bytesInPiece {
      paths.append([])
      paths[paths.count - 1].reserveCapacity(Self.bytesInPiece)
    }
    let piece = paths.count - 1
    let start = paths[piece].count
    paths[piece].append(contentsOf: entry.path.utf8)
    if recordCount % Self.recordsInPiece == 0 {
      records.append([])
      records[records.count - 1].reserveCapacity(Self.recordsInPiece)
    }
    records[records.count - 1].append(
      Record(
        sha256: entry.sha256, size: entry.size, piece: UInt32(piece), start: UInt16(start), length: UInt16(length)))
    recordCount += 1
  }

  /// Some of the entries, in the order of their places.
  func only(_ places: [Int]) -> ManifestEntries {
    guard places.count < count else { return self }
    var kept = self
    kept.order = places.map { UInt32(place($0)) }
    return kept
  }

  /// By path, byte by byte.
  mutating func sort() {
    var order = order ?? Array(0..<UInt32(recordCount))
    order.sort { one, other in
      withPath(ofRecord: Int(one)) { one in withPath(ofRecord: Int(other)) { Self.compare(one, $0) < 0 } }
    }
    self.order = order
  }

  /// Where a path stands in a sorted list, or would; the entries before `start` are known to come before it.
  func firstIndex(notBefore path: String, from start: Int = 0) -> Int {
    var path = path
    return path.withUTF8 { path in
      var low = start
      var high = count
      while low < high {
        let middle = (low + high) / 2
        if withPath(middle, { Self.compare($0, UnsafeRawBufferPointer(path)) < 0 }) {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low
    }
  }

  func hasPath(_ path: String, at position: Int) -> Bool { withPath(position) { $0.elementsEqual(path.utf8) } }

  /// Whether an entry is just another's: path, size and digest.
  func isSame(_ position: Int, as other: Self, _ otherPosition: Int) -> Bool {
    let (record, others) = (record(position), other.record(otherPosition))
    return record.size == others.size && record.sha256 == others.sha256
      && withPath(position) { own in other.withPath(otherPosition) { Self.compare(own, $0) == 0 } }
  }

  /// A digest over every path, size and digest.
  var digest: FileDigest {
    var hash = SHA256()
    for position in indices {
      let record = record(position)
      withUnsafeBytes(of: UInt64(record.length).littleEndian) { hash.update(bufferPointer: $0) }
      withPath(position) { hash.update(bufferPointer: $0) }
      withUnsafeBytes(of: UInt64(record.size).littleEndian) { hash.update(bufferPointer: $0) }
      record.sha256.withBytes { hash.update(bufferPointer: $0) }
    }
    return FileDigest(hash)
  }

  /// Among the records.
  private func place(_ position: Int) -> Int { order.map { Int($0[position]) } ?? position }

  private func record(_ position: Int) -> Record {
    let place = place(position)
    return records[place / Self.recordsInPiece][place % Self.recordsInPiece]
  }

  private func withPath<Result>(_ position: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withPath(ofRecord: place(position), body)
  }

  private func withPath<Result>(ofRecord place: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let record = records[place / Self.recordsInPiece][place % Self.recordsInPiece]
    let start = Int(record.start)
    return paths[Int(record.piece)].withUnsafeBytes { bytes in
      body(UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(record.length)]))
    }
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
