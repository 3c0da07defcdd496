import Diagnostics
import Figures
import Forms
import Testing

/// The grammar of addresses and comparisons.
@Suite struct ExpressionParserTests {
  static func span(_ text: String, at offset: Int = 100) -> SourceSpan {
    SourceSpan(path: "rules.yaml", lower: offset, upper: offset + text.utf8.count)
  }

  static func words(_ selector: CellReference.Selector?) -> String {
    switch selector {
    case nil: "-"
    case .all: "*"
    case .key(let name): name
    case .numbers(let range): "行\(range.lowerBound)–\(range.upperBound)"
    case .levels(let names): "级:" + names.joined(separator: "/")
    case .codePrefix(let prefix): "前缀:\(prefix)"
    case .named(let name): "名:\(name)"
    case .sameCode: "同码"
    case .any(let parts): parts.map { words($0) }.joined(separator: "|")
    }
  }

  /// An address in the text may have been copied from a PDF: 年 as U+F98E.
  @Test func namesAreInOneForm() throws {
    let text = "支出表[\u{F98E}初结转].本\u{F98E}支出"
    let found = try ExpressionParser.reference(text, span: Self.span(text))
    #expect(found.selector == .key("年初结转") && Array((found.column ?? "").utf8) == Array("本年支出".utf8))
  }

  @Test(arguments: [
    ("支出表[合计].基本支出", "支出表 [合计] 基本支出 @-"), ("收支总表.收入[本年收入合计].决算数", "收支总表/收入 [本年收入合计] 决算数 @-"),
    ("基本支出表[30101]", "基本支出表 [30101] - @-"), ("三公表.决算数.公务接待费", "三公表/决算数/公务接待费 [-] - @-"),
    ("支出表[201].合计@上年", "支出表 [201] 合计 @上年"), ("支出表[\"其他（专项）.x\"].基本支出", "支出表 [其他（专项）.x] 基本支出 @-"),
    ("支出表[因公出国（境）费]", "支出表 [因公出国（境）费] - @-"), (" 支出表 [ 合计 ] . 基本支出 ", "支出表 [合计] 基本支出 @-"), ("支出表[*].*", "支出表 [*] * @-"),
    ("支出表[同码].同栏", "支出表 [同码] 同栏 @-"), ("表[行1..8]", "表 [行1–8] - @-"), ("表[行3]", "表 [行3–3] - @-"),
    ("表[行政运行]", "表 [行政运行] - @-"),
    ("表[级=类,款]", "表 [级:类/款] - @-"), ("表[级=类,201]", "表 [级:类|201] - @-"), ("表[编码前缀=234]", "表 [前缀:234] - @-"),
    ("表[名称=行政运行]", "表 [名:行政运行] - @-"),
    ("表[201, 205，208]", "表 [201|205|208] - @-"), ("申报.公务用车.保有量@年初预算", "申报/公务用车/保有量 [-] - @年初预算"),
    ("基本支出", "基本支出 [-] - @-"),
  ])
  func readsAddresses(_ text: String, _ facts: String) throws {
    let found = try ExpressionParser.reference(text, span: Self.span(text))
    let path = found.path.joined(separator: "/")
    #expect("\(path) [\(Self.words(found.selector))] \(found.column ?? "-") @\(found.period ?? "-")" == facts)
  }

  static func words(_ terms: [SignedTerm]) -> String {
    terms.map { ($0.isSubtracted ? "−" : "+") + words($0.operand) }.joined()
  }

  static func words(_ operand: Operand) -> String {
    switch operand {
    case .number(let number): number.description
    case .cell(let reference): reference.text
    case .boundCell: "本格"
    case .count(let references): "#(" + references.map(\.text).joined(separator: ";") + ")"
    case .product(let factors): factors.map { ($0.isDivisor ? "÷" : "×") + words($0.operand) }.joined()
    case .sum(let sets):
      "Σ("
        + sets.map { if case .cells(let cells) = $0 { cells.text } else { $0 == .leaves ? "末级" : "下级" } }
        .joined(separator: ";") + ")"
    }
  }

  @Test(arguments: [
    ("甲[1] = 乙[2]", "+甲[1] = +乙[2]"), ("本格 = sum(下级)", "+本格 = +Σ(下级)"), ("a = b + c - d", "+a = +b+c−d"),
    ("-a <= 0.01", "−a <= +0.01"),
    ("a ≡ b", "+a ≡ +b"), ("a ≤ b", "+a <= +b"), ("a ≥ b", "+a >= +b"), ("a ≠ b", "+a != +b"), ("a > 1", "+a > +1"),
    ("a<b", "+a < +b"),
    ("a = sum(表[行1..8], 表[行10])", "+a = +Σ(表[行1..8];表[行10])"), ("a = 合计数（表[*].甲，下级）", "+a = +Σ(表[*].甲;下级)"),
    ("sum = sum(x)", "+sum = +Σ(x)"),
    ("a = b − c", "+a = +b−c"), ("本格 = sum(末级)", "+本格 = +Σ(末级)"),
    ("a = count(甲[*], 乙[*])", "+a = +#(甲[*];乙[*])"), ("a ≈ b ÷ c", "+a ≈ +×b÷c"),
    ("a ≈ 0.5 × b / 0.25 + c", "+a ≈ +×0.5×b÷0.25+c"), ("a ≈ b * sum(x, y)", "+a ≈ +×b×Σ(x;y)"),
  ])
  func readsComparisons(_ text: String, _ facts: String) throws {
    let found = try ExpressionParser.comparison(text, span: Self.span(text))
    #expect("\(Self.words(found.left)) \(found.relation.rawValue) \(Self.words(found.right))" == facts)
  }

  /// The message, and the character it points at.
  @Test(arguments: [
    ("", 0, "应是一个名称"), ("支出表[合计", 6, "缺右方括号"), ("支出表[]", 4, "应是一个名称"), ("支出表.", 4, "应是一个名称"), ("支出表[合计].", 8, "应是一个名称"),
    ("支出表[合计]@", 8, "应是一个名称"),
    ("支出表[\"合计].x", 4, "引号没有配对"), ("支出表[合计]x", 7, "“x”读不懂"), ("表[行8..1]", 2, "从小到大"), ("支出表[合计].a.b", 9, "“.b”读不懂"),
    ("*", 0, "应是一个名称"),
  ])
  func saysWhereAnAddressIsWrong(_ text: String, _ character: Int, _ message: String) {
    expectProblem(text, character, message) { text, span throws(ExpressionParser.Problem) in
      _ = try ExpressionParser.reference(text, span: span)
    }
  }

  @Test(arguments: [
    ("本年支出合计", 6, "应是 =、≡"), ("甲 = ", 4, "应是一个名称"), ("甲 = 1.2.3", 4, "不是一个数"), ("甲 = sum(乙", 9, "缺右括号"),
    ("甲 = 乙 丙", 6, "“丙”读不懂"), ("甲 = 201abc", 7, "“abc”读不懂"),
    ("甲 == 乙", 3, "应是一个名称"), ("甲 = 乙 = 丙", 6, "“= 丙”读不懂"),
  ])
  func saysWhereAComparisonIsWrong(_ text: String, _ character: Int, _ message: String) {
    expectProblem(text, character, message) { text, span throws(ExpressionParser.Problem) in
      _ = try ExpressionParser.comparison(text, span: span)
    }
  }

  private func expectProblem(
    _ text: String, _ character: Int, _ message: String,
    _ parse: (String, SourceSpan) throws(ExpressionParser.Problem) -> Void
  ) {
    do {
      try parse(text, Self.span(text))
      Issue.record("“\(text)” was read")
    } catch {
      #expect(error.message.contains(message), "\(error.message)")
      #expect(error.span.lower == 100 + String(text.prefix(character)).utf8.count, "\(error.message)")
      #expect(error.span.upper <= 100 + text.utf8.count)
    }
  }

  @Test func pointsAtTheWholeWhereTheTextWasQuoted() throws {
    let quoted = SourceSpan(path: "a", lower: 0, upper: 99)
    #expect(throws: ExpressionParser.Problem.self) { try ExpressionParser.reference("支出表[", span: quoted) }
    do { _ = try ExpressionParser.reference("支出表[", span: quoted) } catch { #expect(error.span == quoted) }
  }
}
