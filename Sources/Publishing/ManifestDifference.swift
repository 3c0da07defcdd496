/// What a new version changes in the published one. All lists are sorted by path.
package struct ManifestDifference: Sendable, Hashable {
  package private(set) var added: [String] = []
  package private(set) var changed: [String] = []
  package private(set) var removed: [String] = []
  /// How many files are the same in both.
  package private(set) var unchanged = 0

  /// `old` is nil where nothing was published yet.
  package init(from old: Manifest?, to new: Manifest) {
    for entry in new.entries {
      switch old?[entry.path] {
      case nil: added.append(entry.path)
      case entry: unchanged += 1
      default: changed.append(entry.path)
      }
    }
    removed = old?.entries.map(\.path).filter { new[$0] == nil } ?? []
  }

  /// A version that is as the one before.
  init(unchanged manifest: Manifest) { unchanged = manifest.entries.count }

  package var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
}
