import Glibc

/// The right to release to one place, held from `init` to ``release()``.
///
/// A lock of the kernel on a file beside the destination: it ends with the process, so a dead run never blocks the
/// next. The file itself is deleted at the end, hence the check that the locked file is still the one at the path.
struct ReleaseLock {
  private let descriptor: CInt
  private let path: String

  init(_ place: Place) throws(ReleaseError) {
    let path = place.lock
    while true {
      let file = try attempt("建立锁文件", path) { open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644) }
      do {
        try attempt("锁定", path) { flock(file, LOCK_EX | LOCK_NB) }
      } catch {
        let process = Self.owner(of: file)
        close(file)
        if case .system(_, _, errno: EWOULDBLOCK) = error { throw .busy(lock: path, process: process) }
        throw error
      }
      var locked = stat()
      var named = stat()
      if fstat(file, &locked) == 0, lstat(path, &named) == 0, locked.st_ino == named.st_ino {
        descriptor = file
        self.path = path
        noteOwner()
        return
      }
      close(file)  // The holder before us deleted it between our two calls: try the new one.
    }
  }

  func release() {
    unlink(path)
    close(descriptor)
  }

  /// Leaves the process number for the message of a second run; nothing depends on it.
  private func noteOwner() {
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  private static func owner(of file: CInt) -> String? {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    let digits = bytes.prefix(max(0, count)).prefix { (48...57).contains($0) }
    return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
  }
}
