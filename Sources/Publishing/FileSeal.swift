package import Diagnostics

/// Which files of a published version are known to hold what its manifest says, by what the file system says of them:
/// while inode, size and date of change are as they were then, nobody has written to them, and a build that changes
/// nothing need not read a gigabyte to see it. Git's index goes by the same. It is no protection against somebody who
/// sets a file's date back on purpose; who has that in mind can change the manifest as well.
package struct FileSeal: Sendable {
  /// What the manifest it belongs to comes to; see ``Manifest/digest``.
  package let manifest: FileDigest
  /// For each file of the manifest, in its order: inode and date in nanoseconds, eight bytes each, the lowest first; all
  /// 0 for a file of which nothing is known.
  package let bytes: [UInt8]

  private static let width = 16

  /// nil where the bytes cannot belong to the manifest.
  init?(_ bytes: [UInt8], of manifest: Manifest, digest: FileDigest) {
    guard bytes.count == manifest.entries.count * Self.width else { return nil }
    self.manifest = digest
    self.bytes = bytes
  }

  /// - Parameter status: what is there for a path; nil for what is not known to be what the manifest says.
  init(of manifest: Manifest, _ status: (String) -> FileStatus?) {
    self.manifest = manifest.digest
    var bytes: [UInt8] = []
    bytes.reserveCapacity(manifest.entries.count * Self.width)
    for place in manifest.entries.indices {
      let status = status(manifest.entries.path(at: place))
      for number in [UInt64(status?.inode ?? 0), UInt64(bitPattern: Int64(status?.modified ?? 0))] {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    self.bytes = bytes
  }

  /// Whether the file at a place of the manifest is still the one that was sealed; its size is for the manifest to say.
  func holds(_ place: Int, _ status: FileStatus) -> Bool {
    let inode = number(at: place * Self.width)
    return inode != 0 && inode == status.inode
      && number(at: place * Self.width + 8) == UInt64(bitPattern: Int64(status.modified))
  }

  /// Whether something is known of every file.
  var isWhole: Bool {
    stride(from: 0, to: bytes.count, by: Self.width).allSatisfy { number(at: $0) != 0 }
  }

  private func number(at offset: Int) -> UInt64 {
    bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
  }
}
