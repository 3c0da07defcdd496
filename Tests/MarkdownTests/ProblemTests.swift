import Diagnostics
import Markdown
import Testing

@Suite("What would not reach the page")
struct ProblemTests {
  @Test(
    "is a finding at its place",
    arguments: [
      ("<div>甲</div>\n", "MD-9", Finding.Level.warning, "<div>甲</div>"),
      ("甲<br>乙", "MD-9", .warning, "<br>"),
      ("甲<!-- 记 -->乙", "MD-9", .note, "<!-- 记 -->"),
      ("甲![](a.png)乙", "MD-10", .error, "![](a.png)"),
      ("[甲](javascript:alert(1))", "MD-11", .error, "[甲](javascript:alert(1))"),
      ("[甲](<  Java&#83;cript:x>)", "MD-11", .error, "[甲](<  Java&#83;cript:x>)"),
      ("<vbscript:x>", "MD-11", .error, "<vbscript:x>"),
      ("![甲](data:image/png;base64,x)", "MD-11", .error, "![甲](data:image/png;base64,x)"),
      ("|a|b|\n|-|-|\n|1|\n", "MD-12", .error, "|1|"),
      ("|a|b|\n|-|-|\n|1|2|3|\n", "MD-12", .error, "|1|2|3|"),
      ("|a|b|\n|-|\n|1|\n", "MD-12", .error, "|-|"),
      ("文[^x]\n", "MD-13", .error, "[^x]"),
      ("文\n\n[^x]: 注", "MD-13", .warning, "[^x]"),
      ("文\n\n```\n码\n", "MD-14", .error, "```\n码"),
    ])
  func findings(text: String, rule: String, level: Finding.Level, slice: String) {
    let parsed = Parsed(text)
    #expect(parsed.findings.map(\.rule) == [rule])
    #expect(parsed.findings.first?.level == level)
    #expect(parsed.findings.first?.primary.map(parsed.slice) == slice)
  }

  @Test(
    "is not claimed of what is right",
    arguments: [
      "|a|b|\n|-|-|\n|1\\|2|{{x|y}}|\n| 1 | |\n||2|", "a | b\n-|-\n1 | 2", "```\n[^x]: 码 {{ ** ~~ <b>\n```",
      "> ```\n> 码\n> ```",
      "`**` `{{` `[^x]` `<b>`", "[javascript](a.html)", "文[^X]\n\n[^x]: 注", "5 * 3 = 15", "a*b", "__",
    ])
  func quiet(text: String) {
    #expect(Parsed(text).findings.isEmpty, "\(Parsed(text).findings)")
  }

  @Test(
    "takes numbers with digits blotted out as they are typed",
    arguments: [
      "手机 138****5678。", "身份证 440307**********14。", "138****5678 和 139****1234", "卡号 6222****", "见 138***5678",
      "**电话 138****5678**。",
      "`138****5678`",
    ])
  func masks(text: String) {
    let parsed = Parsed(text)
    #expect(parsed.findings.isEmpty, "\(parsed.findings.map(\.message))")
    let shown = parsed.document.blocks.map { $0.plainText() }.joined()
    let typed = text.hasPrefix("**") ? String(text.dropFirst(2).replacing("**。", with: "。")) : text
    #expect(shown == typed.filter { $0 != "`" })
  }

  @Test("does not take bold behind digits for a mask")
  func boldDigits() {
    #expect(Parsed("共**138**万元，***2020***年").outline == "p(共b(138)万元，em(b(2020))年)")
  }

  @Test(
    "refuses control characters at their place",
    arguments: ["\u{7}", "\u{1B}", "\u{C}", "\u{7F}", "\u{9B}", "\u{FFFE}"])
  func controls(character: String) throws {
    let parsed = Parsed("甲\(character)[2J乙")
    #expect(parsed.findings.map(\.rule) == ["MD-5"])
    #expect(parsed.findings.first?.primary.map(parsed.slice) == character)
    #expect(!parsed.outline.contains(character))
  }

  @Test("leaves a refused link's words")
  func refusedLink() {
    #expect(Parsed("甲[乙**丙**](javascript:x)丁").outline == "p(甲乙b(丙)丁)")
    #expect(Parsed("![图](data:x)").outline == "p(图)")
  }

  @Test("has a Chinese message without a full stop")
  func wording() {
    let parsed = Parsed("**甲\n\n{{a\n\n![](x) <b> [a](data:x) [^9]\n\n|a|\n|-|\n|1|2|\n\n```")
    #expect(parsed.findings.count == 8)
    for finding in parsed.findings {
      #expect(!finding.message.hasSuffix("。") && finding.fix?.hasSuffix("。") != true)
      #expect(finding.message.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
    }
  }
}
