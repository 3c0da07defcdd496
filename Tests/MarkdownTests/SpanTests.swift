import Markdown
import Testing

@Suite("Places")
struct SpanTests {
  @Test(
    "of texts are exact",
    arguments: [
      "文**粗。**尾", "# 题 *斜* 尾 ##", "- 甲\n- 乙**丙**\n  续`码`尾\n     深 **缩** 进",
      "> 引\n> 再[链](u \"a)b\")后[链2](<x y>)后后\n懒**行**", "|a **b**|c `d` e|\n|-|-|\n| 1 | 2~~3~~ 4 |",
      "---\nsection: 甲\n---\n甲**乙**[丙](丙)丙\n\n再{{x}}再**。{{y}}。**再", "甲`a``b`c``d``e",
      "![图](图.png)图[![图](图)图](图)图", "文[^1]文[^b]\n\n[^1]: 注 **粗** 注\n[^b]: 注2", "甲\r\n乙**丙**\r\n\r\n- 丁\r\n",
      "[r]: /u 'a'\n文**粗**[r]文", "***甲**乙*丙", "**甲*乙*，`丙`。**丁", "<b>甲</b>乙", "甲  \n乙\\\n丙",
    ])
  func texts(text: String) {
    let parsed = Parsed(text)
    #expect(!parsed.texts.isEmpty)
    #expect(parsed.textSlices == parsed.texts)
  }

  @Test("of texts with escapes and entities cover what was written")
  func escapes() {
    #expect(Parsed(#"甲\*乙 &amp; \[丙{{a}}丁\[\]"#).textSlices == [#"甲\*乙 &amp; \[丙"#, #"丁\[\]"#])
    #expect(Parsed(#"|a|"# + "\n|-|\n" + #"|甲\|乙 **丙**|"#).textSlices == ["a", #"甲\|乙 "#, "丙"])
  }

  @Test(
    "of marks cover the marks",
    arguments: [
      ("甲**乙。**丙*丁*", ["**乙。**", "*丁*"]), ("~~甲。~~乙 ``a`b`` c", ["~~甲。~~", "``a`b``"]),
      ("***甲***", ["***甲***", "**甲**"]), ("[甲](u 't') ![乙](v) <http://x>", ["[甲](u 't')", "![乙](v)", "<http://x>"]),
      ("[甲][r] [r] [r][]\n\n[r]: u", ["[甲][r]", "[r]", "[r][]"]), ("文[^1]尾\n\n[^1]: 注", ["[^1]"]),
      ("甲\n  **乙**\n> 丙", ["\n", "**乙**"]), ("a<b>c</b>", ["<b>", "</b>"]),
      ("**[`甲`](u)。**", ["**[`甲`](u)。**", "[`甲`](u)", "`甲`"]),
    ])
  func marks(text: String, slices: [String]) {
    #expect(Parsed(text).markSlices == slices)
  }

  @Test("of blocks begin and end with them")
  func blocks() {
    let text =
      "---\na: 1\n---\n# 题\n\n段\n续\n\n- 甲\n- 乙\n\n> 引\n\n|a|\n|-|\n|b|\n\n```\n码\n```\n\n题2\n---\n\n***\n[^1]\n\n[^1]: 注"
    #expect(
      Parsed(text).blockSlices == [
        "# 题", "段\n续", "- 甲\n- 乙", "> 引", "|a|\n|-|\n|b|", "```\n码\n```", "题2\n---", "***", "[^1]", "[^1]: 注",
      ])
  }

  @Test("of rows, cells and items are exact")
  func cells() throws {
    let parsed = Parsed("> | 甲{{x}} | 乙 |\n> |---|---|\n> | **1** | 2 |\n> |3|\n\n- a\n- b\n  c")
    guard case .quote(let quoted)? = parsed.document.blocks.first?.kind, case .table(let table)? = quoted.first?.kind,
      case .list(_, _, _, let items)? = parsed.document.blocks.last?.kind
    else {
      Issue.record("\(parsed.outline)")
      return
    }
    let rows = [table.header] + table.rows
    #expect(rows.map { parsed.slice($0.span) } == ["| 甲{{x}} | 乙 |", "| **1** | 2 |", "|3|"])
    #expect(
      rows.map { $0.cells.map { parsed.slice($0.span).trimmingPrefix(" ") } } == [
        ["甲{{x}}", "乙"], ["**1**", "2"], ["3", ""],
      ])
    #expect(items.map { parsed.slice($0.span) } == ["- a", "- b\n  c"])
  }
}
