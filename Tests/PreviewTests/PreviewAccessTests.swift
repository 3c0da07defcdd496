import Testing

@testable import Preview

/// Who is answered where the preview is not for this machine alone.
@Suite struct PreviewAccessTests {
  private func access(_ address: String, names: [String] = [], token: String? = nil) throws -> PreviewAccess {
    PreviewAccess(address: try #require(PreviewAddress(address)), port: 8080, names: names, token: token)
  }

  @Test(
    "Only addresses are listened on",
    arguments: [
      ("127.0.0.1", true, false), ("127.9.9.9", true, false), ("::1", true, false), ("0:0:0:0:0:0:0:1", true, false),
      ("0.0.0.0", false, true), ("::", false, true), ("192.168.1.20", false, false), ("fd00::1", false, false),
    ])
  func readsAddresses(text: String, isLoopback: Bool, isEvery: Bool) throws {
    let address = try #require(PreviewAddress(text))
    #expect(address.isLoopback == isLoopback && address.isEvery == isEvery)
  }

  @Test(arguments: ["", "localhost", "example.com", "1.2.3", "256.1.1.1", "127.0.0.1:80", "[::1]", "::1%lo", "0x7f.1"])
  func readsNothingElse(text: String) {
    #expect(PreviewAddress(text) == nil)
  }

  @Test(arguments: [
    ("192.168.1.20", "192.168.1.20:8080", true), ("192.168.1.20", "192.168.1.20", false),
    ("192.168.1.20", "192.168.1.21:8080", false), ("192.168.1.20", "localhost:8080", false),
    ("192.168.1.20", "192.168.1.20:8080.evil.example", false), ("192.168.1.20", "evil.example:8080", false),
    ("fd00::1", "[fd00::1]:8080", true), ("fd00::1", "[fd00:0::1]:8080", true), ("fd00::1", "fd00::1:8080", false),
    ("0.0.0.0", "10.0.0.7:8080", true), ("0.0.0.0", "localhost:8080", true), ("0.0.0.0", "10.0.0.7:8081", false),
    // A name that somebody else may lead to this machine.
    ("0.0.0.0", "evil.example:8080", false), ("::", "[fe80::1]:8080", true), ("::", "10.0.0.7:8080", true),
    ("::", "rebind.example:8080", false), ("127.0.0.1", "127.0.0.2:8080", false),
  ])
  func knowsItsNames(address: String, host: String, isOurs: Bool) throws {
    #expect(try access(address).isOurs(host: host) == isOurs)
    #expect(try access(address).isOurs(origin: "http://" + host) == isOurs)
  }

  @Test func answersToNamesThatAreVouchedFor() throws {
    let access = try access("192.168.1.20", names: ["Yulan.example.cn", "proxy.example.cn:443"])
    #expect(access.isOurs(host: "yulan.example.cn:8080"))
    #expect(!access.isOurs(host: "yulan.example.cn:9"))
    #expect(!access.isOurs(host: "a.yulan.example.cn:8080"))
    #expect(access.isOurs(host: "proxy.example.cn:443") && !access.isOurs(host: "proxy.example.cn:8080"))
    #expect(access.isOurs(origin: "https://yulan.example.cn") && !access.isOurs(origin: "https://192.168.1.20:8080"))
  }

  @Test func tokensAreLongAndNeverTheSame() {
    let tokens = Set((0..<100).map { _ in PreviewAccess.newToken() })
    #expect(tokens.count == 100)
    #expect(tokens.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{48}/) != nil })
  }

  @Test(arguments: [
    ("mingzhang-8080=geheim", true), ("a=b; mingzhang-8080=geheim; c=d", true), ("mingzhang-8080=geheim2", false),
    ("mingzhang-8081=geheim", false), ("xmingzhang-8080=geheim", false), ("mingzhang-8080=", false), ("", false),
  ])
  func readsTheCookie(cookie: String, isGranted: Bool) throws {
    #expect(try access("0.0.0.0", token: "geheim").isGranted(cookie: cookie) == isGranted)
  }

  private func respond(_ target: String, method: String = "GET", cookie: String? = nil) throws -> PreviewResponse {
    let snapshot = PreviewSnapshot(
      version: "v", pages: PreviewPages(["index.html": Array("首页".utf8)]), isBuilt: true, isGood: true, findings: [])
    return PreviewHandler(access: try access("0.0.0.0", token: "geheim")).respond(
      to: PreviewRequest(method: method, target: target, host: "10.0.0.7:8080", cookie: cookie), showing: snapshot)
  }

  @Test(arguments: [
    "/", "/?access=", "/?access=falsch", "/?x&access=geheim", "/__mingzhang/events", "/__mingzhang/findings.json",
    "/__mingzhang/audit.json?/", "/nowhere",
  ])
  func showsNothingWithoutTheSecret(target: String) throws {
    let response = try respond(target)
    #expect(response.status == 403 && response.headers["Set-Cookie"] == nil)
    #expect(try respond(target, method: "HEAD").status == 403)
  }

  @Test func letsABrowserInOnceAndTakesTheSecretOutOfTheAddress() throws {
    let entry = try respond("/ps/%22%3E/?access=geheim")
    #expect(entry.status == 200)
    #expect(entry.headers["Set-Cookie"] == "mingzhang-8080=geheim; Path=/; HttpOnly; SameSite=Strict")
    guard case .bytes(let bytes) = entry.body else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("content=\"0; url=/ps/%22%3E/\"") && !text.contains("geheim"))
    #expect(try respond("/", cookie: "mingzhang-8080=geheim").status == 200)
  }

  @Test func asksForNoSecretOnThisMachine() {
    let access = PreviewAccess(port: 8080)
    #expect(access.isGranted(cookie: nil) && !access.isGranted(query: "?access="))
    #expect(access.start == "http://127.0.0.1:8080/")
  }

  @Test(arguments: [
    ("192.168.1.20", "http://192.168.1.20:8080/?access=t"), ("fd00::1", "http://[fd00::1]:8080/?access=t"),
    ("0.0.0.0", "http://127.0.0.1:8080/?access=t"), ("::", "http://[::1]:8080/?access=t"),
  ])
  func saysWhereToBegin(address: String, start: String) throws {
    #expect(try access(address, token: "t").start == start)
  }
}
