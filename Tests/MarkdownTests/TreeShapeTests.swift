import Markdown
import Testing

@Suite("The tree")
struct TreeShapeTests {
  @Test(
    "has the shape of each construct",
    arguments: [
      ("正文", "p(正文)"),
      ("第一行\n第二行", "p(第一行␤第二行)"),
      ("第一行  \n第二行\\\n第三行", "p(第一行⏎第二行⏎第三行)"),
      ("# 一、概况", "h1#一概况(一、概况)"),
      ("标题\n====", "h1#标题(标题)"),
      ("### a **b** ###", "h3#a-b(a b(b))"),
      ("- 甲\n- 乙", "ul(li(p(甲))li(p(乙)))"),
      ("- 甲\n\n- 乙", "ul~(li(p(甲))li(p(乙)))"),
      ("3. 甲\n4. 乙\n   - 丙", "ol3(li(p(甲))li(p(乙) ul(li(p(丙)))))"),
      ("> 引\n> 文", "quote(p(引␤文))"),
      ("```swift x\na **b**\n```", "pre[swift x](a **b**\n)"),
      ("    a\n", "pre[](a\n)"),
      ("甲\n\n---\n\n乙", "p(甲) hr p(乙)"),
      ("|a|b|c|d|\n|-|:-|:-:|-:|\n|1|2|3|4|", "table[none,left,center,right](a|b|c|d)(1|2|3|4)"),
      ("*斜* **粗** ~~删~~ `码`", "p(em(斜) b(粗) s(删) code(码))"),
      ("2020~2021年，3~5月", "p(2020~2021年，3~5月)"),
      ("[甲](a.html \"题\") [乙][r]\n\n[r]: b.html", "p(a<a.html '题'>(甲) a<b.html>(乙))"),
      ("<https://example.cn>", "p(a<https://example.cn>(https://example.cn))"),
      ("https://example.cn", "p(https://example.cn)"),
      ("![甲*乙*](a.png \"题\")", "p(img<a.png '题'>(甲乙))"),
      ("文[^注]\n\n[^注]: 释\n\n    再释", "p(文ref(注)) fn#注(p(释) p(再释))"),
      ("乙[^b]甲[^a]乙[^b]\n\n[^a]: 1\n[^b]: 2", "p(乙ref(b)甲ref(a)乙ref(b)) fn#b(p(2)) fn#a(p(1))"),
      (#"\*甲\* \{\{ \[ &amp; &lt;"#, "p(*甲* {{ [ & <)"),
      ("", ""),
      ("\n\n", ""),
    ])
  func shape(text: String, outline: String) {
    #expect(Parsed(text).outline == outline)
    #expect(Parsed(text.replacing("\n", with: "\r\n")).outline == outline)
  }

  @Test("gives headings unique ids that keep Chinese and drop punctuation")
  func headingIDs() {
    let parsed = Parsed("# 一、收入\n\n## 一、收入\n\n# 一收入-2\n\n# **一**收入\n\n# （）\n\n# {{a}} 万 A_b\n\n# ！")
    let ids = parsed.document.blocks.compactMap { block in
      if case .heading(_, _, let id) = block.kind { id } else { nil }
    }
    #expect(ids == ["一收入", "一收入-2", "一收入-2-2", "一收入-3", "section", "万-a-b", "section-2"])
  }

  @Test("keeps the front matter apart, and its place")
  func frontMatter() throws {
    let text = "---\nsection: 部门职责\n---\n正文\n"
    let parsed = Parsed(text)
    let frontMatter = try #require(parsed.document.frontMatter)
    #expect(frontMatter.text == "section: 部门职责\n")
    #expect(parsed.slice(frontMatter.span) == frontMatter.text)
    #expect(parsed.slice(frontMatter.outerSpan) == "---\nsection: 部门职责\n---")
    #expect(parsed.outline == "p(正文)")
    #expect(parsed.blockSlices == ["正文"])
  }

  @Test(
    "is empty behind front matter that is all there is",
    arguments: ["---\na: 1\n---", "---\na: 1\n---\n", "---\r\na: 1\r\n---\r\n", "---\n---"])
  func frontMatterOnly(text: String) {
    let parsed = Parsed(text)
    #expect(parsed.document.frontMatter != nil)
    #expect(parsed.document.blocks.isEmpty)
    #expect(parsed.findings.isEmpty)
  }

  @Test("says that front matter does not end")
  func unclosedFrontMatter() {
    let parsed = Parsed("---\nsection: 甲\n\n正文")
    #expect(parsed.document.frontMatter == nil)
    #expect(parsed.places == ["MD-4@1"])
  }

  @Test("is walked in reading order, and read as plain text")
  func walking() {
    let parsed = Parsed("# 甲{{a}}\n\n- **乙** `丙`\n\n|丁|{{b}}|\n|-|-|\n|戊|![己](x)|")
    var seen: [String] = []
    parsed.document.walk { node in
      switch node {
      case .block(let block): seen.append(String(Outline.of(block).prefix { $0.isLetter }))
      case .inline(let inline): seen.append(Outline.of(inline))
      }
    }
    #expect(
      seen == [
        "h", "甲", "⟦a⟧", "ul", "p", "b(乙)", "乙", " ", "code(丙)", "table", "丁", "⟦b⟧", "戊", "img<x>(己)",
      ])
    #expect(parsed.document.directives.map(\.body) == ["a", "b"])
    #expect(parsed.document.blocks.map { $0.plainText() } == ["甲\u{FFFC}", "乙 丙", "丁\t\u{FFFC}\n戊\t己"])
    #expect(parsed.document.blocks[0].plainText { "<\($0.body)>" } == "甲<a>")
  }
}
