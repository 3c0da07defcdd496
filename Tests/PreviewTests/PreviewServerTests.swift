import Diagnostics
import Synchronization
import TestSupport
import Testing

@testable import Preview

@Suite(.serialized, .timeLimit(.minutes(1))) struct PreviewServerTests {
  @Test func servesThenReloadsOnAnEditAndKeepsTheLastGoodPage() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("content/a.txt", "第一版")
      try await serving(folder) { port, _ in
        let host = "127.0.0.1:\(port)"
        let events = try RawConnection(port: port)
        let opening = try await events.get("/__mingzhang/events", host: host, until: "event: findings")
        #expect(opening.contains("200 OK"))
        #expect(opening.contains("text/event-stream"))
        let first = try await page(port, until: "第一版")
        #expect(first.contains("<script src=\"/__mingzhang/preview.js\""))

        try folder.write("content/a.txt", "第二版")
        _ = try await events.read(until: "event: reload")
        _ = try await page(port, until: "第二版")

        try folder.write("content/a.txt", "坏")
        let findings = try await events.read(until: "显示的是上一次正确的版本")
        #expect(findings.contains("event: findings"))
        _ = try await page(port, until: "第二版")
      }
    }
  }

  @Test func refusesAForeignHostOverTheWire() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("content/a.txt", "第一版")
      try await serving(folder) { port, _ in
        let answer = try await RawConnection(port: port).get("/", host: "evil.example", until: "\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 403"))
      }
    }
  }

  @Test func takesTheNextPortWhereTheWantedOneIsTaken() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("content/a.txt", "第一版")
      try await RawConnection.withTakenPort { taken in
        try await serving(folder, port: taken) { port, lines in
          #expect(port > taken)
          #expect(lines.contains("端口 \(taken) 已被占用，改用 \(port)"))
          _ = try await page(port, until: "第一版")
        }
      }
    }
  }

  @Test func givesUpWhereAFixedPortIsTaken() async throws {
    try await RawConnection.withTakenPort { taken in
      let server = PreviewServer(port: taken, isPortFixed: true, watching: []) {
        Issue.record("built without a port")
        return PreviewBuild(pages: PreviewPages([:]), findings: [])
      } log: { _ in
      }
      await #expect(throws: PreviewError.portTaken(taken)) { try await server.run() }
    }
  }

  @Test func letsItsPortGoWhenItStops() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("content/a.txt", "第一版")
      let used = Mutex<UInt16>(0)
      try await serving(folder) { port, _ in
        used.withLock { $0 = port }
        let events = try RawConnection(port: port)
        _ = try await events.get("/__mingzhang/events", host: "localhost:\(port)", until: "event: findings")
      }
      let port = used.withLock { $0 }
      #expect(throws: RawConnection.Failure.self) { _ = try RawConnection(port: port) }
    }
  }

  /// Asks for the home page until it shows a text: an answer may be from before a build.
  private func page(_ port: UInt16, until text: String) async throws -> String {
    var answer = ""
    for _ in 0..<200 {
      answer = try await RawConnection(port: port).get("/", host: "localhost:\(port)", until: "</html>")
      if answer.contains(text) { return answer }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw RawConnection.Failure.timedOut(got: answer)
  }

  /// Serves a site whose home page shows `content/a.txt`, which is broken when it says 坏; then stops it.
  private func serving(
    _ folder: TemporaryFolder, port: UInt16 = 0, _ body: (UInt16, [String]) async throws -> Void
  ) async throws {
    let lines = Mutex<[String]>([])
    let (ports, announce) = AsyncStream.makeStream(of: UInt16.self)
    let server = PreviewServer(port: port, watching: [folder.path("content")]) {
      let text = (try? folder.text("content/a.txt")) ?? ""
      guard text != "坏" else {
        let finding = PreviewFinding(level: .error, rule: "T-1", place: "content/a.txt:1:1", message: "坏了")
        return PreviewBuild(pages: nil, findings: [finding])
      }
      let page = Array("<html><body>\(text)</body></html>".utf8)
      return PreviewBuild(pages: PreviewPages(["index.html": page]), findings: [])
    } log: { line in
      lines.withLock { $0.append(line) }
      if let port = line.split(separator: "127.0.0.1:").last?.prefix(while: \.isNumber), let port = UInt16(port) {
        announce.yield(port)
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { announce.finish() }
        try await server.run()
      }
      var iterator = ports.makeAsyncIterator()
      if let actual = await iterator.next() { try await body(actual, lines.withLock { $0 }) }
      group.cancelAll()
      try await group.waitForAll()
    }
  }
}
