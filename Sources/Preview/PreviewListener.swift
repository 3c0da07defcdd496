internal import FlyingSocks
private import Glibc
private import Synchronization

/// The HTTP server: on one address, and on the next free port where it may choose.
struct PreviewListener: Sendable {
  /// How many ports are tried before giving up.
  static let mostPorts: UInt16 = 20

  let address: PreviewAddress
  /// 0 lets the system choose.
  let port: UInt16
  /// Whether another port will not do.
  let isFixed: Bool
  /// How many connections there are at a time; further ones are closed at once. A browser opens about ten.
  var mostConnections = 256
  var patience = PreviewConnection.Patience()
  /// Answers a request that came in on the given port.
  let respond: @Sendable (PreviewRequest, _ port: UInt16) -> PreviewResponse
  /// Makes the stream of one listener.
  let subscribe: @Sendable () -> AsyncStream<String>

  /// Serves until cancelled. `onListening` is told the port once connections are taken.
  func run(onListening: @escaping @Sendable (UInt16) -> Void) async throws {
    let last = isFixed || port == 0 ? port : port + min(Self.mostPorts - 1, .max - port)
    for candidate in port...last {
      do {
        let listening = try listen(on: candidate)
        return try await serve(listening, onListening: onListening)
      } catch SocketError.failed(_, EADDRINUSE, _) {
        try Task.checkCancellation()
      } catch SocketError.failed(_, EACCES, _) {
        throw PreviewError.portNotAllowed(candidate)
      } catch SocketError.failed(_, EADDRNOTAVAIL, _) {
        throw PreviewError.addressNotHere(address.text)
      }
    }
    throw port == last ? PreviewError.portTaken(port) : PreviewError.noFreePort(first: port, last: last)
  }

  private func listen(on port: UInt16) throws -> Socket {
    let socket = try Socket(domain: address.isIPv6 ? AF_INET6 : AF_INET)
    Self.keepToOurselves(socket)
    do {
      try socket.setValue(true, for: .localAddressReuse)
      if address.isIPv6 {
        try socket.bind(to: try .inet6(ip6: address.text, port: port))
      } else {
        try socket.bind(to: try .inet(ip4: address.text, port: port))
      }
      try socket.listen()
      return socket
    } catch {
      try? socket.close()
      throw error
    }
  }

  private func serve(_ socket: Socket, onListening: @escaping @Sendable (UInt16) -> Void) async throws {
    let pool: some AsyncSocketPool = .ePoll()
    defer { try? socket.close() }
    try await pool.prepare()
    let port =
      switch try socket.sockname() {
      case .ip4(_, let port), .ip6(_, let port): port
      case .unix: self.port
      }
    let listening = try AsyncSocket(socket: socket, pool: pool)
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await pool.run() }
      group.addTask { try await takeConnections(listening, port: port) }
      onListening(port)
      try await group.next()
    }
  }

  private func takeConnections(_ listening: AsyncSocket, port: UInt16) async throws {
    let open = OpenConnections(most: mostConnections)
    try await withThrowingDiscardingTaskGroup { group in
      while true {
        let socket: AsyncSocket
        do {
          socket = try await listening.accept()
        } catch SocketError.failed(_, let code, _) where Self.passes(code) {
          // Out of descriptors, or a client that left too soon: no reason to stop.
          try await Task.sleep(for: .milliseconds(50))
          continue
        }
        Self.keepToOurselves(socket.socket)
        guard open.enter() else {
          try? socket.close()
          continue
        }
        group.addTask {
          defer {
            try? socket.close()
            open.leave()
          }
          await PreviewConnection(
            socket: socket, patience: patience, respond: { respond($0, port) }, subscribe: subscribe
          ).run()
        }
      }
    }
  }

  private static func passes(_ code: Int32) -> Bool {
    [EMFILE, ENFILE, ENOBUFS, ENOMEM, ECONNABORTED, EINTR, EPROTO, EPERM, ENETDOWN, EHOSTUNREACH, ENETUNREACH]
      .contains(code)
  }

  /// Programs that read attachments get none of our connections.
  private static func keepToOurselves(_ socket: Socket) { _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC) }
}

/// How many connections there are.
private final class OpenConnections: Sendable {
  private let most: Int
  private let count = Mutex(0)

  init(most: Int) { self.most = most }

  /// False where there are too many already.
  func enter() -> Bool {
    count.withLock { count in
      guard count < most else { return false }
      count += 1
      return true
    }
  }

  func leave() { count.withLock { $0 -= 1 } }
}
