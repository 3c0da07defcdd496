private import Crypto
private import Glibc

/// A digest over everything that a result was made from: equal keys, equal results.
struct ContentKey: Sendable, Hashable, Codable {
  /// 64 lower-case hexadecimal digits.
  let text: String

  /// Collects what a result depends on. Each part is framed by its length, so that no two lists of parts look alike.
  struct Builder {
    private var hash = SHA256()

    mutating func add(_ text: String) { add(Array(text.utf8)) }

    mutating func add(_ bytes: [UInt8]) {
      withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hash.update(bufferPointer: $0) }
      bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    /// A folder below `root` with everything in it: names, kinds and bytes, in the order of the names. What cannot be
    /// read is part of the key as such, since it is a finding.
    mutating func add(folder path: String, below root: String) {
      let absolute = path.isEmpty ? root : "\(root)/\(path)"
      add("folder \(path)")
      guard let stream = opendir(absolute) else { return add("unreadable \(errno)") }
      var names: [String] = []
      while let entry = readdir(stream) {
        let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
        let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
        let name = String(cString: start)
        if !name.hasPrefix(".") { names.append(name) }
      }
      closedir(stream)
      for name in names.sorted() { add(entry: "\(path)/\(name)", below: root) }
    }

    private mutating func add(entry path: String, below root: String) {
      let absolute = "\(root)/\(path)"
      var status = stat()
      guard lstat(absolute, &status) == 0 else { return add("gone \(path)") }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: add(folder: path, below: root)
      case S_IFREG: add(file: path, absolute)
      case S_IFLNK:
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(absolute, &target, target.count)
        add("link \(path)")
        add(target.prefix(max(0, count)).map { UInt8(bitPattern: $0) })
        // Where it leads to a file, that file's bytes count; to a folder, reading refuses it.
        if stat(absolute, &status) == 0, status.st_mode & S_IFMT == S_IFREG { add(file: path, absolute) }
      default: add("other \(path)")
      }
    }

    private mutating func add(file path: String, _ absolute: String) {
      add("file \(path)")
      guard let bytes = Self.read(absolute) else { return add("unreadable \(errno)") }
      add(bytes)
    }

    private static func read(_ path: String) -> [UInt8]? {
      let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard file >= 0 else { return nil }
      defer { close(file) }
      var status = stat()
      guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
      var count = 0
      while true {
        let got = bytes.withUnsafeMutableBytes {
          Glibc.read(file, $0.baseAddress?.advanced(by: count), $0.count - count)
        }
        if got < 0, errno == EINTR { continue }
        guard got >= 0 else { return nil }
        if got == 0 { break }
        count += got
        if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: count)) }
      }
      bytes.removeSubrange(count...)
      return bytes
    }

    var key: ContentKey {
      let digits = Array("0123456789abcdef".utf8)
      let text = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
      return ContentKey(text: String(decoding: text, as: UTF8.self))
    }
  }
}
