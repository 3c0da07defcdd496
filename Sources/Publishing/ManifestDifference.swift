/// What a new version changes in the published one. All lists are sorted by path.
package struct ManifestDifference: Sendable {
  package let added: ManifestPaths
  package let changed: ManifestPaths
  package let removed: ManifestPaths
  /// How many files are the same in both.
  package let unchanged: Int

  /// `old` is nil where nothing was published yet.
  package init(from old: Manifest?, to new: Manifest) {
    let old = old ?? Manifest([])
    let difference = PathDifference(from: old.entries.table, to: new.entries.table, isSame: ManifestEntries.isSame)
    added = ManifestPaths(new.entries, at: difference.added)
    changed = ManifestPaths(new.entries, at: difference.changed)
    removed = ManifestPaths(old.entries, at: difference.removed)
    unchanged = new.entries.count - added.count - changed.count
  }

  /// A version that is as the one before.
  init(unchanged manifest: Manifest) {
    let none = ManifestPaths(manifest.entries, at: RangeSet())
    (added, changed, removed, unchanged) = (none, none, none, manifest.entries.count)
  }

  package var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
}
