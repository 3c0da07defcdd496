import Synchronization
import TestSupport
import Testing

@testable import Preview

/// Clients that mean ill, or are broken: each loses its connection, and everybody else is served as before.
@Suite(.serialized, .timeLimit(.minutes(2))) struct HostileClientTests {
  /// Serves one page with little patience for few connections.
  private func serving(most: Int = 8, _ body: (UInt16) async throws -> Void) async throws {
    let (ports, announce) = AsyncStream.makeStream(of: UInt16.self)
    let pages = PreviewPages(fingerprint: "1") { path in
      path == "index.html" ? Array("第一页".utf8) : path == "large" ? [UInt8](repeating: 0, count: 32 << 20) : nil
    } nearby: { _ in
      []
    } audit: { _ in
      nil
    }
    let snapshot = PreviewSnapshot(version: "v", pages: pages, isBuilt: true, isGood: true, findings: [])
    var listener = PreviewListener(address: .loopback, port: 0, isFixed: true) { request, port in
      PreviewHandler(access: PreviewAccess(port: port)).respond(to: request, showing: snapshot)
    } subscribe: {
      AsyncStream { _ in }
    }
    listener.mostConnections = most
    listener.patience = .init(head: .milliseconds(400), idle: .milliseconds(800), answer: .milliseconds(600))
    try await withThrowingTaskGroup(of: Void.self) { [listener] group in
      group.addTask {
        defer { announce.finish() }
        try await listener.run { announce.yield($0) }
      }
      var iterator = ports.makeAsyncIterator()
      let port = try #require(await iterator.next())
      try await body(port)
      // Whatever it was, others are served.
      try await expectPage(port)
      group.cancelAll()
      _ = try? await group.waitForAll()
    }
  }

  /// What ended may still be counted for a moment.
  private func expectPage(_ port: UInt16) async throws {
    for attempt in 0..<100 {
      do {
        let answer = try await RawConnection(port: port).get("/", host: "127.0.0.1:\(port)", until: "第一页")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        return
      } catch  where attempt < 99 {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  @Test(arguments: [
    "\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /\u{0} HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "PRI * HTTP/2.0\r\n\r\n",
  ])
  func whatIsNoRequestIsRefused(text: String) async throws {
    try await serving { port in
      let connection = try RawConnection(port: port)
      await connection.send(text)
      let answer = await connection.readToEnd()
      #expect(answer?.hasPrefix("HTTP/1.1 400 ") ?? false, "\(answer ?? "still open")")
    }
  }

  @Test(arguments: ["GET /", "GET / HTTP/1.1\r\nA: ", "GET / HTTP/1.1\r\n"])
  func aHeadWithoutEndIsCutShort(start: String) async throws {
    try await serving { port in
      let connection = try RawConnection(port: port)
      await connection.send(start)
      let filler = String(repeating: start.hasSuffix("\n") ? "A: b\r\n" : "aaaaaa", count: 1000)
      var sent = 0
      while sent < 64 << 20, await connection.send(filler) { sent += filler.utf8.count }
      // The socket's own buffers and what is taken to be polite, and no more.
      #expect(sent < 16 << 20)
    }
  }

  @Test func aHeadThatIsTooLongIsToldSo() async throws {
    try await serving { port in
      let connection = try RawConnection(port: port)
      await connection.send("GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: RequestHead.longest))
      #expect(await connection.readToEnd()?.hasPrefix("HTTP/1.1 431 ") ?? false)
    }
  }

  @Test func aHeadThatComesDropByDropIsNotWaitedFor() async throws {
    try await serving { port in
      let connection = try RawConnection(port: port)
      for letter in "GET / HTTP/1.1" {
        await connection.send(String(letter))
        try await Task.sleep(for: .milliseconds(60))
      }
      #expect(await connection.readToEnd() == "")
    }
  }

  @Test func whoSaysNothingLosesTheConnection() async throws {
    try await serving { port in
      let connection = try RawConnection(port: port)
      #expect(await connection.readToEnd() == "")
    }
  }

  @Test func whoTakesNothingLosesTheConnection() async throws {
    try await serving { port in
      let connection = try RawConnection(port: port)
      await connection.send("GET /large HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n")
      try await Task.sleep(for: .seconds(2))
      let answer = await connection.readToEnd()
      #expect(answer.map { $0.utf8.count < 32 << 20 } ?? false)
    }
  }

  @Test func connectionsHaveABound() async throws {
    try await serving(most: 4) { port in
      let open = try (0..<4).map { _ in try RawConnection(port: port) }
      for connection in open { _ = try await connection.get("/", host: "127.0.0.1:\(port)", until: "第一页") }
      for _ in 0..<40 {
        let further = try RawConnection(port: port)
        #expect(await further.readToEnd() == "")
      }
      withExtendedLifetime(open) {}
    }
  }

  @Test(arguments: ["POST", "PUT", "TRACE", "CONNECT", "OPTIONS", "DELETE", "FOO"])
  func methodsThatWriteAreRefusedAndTheirBodiesNotRead(method: String) async throws {
    try await serving { port in
      let connection = try RawConnection(port: port)
      await connection.send(
        "\(method) / HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Length: 1000000000000\r\n\r\nGET / HTTP/1.1\r\n")
      let answer = await connection.readToEnd()
      #expect(answer?.hasPrefix("HTTP/1.1 405 ") ?? false, "\(answer ?? "still open")")
    }
  }

  /// A body is never taken for the next request.
  @Test(arguments: ["Transfer-Encoding: chunked", "Content-Length: 4", "Content-Length: -1"])
  func nothingIsSmuggledBehindABody(field: String) async throws {
    try await serving { port in
      let connection = try RawConnection(port: port)
      let host = "Host: 127.0.0.1:\(port)\r\n"
      await connection.send("GET / HTTP/1.1\r\n\(host)\(field)\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\(host)\r\n")
      let answer = try #require(await connection.readToEnd())
      #expect(answer.hasPrefix("HTTP/1.1 413 ") && !answer.contains("第一页"))
    }
  }

  @Test func answersSeveralRequestsInTheirOrder() async throws {
    try await serving { port in
      let connection = try RawConnection(port: port)
      let host = "Host: 127.0.0.1:\(port)\r\n"
      await connection.send(
        "HEAD / HTTP/1.1\r\n\(host)\r\nGET /x HTTP/1.1\r\n\(host)\r\nGET / HTTP/1.1\r\n\(host)Connection: close\r\n\r\n"
      )
      let answer = try #require(await connection.readToEnd())
      #expect(answer.matches(of: /HTTP.1\.1 ([0-9]{3})/).map { String($0.1) } == ["200", "404", "200"])
      #expect(answer.matches(of: /第一页/).count == 1)
    }
  }

  @Test(arguments: [
    "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2fetc%2fpasswd", "/%00", "http://evil.example/",
  ])
  func noPathLeadsOutside(target: String) async throws {
    try await serving { port in
      let answer = try await RawConnection(port: port).get(target, host: "127.0.0.1:\(port)", until: "网址不合规定")
      #expect(answer.hasPrefix("HTTP/1.1 400 "))
    }
  }
}
