import Diagnostics
import TestSupport
import Testing

@testable import Validation

/// Whatever is typed, the narrative is read without a crash, and every figure and finding has its place in the file.
@Suite struct ProseFuzzTests {
  static let pieces = [
    "支出", "收入总计", "年初预算为", "决算数", "其中", "，", "。", "；", "：", "（类）", "（项）", "(款)", "占", "占比", "比上年", "与2019年度相比", "增加",
    "减少",
    "持平", "均为", "分别", "主要原因", "包括", "万元", "亿元", "元", "%", "个百分点", "人次", "12.50", "1,556.54", "22902.37", "0", "0.00",
    "100",
    "-5.86", "１２", "999999999999999", "1234567890123456789", "1,23", "12.", ".5", "20 20", "年", "截至2020年12月31日", "\n\n",
    "\n", " ", "**",
    "一般公共服务支出", "教育支出", "政府采购支出总额", "决算数小于预算数", "人均", "完成年初预算的", "{{", "}}", "{{支出表[合计].基本支出}}",
    "{{1,556.54 = 支出表[合计].基本支出}}", "{{ = }}", "{{=}}", "{{其中()}}", "{{逐项说明(一般公共支出表)}}", "{{金额(,,)}}",
    "{{列举(支出表[*].基本支出)}}",
    "{{年度}}", "{{占比(支出表[合计].基本支出, )}}", "| a | b（万元） |\n|---|---|\n| x | 1 |\n", "- ", "# ", "<b>", "\u{FEFF}", "⻔",
    "深圳市坪山区政务服务数据管理局",
  ]

  @Test(arguments: 0..<24) func survivesAnySentence(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed) &* 7919 &+ 1)
    let sections = ProseSample.sections.keys.sorted()
    for _ in 0..<4 {
      let text = (0..<Int.random(in: 1...120, using: &generator)).map { _ in
        Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
      }.joined()
      let section = sections[Int.random(in: 0..<sections.count, using: &generator)]
      let outcome = try ProseSample.check(section, text)
      let file = try #require(ProseSample.sections[section])
      let length = "---\nsection: \(file.title)\n---\n\n\(text)\n".utf8.count
      for span in outcome.figures.map(\.span) + outcome.findings.compactMap(\.primary) {
        #expect(span.lower >= 0 && span.lower <= span.upper && span.upper <= length, "\(text)")
      }
      for binding in outcome.figures.compactMap(\.binding) {
        #expect(binding.span.upper <= length && binding.replacement.hasPrefix("{{"))
      }
    }
  }

  /// Found by reading: heads of tables that hold words of comparison, subjects written in two ways at once, and figures
  /// beyond all measure stopped the program.
  @Test(arguments: [
    ("general", "“一般公共服务支出-政府办公厅（室）及相关机构事务（款）-行政运行（项）”科目支出 650 万元。"),
    ("totals", "| 项目 | 与上年持平的金额（万元） |\n| --- | --- |\n| 年末与上年持平 | 5.00 |"),
    ("totals", "| 项目 | 决算数大于预算数的金额 |\n| --- | --- |\n| 支出 | 5.00 万元 |"),
    ("totals", "| 项目 | 比 2018 年增加 |\n| --- | --- |\n| 支出 | 增加 5.00 万元 |"),
    ("totals", "| 项目 | 内容 |\n| --- | --- |\n| 会议 | 分别召开会议。支出经费 5.00 万元。 |"),
    ("three-public", "| 项目 | 国内公务接待（批次） |\n| --- | --- |\n| 接待 | 接待 5 批次 |"),
    ("totals", "支出 999999999999999 亿元，占收入总计的 999999999999999%，完成预算的 999999999999999%。"),
  ]) func whatStoppedItOnceIsRead(section: String, text: String) throws {
    _ = try ProseSample.check(section, text)
  }
}
