internal import FlyingSocks
private import Foundation

/// One browser's connection: reads a head, answers, and goes on with the next.
///
/// Whoever asks may mean ill, or be broken: a head is short and comes soon, bodies are never read, and an answer that
/// nobody takes is dropped.
struct PreviewConnection: Sendable {
  /// How long may pass before something must happen.
  struct Patience: Sendable {
    /// From the first byte of a head to its end.
    var head: Duration = .seconds(10)
    /// Without a request.
    var idle: Duration = .seconds(60)
    /// For one part of an answer.
    var answer: Duration = .seconds(30)
  }

  private struct TimedOut: Error {}

  let socket: AsyncSocket
  let patience: Patience
  let respond: @Sendable (PreviewRequest) -> PreviewResponse
  let subscribe: @Sendable () -> AsyncStream<String>

  /// Returns when the connection is over, whatever ended it.
  func run() async {
    var waiting: [UInt8] = []
    while let head = try? await nextHead(&waiting) {
      guard let isDone = try? await answer(head), !isDone else { break }
    }
    await linger()
  }

  /// Takes what is still under way, for a moment: with unread bytes at its end the system would take the answer back.
  private func linger() async {
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    let deadline = ContinuousClock.now + .seconds(1)
    var count = 0
    while count < 1 << 20, ContinuousClock.now < deadline,
      let part = try? await within(deadline - .now, { try await socket.read(atMost: 4096) })
    {
      count += part.count
    }
  }

  /// The bytes of the next head, taken from those waiting; nil at the end, and after what is no head was refused.
  private func nextHead(_ waiting: inout [UInt8]) async throws -> RequestHead? {
    if waiting.isEmpty { waiting = try await within(patience.idle) { try await socket.read(atMost: 4096) } }
    let deadline = ContinuousClock.now + patience.head
    while true {
      if let end = RequestHead.end(in: waiting) {
        guard end <= RequestHead.longest, let head = RequestHead(waiting[..<end]) else { break }
        waiting.removeFirst(end)
        return head
      }
      guard waiting.count < RequestHead.longest else {
        try await send(.text("请求头太长", status: 431), isLast: true)
        return nil
      }
      waiting += try await within(deadline - .now) { try await socket.read(atMost: 4096) }
    }
    try await send(.text("请求不合规定", status: 400), isLast: true)
    return nil
  }

  /// Whether this was the last answer of the connection.
  private func answer(_ head: RequestHead) async throws -> Bool {
    var response = respond(
      PreviewRequest(
        method: head.method, target: head.target, host: head.host, origin: head.origin, cookie: head.cookie,
        fetch: head.fetch))
    // A body would be taken for the next request.
    if head.hasBody, response.status == 200 { response = .text("预览不接受内容", status: 413) }
    if head.method == "HEAD", response.body != .bytes([]) { response = response.withoutBody }
    let isLast = head.hasBody || !head.isKeptAlive || response.body == .events
    try await send(response, isLast: isLast)
    guard response.body == .events else { return isLast }
    for await event in subscribe() {
      try await within(patience.answer) { try await socket.write(Data(event.utf8)) }
    }
    return true
  }

  private func send(_ response: PreviewResponse, isLast: Bool) async throws {
    var lines = ["HTTP/1.1 \(response.status) \(Self.phrases[response.status] ?? "OK")"]
    var fields = response.headers
    fields["Connection"] = isLast ? "close" : "keep-alive"
    var body: [UInt8] = []
    if case .bytes(let bytes) = response.body {
      body = bytes
      fields["Content-Length"] = fields["Content-Length"] ?? String(bytes.count)
    }
    lines += fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    let head = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    var rest = (head + body)[...]
    // Part by part: a large page may take its time, a browser that takes nothing may not.
    while !rest.isEmpty {
      let part = Data(rest.prefix(256 << 10))
      try await within(patience.answer) { try await socket.write(part) }
      rest = rest.dropFirst(part.count)
    }
  }

  private func within<Result: Sendable>(
    _ time: Duration, _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
      group.addTask(operation: body)
      group.addTask {
        try await Task.sleep(for: time)
        throw TimedOut()
      }
      defer { group.cancelAll() }
      guard let result = try await group.next() else { throw TimedOut() }
      return result
    }
  }

  private static let phrases = [
    301: "Moved Permanently", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    413: "Content Too Large", 431: "Request Header Fields Too Large", 503: "Service Unavailable",
  ]
}
