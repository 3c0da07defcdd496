import Diagnostics
import Testing

@testable import Validation

/// `{{… = …}}`: what was typed against what the data say.
@Suite struct LiteralCheckTests {
  static let basic = "一般公共支出表[合计].基本支出"
  static let total = "一般公共支出表[合计].本年支出合计"

  static let equal = [
    "{{1,556.54 = \(basic)}} 万元", "{{1556.54 = \(basic)}} 万元", "{{1,556.5 = \(basic)}} 万元",
    "{{1,556.54 万元 = \(basic)}}",
    "{{0.16 亿元 = \(basic)}}", "{{15,565,400 元 = \(basic)}}", "{{8.2% = 占比(\(basic), \(total))}}",
    "{{8.16% = 占比(\(basic), \(total), 2)}}", "{{减少 105.32 万元，下降 6.3% = 增减(\(basic), \(basic)@年初预算)}}",
    "{{105.32 = 差额(\(basic), \(basic)@年初预算)}}", "{{2020 = 年度}}",
  ]

  @Test(arguments: equal) func acceptsTheSameFigureInAnotherWriting(text: String) throws {
    let outcome = try ProseSample.check("general", text)
    #expect(outcome.findings.isEmpty, "\(outcome.listing)")
  }

  static let different = [
    "{{1,556.55 = \(basic)}} 万元", "{{1,556.54 元 = \(basic)}}", "{{0.17 亿元 = \(basic)}}",
    "{{8.3% = 占比(\(basic), \(total))}}",
    "{{8.2 = 占比(\(basic), \(total))}}", "{{增加 105.32 万元，增长 6.3% = 增减(\(basic), \(basic)@年初预算)}}",
    "{{减少 105.32 万元，下降 6.8% = 增减(\(basic), \(basic)@年初预算)}}", "{{持平 = 增减(\(basic), \(basic)@年初预算)}}",
    "{{107.32 = 差额(\(basic), \(basic)@年初预算)}}", "{{2019 = 年度}}", "{{-1,556.54 = \(basic)}}",
  ]

  @Test(arguments: different) func refusesAnother(text: String) throws {
    let outcome = try ProseSample.check("general", text)
    #expect(outcome.findings.map(\.rule) == ["PRO-02"], "\(outcome.listing)")
    #expect(outcome.findings.first?.level == .error)
    #expect(outcome.findings.first?.message.contains("按数据应是") ?? false)
  }
}
