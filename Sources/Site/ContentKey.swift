private import Crypto
internal import Diagnostics
private import Foundation

/// A digest over everything that a result was made from: equal keys, equal results.
struct ContentKey: Sendable, Hashable {
  let digest: FileDigest

  /// 64 lower-case hexadecimal digits.
  var text: String { digest.hex }

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
      guard let all = SiteFolder.names(in: absolute) else { return add("unreadable") }
      let names = all.filter { !$0.hasPrefix(".") }
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
        add("link \(path) \((try? FileManager.default.destinationOfSymbolicLink(atPath: absolute)) ?? "")")
        // Where it leads to a file, that file's bytes count; to a folder, reading refuses it.
        if stat(absolute, &status) == 0, status.st_mode & S_IFMT == S_IFREG { add(file: path, absolute) }
      default: add("other \(path)")
      }
    }

    private mutating func add(file path: String, _ absolute: String) {
      add("file \(path)")
      guard let data = FileManager.default.contents(atPath: absolute) else { return add("unreadable") }
      add([UInt8](data))
    }

    var key: ContentKey {
      guard let digest = FileDigest(bytes: Array(hash.finalize())) else {
        preconditionFailure("SHA-256 has 32 bytes")
      }
      return ContentKey(digest: digest)
    }
  }
}
