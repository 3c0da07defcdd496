import CAtomicRename
import Glibc

/// The new version while it is written, in a folder of its own beside the destination.
struct Staging {
  static let fileMode: mode_t = 0o644
  static let folderMode: mode_t = 0o755

  private let folder: Directory

  init(_ place: Place) throws(ReleaseError) {
    try attempt("建立文件夹", place.staging) { mkdir(place.staging, 0o700) }
    folder = try Directory.open(place.staging)
  }

  /// Writes a file, and makes the folders above it that are not there yet. May be called from many threads.
  func write(_ bytes: [UInt8], at path: String) throws(ReleaseError) {
    let name = FileName(path)
    do {
      try folder.write(bytes, to: name, mode: Self.fileMode)
    } catch .system(_, _, errno: ENOENT) {
      // Rarely so: one file of many is the first of its folder.
      try makeFolder(above: path)
      try folder.write(bytes, to: name, mode: Self.fileMode)
    }
  }

  /// The same piece by piece.
  func write(_ pieces: some Sequence<[UInt8]>, at path: String) throws(ReleaseError) {
    try makeFolder(above: path)
    try folder.write(to: FileName(path), mode: Self.fileMode) { put throws(ReleaseError) in
      for piece in pieces { try put(piece) }
    }
  }

  func remove(_ path: String) throws(ReleaseError) {
    try attempt("删除", folder.path(of: path)) { unlinkat(folder.descriptor, path, 0) }
  }

  /// Links the file of the current version, which spares the disk and keeps the date that web servers send; false where
  /// the file system cannot.
  func link(_ path: String, from current: CurrentVersion) throws(ReleaseError) -> Bool {
    if linkat(current.folder.descriptor, path, folder.descriptor, path, 0) == 0 { return true }
    guard errno == ENOENT else { return false }
    try makeFolder(above: path)
    return linkat(current.folder.descriptor, path, folder.descriptor, path, 0) == 0
  }

  /// The folder that a path lies in, and those above it, where another thread has not made them.
  private func makeFolder(above path: String) throws(ReleaseError) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
    let parent = String(path[..<slash])
    do {
      try folder.makeFolder(FileName(parent), mode: Self.folderMode)
    } catch .system(_, _, errno: EEXIST) {
      return
    } catch .system(_, _, errno: ENOENT) {
      try makeFolder(above: parent)
      do {
        try folder.makeFolder(FileName(parent), mode: Self.folderMode)
      } catch .system(_, _, errno: EEXIST) {}
    }
  }

  /// Removes all that was written below a folder (`dept/2020/final-accounts/`), and the folder.
  func remove(under prefix: String) throws(ReleaseError) {
    guard OutputPath.problem(with: String(prefix.dropLast())) == nil else { return }
    try FolderRemoval.remove(folder.path(of: String(prefix.dropLast())))
  }

  /// Places what belongs to others, with its permissions and, where we may, its owner.
  func keep(_ name: FileName, from source: Directory) throws(ReleaseError) {
    try Self.keep(name, from: source, in: folder)
  }

  private static func keep(_ name: FileName, from source: Directory, in target: Directory) throws(ReleaseError) {
    let status = try source.status(of: name)
    if status.kind == .folder {
      try target.makeFolder(name, mode: status.mode | 0o700)
      let from = try source.child(name)
      let to = try target.child(name)
      for child in try from.names() { try keep(child, from: from, in: to) }
      try to.take(status)
      return
    }
    if linkat(source.descriptor, name.raw, target.descriptor, name.raw, 0) == 0 { return }
    // Some file systems have no hard links, and the kernel may forbid them on files of other users.
    let code = errno
    guard status.kind == .file, let bytes = try source.read(name) else {
      throw .system(action: "保留", path: source.path(of: name.text), errno: code)
    }
    try target.write(bytes, to: name, mode: status.mode)
    _ = fchownat(target.descriptor, name.raw, status.owner, status.group, AT_SYMLINK_NOFOLLOW)
  }

  func write(_ manifest: Manifest) throws(ReleaseError) {
    try folder.write(to: FileName(Manifest.fileName), mode: Self.fileMode) { put throws(ReleaseError) in
      try manifest.writeJSON(to: put)
    }
  }

  /// Gives the folder the permissions of the one it replaces, and waits until everything has reached the disk.
  ///
  /// One `syncfs` instead of an `fsync` for each file and folder: in a trial of 3,000 files 0.05 s against 0.84 s.
  func finish(like current: Directory?) throws(ReleaseError) {
    if let current {
      try folder.take(try current.status())
    } else {
      try attempt("设置权限", folder.path) { fchmod(folder.descriptor, Self.folderMode) }
    }
    try attempt("同步到磁盘", folder.path) { syncfs(folder.descriptor) }
  }
}

extension Directory {
  /// Takes over owner and group, as far as we may, and the permission bits. In this order: a change of owner may
  /// clear bits.
  func take(_ status: FileStatus) throws(ReleaseError) {
    _ = fchown(descriptor, status.owner, status.group)
    try attempt("设置权限", path) { fchmod(descriptor, status.mode) }
  }
}
