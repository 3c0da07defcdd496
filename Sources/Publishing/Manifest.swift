/// The list of every file of a published version, with size and SHA-256.
///
/// It lies at the destination's root as `manifest.json` and marks the folder as Mingzhang's own. It does not list
/// itself nor the kept foreign files, and holds no time, host or path: equal versions have equal manifests.
package struct Manifest: Sendable, Hashable {
  /// One published file.
  package struct Entry: Sendable, Hashable {
    package let path: String
    /// In bytes.
    package let size: Int
    /// 64 lower-case hexadecimal digits.
    package let sha256: String

    package init(path: String, bytes: [UInt8]) {
      self.init(path: path, size: bytes.count, sha256: Digest.hex(of: bytes))
    }

    package init(path: String, size: Int, sha256: String) {
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
  package let entries: [Entry]

  /// The entries may come in any order; no path may occur twice.
  package init(_ entries: [Entry]) {
    self.entries = entries.sorted { $0.path < $1.path }
  }

  /// The total size of the listed files in bytes.
  package var totalBytes: Int { entries.reduce(0) { $0 + $1.size } }

  package subscript(path: String) -> Entry? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].path == path ? entries[low] : nil
  }

  /// The files one carry-over request stands for: all below `folder/`, or the one file of that name.
  package func entries(under prefix: String) -> [Entry] {
    guard prefix.hasSuffix("/") else { return self[prefix].map { [$0] } ?? [] }
    return entries.filter { $0.path.hasPrefix(prefix) }
  }
}
