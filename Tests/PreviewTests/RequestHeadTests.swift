import Testing

@testable import Preview

@Suite struct RequestHeadTests {
  private func read(_ text: String) -> RequestHead? { RequestHead(Array(text.utf8)) }

  @Test func readsWhatABrowserSends() throws {
    let head = try #require(
      read("GET /a?b HTTP/1.1\r\nHost: localhost:1 \r\nCookie: a=b\r\ncookie: c=d\r\nOrigin: http://x\r\n\r\n"))
    #expect(head.method == "GET" && head.target == "/a?b" && head.host == "localhost:1" && head.origin == "http://x")
    #expect(head.cookie == "a=b; c=d" && head.isKeptAlive && !head.hasBody)
  }

  @Test(arguments: [
    ("GET / HTTP/1.0\r\n", false, false), ("GET / HTTP/1.1\r\nConnection: Close\r\n", false, false),
    ("POST / HTTP/1.1\r\nContent-Length: 5\r\n", true, true), ("GET / HTTP/1.1\r\nContent-Length: 0\r\n", true, false),
    ("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", true, true),
    ("GET / HTTP/1.1\r\nContent-Length: x\r\n", true, true),
  ])
  func knowsWhatFollows(text: String, isKeptAlive: Bool, hasBody: Bool) throws {
    let head = try #require(read(text + "\r\n"))
    #expect(head.isKeptAlive == isKeptAlive && head.hasBody == hasBody)
  }

  @Test(arguments: [
    "\r\n\r\n", "GET\r\n\r\n", "GET /\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n", "GET / HTTP/2.0\r\n\r\n",
    "GET / HTTP/1.1 x\r\n\r\n", "G\u{0}T / HTTP/1.1\r\n\r\n", "GET /\u{7F} HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
    "GET / HTTP/1.1\r\nA: b\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\nA: b\rHost: x\r\n\r\n",
    "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n",
  ])
  func refusesWhatNoBrowserSends(text: String) {
    #expect(read(text) == nil)
  }

  private func read(_ field: String, _ value: [UInt8]) -> RequestHead? {
    RequestHead(Array("GET / HTTP/1.1\r\nHost: x\r\n\(field): ".utf8) + value + Array("\r\n\r\n".utf8))
  }

  @Test(arguments: ["Host", "Origin", "Content-Length", "Connection", "Sec-Fetch-Site"])
  func refusesWhatIsNoTextWhereItCounts(field: String) {
    #expect(read(field, [0xFF, 0xFE]) == nil)
    #expect(RequestHead(Array("GET /".utf8) + [0xFF] + Array(" HTTP/1.1\r\nHost: x\r\n\r\n".utf8)) == nil)
  }

  /// Cookies are those of every program that was ever called by this machine's name.
  @Test(arguments: ["User-Agent", "Referer", "Cookie", "A"])
  func passesOverWhatIsNoTextElsewhere(field: String) throws {
    let head = try #require(read(field, Array("a=b; x=".utf8) + [0xFF, 0xFE]))
    #expect(head.host == "x")
    #expect(field != "Cookie" || head.cookie?.hasPrefix("a=b; x=") == true)
    #expect(read(field, [0x01]) == nil)
  }

  @Test func tellsWhoAsks() throws {
    let head = try #require(
      read(
        "GET / HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n\r\n"
      ))
    #expect(head.fetch == .init(site: "cross-site", mode: "no-cors", destination: "image"))
    #expect(read("GET / HTTP/1.1\r\nHost: x\r\n\r\n")?.fetch == nil)
  }
}
