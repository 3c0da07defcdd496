internal import FlyingFox
internal import FlyingSocks
internal import Foundation
private import Glibc
private import Synchronization

/// The HTTP server: on 127.0.0.1 alone, and on the next free port where it may choose.
struct LoopbackListener: Sendable {
  /// How many ports are tried before giving up.
  static let mostPorts: UInt16 = 20

  /// 0 lets the system choose.
  let port: UInt16
  /// Whether another port will not do.
  let isFixed: Bool
  /// Answers a request that came in on the given port.
  let respond: @Sendable (PreviewRequest, _ port: UInt16) -> PreviewResponse
  /// Makes the stream of one listener.
  let subscribe: @Sendable () -> AsyncStream<String>

  /// Serves until cancelled. `onListening` is told the port once connections are taken.
  func run(onListening: @escaping @Sendable (UInt16) -> Void) async throws {
    let last = isFixed || port == 0 ? port : port + min(Self.mostPorts - 1, .max - port)
    for candidate in port...last {
      do {
        return try await serve(on: candidate, onListening: onListening)
      } catch SocketError.failed(_, EADDRINUSE, _) {
        try Task.checkCancellation()
      } catch SocketError.failed(_, EACCES, _) {
        throw PreviewError.portNotAllowed(candidate)
      }
    }
    throw port == last ? PreviewError.portTaken(port) : PreviewError.noFreePort(first: port, last: last)
  }

  private func serve(on port: UInt16, onListening: @escaping @Sendable (UInt16) -> Void) async throws {
    let bound = BoundPort(port)
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled,
      handler: ClosureHTTPHandler { request in answer(request, port: bound.value) })
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        try await server.waitUntilListening(timeout: 60)
        if case .ip4(_, let actual)? = await server.listeningAddress { bound.value = actual }
        onListening(bound.value)
      }
      // One by one: a port that is taken must end the waiting for it too, which `waitForAll()` would not.
      for try await _ in group {}
    }
  }

  private func answer(_ request: HTTPRequest, port: UInt16) -> HTTPResponse {
    let response = respond(
      PreviewRequest(
        method: request.method.rawValue, target: request.target.rawValue, host: request.headers[.host],
        origin: request.headers[HTTPHeader("Origin")]),
      port)
    var headers = HTTPHeaders()
    for (name, value) in response.headers { headers[HTTPHeader(name)] = value }
    let status = HTTPStatusCode(response.status, phrase: Self.phrases[response.status] ?? "OK")
    switch response.body {
    case .bytes(let bytes): return HTTPResponse(statusCode: status, headers: headers, body: Data(bytes))
    case .events:
      let body = HTTPBodySequence(from: EventBody(events: subscribe()))
      return HTTPResponse(statusCode: status, headers: headers, body: body)
    }
  }

  private static let phrases = [
    301: "Moved Permanently", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    503: "Service Unavailable",
  ]
}

/// The port in use, known only after the system chose one for 0.
private final class BoundPort: Sendable {
  private let port: Mutex<UInt16>

  init(_ port: UInt16) { self.port = Mutex(port) }

  var value: UInt16 {
    get { port.withLock { $0 } }
    set { port.withLock { $0 = newValue } }
  }
}
