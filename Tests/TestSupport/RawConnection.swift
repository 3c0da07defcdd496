import Dispatch
import Glibc

/// A plain client socket on the loopback address, which sends and shows bytes as they are.
///
/// Its calls block, so they run on threads of their own: the server under test needs the others.
package final class RawConnection: Sendable {
  package enum Failure: Error { case cannotConnect, cannotListen, timedOut(got: String) }

  private let descriptor: Int32
  private let queue = DispatchQueue(label: "mingzhang.test.connection")

  package init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    guard Self.withAddress(port, { connect(descriptor, $0, $1) }) == 0 else {
      Glibc.close(descriptor)
      throw Failure.cannotConnect
    }
  }

  deinit { Glibc.close(descriptor) }

  /// Says that nothing more comes, and takes nothing more.
  package func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Sends a GET, and reads until the answer contains a text.
  package func get(_ target: String, host: String, until wanted: String) async throws -> String {
    try await exchange("GET \(target) HTTP/1.1\r\nHost: \(host)\r\n\r\n", until: wanted)
  }

  package func read(until wanted: String) async throws -> String { try await exchange("", until: wanted) }

  /// Sends bytes as they are; false where nobody takes them any more.
  @discardableResult
  package func send(_ text: String) async -> Bool {
    await withCheckedContinuation { continuation in
      queue.async { [descriptor] in continuation.resume(returning: Self.send(Array(text.utf8), to: descriptor)) }
    }
  }

  /// What comes until the other side ends the connection; nil where it does not, in a minute.
  package func readToEnd() async -> String? {
    await withCheckedContinuation { continuation in
      queue.async { [descriptor] in
        var got: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
          let count = recv(descriptor, &buffer, buffer.count, 0)
          if count < 0, errno == EAGAIN { return continuation.resume(returning: nil) }
          // A reset is an end, too.
          guard count > 0 else { return continuation.resume(returning: String(decoding: got, as: UTF8.self)) }
          got += buffer[..<count]
        }
      }
    }
  }

  private static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private func exchange(_ request: String, until wanted: String) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { [descriptor] in
        _ = Self.send(Array(request.utf8), to: descriptor)
        var got: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !String(decoding: got, as: UTF8.self).contains(wanted) {
          let count = recv(descriptor, &buffer, buffer.count, 0)
          guard count > 0 else {
            continuation.resume(throwing: Failure.timedOut(got: String(decoding: got, as: UTF8.self)))
            return
          }
          got += buffer[..<count]
        }
        continuation.resume(returning: String(decoding: got, as: UTF8.self))
      }
    }
  }

  /// Runs a body while a socket that nobody serves holds a port.
  package static func withTakenPort(_ body: (UInt16) async throws -> Void) async throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { Glibc.close(descriptor) }
    guard withAddress(0, { bind(descriptor, $0, $1) }) == 0, listen(descriptor, 1) == 0 else {
      throw Failure.cannotListen
    }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutableBytes(of: &address) { bytes in
      _ = getsockname(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
    }
    try await body(UInt16(bigEndian: address.sin_port))
  }

  private static func withAddress(_ port: UInt16, _ body: (UnsafePointer<sockaddr>?, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafeBytes(of: &address) { bytes in
      body(bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
    }
  }
}
