/// What a new version changes in the published one. All lists are sorted by path.
package struct ManifestDifference: Sendable {
  package let added: ManifestPaths
  package let changed: ManifestPaths
  package let removed: ManifestPaths
  /// How many files are the same in both.
  package let unchanged: Int

  /// `old` is nil where nothing was published yet.
  package init(from old: Manifest?, to new: Manifest) {
    let old = old?.entries ?? ManifestEntries()
    let new = new.entries
    var (added, changed, removed) = ([Int](), [Int](), [Int]())
    var unchanged = 0
    // The first of the old entries that nothing was said of.
    var next = 0
    for place in new.indices {
      let path = new.path(at: place)
      let found = old.firstIndex(notBefore: path, from: next)
      removed += next..<found
      next = found
      if found == old.count || !old.hasPath(path, at: found) {
        added.append(place)
        continue
      }
      if new.isSame(place, as: old, found) { unchanged += 1 } else { changed.append(place) }
      next += 1
    }
    removed += next..<old.count
    self.added = ManifestPaths(new, at: added)
    self.changed = ManifestPaths(new, at: changed)
    self.removed = ManifestPaths(old, at: removed)
    self.unchanged = unchanged
  }

  /// A version that is as the one before.
  init(unchanged manifest: Manifest) {
    let none = ManifestPaths(manifest.entries, at: [])
    (added, changed, removed, unchanged) = (none, none, none, manifest.entries.count)
  }

  package var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
}
