import Diagnostics
import Markdown
import Testing

@Suite("Directives")
struct DirectiveTests {
  @Test(
    "become nodes wherever text may stand",
    arguments: [
      ("{{a}}", "p(⟦a⟧)"),
      ("支出{{支出表[合计].基本支出}} 万元", "p(支出⟦支出表[合计].基本支出⟧ 万元)"),
      ("{{支出表[*].甲}}与{{支出表[*].乙}}", "p(⟦支出表[*].甲⟧与⟦支出表[*].乙⟧)"),
      ("|{{a|b}}|x{{c}}y|\n|-|-|\n|{{d|e|f}}|{{*}}|", "table[none,none](⟦a|b⟧|x⟦c⟧y)(⟦d|e|f⟧|⟦*⟧)"),
      ("# {{a}} 与 **{{b}}**", "h1#与(⟦a⟧ 与 b(⟦b⟧))"),
      ("[见{{a[b](c)}}](u)", "p(a<u>(见⟦a[b](c)⟧))"),
      ("**{{a}}** ~~{{b_c_d}}~~ *{{e}}*", "p(b(⟦a⟧) s(⟦b_c_d⟧) em(⟦e⟧))"),
      ("- {{a}}\n- > {{b \"<x>\" & ~~}}", "ul(li(p(⟦a⟧))li(quote(p(⟦b \"<x>\" & ~~⟧))))"),
      ("{{ a\\*b \\| }}", "p(⟦ a\\*b \\| ⟧)"),
      ("{{}}{{}}", "p(⟦⟧⟦⟧)"),
      ("文[^1]\n\n[^1]: {{a}}", "p(文ref(1)) fn#1(p(⟦a⟧))"),
    ])
  func nodes(text: String, outline: String) {
    let parsed = Parsed(text)
    #expect(parsed.outline == outline)
    #expect(parsed.findings.isEmpty, "\(parsed.findings)")
  }

  @Test(
    "in code are code",
    arguments: [
      ("`{{a|b}}`", "p(code({{a|b}}))"),
      ("`{{` 和 `}}`", "p(code({{) 和 code(}}))"),
      ("```{{i}}\n{{a}} \\* {{\n```", "pre[{{i}}]({{a}} \\* {{\n)"),
      ("    {{a}}", "pre[]({{a}}\n)"),
      ("``\\{{a}}``", "p(code(\\{{a}}))"),
    ])
  func code(text: String, outline: String) {
    let parsed = Parsed(text)
    #expect(parsed.outline == outline)
    #expect(parsed.findings.isEmpty, "\(parsed.findings)")
  }

  @Test(
    "know their place in the file to the byte",
    arguments: [
      "{{甲}}", "文{{甲}}文{{乙|丙}}，**{{丁}}。**与{{戊}}", "---\nsection: 职责\n---\n\n文{{甲}}\n",
      "- 文\n  再{{甲}}\n\n  1. {{乙}}", "> 引{{甲}}\n> 再\\*{{乙}}&amp;{{丙}}\n懒{{丁}}",
      "|头{{甲}}|{{乙}}|\n|-|-|\n|{{丙|丁}}|a\\|{{戊}}|", "# 题{{甲}} **{{乙}}**\n\n题{{丙}}\n===",
      "    - 不是\n\n- {{甲}}\n\n\n      码{{不是}}\n\n- {{乙}}", "文\r\n{{甲}}\r\n再{{乙}}\r\n",
      "[r]: /u\n文{{甲}}[r]{{乙}}", "\u{E000}{{甲}}\0{{乙}}",
    ])
  func spans(text: String) {
    let parsed = Parsed(text)
    let directives = parsed.document.directives
    #expect(!directives.isEmpty)
    for directive in directives {
      #expect(parsed.slice(directive.span) == directive.source)
      #expect(parsed.slice(directive.bodySpan) == directive.body)
    }
    let expected = text.matches(of: /\{\{[^不]*?\}\}/).map { String($0.output) }
    #expect(directives.map(\.source).sorted() == expected.sorted())
  }

  @Test(
    "that do not pair are errors at their braces",
    arguments: [
      ("好\n\n支出 {{a 万元", ["MD-6@3"], "{{"), ("支出 {{a\n}} 万元", ["MD-6@1", "MD-6@2"], "{{"),
      ("支出 a}} 万元", ["MD-6@1"], "}}"), ("{{a {{b}}", ["MD-6@1"], "{{"), ("{{a`b`}}", ["MD-6@1", "MD-6@1"], "{{"),
      ("|{{a|\n|-|\n|b|", ["MD-6@1"], "{{"), ("{{a}} }} b", ["MD-6@1"], "}}"), ("**{{a**", ["MD-6@1"], "{{"),
    ])
  func unpaired(text: String, places: [String], slice: String) throws {
    let parsed = Parsed(text)
    #expect(parsed.places == places)
    let first = try #require(parsed.findings.first)
    #expect(try parsed.slice(#require(first.primary)) == slice)
    #expect(first.level == .error && first.fix != nil)
  }

  @Test("in addresses, titles and descriptions are errors, and stay as written")
  func misplaced() {
    let parsed = Parsed("[甲](/{{a}}) ![乙{{b}}](x) [丙](y \"{{c}}\")")
    #expect(parsed.outline == "p(a</{{a}}>(甲) img<x>(乙{{b}}) a<y '{{c}}'>(丙))")
    #expect(parsed.places == ["MD-7@1", "MD-7@1", "MD-7@1"])
  }

  @Test("are told from private-use characters in the file, which are refused by name and place")
  func privateUse() {
    let parsed = Parsed("甲\n乙\u{E010}\u{E100}丙\u{F8FF}\0｡")
    #expect(parsed.outline == "p(甲␤乙\u{FFFD}\u{FFFD}丙\u{FFFD}\u{FFFD}｡)")
    #expect(parsed.places == ["MD-5@2", "MD-5@2", "MD-5@2", "MD-5@2"])
    #expect(parsed.findings.map { $0.message.prefix(6) } == ["U+E010", "U+E100", "U+F8FF", "U+0000"])
    #expect(parsed.findings.first?.primary.map(parsed.slice) == "\u{E010}")
  }
}
