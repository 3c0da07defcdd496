/// The state of every watched file, for watching by comparing.
struct FolderSnapshot: Sendable, Equatable {
  private var stamps: [String: FolderEntry.Stamp] = [:]

  init(of roots: [String], filter: WatchFilter) {
    var folders = roots
    while let folder = folders.popLast() {
      for entry in FolderEntry.entries(of: folder) where !filter.ignores(entry.path) {
        if entry.isFolder {
          folders.append(entry.path)
          // A folder's own time also changes with an editor's temporary files: only its being there counts.
          stamps[entry.path] = FolderEntry.Stamp(seconds: 0, nanoseconds: 0, size: 0, inode: 0)
        } else {
          stamps[entry.path] = entry.stamp
        }
      }
    }
  }
}
