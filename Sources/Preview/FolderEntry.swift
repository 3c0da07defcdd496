private import Foundation
private import Glibc

/// One thing in a folder, as `lstat` sees it: links are not followed, so no walk runs in circles.
struct FolderEntry: Sendable {
  /// What changes when a file does, or who may read it.
  struct Stamp: Sendable, Hashable {
    let seconds: Int
    let nanoseconds: Int
    let size: Int
    let inode: UInt
  }

  /// Which file or folder it is, whatever it is called.
  struct Identity: Sendable, Hashable {
    let device: UInt
    let inode: UInt
  }

  let path: String
  let isFolder: Bool
  let stamp: Stamp
  let identity: Identity

  init?(path: String) {
    var info = stat()
    guard lstat(path, &info) == 0 else { return nil }
    self.path = path
    isFolder = info.st_mode & S_IFMT == S_IFDIR
    stamp = Stamp(
      // Of its last change of any kind, which nobody can set back.
      seconds: info.st_ctim.tv_sec, nanoseconds: info.st_ctim.tv_nsec, size: Int(info.st_size),
      inode: UInt(info.st_ino))
    identity = Identity(device: UInt(info.st_dev), inode: UInt(info.st_ino))
  }

  /// What a folder holds now; nothing where it cannot be read, or is gone by now.
  static func entries(of folder: String) -> [FolderEntry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { FolderEntry(path: folder + "/" + $0) }
  }
}
