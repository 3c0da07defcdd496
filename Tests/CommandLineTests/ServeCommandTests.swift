import Foundation
import TestSupport
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The preview as a user meets it: started, read, broken by an edit, mended, stopped with Ctrl-C.
@Suite(.serialized) struct ServeCommandTests {
  @Test func followsEditsAndStopsOnInterrupt() async throws {
    try await TemporaryFolder.with { folder in
      for file in PlainSample.files { try folder.write("site/\(file.path)", file.bytes) }
      let server = try RunningTool(["serve", folder.path("site")])
      defer { server.kill() }
      let address = try await server.waitForAddress()
      let page = "\(SampleSite.disclosure)/tables/summary/index.html"
      try await Self.wait("the first build") { try await Self.get(address + page).contains("22,902.37") }
      #expect(try await Self.get(address).contains("/__mingzhang/preview.js"))

      let file = "site/content/\(SampleSite.disclosure)/tables/summary.yaml"
      let good = try folder.text(file)
      try folder.write(file, good.replacingOccurrences(of: "  教育支出: 4.28", with: "  教育支出: 5.28"))
      try await Self.wait("the edit") { try await Self.get(address + page).contains("5.28") }
      #expect(try await Self.get(address + "__mingzhang/findings.json").contains("X-04"))

      // Nothing is ever written beside the content.
      #expect(!FileManager.default.fileExists(atPath: folder.path("site/public")))
      server.signal(SIGINT)
      #expect(server.waitForExit() == 0)
      #expect(server.text.contains("预览已停止"))
    }
  }

  /// Beyond this machine the preview needs the address that was printed, whatever it is called by.
  @Test func asksForTheSecretOnTheNetwork() async throws {
    try await TemporaryFolder.with { folder in
      for file in PlainSample.files { try folder.write("site/\(file.path)", file.bytes) }
      let server = try RunningTool([
        "serve", folder.path("site"), "--host", "0.0.0.0", "--allow-host", "yulan.example.cn",
      ])
      defer { server.kill() }
      let address = try await server.waitForAddress()
      #expect(server.text.contains("注意：预览向网络开放，没有加密"))
      let match = try #require(address.wholeMatch(of: /http:\/\/127\.0\.0\.1:([0-9]+)\/\?access=([0-9a-f]{48})/))
      let port = try #require(UInt16(match.1))
      func ask(_ target: String, host: String, _ more: String = "") async throws -> String {
        let connection = try RawConnection(port: port)
        await connection.send("GET \(target) HTTP/1.1\r\nHost: \(host)\r\n\(more)Connection: close\r\n\r\n")
        return await connection.readToEnd() ?? ""
      }
      let cookie = "Cookie: mingzhang-\(port)=\(match.2)\r\n"
      try await Self.wait("the first build") {
        try await ask("/", host: "10.1.2.3:\(port)", cookie).hasPrefix("HTTP/1.1 200 ")
      }
      for host in ["127.0.0.1:\(port)", "10.1.2.3:\(port)", "localhost:\(port)", "yulan.example.cn:\(port)"] {
        #expect(try await ask("/", host: host).hasPrefix("HTTP/1.1 403 "), "\(host)")
        #expect(try await ask("/?access=\(match.2)", host: host).contains("Set-Cookie: mingzhang-\(port)=\(match.2);"))
        #expect(try await ask("/", host: host, cookie).hasPrefix("HTTP/1.1 200 "), "\(host)")
      }
      #expect(try await ask("/?access=\(match.2)", host: "rebind.example:\(port)").hasPrefix("HTTP/1.1 403 "))
      #expect(
        try await ask("/", host: "127.0.0.1:\(port)", cookie + "Origin: http://evil.example\r\n").contains(" 403 "))
      // Printed once, and never again.
      #expect(server.text.matches(of: try Regex(String(match.2))).count == 1)
    }
  }

  @Test(arguments: [
    ["--host", "example.com"], ["--host", ""], ["--allow-host", "http://a/"], ["--allow-host", "*"],
    ["--host", "203.0.113.7", "--port", "0"],
  ])
  func refusesWhatIsNoAddressOfThisMachine(arguments: [String]) throws {
    try SampleSite.with { site in
      let result = try Tool.run(list: ["serve", site.root] + arguments)
      #expect(result.status == 2 && !result.errors.isEmpty, "\(result.errors)")
    }
  }

  /// Out of files to open, clients by the hundred, heads without end: the preview goes on, and takes little for it.
  @Test func staysUpUnderHostileClients() async throws {
    try await TemporaryFolder.with { folder in
      for file in PlainSample.files { try folder.write("site/\(file.path)", file.bytes) }
      try folder.makeFolder("site/content/\(SampleSite.disclosure)/attachments")
      try folder.link("site/content/\(SampleSite.disclosure)/attachments/passwd.txt", to: "/etc/passwd")
      let server = try RunningTool(
        ["serve", folder.path("site")], launcher: ["/usr/bin/prlimit", "--nofile=48", "--"])
      defer { server.kill() }
      let address = try await server.waitForAddress()
      try await Self.wait("the first build") { try await Self.get(address).contains("/__mingzhang/preview.js") }
      let port = try #require(address.firstMatch(of: /:([0-9]+)\//).flatMap { UInt16($0.1) })
      let before = try #require(server.peakMemory, "\(server.text)")
      let idle = try (0..<200).map { _ in try RawConnection(port: port) }
      for connection in idle.prefix(20) { await connection.send("GET / HTTP/1.1\r\nHost: ") }
      let filler = String(repeating: "a", count: 1 << 20)
      for connection in idle.prefix(20) { for _ in 0..<8 where await connection.send(filler) {} }
      #expect(server.exitCode() == nil)
      // The clients leave, and everybody else is served as before.
      for connection in idle { connection.close() }
      try await Self.wait("an answer") { try await Self.get(address).contains("/__mingzhang/preview.js") }
      let leak = try await Self.get(address + SampleSite.disclosure + "/attachments/passwd.txt")
      #expect(!leak.contains("root:"))
      let after = try #require(server.peakMemory)
      #expect(after - before < 64 << 10, "\(before) KB, then \(after) KB")
    }
  }

  private static func get(_ address: String) async throws -> String {
    let url = try #require(URL(string: address))
    let (data, _) = try await URLSession.shared.data(from: url)
    return String(decoding: data, as: UTF8.self)
  }

  private static func wait(_ what: String, until condition: () async throws -> Bool) async throws {
    for _ in 0..<300 {
      if (try? await condition()) ?? false { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("never saw \(what)")
  }
}
