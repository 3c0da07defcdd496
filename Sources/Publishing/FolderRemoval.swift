import Glibc

/// Deletes a folder with everything in it, but never beyond its own file system.
struct FolderRemoval {
  private var removed = 0
  private let observer: (Int) -> Void

  /// Deletes the folder at a path if there is one. The observer gets the number of entries deleted so far.
  static func remove(_ path: String, observer: (Int) -> Void = { _ in }) throws(ReleaseError) {
    guard try Place.exists(path) else { return }
    try withoutActuallyEscaping(observer) { observer throws(ReleaseError) in
      chmod(path, 0o700)
      let folder = try Directory.open(path)
      var removal = FolderRemoval(observer: observer)
      try removal.empty(folder, device: try folder.status().device)
      try attempt("删除", path) { rmdir(path) }
    }
  }

  private init(observer: @escaping (Int) -> Void) {
    self.observer = observer
  }

  private mutating func empty(_ folder: Directory, device: dev_t) throws(ReleaseError) {
    for name in try folder.names() {
      let status = try folder.status(of: name)
      let path = folder.path(of: name.text)
      let isFolder = status.kind == .folder
      if isFolder {
        guard status.device == device else { throw .system(action: "删除", path: path, errno: EXDEV) }
        if status.mode & 0o700 != 0o700 { _ = fchmodat(folder.descriptor, name.raw, 0o700, 0) }
        try empty(try folder.child(name), device: device)
      }
      try attempt("删除", path) { unlinkat(folder.descriptor, name.raw, isFolder ? AT_REMOVEDIR : 0) }
      removed += 1
      observer(removed)
    }
  }
}
