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
