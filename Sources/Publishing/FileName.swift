import Glibc

/// A name, or a relative path, as the file system has it.
///
/// Names on disk are bytes: files of others may carry GBK names, which a `String` cannot hold without loss.
struct FileName {
  /// The bytes with a final zero.
  let raw: [CChar]
  /// For messages and comparisons; bytes that are not UTF-8 are replaced.
  let text: String

  init(_ text: String) {
    raw = text.utf8.map { CChar(bitPattern: $0) } + [0]
    self.text = text
  }

  init(of entry: UnsafeMutablePointer<dirent>) {
    // Not through the imported 256-element tuple: the entry may end before that.
    let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
    let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
    raw = Array(UnsafeBufferPointer(start: start, count: strlen(start) + 1))
    text = String(cString: start)
  }
}

/// What lies at a path.
struct FileStatus: Hashable {
  enum Kind: Hashable { case file, folder, symbolicLink, other }

  let kind: Kind
  /// The permission bits.
  let mode: mode_t
  let owner: uid_t
  let group: gid_t
  let device: dev_t
  let inode: ino_t
  let size: Int
  /// The last change of the content, in nanoseconds.
  let modified: Int
}

extension FileStatus {
  init(_ status: stat) {
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      default: .other
      }
    self.init(
      kind: kind, mode: status.st_mode & 0o7777, owner: status.st_uid, group: status.st_gid, device: status.st_dev,
      inode: status.st_ino, size: Int(status.st_size),
      modified: Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec))
  }
}
