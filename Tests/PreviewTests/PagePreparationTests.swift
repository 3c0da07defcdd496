import Testing

@testable import Preview

@Suite struct PagePreparationTests {
  private let script = "<script src=\"/__mingzhang/preview.js\" data-version=\"v-1\" defer></script>"
  private let style = "<link rel=\"stylesheet\" href=\"/__mingzhang/preview.css\">"

  private func prepare(_ page: String) -> String {
    String(decoding: PagePreparation.prepare(Array(page.utf8), version: "v-1"), as: UTF8.self)
  }

  @Test func putsTheScriptBeforeTheLastEndOfBody() {
    #expect(prepare("<body><p>甲</p></body></html>") == "<body><p>甲</p>\(script)</body></html>")
    #expect(prepare("<BODY>甲</BODY >") == "<BODY>甲\(script)</BODY >")
    #expect(prepare("<!-- </body> --><body>甲</body>") == "<!-- </body> --><body>甲\(script)</body>")
  }

  /// What `PageUpdate` sees as another script: then it loads the page, with its new style sheet.
  @Test func namesTheFilesThatPagesLoad() {
    let page = PagePreparation.prepare(Array("甲".utf8), version: "v-1", assets: "a1\"")
    #expect(
      String(decoding: page, as: UTF8.self)
        == "甲<script src=\"/__mingzhang/preview.js\" data-version=\"v-1\" data-assets=\"a1&quot;\" defer></script>")
  }

  @Test func putsTheScriptLastWhereThePageDoesNotEndItsBody() {
    #expect(prepare("<p>甲") == "<p>甲\(script)")
    #expect(prepare("") == script)
    #expect(prepare("<p></bodyguard>") == "<p></bodyguard>\(script)")
  }

  @Test func putsTheStyleWhereTheHeadEnds() {
    #expect(prepare("<head></HEAD><p>") == "<head>\(style)</HEAD><p>\(script)")
    #expect(prepare("<header></header>") == "<header></header>\(script)")
  }

  @Test(
    "A policy is opened for the script, however its tag is written",
    arguments: [
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">",
      "<META HTTP-EQUIV='content-security-policy' CONTENT=\"default-src 'none'\" />",
      "<meta content=\"default-src &#39;none&#39;\" http-equiv=Content-Security-Policy>",
      "<meta\n  http-equiv = \"Content-Security-Policy\"\n  content = \"default-src 'none'\"\n>",
    ])
  func relaxesPolicy(tag: String) {
    let page = prepare("<head>\(tag)</head><body></body>")
    let quoted = "&#39;self&#39;"
    #expect(
      page.contains(
        "\"default-src &#39;none&#39;; script-src \(quoted); connect-src \(quoted); style-src \(quoted)\""))
  }

  @Test func leavesOtherTagsAsTheyAre() {
    let head = "<head><meta charset=utf-8><metadata content=x><meta name=\"a>b\" content='default-src'>"
    let text = "</head><body><meta http-equiv=Content-Security-Policy content=x>"
    #expect(prepare(head + text + "</body>") == head + style + text + script + "</body>")
  }

  @Test(
    "Broken markup is passed on",
    arguments: ["<meta", "<meta ", "<meta content", "<meta content=", "<meta content=\"x", "<", "<meta =/= >"])
  func survives(page: String) {
    #expect(prepare(page).hasPrefix(page))
  }
}

@Suite struct ContentSecurityPolicyTests {
  @Test(
    arguments: [
      (
        "default-src 'none'; style-src 'self'; img-src 'self' data:",
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'"
      ),
      (
        "default-src 'self'; script-src 'none'; connect-src 'NONE';",
        "default-src 'self'; script-src 'self'; connect-src 'self'; style-src 'self'"
      ),
      ("script-src 'sha256-x'; script-src-elem", "script-src 'sha256-x' 'self'; script-src-elem 'self'"),
      ("SCRIPT-SRC 'Self'", "script-src 'Self'"),
      ("img-src 'none'", "img-src 'none'"),
      ("", ""), (" ; ; ", ""),
    ])
  func allowsThePreviewItsOwnFiles(policy: String, relaxed: String) {
    #expect(ContentSecurityPolicy.relaxed(policy) == relaxed)
  }
}
