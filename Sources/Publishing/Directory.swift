import Glibc

/// An open folder. Everything inside is reached through its descriptor, so a rename of the folder, or of one above,
/// cannot lead a release elsewhere.
///
/// Relative paths are `/`-separated. A symbolic link as the last part is never followed.
final class Directory: Sendable {
  let descriptor: CInt
  /// Where it was opened, for messages.
  let path: String

  private init(descriptor: CInt, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  static func open(_ path: String) throws(ReleaseError) -> Directory {
    let descriptor = try attempt("打开文件夹", path) {
      Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    }
    return Directory(descriptor: descriptor, path: path)
  }

  /// The folder of that name, opened by the name's own bytes.
  func child(_ name: FileName) throws(ReleaseError) -> Directory {
    let path = path(of: name.text)
    let descriptor = try attempt("打开文件夹", path) {
      openat(self.descriptor, name.raw, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    }
    return Directory(descriptor: descriptor, path: path)
  }

  func path(of relative: String) -> String { path + "/" + relative }

  /// The direct children but `.` and `..`, sorted by name.
  func names() throws(ReleaseError) -> [FileName] {
    let reading = try attempt("打开文件夹", path) { openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard let stream = fdopendir(reading) else {
      let code = errno
      close(reading)
      throw .system(action: "读取文件夹", path: path, errno: code)
    }
    defer { closedir(stream) }
    var names: [FileName] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = FileName(of: entry)
      if name.text != ".", name.text != ".." { names.append(name) }
    }
    guard errno == 0 else { throw .system(action: "读取文件夹", path: path, errno: errno) }
    return names.sorted { $0.text < $1.text }
  }

  /// What the child of that name is.
  func status(of name: FileName) throws(ReleaseError) -> FileStatus {
    var status = stat()
    try attempt("查看", path(of: name.text)) { fstatat(descriptor, name.raw, &status, AT_SYMLINK_NOFOLLOW) }
    return FileStatus(status)
  }

  /// The folder's own permission bits, owner and group.
  func status() throws(ReleaseError) -> FileStatus {
    var status = stat()
    try attempt("查看", path) { fstat(descriptor, &status) }
    return FileStatus(status)
  }

  /// The bytes of a regular file; nil where nothing or something else lies there.
  func read(_ relative: String) throws(ReleaseError) -> [UInt8]? { try read(FileName(relative)) }

  func read(_ name: FileName) throws(ReleaseError) -> [UInt8]? {
    let path = path(of: name.text)
    guard let (file, status) = try open(name) else { return nil }
    defer { close(file) }
    // One byte more than the file should have, so that the usual file needs two calls: all of it, then its end.
    var bytes = [UInt8](repeating: 0, count: status.size + 1)
    var count = 0
    while true {
      let got = try attempt("读取", path) {
        bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress?.advanced(by: count), $0.count - count) }
      }
      if got == 0 { break }
      count += got
      if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: count)) }
    }
    bytes.removeSubrange(count...)
    return bytes
  }

  /// The same piece by piece; false where nothing or something else lies there.
  func read(_ name: FileName, _ body: ([UInt8]) throws(ReleaseError) -> Void) throws(ReleaseError) -> Bool {
    let path = path(of: name.text)
    guard let (file, _) = try open(name) else { return false }
    defer { close(file) }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = try attempt("读取", path) { piece.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) } }
      if got == 0 { return true }
      try body(got == piece.count ? piece : Array(piece[..<got]))
    }
  }

  /// A regular file, to be read; nil where nothing or something else lies there.
  private func open(_ name: FileName) throws(ReleaseError) -> (file: CInt, status: FileStatus)? {
    let path = path(of: name.text)
    let file: CInt
    do {
      file = try attempt("打开", path) {
        openat(descriptor, name.raw, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
      }
    } catch .system(_, _, errno: ENOENT), .system(_, _, errno: ELOOP), .system(_, _, errno: ENOTDIR) {
      return nil
    }
    do {
      var status = stat()
      try attempt("查看", path) { fstat(file, &status) }
      if FileStatus(status).kind == .file { return (file, FileStatus(status)) }
    } catch {
      close(file)
      throw error
    }
    close(file)
    return nil
  }

  /// Writes a file that must not exist yet, with exactly these permission bits.
  func write(_ bytes: [UInt8], to name: FileName, mode: mode_t) throws(ReleaseError) {
    try write(to: name, mode: mode) { put throws(ReleaseError) in try put(bytes) }
  }

  /// The same piece by piece.
  func write(
    to name: FileName, mode: mode_t, _ body: (([UInt8]) throws(ReleaseError) -> Void) throws(ReleaseError) -> Void
  ) throws(ReleaseError) {
    let path = path(of: name.text)
    let file = try attempt("建立文件", path) {
      openat(descriptor, name.raw, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    }
    do {
      try body { bytes throws(ReleaseError) in
        var written = 0
        while written < bytes.count {
          written += try attempt("写入", path) {
            bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress?.advanced(by: written), $0.count - written) }
          }
        }
      }
      try attempt("设置权限", path) { fchmod(file, mode) }
    } catch {
      close(file)
      throw error
    }
    // Network file systems and quotas report a failed write as late as here; the descriptor is gone either way.
    guard close(file) == 0 || errno == EINTR else { throw .system(action: "写入", path: path, errno: errno) }
  }

  /// Makes a folder that must not exist yet, with exactly these permission bits.
  func makeFolder(_ name: FileName, mode: mode_t) throws(ReleaseError) {
    let path = path(of: name.text)
    try attempt("建立文件夹", path) { mkdirat(descriptor, name.raw, 0o700) }
    try attempt("设置权限", path) { fchmodat(descriptor, name.raw, mode, 0) }
  }
}
