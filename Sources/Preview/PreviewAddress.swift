private import Glibc

/// An address of this machine that the preview listens on, as `--host` names it.
package struct PreviewAddress: Sendable, Hashable {
  /// This machine alone.
  package static let loopback = PreviewAddress(text: "127.0.0.1", bytes: [127, 0, 0, 1])

  /// As the system writes it.
  package let text: String
  /// Four of them, or sixteen.
  private let bytes: [UInt8]

  private init(text: String, bytes: [UInt8]) {
    self.text = text
    self.bytes = bytes
  }

  /// Reads `127.0.0.1`, `::1`, `0.0.0.0` or the like; nil for anything else, names among them, since a name may lead to
  /// another address tomorrow.
  package init?(_ text: String) {
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: count)
      guard inet_pton(family, text, &bytes) == 1 else { continue }
      var written = [CChar](repeating: 0, count: 64)
      guard inet_ntop(family, bytes, &written, socklen_t(written.count)) != nil else { return nil }
      let end = written.firstIndex(of: 0) ?? written.count
      self.init(text: String(decoding: written[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self), bytes: bytes)
      return
    }
    return nil
  }

  package var isLoopback: Bool { bytes.count == 4 ? bytes[0] == 127 : bytes == Self.one }

  /// `0.0.0.0` and `::`: all addresses of this machine.
  package var isEvery: Bool { bytes.allSatisfy { $0 == 0 } }

  var isIPv6: Bool { bytes.count == 16 }

  /// As it stands in a URL.
  var inURL: String { isIPv6 ? "[\(text)]" : text }

  private static let one = [UInt8](repeating: 0, count: 15) + [1]
}
