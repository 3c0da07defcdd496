import Diagnostics
import Disclosures
import Testing
import TestSupport

/// What the functions of `{{…}}` write, on a small table.
@Suite struct ProseDirectiveTests {
  static let table = """
    columns: [编码, 科目名称, 本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    rows:
      - ["", 合计, 1200.50, 200.50, 1000.00, 0, 0, 0]
      - [201, 一般公共服务支出, 1000.00, 0, 1000.00, 0, 0, 0]
      - [20103, 政府办公厅（室）及相关机构事务, 1000.00, 0, 1000.00, 0, 0, 0]
      - [2010302, 一般行政管理事务, 1000.00, 0, 1000.00, 0, 0, 0]
      - [208, 社会保障和就业支出, 200.50, 200.50, 0, 0, 0, 0]
      - [20805, 行政事业单位养老支出, 200.50, 200.50, 0, 0, 0, 0]
      - [2080505, 机关事业单位基本养老保险缴费支出, 200.50, 200.50, 0, 0, 0, 0]
    """

  static let cases: [(String, String)] = [
    ("金额(支出表[合计].基本支出)", "200.50 万元"), ("金额(支出表[合计].基本支出, 元)", "2,005,000.00 元"),
    ("金额(支出表[合计].本年支出合计, 亿元, 3)", "0.120 亿元"), ("个数(支出表[级=项].本年支出合计)", "2"),
    ("列举(支出表[级=类].本年支出合计)", "一般公共服务支出、社会保障和就业支出"),
    ("列举(支出表[级=类].基本支出)", "社会保障和就业支出"),
    (
      "其中(支出表[级=类].本年支出合计, 支出表[合计].本年支出合计)",
      "一般公共服务支出 1,000.00 万元，占 83.3%；社会保障和就业支出 200.50 万元，占 16.7%"
    ),
    ("其中(支出表[级=类].基本支出)", "社会保障和就业支出 200.50 万元"),
    ("200.5 = 支出表[合计].基本支出", "200.5"),
  ]

  @Test(arguments: cases) func writes(body: String, expected: String) throws {
    let prose = ProseExpression(try Sample.evaluator(tables: ["expenditure": Self.table]))
    let output = try prose.evaluate(body, span: .start(of: "a.md"))
    #expect(output.text == expected)
    #expect(!output.sources.isEmpty || body.hasPrefix("个数"))
  }

  @Test func keepsWhatWasTypedBesideWhatTheDataSay() throws {
    let prose = ProseExpression(try Sample.evaluator(tables: ["expenditure": Self.table]))
    let output = try prose.evaluate("200.6 = 支出表[合计].基本支出", span: .start(of: "a.md"))
    #expect(output.isLiteral && output.text == "200.6")
    #expect(output.expected.first?.text == "200.50")
    #expect(output.machineValue == "200.50")
  }

  static let wrong: [(String, String)] = [
    ("其中(支出表[级=类].上缴上级支出)", "没有不为 0 的行"), ("逐项说明(收支总表)", "要一张按科目列的表"),
    ("逐项说明(支出表)", "逐项说明缺 2 项的年初预算数：2010302、2080505"), (" = 支出表[合计].基本支出", "等号前面要写正文里的数"),
    ("部门名", "是否为“部门”？"), ("支出表", "要写明哪一行"), ("金额(申报.机构.数)", "没有“机构.数”"),
  ]

  @Test(arguments: wrong) func saysWhatIsMissing(body: String, says: String) throws {
    let prose = ProseExpression(try Sample.evaluator(tables: ["expenditure": Self.table]))
    #expect {
      try prose.evaluate(body, span: .start(of: "a.md"))
    } throws: { error in
      switch error as? ProseExpression.Failure {
      case .syntax(let message, _, _)?: message.contains(says)
      case .value(let failure, _)?: failure.message.contains(says)
      case nil: false
      }
    }
  }
}
