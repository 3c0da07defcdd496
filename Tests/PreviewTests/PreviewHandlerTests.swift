import Diagnostics
import Testing

@testable import Preview

@Suite struct PreviewHandlerTests {
  private static let page = "<!DOCTYPE html><html><head></head><body><p>首页</p></body></html>"
  private static let pages: [String: [UInt8]] = [
    "index.html": Array(page.utf8),
    "ps/2020/index.html": Array(page.utf8),
    "ps/2020/tables/income/index.html": Array(page.utf8),
    "ps/2020/tables/income/income.csv": Array("a,b\n".utf8),
    "ps/2021/index.html": Array(page.utf8),
    "名词/index.html": Array(page.utf8),
    "css/site.css": Array("p{}".utf8),
    "a%2e/index.html": Array(page.utf8),
  ]

  private func respond(
    _ target: String, method: String = "GET", host: String? = "127.0.0.1:8000", origin: String? = nil,
    fetch: PreviewRequest.Fetch? = nil
  ) -> PreviewResponse {
    let snapshot = PreviewSnapshot(
      version: "v-1", pages: PreviewPages(Self.pages), isBuilt: true, isGood: true, findings: [])
    return PreviewHandler(access: PreviewAccess(port: 8000))
      .respond(
        to: PreviewRequest(method: method, target: target, host: host, origin: origin, fetch: fetch), showing: snapshot)
  }

  /// Pictures, scripts and frames of another site's pages carry no origin.
  @Test(arguments: [
    ("cross-site", "no-cors", "image", 403), ("cross-site", "no-cors", "script", 403),
    ("cross-site", "navigate", "iframe", 403), ("cross-site", "", "", 403), ("same-site", "no-cors", "image", 403),
    ("cross-site", "navigate", "document", 200), ("same-origin", "no-cors", "image", 200),
    ("same-origin", "cors", "empty", 200), ("none", "navigate", "document", 200),
  ])
  func answersOurOwnPagesAndWhoFollowsALink(site: String, mode: String, destination: String, status: Int) {
    let fetch = PreviewRequest.Fetch(site: site, mode: mode, destination: destination)
    #expect(respond("/", fetch: fetch).status == status)
  }

  @Test(arguments: ["/", "/ps/2020/tables/income/income.csv", "/none/", "/__mingzhang/preview.js"])
  func nothingMayBeFramed(target: String) {
    let headers = respond(target).headers
    #expect(headers["X-Frame-Options"] == "DENY")
    #expect(headers["Content-Security-Policy"] == "frame-ancestors 'none'")
  }

  @Test(
    "Only this server's own names are answered",
    arguments: [
      ("127.0.0.1:8000", 200), ("localhost:8000", 200), ("LOCALHOST:8000", 200), ("127.0.0.1:8001", 403),
      ("127.0.0.1", 403), ("evil.example:8000", 403), ("127.0.0.1:8000.evil.example", 403), ("", 403), (nil, 403),
    ] as [(String?, Int)])
  func checksHost(host: String?, status: Int) {
    #expect(respond("/", host: host).status == status)
  }

  @Test(arguments: [
    ("?/ps/2020/", "ps/2020/index.html"), ("?/%E5%90%8D%E8%AF%8D/", "名词/index.html"),
    ("?/ps/2020/tables/income/income.csv", "ps/2020/tables/income/income.csv"),
  ])
  func tellsWhatIsBehindAPage(query: String, file: String) throws {
    let pages = PreviewPages(fingerprint: "1") { _ in
      nil
    } nearby: { _ in
      []
    } audit: { path in
      let finding = PreviewFinding(
        level: .error, rule: "R", place: "a.yaml:1:2", message: path, fix: "改", excerpt: "1 │ 甲")
      return PreviewAudit(
        findings: [finding], figures: [.init(address: "表[合计]", value: "1.00", place: "a.yaml:3:4", anchor: "t-1")])
    }
    let snapshot = PreviewSnapshot(version: "v", pages: pages, isBuilt: true, isGood: true, findings: [])
    let request = PreviewRequest(target: "/__mingzhang/audit.json\(query)", host: "localhost:8000")
    let response = PreviewHandler(access: PreviewAccess(port: 8000)).respond(to: request, showing: snapshot)
    guard case .bytes(let bytes) = response.body else {
      Issue.record("no bytes")
      return
    }
    let json = String(decoding: bytes, as: UTF8.self)
    #expect(response.status == 200 && json.contains("\"message\":\"\(file)\""), "\(json)")
    #expect(json.contains("\"place\":\"a.yaml:3:4\"") && json.contains("1 条错误"))
  }

  @Test(arguments: ["", "?", "?ps", "?/../x", "?/%00", "?http://evil.example/"])
  func tellsNothingOfWhatIsNoPath(query: String) {
    #expect(respond("/__mingzhang/audit.json\(query)").status == 400)
  }

  @Test func acceptsNamesWithoutPortOnTheDefaultPort() {
    let snapshot = PreviewSnapshot(
      version: "v", pages: PreviewPages(Self.pages), isBuilt: true, isGood: true, findings: [])
    let request = PreviewRequest(target: "/", host: "localhost")
    #expect(PreviewHandler(access: PreviewAccess(port: 80)).respond(to: request, showing: snapshot).status == 200)
  }

  @Test(
    "A request from another site is refused",
    arguments: [
      ("http://127.0.0.1:8000", 200), ("http://localhost:8000", 200), ("https://127.0.0.1:8000", 403),
      ("http://evil.example", 403), ("null", 403), ("http://127.0.0.1:9", 403),
    ])
  func checksOrigin(origin: String, status: Int) {
    #expect(respond("/", origin: origin).status == status)
    #expect(respond("/__mingzhang/events", origin: origin).status == status)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
  func refusesMethodsThatWrite(method: String) {
    let response = respond("/", method: method)
    #expect(response.status == 405)
    #expect(response.headers["Allow"] == "GET, HEAD")
  }

  @Test func answersHeadWithTheLengthAndNoBody() throws {
    let get = respond("/")
    let head = respond("/", method: "HEAD")
    guard case .bytes(let bytes) = get.body else {
      Issue.record("GET has no bytes")
      return
    }
    #expect(head.status == 200)
    #expect(head.body == .bytes([]))
    #expect(head.headers["Content-Length"] == String(bytes.count))
    #expect(respond("/__mingzhang/events", method: "HEAD").body == .bytes([]))
  }

  @Test(
    "A path is decoded once, and never climbs",
    arguments: [
      ("/", 200), ("/?q=1", 200), ("/ps/2020/", 200), ("/%E5%90%8D%E8%AF%8D/", 200), ("/%70s/2020/", 200),
      ("/a%252e/", 200), ("/a%2e/", 404), ("/../etc/passwd", 400), ("/ps/../index.html", 400),
      ("/%2e%2e/index.html", 400), ("/..%2fx", 400), ("/%252e%252e/", 404), ("/ps%00/", 400), ("/ps%5C2020/", 400),
      ("/ps\\2020/", 400), ("/%zz", 400), ("/%", 400), ("/%ff", 400), ("http://127.0.0.1:8000/", 400), ("", 400),
      ("*", 400), ("//ps/2020/", 404), ("/ps/2020/index.html", 200), ("/nowhere/", 404), ("/__mingzhang/x", 404),
    ])
  func resolvesPath(target: String, status: Int) {
    #expect(respond(target).status == status)
  }

  @Test(
    "A folder without its slash is sent on, with its query",
    arguments: [
      ("/ps/2020", "/ps/2020/"), ("/ps/2020?a=b", "/ps/2020/?a=b"), ("/%E5%90%8D%E8%AF%8D", "/%E5%90%8D%E8%AF%8D/"),
    ])
  func redirects(target: String, location: String) {
    let response = respond(target)
    #expect(response.status == 301)
    #expect(response.headers["Location"] == location)
  }

  @Test(
    arguments: [
      ("/", "text/html; charset=utf-8"), ("/css/site.css", "text/css; charset=utf-8"),
      ("/ps/2020/tables/income/income.csv", "text/csv; charset=utf-8"),
      ("/__mingzhang/preview.js", "text/javascript; charset=utf-8"),
      ("/__mingzhang/preview.css", "text/css; charset=utf-8"),
      ("/__mingzhang/findings.json", "application/json; charset=utf-8"),
      ("/__mingzhang/events", "text/event-stream; charset=utf-8"), ("/nowhere", "text/html; charset=utf-8"),
    ])
  func namesTheTypeAndForbidsCopies(target: String, type: String) {
    let response = respond(target)
    #expect(response.headers["Content-Type"] == type)
    #expect(response.headers["Cache-Control"] == "no-store")
    #expect(response.headers["X-Content-Type-Options"] == "nosniff")
  }

  @Test func leavesFilesOtherThanPagesUntouched() {
    #expect(respond("/css/site.css").body == .bytes(Array("p{}".utf8)))
  }

  @Test func listsNearbyPagesWhereThereIsNone() {
    let text = respond("/ps/2020/tables/incme/").text
    #expect(text.contains("<a href=\"/ps/2020/tables/income/\">/ps/2020/tables/income/</a>"))
    #expect(!text.contains("income.csv"))
  }

  @Test func escapesWhatWasAskedFor() {
    let text = respond("/%3Cscript%3Ealert(%221%22)%3C/script%3E").text
    #expect(text.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"))
    #expect(!text.contains("<script>alert"))
  }
}

@Suite struct MessagePageTests {
  private func respond(_ snapshot: PreviewSnapshot) -> PreviewResponse {
    PreviewHandler(access: PreviewAccess(port: 1)).respond(
      to: PreviewRequest(target: "/", host: "localhost:1"), showing: snapshot)
  }

  @Test func asksToWaitBeforeTheFirstBuildHasEnded() {
    let response = respond(
      PreviewSnapshot(version: "v", pages: nil, isBuilt: false, isGood: true, findings: []))
    #expect(response.status == 503)
    #expect(response.text.contains("正在生成预览"))
    #expect(response.text.contains("/__mingzhang/preview.js"))
  }

  @Test func listsFindingsEscapedWhileNoBuildWasGood() {
    let finding = PreviewFinding(level: .error, rule: "YAML-1", place: "content/x.yaml:3:5", message: "不是<b>数</b>")
    let response = respond(
      PreviewSnapshot(version: "v", pages: nil, isBuilt: true, isGood: false, findings: [finding]))
    #expect(response.status == 503)
    #expect(response.text.contains("还不能生成网站"))
    #expect(response.text.contains("1 条错误"))
    #expect(response.text.contains("content/x.yaml:3:5"))
    #expect(response.text.contains("不是&lt;b&gt;数&lt;/b&gt;"))
  }
}

extension PreviewResponse {
  fileprivate var text: String {
    guard case .bytes(let bytes) = body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }
}
