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
}
