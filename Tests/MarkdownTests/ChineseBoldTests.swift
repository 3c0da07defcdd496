import Diagnostics
import Testing

@Suite("Bold in Chinese")
struct ChineseBoldTests {
  @Test(
    "takes effect beside any punctuation",
    arguments: [
      ("支出**22.34万元。**与上年", "支出b(22.34万元。)与上年"),
      ("支出**22.34万元，**与上年", "支出b(22.34万元，)与上年"),
      ("**收入：**年初", "b(收入：)年初"),
      ("其中**（一）基本支出**为", "其中b(（一）基本支出)为"),
      ("其中**基本支出（一）**为", "其中b(基本支出（一）)为"),
      ("称**“三公”经费**为", "称b(“三公”经费)为"),
      ("称**“三公”**的", "称b(“三公”)的"),
      ("依据**《预算法》**编制", "依据b(《预算法》)编制"),
      ("（**甲**）“**乙**”", "（b(甲)）“b(乙)”"),
      ("增长**105.7%**与", "增长b(105.7%)与"),
      ("支出**(22.34)**与", "支出b((22.34))与"),
      ("支出**1,556.54**万元", "支出b(1,556.54)万元"),
      ("**甲**，**乙**。**丙**", "b(甲)，b(乙)。b(丙)"),
      ("**甲：****乙。**", "b(甲：)b(乙。)"),
      ("见**[《办法》](a.html)**的", "见b(a<a.html>(《办法》))的"),
      ("见[**《办法》**的](a.html)后", "见a<a.html>(b(《办法》)的)后"),
      ("见[甲](**。html)", "见a<**。html>(甲)"),
      ("用**`码`**后", "用b(code(码))后"),
      ("码`**。`与`。**`", "码code(**。)与code(。**)"),
      ("这是***“重点”***的", "这是em(b(“重点”))的"),
      ("**甲*乙*。**丙", "b(甲em(乙)。)丙"),
      ("删~~22万元。~~与", "删s(22万元。)与"),
      ("**{{a}}。**与**{{b}}**与", "b(⟦a⟧。)与b(⟦b⟧)与"),
      (#"张\*\*，李\*\*。"#, "张**，李**。"),
      ("权重*（甲/乙）*100%", "权重*（甲/乙）*100%"),
      ("**_甲_** 乙", "b(em(甲)) 乙"),
    ])
  func bold(text: String, outline: String) {
    let parsed = Parsed(text)
    #expect(parsed.outline == "p(\(outline))")
    #expect(parsed.findings.isEmpty, "\(parsed.findings)")
    #expect(Parsed("- \(text)").outline == "ul(li(p(\(outline))))")
    #expect(Parsed("> \(text)").outline == "quote(p(\(outline)))")
  }

  @Test("holds in tables, headings and rules across the page")
  func blocks() {
    #expect(Parsed("|**甲。**乙|\n|-|\n|丙**（丁）**|").outline == "table[none](b(甲。)乙)(丙b(（丁）))")
    #expect(Parsed("# 一、**收入。**与").outline == "h1#一收入与(一、b(收入。)与)")
    #expect(Parsed("甲\n\n***\n\n>***\n\n* * *").outline == "p(甲) hr quote(hr) hr")
    #expect(Parsed(">**甲。**乙").outline == "quote(p(b(甲。)乙))")
    #expect(Parsed("~~~（注）\n**。**\n~~~").outline == "pre[（注）](**。**\n)")
  }

  @Test(
    "that does not take effect is an error at its place",
    arguments: [
      ("好\n\n**甲", ["MD-8@3"]), ("甲 ** 乙", ["MD-8@1"]), ("** 甲 **", ["MD-8@1", "MD-8@1"]), ("甲**。", ["MD-8@1"]),
      ("~~甲", ["MD-8@1"]), ("|甲|\n|-|\n|乙**|", ["MD-8@3"]), ("张**，", ["MD-8@1"]), ("甲__乙。__丙", ["MD-8@1"]),
    ])
  func stray(text: String, places: [String]) {
    let parsed = Parsed(text)
    #expect(parsed.places == places)
    #expect(parsed.findings.allSatisfy { $0.fix != nil })
    #expect(parsed.findings.compactMap(\.primary).allSatisfy { ["**", "~~", "__"].contains(parsed.slice($0)) })
  }

  @Test("is not confused with multiplication, which becomes a warning where it vanishes")
  func multiplication() {
    #expect(Parsed("5*3+2*4").places == ["MD-15@1"])
    #expect(Parsed("{{a}}*{{b}}*3").places == ["MD-15@1"])
    #expect(Parsed("这是*重要*的").places.isEmpty)
    #expect(Parsed("5*3，（甲/乙）*20+（丙/丁）*30").outline == "p(5*3，（甲/乙）*20+（丙/丁）*30)")
  }
}
