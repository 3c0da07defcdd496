internal import Crypto
internal import Diagnostics

extension FileDigest {
  init(of bytes: [UInt8]) {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    self.init(hash)
  }

  init(_ hash: SHA256) {
    guard let digest = FileDigest(bytes: Array(hash.finalize())) else { preconditionFailure("SHA-256 has 32 bytes") }
    self = digest
  }
}
