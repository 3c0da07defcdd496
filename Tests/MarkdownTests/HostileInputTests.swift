import Diagnostics
import Testing

@testable import Markdown

@Suite("Hostile input")
struct HostileInputTests {
  static let size = 1 << 19

  static func filled(_ pattern: String, _ size: Int = size) -> [UInt8] {
    let unit = Array(pattern.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + unit.count)
    while bytes.count < size { bytes += unit }
    return Array(bytes.prefix(size - size % unit.count))
  }

  static func cost(_ bytes: [UInt8]) -> Int {
    var findings = FindingList()
    let file = SourceFile(path: "a.md", bytes: bytes)
    return HostileInputScan.cost(of: TextPreparer.prepare(file, from: 0, findings: &findings))
  }

  /// Half a mebibyte of each of what cmark-gfm 0.29.0.gfm.6 takes quadratic time for.
  static let quadratic: [String: [UInt8]] = [
    "brackets": filled("![[]()"), "links and bold on one line": filled("支出**22万元**见[说明](a.html)，`x`，*5*%。"),
    "processing instructions": filled("a<?"), "declarations": filled("a<!A "), "CDATA": filled("a<![CDATA["),
    "unlike header": filled("a\n|-|-\n"),
    "wide table": Array(
      ("|" + String(repeating: "a|", count: 9999) + "\n|" + String(repeating: "-|", count: 9999)).utf8)
      + filled("\na"),
    "short rows": Array(("|" + String(repeating: "a|", count: 199) + "\n|" + String(repeating: "-|", count: 199)).utf8)
      + filled("\na"),
    "blank lines in deep lists": Array(
      (0..<200).map { String(repeating: "  ", count: $0) + "- a\n" }.joined().utf8) + filled("\n"),
    "list marks": filled("+ "), "quote marks": filled(">"), "numbers": filled("1. "),
    "long reference": Array("[a]: /".utf8) + filled("u", 1 << 18) + Array("\n\n".utf8) + filled("[a]", 1 << 17),
  ]

  @Test("that would keep the parser busy is refused with a finding", arguments: quadratic.keys.sorted())
  func refused(name: String) throws {
    let bytes = try #require(Self.quadratic[name]).prefix(Self.size)
    let parsed = Parsed(bytes: Array(bytes))
    #expect(parsed.document.blocks.isEmpty)
    let finding = try #require(parsed.findings.first)
    #expect(["MD-2", "MD-3"].contains(finding.rule))
    #expect(finding.level == .error)
  }

  /// cmark gives the label of a footnote over two lines cut short, and makes characters of references: both may end in
  /// the middle of what stands for a directive, or spell one that is not there.
  @Test(arguments: [
    " [^{{}}\n**!]**!", "[^a {{支出}}\n*x]* {{b}}", "&#xE010;&#xE13F;&#xE13F;&#xE13F;&#xE13F; 文", "&#xE010;文字文字文字文字",
  ])
  func aDirectiveThatIsNotThereIsNone(text: String) {
    let parsed = Parsed(text)
    for slice in parsed.textSlices { #expect(slice.utf8.count <= text.utf8.count) }
  }

  /// What is linear in cmark must stay so in what we add: no more than some times the time of as much plain prose.
  @Test(
    "that the parser takes in its stride costs us no more than a multiple of plain prose",
    arguments: [
      "[", "[a", "![", "[a](b", "*", "*a ", "a**", "**a ", "*a_ ", "_a", "~~a ", "a~~ ", "a<!--", "<a ", "`a``b", "{{",
      "{{a ",
      "}}", "{{}}", "\\*", "&amp;", "a\n", "# a\n", "[^a]", "[a]: b\n", "|", "**。", "****", "\u{E000}", "**a**。",
    ])
  func linear(pattern: String) {
    let size = 1 << 16
    let clock = ContinuousClock()
    let prose = Self.filled("支出**22.34万元。**与上年相比，增长{{a}}。\n\n", size)
    let hostile = Self.filled(pattern, size)
    func fastest(_ bytes: [UInt8]) -> Duration {
      (0..<2).map { _ in clock.measure { _ = Parsed(bytes: bytes) } }.min() ?? .zero
    }
    #expect(fastest(hostile) < fastest(prose) * 12)
  }

  @Test("is told from usual files by a wide margin")
  func margin() {
    let section = "# 一、收入**支出**情况\n\n支出**22.34万元。**与上年[说明](a.html)相比增长{{a}}，`x`。\n\n- 甲**乙**\n- 丙\n\n"
    let table = "|a|b|c|\n|-|-|-|\n" + String(repeating: "|**支出**|[a](b)|{{c}}|\n", count: 600)
    let usual = Array((String(repeating: section, count: 600) + table).utf8)
    #expect(usual.count > 80_000)
    #expect(Self.cost(usual) < HostileInputScan.mostCost / 20)
    #expect(Parsed(bytes: usual).findings.isEmpty)
  }

  @Test("of more than a mebibyte is not read")
  func size() {
    let parsed = Parsed(bytes: Self.filled("甲\n", MarkdownParser.mostBytes + 4))
    #expect(parsed.document.blocks.isEmpty)
    #expect(parsed.places == ["MD-1@1"])
  }

  @Test("nested too deep is an error, and the rest is kept")
  func nesting() {
    let list = (0..<40).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()
    #expect(Parsed(list + "\n后").places == ["MD-3@33"])
    #expect(Parsed(list + "\n后").outline.hasSuffix("p(后)"))
    #expect(Parsed(String(repeating: ">", count: 33) + "a").places == ["MD-3@1"])
    #expect(Parsed(String(repeating: ">", count: 32) + "a").findings.isEmpty)
    let marks = String(repeating: "*", count: 200_000)
    #expect(Parsed("甲\n\n\(marks)a\(marks)").places.contains("MD-3@3"))
    #expect(Parsed(String(repeating: "- ", count: 400) + "\n\n" + String(repeating: "* ", count: 400)).findings.isEmpty)
  }

  @Test("earns a bounded number of findings, and the last says how many more there are")
  func manyFindings() throws {
    let parsed = Parsed(String(repeating: "\u{E000}", count: 1000))
    #expect(parsed.findings.count == 50)
    #expect(try #require(parsed.findings.last).notes == ["这个文件里同样的问题还有 950 处，没有一一列出"])
  }

  @Test("does not disturb parses beside it")
  func concurrent() async {
    let text = "删~~22万元。~~与**粗。**与{{a}}[^1]\n\n|a|\n|-|\n|~~b~~|\n\n[^1]: 注"
    let expected = Parsed(text).outline
    let outlines = await withTaskGroup(of: String.self) { group in
      for _ in 0..<400 { group.addTask { Parsed(text).outline } }
      return await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(outlines == [expected])
    #expect(expected.contains("s(22万元。)"))
  }
}
