import Diagnostics
import TestSupport
import Testing

@testable import Site

/// Sections, front matter, `{{…}}` and the sentences that empty tables need.
@Suite struct BadNarrativeTests {
  static let other = "narrative/31-other.md"
  static let duties = "narrative/11-duties.md"

  static let sections: [BadCase] = [
    BadCase("misnamed", "STR-03", at: "\(duties):2:10", says: "“部门职则”不是要求的章节，最接近的是“部门职责”", fix: "改成 section: 部门职责") {
      try $0.replace(duties, "section: 部门职责", "section: 部门职则")
    },
    BadCase("missing", "STR-03", at: "disclosure.yaml:2:1", says: "缺少“部门职责”这一节", fix: "section: 部门职责") {
      try $0.remove(duties)
    },
    BadCase("empty", "STR-03", at: "\(duties):2:10", says: "“部门职责”这一节没有内容", fix: "写明“无”") {
      try $0.write(duties, "---\nsection: 部门职责\n---\n\n")
    },
    BadCase("twice", "STR-03", at: "narrative/11-x.md:2:10", says: "“部门职责”有两个文件", fix: "合并成一个文件") {
      try $0.write("narrative/11-x.md", "---\nsection: 部门职责\n---\n无。\n")
    },
    BadCase(
      "out of order", "STR-03", at: "narrative/99-duties.md:2:10", says: "“部门职责”排在“其他重要事项情况说明”后面", fix: "改文件名前面的数字"
    ) {
      try $0.write("narrative/99-duties.md", try $0.text(duties))
      try $0.remove(duties)
    },
    BadCase("no front matter", "FMT-15", at: "\(duties):1:1", says: "开头没有写明这是哪一节", fix: "加上三行", count: 1) {
      try $0.write(duties, "正文。\n")
    },
    BadCase("unclosed front matter", "MD-4", at: "\(duties):1:1", says: "文件头没有结束", fix: "补一行 ---", count: 2) {
      try $0.write(duties, "---\nsection: 部门职责\n正文。\n")
    },
    BadCase("empty front matter", "FMT-15", at: "\(duties):1:1", says: "文件头是空的", count: 1) {
      try $0.write(duties, "---\n---\n正文。\n")
    },
    BadCase("broken front matter", "FMT-04", at: "\(duties):2:10", says: "引号没有配对", count: 1) {
      try $0.write(duties, "---\nsection: \"部门职责\n---\n正文。\n")
    },
    BadCase(
      "an unknown key", "FMT-06", at: "\(duties):2:1", says: "文件头里没有“sections”这个键，是否为“section”", fix: "改成 section"
    ) {
      try $0.replace(duties, "section:", "sections:")
    },
    BadCase("a file that is no narrative", "FMT-06", at: "narrative/12.docx", says: "“12.docx”读不了", fix: "存为 12.md") {
      try $0.write("narrative/12.docx", "PK")
    },
  ]

  @Test(arguments: sections) func saysWhatIsWrongWithASection(_ bad: BadCase) throws { try bad.run() }

  /// The narrative's last file ends on line 19; the directive stands on line 21.
  static func directive(
    _ name: String, _ text: String, at column: Int = 3, says message: String, fix: String? = nil
  ) -> BadCase {
    BadCase(name, "PRO-01", at: "\(other):21:\(column)", says: message, fix: fix) {
      try $0.append(other, "\n{{\(text)}}\n")
    }
  }

  static let directives: [BadCase] = [
    directive("unknown table", "支岀表[合计].基本支出", says: "没有“支岀表”这张表，是否为“支出表”", fix: "改成 支出表"),
    directive("unknown column", "支出表[合计].基本支岀", says: "支出表没有“基本支岀”这一栏，是否为“基本支出”", fix: "改成 基本支出"),
    directive("unknown row of a coded table", "支出表[教育支岀].基本支出", says: "支出表没有“教育支岀”这一行，是否为“教育支出”", fix: "改成 教育支出"),
    directive("unknown row of a fixed table", "收支总表.收入[总记]", says: "收支总表收入没有“总记”这一行，是否为“总计”", fix: "改成 总计"),
    directive("no such side", "收支总表.收人[总计]", says: "收支总表没有“收人”这一边，是否为“收入”", fix: "改成 收入"),
    directive("no side", "收支总表[总计]", says: "收支总表分收入、支出，地址里要写明是哪一边"),
    directive("no column", "支出表[合计]", says: "“支出表[合计]”没有写明哪一栏", fix: "在后面加上 .本年支出合计"),
    directive("no row", "支出表.基本支出", says: "支出表要写明哪一行", fix: nil),
    directive("an ambiguous row", "支出表[行政运行].基本支出", says: "是 2 格，这里要一格"),
    directive("many rows", "支出表[*].基本支出", says: "格，这里要一格"),
    directive("a text column", "评分表[\"1.1.1\"].扣分原因", says: "扣分原因 是文字，不是数"),
    directive("unknown function", "增加(支出表[合计].基本支出, 支出表[合计].基本支出@上年)", says: "没有“增加”这个写法，是否为“增减”", fix: "改成 增减(…)"),
    directive("one argument", "占比(支出表[合计].基本支出)", says: "占比 要两个地址，这里有 1 个", fix: "占比(甲, 乙)"),
    directive("no argument", "占比()", at: 6, says: "这里应是一个名称"),
    directive(
      "missing comparative", "支出表[201].基本支出@上年", says: "没有 支出表[201].基本支出@上年 的对比数",
      fix: "在 disclosure.yaml 的 comparatives 的“上年”下加上 支出表[201].基本支出: 数"),
    directive("misspelt period", "支出表[合计].基本支出@去年", says: "没有", fix: nil),
    directive("missing field", "申报.公务用车.保有", says: "fields 里没有“公务用车.保有”，是否为“公务用车.保有量”", fix: "改成 申报.公务用车.保有量"),
    directive("missing comparative of a field", "申报.公务用车.保有量@上年", says: "没有 申报.公务用车.保有量@上年 的对比数", fix: "comparatives"),
    directive("division by zero", "占比(支出表[合计].基本支出, 支出表[合计].经营支出)", says: "支出表[合计].经营支出 是 0，不能作分母", fix: "增减额"),
    directive("a rate on a zero base", "增减率(基金表[合计].本年收入, 基金表[合计].本年收入@上年)", says: "是 0，没有增减率", fix: "改用 增减额"),
    directive("unit mismatch", "占比(支出表[合计].基本支出, 申报.公务用车.保有量)", says: "的单位是辆，不能相比"),
    directive("unclosed bracket", "支出表[合计.基本支出", at: 9, says: "缺右方括号"),
    directive("unclosed parenthesis", "占比(支出表[合计].基本支出, 支出表[合计].本年支出合计", says: "括号没有配对"),
    directive("nothing", " ", at: 4, says: "这里应是一个名称"),
  ]

  @Test(arguments: directives) func saysWhyAReferenceYieldsNoFigure(_ bad: BadCase) throws { try bad.run() }

  @Test func saysThatADirectiveIsNotClosed() throws {
    try BadCase("unclosed {{", "MD-6", at: "narrative/31-other.md:21:2", says: "没有 }} 与它配对", fix: "补上 }}") {
      try $0.append(Self.other, "\n共{{支出表[合计].基本支出 万元。\n")
    }.run()
  }

  /// Wherever one name stands that nobody knows, it is one mistake.
  @Test func saysOnceWhatIsWrongInManyPlaces() throws {
    try BadCase(
      "one name thrice", "PRO-01", at: "\(Self.other):21:3", says: "没有“支岀表”这张表，是否为“支出表”？（共 3 处）", fix: "改成 支出表"
    ) {
      let three = (1...3).map { _ in "\n{{支岀表[合计].基本支出}}\n" }.joined()
      try $0.append(Self.other, three)
    }.run()
  }

  /// A department without a name that can be read is not one mistake for every sentence that has it.
  @Test func leavesTheNameToTheDepartmentsFile() throws {
    let outcome = try BrokenSite.check {
      try $0.append(Self.other, "\n{{部门}}\n")
      try $0.replace("content/pingshan-zwsj/department.yaml", "name:", "nam:")
    }
    #expect(outcome.problems.map(\.rule) == ["FMT-06"], "\(outcome.listing)")
    #expect(outcome.check.heldBack == [BrokenSite.id])
  }

  /// With a mistake in the glossary a term may only seem to be missing; without a glossary all of them are, once.
  @Test func saysOnceThatTheGlossaryIsAtFault() throws {
    let broken = try BrokenSite.check {
      try $0.replace("content/glossary.yaml", "- term: 财政拨款收入", "- trm: 财政拨款收入")
    }
    #expect(broken.problems.map(\.rule) == ["FMT-06"], "\(broken.listing)")
    let gone = try BrokenSite.check { try $0.remove("content/glossary.yaml") }
    #expect(gone.problems.map(\.rule) == ["NAR-21"], "\(gone.listing)")
    #expect(gone.problems.first?.message.hasPrefix("没有 content/glossary.yaml，选用的") ?? false)
  }

  /// An exception can let a missing table pass, but not a page that shows `{{…}}` as it is typed.
  @Test func neverPublishesAReferenceWithoutAFigure() throws {
    let outcome = try BrokenSite.check {
      try $0.remove("tables/expenditure.yaml")
      let exceptions = "- {rule: STR-04, file: disclosure.yaml, says: 支出表, reason: 试, approver: 试}\n"
      try $0.append("suppressions.yaml", "\n" + exceptions)
    }
    let errors = outcome.problems.filter { $0.level == .error }
    #expect(!errors.isEmpty && errors.allSatisfy { $0.rule == "PRO-01" }, "\(outcome.listing)")
    #expect(errors.allSatisfy { $0.message == "没有支出表的数据" && $0.fix == "补上 tables/expenditure.yaml；已有的，先改正它的问题" })
    #expect(outcome.check.heldBack == [BrokenSite.id])
  }

  @Test func letsNoExceptionPassAReferenceWithoutAFigure() throws {
    let outcome = try BrokenSite.check {
      try $0.append(Self.other, "\n{{没有这张表[合计].支出}}\n")
      let exceptions = "- {rule: PRO-01, file: narrative/31-other.md, says: 没有这张表, reason: 试, approver: 试}\n"
      try $0.append("suppressions.yaml", "\n" + exceptions)
    }
    let errors = outcome.problems.filter { $0.level == .error }
    #expect(Set(errors.map(\.rule)) == ["PRO-01", "SUP-04"], "\(outcome.listing)")
  }

  /// What an input method types is understood.
  @Test(arguments: ["占比（支出表[合计].基本支出，支出表[合计].本年支出合计）", "占比(支出表[合计].基本支出，支出表[合计].本年支出合计)"])
  func takesFullWidthBracketsOfAFunction(_ text: String) throws {
    let outcome = try BrokenSite.check { try $0.append(Self.other, "\n{{\(text)}}\n") }
    #expect(outcome.problems.isEmpty, "\(outcome.listing)")
  }

  static let statements: [BadCase] = [
    BadCase(
      "an empty table without its sentence", "STR-07", at: "tables/state-capital.yaml:1:1", says: "国资表没有数据，正文里没有相应的说明",
      fix: "写明本部门2020年度无国有资本经营预算财政拨款"
    ) {
      try $0.replace("narrative/29-state-capital.md", "无国有资本经营预算财政拨款支出", "的情况见表")
    },
    BadCase(
      "a sentence on a table with figures", "STR-08", at: "narrative/28-funds.md:9:1", says: "基金表有数据，正文却说“没有”",
      fix: "核对表与正文"
    ) {
      try $0.append("narrative/28-funds.md", "\n本部门没有政府性基金预算财政拨款收支。\n")
    },
  ]

  @Test(arguments: statements) func asksForTheSentencesOfEmptyTables(_ bad: BadCase) throws { try bad.run() }
}
