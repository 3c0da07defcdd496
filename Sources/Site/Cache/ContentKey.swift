private import Crypto
internal import Diagnostics

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

    var key: ContentKey {
      guard let digest = FileDigest(bytes: Array(hash.finalize())) else {
        preconditionFailure("SHA-256 has 32 bytes")
      }
      return ContentKey(digest: digest)
    }
  }
}
