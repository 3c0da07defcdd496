import Diagnostics
import Testing

@testable import Markdown

/// Raw HTML where a site allows it: a few tags, written anew; everything else stays off the page.
@Suite struct HTMLAllowListTests {
  static func parse(_ text: String, allowsHTML: Bool = true) -> (MarkdownDocument, [Finding]) {
    MarkdownParser.parse(SourceFile(path: "a.md", text: text), allowsHTML: allowsHTML)
  }

  /// The markup that would reach a page.
  static func markup(_ document: MarkdownDocument) -> String {
    var found = ""
    document.walk { node in
      switch node {
      case .block(let block): if case .markup(let text) = block.kind { found += text }
      case .inline(let inline): if case .markup(let text) = inline.kind { found += text }
      }
    }
    return found
  }

  static let allowed: [(String, String)] = [
    ("水 H<sub>2</sub>O", "<sub></sub>"), ("一<br/>二<BR>", "<br><br>"),
    ("<abbr title=\"a & &quot;b&quot;\">缩写</abbr>", "<abbr title=\"a &amp; &amp;quot;b&amp;quot;\"></abbr>"),
    ("<table>\n<tr><td colspan=\"2\">一</td></tr>\n</table>", "<table>\n<tr><td colspan=\"2\">一</td></tr>\n</table>\n"),
  ]

  @Test(arguments: allowed) func writesAllowedTagsAnew(text: String, expected: String) {
    let (document, findings) = Self.parse(text)
    #expect(Self.markup(document) == expected)
    #expect(findings.isEmpty, "\(findings.map(\.message))")
  }

  static let refused = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b onclick=\"x\">一</b>",
    "<a href=\"javascript:x\">一</a>",
    "<b>没有结束", "</b>多余", "<sub><sup>交叉</sub></sup>", "<style>*{}</style>", "<iframe src=\"https://a\"></iframe>",
    "<td colspan=\"1000\">", "<svg onload=alert(1)>", "<div>\n<script>x</script>\n</div>", "<b style=\"x\">一</b>",
    "<span lang=zh>一</span>", "<details open>x</details>", "<math><mi//xlink:href=\"data:x,<script>\">",
  ]

  @Test(arguments: refused) func refusesEverythingElse(text: String) {
    let (document, findings) = Self.parse(text)
    #expect(Self.markup(document).isEmpty)
    #expect(findings.contains { $0.rule == "MD-9" && $0.level == .warning }, "\(findings.map(\.message))")
  }

  @Test func isOffUnlessTheSiteAllowsIt() {
    let (document, findings) = Self.parse("一<br>二", allowsHTML: false)
    #expect(Self.markup(document).isEmpty)
    #expect(findings.map(\.message) == ["HTML 不会显示"])
  }

  @Test func neverLetsABracketThroughThatItDidNotWrite() {
    var generator = SystemRandomNumberGenerator()
    let pieces = [
      "<", ">", "b", "/", "\"", "'", " ", "script", "=", "&", "<b>", "</b>", "<br>", "title", "abbr", "\n", "一", "<!--",
      "-->",
    ]
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }
      .joined()
      guard let markup = try? HTMLAllowList.markup(text, allowsBlocks: true) else { continue }
      let tags = markup.matches(of: /<[^>]*>/).map { String($0.0) }
      #expect(
        tags.allSatisfy { $0.wholeMatch(of: /<\/?(b|br|abbr)( title="[^"<>]*")?>/) != nil }, "\(text) → \(markup)")
      #expect(!markup.replacing(/<[^>]*>/, with: "").contains("<"), "\(text) → \(markup)")
    }
  }
}
