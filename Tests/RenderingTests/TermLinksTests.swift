import Diagnostics
import Disclosures
import Testing

@testable import Rendering

/// First uses of terms lead to their definitions.
@Suite struct TermLinksTests {
  static func term(_ name: String, _ definition: String = "解释", aliases: [String] = []) -> Term {
    let yaml =
      "terms:\n  - {term: \(name), group: 组, definition: \(definition), aliases: [\(aliases.joined(separator: ", "))]}\n"
    return SiteFilesReader.glossary(SourceFile(path: "g.yaml", text: yaml)).0[0]
  }

  static func html(_ terms: [Term], _ texts: String...) -> [String] {
    let links = TermLinks(terms.enumerated().map { .init(term: $1, id: "term-\($0 + 1)") }) { "glossary/#\($0)" }
    return texts.map { text in
      var html = HTMLText()
      links.write(text, to: &html)
      return html.markup
    }
  }

  @Test func linksTheFirstUseOnly() {
    let html = Self.html([Self.term("基本支出")], "基本支出 1 万元，基本支出占比。", "基本支出")
    #expect(html[0].hasPrefix("<a class=\"term\" href=\"glossary/#term-1\">基本支出</a>"))
    #expect(html[0].hasSuffix(" 1 万元，基本支出占比。"))
    #expect(html[1] == "基本支出")
  }

  @Test func prefersTheLongerTermAndKnowsAliases() {
    let terms = [Self.term("财政拨款"), Self.term("财政拨款收入"), Self.term("公用经费", aliases: ["日常公用经费"])]
    let html = Self.html(terms, "财政拨款收入和日常公用经费")[0]
    #expect(html.contains("#term-2\">财政拨款收入</a>") && html.contains("#term-3\">日常公用经费</a>"))
    #expect(!html.contains("#term-1"))
  }

  @Test func offersAPopoverWithoutScript() {
    let html = Self.html([Self.term("基本支出", "维持<运转>的支出")], "基本支出")[0]
    #expect(html.contains("popovertarget=\"about-term-1\"") && html.contains("id=\"about-term-1\" popover=\"auto\""))
    #expect(html.contains("维持&lt;运转&gt;的支出") && html.contains("aria-label=\"“基本支出”是什么\""))
  }

  @Test func leavesOtherTextAlone() {
    #expect(Self.html([Self.term("基本支出")], "a < b & 基本 支出", "") == ["a &lt; b &amp; 基本 支出", ""])
  }
}
