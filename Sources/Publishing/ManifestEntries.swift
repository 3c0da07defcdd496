internal import Crypto
internal import Diagnostics

/// The entries of a manifest, sorted by path: in memory is what is asked for.
package struct ManifestEntries: Sendable, RandomAccessCollection {
  /// Size, digest, and whether the file is that of the version before.
  static let width = 41

  let table: PathTable

  init(_ table: PathTable) { self.table = table }

  package var startIndex: Int { 0 }
  package var endIndex: Int { table.count }

  package subscript(position: Int) -> Manifest.Entry {
    table.with(position) { path, value in
      Manifest.Entry(
        path: String(decoding: path, as: UTF8.self), size: Self.size(value), sha256: FileDigest(inMemory: value))
    }
  }

  /// Cheaper than a whole entry.
  package func path(at position: Int) -> String { table.path(at: position) }

  /// Whether the file is linked from the version before.
  func isUnchanged(at position: Int) -> Bool { table.with(position) { _, value in value[40] != 0 } }

  static func value(_ entry: Manifest.Entry, isUnchanged: Bool = false) -> [UInt8] {
    var value: [UInt8] = []
    value.reserveCapacity(width)
    entry.sha256.withBytes { value += $0 }
    withUnsafeBytes(of: entry.size.littleEndian) { value += $0 }
    value.append(isUnchanged ? 1 : 0)
    return value
  }

  private static func size(_ value: UnsafeRawBufferPointer) -> Int {
    Int(littleEndian: value.loadUnaligned(fromByteOffset: 32, as: Int.self))
  }

  /// Whether two values are of files with the same size and bytes.
  static func isSame(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
    one[..<40].elementsEqual(other[..<40])
  }

  /// A digest over every path, size and digest.
  var digest: FileDigest {
    var hash = SHA256()
    for position in indices {
      table.with(position) { path, value in
        withUnsafeBytes(of: UInt64(path.count).littleEndian) { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: path)
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: value[32..<40]))
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: value[..<32]))
      }
    }
    return FileDigest(hash)
  }
}

extension ManifestEntries: Equatable {
  package static func == (one: Self, other: Self) -> Bool {
    guard one.count == other.count else { return false }
    return one.indices.allSatisfy { position in
      one.table.with(position) { path, value in
        other.table.with(position) { PathTable.compare(path, $0) == 0 && isSame(value, $1) }
      }
    }
  }
}
