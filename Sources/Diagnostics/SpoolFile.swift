import Glibc
private import Synchronization

/// A nameless file for what does not fit in memory: nobody else sees it, and it is gone when its last user is, however a
/// run ends.
package final class SpoolFile: Sendable {
  /// What was put away, in the file or, where the file takes no more, in memory.
  package enum Piece: Sendable {
    case file(start: Int, count: Int)
    case memory([UInt8])

    package var count: Int {
      switch self {
      case .file(_, let count): count
      case .memory(let bytes): bytes.count
      }
    }
  }

  /// What was put away cannot be read back.
  package struct Unreadable: Error, CustomStringConvertible {
    package let errno: CInt

    package init(errno: CInt) { self.errno = errno }

    package var description: String { "读不回临时文件（\(String(cString: strerror(errno)))）：检查磁盘后再试。" }
  }

  private let descriptor: CInt
  /// Where the next piece begins.
  private let end = Mutex(0)

  /// nil where no file can be made in that folder.
  package init?(in folder: String) {
    var file = open(folder, Self.nameless | O_RDWR | O_CLOEXEC, 0o600)
    if file < 0 {
      // Some file systems know no nameless files: this one loses its name at once.
      var name = Array("\(folder)/.spool-XXXXXX".utf8CString)
      file = name.withUnsafeMutableBufferPointer { name in
        guard let name = name.baseAddress else { return -1 }
        let file = mkstemp(name)
        if file >= 0 {
          unlink(name)
          _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        }
        return file
      }
    }
    guard file >= 0 else { return nil }
    descriptor = file
  }

  deinit { close(descriptor) }

  /// `O_TMPFILE`, which Swift does not see.
  private static let nameless: CInt = 0o20_000_000 | O_DIRECTORY

  /// Puts bytes away. May be called from many threads.
  package func put(_ bytes: [UInt8]) -> Piece {
    let start = end.withLock { end in
      defer { end += bytes.count }
      return end
    }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written, start + written)
      }
      if count < 0, errno == EINTR { continue }
      // A full disk is no reason to stop while there is memory.
      guard count > 0 else { return .memory(bytes) }
      written += count
    }
    return .file(start: start, count: bytes.count)
  }

  /// All bytes of a piece, wherever it was put.
  package static func bytes(of piece: Piece, in spool: SpoolFile?) throws(Unreadable) -> [UInt8] {
    if case .memory(let bytes) = piece { return bytes }
    guard let spool else { throw Unreadable(errno: EBADF) }
    return try spool.bytes(of: piece)
  }

  /// Some bytes of a piece; fewer only where it ends.
  package func bytes(of piece: Piece, from first: Int = 0, atMost limit: Int = .max) throws(Unreadable) -> [UInt8] {
    let count = min(piece.count - first, limit)
    switch piece {
    case .memory(let bytes): return Array(bytes[first..<first + count])
    case .file(let start, _):
      var failure: Unreadable?
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        while filled < count {
          let got = pread(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, start + first + filled)
          if got < 0, errno == EINTR { continue }
          guard got > 0 else {
            failure = Unreadable(errno: got < 0 ? errno : EIO)
            return
          }
          filled += got
        }
      }
      if let failure { throw failure }
      return bytes
    }
  }
}
