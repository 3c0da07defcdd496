package import Diagnostics

/// The list of every file of a published version, with size and SHA-256.
///
/// It lies at the destination's root as `manifest.json` and marks the folder as Mingzhang's own. It does not list
/// itself nor the kept foreign files, and holds no time, host or path: equal versions have equal manifests.
package struct Manifest: Sendable, Equatable {
  /// One published file.
  package struct Entry: Sendable, Hashable {
    package let path: String
    /// In bytes.
    package let size: Int
    package let sha256: FileDigest

    package init(path: String, bytes: [UInt8]) {
      self.init(path: path, size: bytes.count, sha256: FileDigest(of: bytes))
    }

    package init(path: String, size: Int, sha256: FileDigest) {
      self.path = path
      self.size = size
      self.sha256 = sha256
    }
  }

  /// The manifest's name at the destination's root, which no output may take.
  package static let fileName = "manifest.json"
  /// The version of the manifest's form.
  package static let schema = "mingzhang-manifest/1"

  /// Sorted by path, each path once.
  package let entries: ManifestEntries

  /// The entries may come in any order; of one path the first counts.
  package init(_ entries: some Sequence<Entry>) {
    var table = PathTable.Builder(spool: nil, width: ManifestEntries.width)
    for (path, entry) in entries.map({ (Array($0.path.utf8), $0) }).sorted(by: { $0.0.lexicographicallyPrecedes($1.0) })
    {
      _ = table.append(path, ManifestEntries.value(entry))
    }
    self.init(ManifestEntries(table.finish()))
  }

  init(_ entries: ManifestEntries) { self.entries = entries }

  /// Read when they are asked for.
  package var paths: some RandomAccessCollection<String> { entries.indices.lazy.map { entries.path(at: $0) } }

  /// The total size of the listed files in bytes.
  package var totalBytes: Int { entries.reduce(0) { $0 + $1.size } }

  package subscript(path: String) -> Entry? { place(of: path).map { entries[$0] } }

  /// Where the file of a path stands in ``entries``.
  func place(of path: String) -> Int? { entries.table.place(of: path) }

  /// A digest over all of it: equal manifests have equal digests.
  var digest: FileDigest { entries.digest }

  /// The files one carry-over request stands for: all below `folder/`, or the one file of that name.
  package func entries(under prefix: String) -> [Entry] {
    guard prefix.hasSuffix("/") else { return self[prefix].map { [$0] } ?? [] }
    let first = entries.table.firstIndex(notBefore: prefix)
    return Array(entries[first...].prefix { $0.path.utf8.starts(with: prefix.utf8) })
  }
}
