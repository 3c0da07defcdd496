import Diagnostics
import Disclosures
import Figures
import Forms
import Testing

/// Addresses, comparatives and the words prose makes of figures.
@Suite struct EvaluatorTests {
  static let expenditure = """
    columns: [编码, 科目名称, 本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    rows:
      - ["", 合计, 200.05, 100, 100.05, 0, 0, 0]
      - [201, 一般公共服务支出, 150, 100, 50, 0, 0, 0]
      - [20103, 政府办公厅（室）及相关机构事务, 100, 100, 0, 0, 0, 0]
      - [2010301, 行政运行, 100, 100, 0, 0, 0, 0]
      - [20137, 网信事务, 50, 0, 50, 0, 0, 0]
      - [2013701, 行政运行, 50, 0, 50, 0, 0, 0]
      - [205, 教育支出, 50.05, 0, 50.05, 0, 0, 0]

    """
  static let main = """
    fields:
      人员: {人数: 38 人次, 车辆: 0 辆, 比率: 13.0%, 费用: 2 元}
    comparatives:
      上年:
        支出表[合计].本年支出合计: 100
        支出表[201].基本支出: 100.00
        支出表[205].项目支出: 0
        支出表[合计].项目支出: -5
        支出表[合计].基本支出: 300
        申报.人员.人数: 40

    """

  static func evaluator() throws -> Evaluator {
    try Sample.evaluator(main, tables: ["expenditure": expenditure])
  }

  @Test(arguments: [
    ("支出表[合计].本年支出合计", "200.05", "支出表[合计].本年支出合计"), ("支出表[201].基本支出", "100.00", "支出表[201].基本支出"),
    ("支出表[教育支出].项目支出", "50.05", "支出表[205].项目支出"),
    ("支出决算表[205].project", "50.05", "支出表[205].项目支出"), ("支出表[208].基本支出", "0", "支出表[208].基本支出"),
    ("支出表[合计].本年支出合计@上年", "100.00", "支出表[合计].本年支出合计@上年"),
    ("申报.人员.人数", "38", "申报.人员.人数"), ("申报.人员.人数@上年", "40", "申报.人员.人数@上年"), ("申报.人员.比率", "13.0", "申报.人员.比率"),
    ("申报.人员.费用", "2.00", "申报.人员.费用"),
  ])
  func findsFigures(_ text: String, _ written: String, _ address: String) throws {
    let value = try Self.evaluator().value(try Sample.reference(text))
    #expect(value.figure.written == written)
    #expect(value.address == address)
  }

  @Test(arguments: [
    ("支出表[行政运行].基本支出", "是 2 格"), ("支出表[教育支岀].基本支出", "支出表没有“教育支岀”这一行，是否为“教育支出”？"), ("收支总表.收入[总计]", "没有收支总表的数据"),
    ("支出表[205].基本支出@上年", "没有 支出表[205].基本支出@上年 的对比数"), ("支出表[205].基本支出@上午", "没有“上午”的对比数，是否为“上年”？"),
    ("申报.人员.人头", "没有“人员.人头”，是否为“人员.人数”？"),
    ("申报.人员", "申报项的地址应是 申报.组.项"), ("支出表[级=类].基本支出", "是 2 格"),
  ])
  func saysWhyThereIsNoFigure(_ text: String, _ message: String) throws {
    let evaluator = try Self.evaluator()
    do {
      _ = try evaluator.value(try Sample.reference(text))
      Issue.record("“\(text)” has a value")
    } catch let failure as Evaluator.Failure {
      #expect(failure.message.contains(message), "\(failure.message)")
    }
  }

  @Test(arguments: [
    ("支出表[201].基本支出", "100.00"), (" 支出表[201].基本支出 ", "100.00"),
    ("增减(支出表[合计].本年支出合计, 支出表[合计].本年支出合计@上年)", "增加 100.05 万元，增长 100.1%"),
    ("增减(支出表[合计].基本支出, 支出表[合计].基本支出@上年)", "减少 200.00 万元，下降 66.7%"), ("增减(支出表[201].基本支出, 支出表[201].基本支出@上年)", "持平"),
    ("增减额(支出表[201].基本支出, 支出表[201].基本支出@上年)", "持平"), ("增减(支出表[205].项目支出, 支出表[205].项目支出@上年)", "增加 50.05 万元"),
    ("增减额(支出表[合计].基本支出, 支出表[合计].基本支出@上年)", "减少 200.00 万元"), ("增减率(支出表[合计].基本支出, 支出表[合计].基本支出@上年, 2)", "下降 66.67%"),
    ("增减(支出表[合计].项目支出, 支出表[合计].项目支出@上年)", "增加 105.05 万元"), ("增减(申报.人员.人数, 申报.人员.人数@上年)", "减少 2 人次，下降 5.0%"),
    ("差额(支出表[合计].基本支出, 支出表[合计].基本支出@上年)", "200.00"), ("合计(支出表[201].基本支出, 支出表[205].项目支出)", "150.05"),
    // 50.05 ÷ 200.05 = 25.0187…%, and 1 ÷ 8 rounds half up.
    ("占比(支出表[205].项目支出, 支出表[合计].本年支出合计)", "25.0%"), ("占比(支出表[205].项目支出, 支出表[合计].本年支出合计, 3)", "25.019%"),
    ("占比(支出表[205].项目支出, 支出表[合计].项目支出, 0)", "50%"), ("占比(支出表[20103].本年支出合计, 支出表[201].本年支出合计, 2)", "66.67%"),
    ("完成率(支出表[合计].基本支出, 支出表[合计].基本支出@上年)", "33.3%"), ("人均(支出表[205].项目支出, 申报.人员.人数)", "1.32"),
    ("人均(支出表[合计].基本支出, 申报.人员.人数, 0)", "3"),
    ("占比（支出表[205].项目支出，支出表[合计].本年支出合计）", "25.0%"),
  ])
  func writesWords(_ body: String, _ text: String) throws {
    let prose = ProseExpression(try Self.evaluator())
    let output = try prose.evaluate(body, span: SourceSpan(path: "a.md", lower: 0, upper: body.utf8.count))
    #expect(output.text == text)
    #expect(!output.sources.isEmpty && !output.provenance.isEmpty)
  }

  @Test func roundsHalvesUp() throws {
    let table = Self.expenditure.replacing("[205, 教育支出, 50.05, 0, 50.05", with: "[205, 教育支出, 80, 10.02, 12.5")
    let prose = ProseExpression(try Sample.evaluator(tables: ["expenditure": table]))
    func text(_ body: String) throws -> String {
      try prose.evaluate(body, span: SourceSpan(path: "a.md", lower: 0, upper: body.utf8.count)).text
    }
    // 12.5 ÷ 80 = 15.625%; 10.02 ÷ 80 = 12.525%.
    #expect(try text("占比(支出表[205].项目支出, 支出表[205].本年支出合计, 2)") == "15.63%")
    #expect(try text("占比(支出表[205].基本支出, 支出表[205].本年支出合计, 2)") == "12.53%")
    #expect(try text("占比(支出表[205].基本支出, 支出表[205].本年支出合计)") == "12.5%")
  }

  @Test(arguments: [
    ("占比(支出表[合计].基本支出, 支出表[合计].经营支出)", 0, "是 0，不能作分母"), ("人均(支出表[合计].基本支出, 申报.人员.车辆)", 0, "申报.人员.车辆 是 0，不能作分母"),
    ("增减率(支出表[205].项目支出, 支出表[205].项目支出@上年)", 0, "是 0，没有增减率"), ("占比(支出表[合计].基本支出, 申报.人员.人数)", 0, "单位是人次，不能相比"),
    ("增减(支出表[合计].基本支出, 申报.人员.费用)", 0, "单位是元，不能相比"), ("占笔(支出表[合计].基本支出, 支出表[合计].基本支出)", 0, "没有“占笔”这个写法，是否为“占比”？"),
    ("占比(支出表[合计].基本支出)", 0, "占比 要两个地址，这里有 1 个"), ("占比(支出表[合计].基本支出, 支出表[合计].基本支出", 0, "括号没有配对"),
    ("占比(支出表[合计].基本支出, 支岀表[合计].基本支出)", 24, "没有“支岀表”这张表"),
  ])
  func saysWhyThereAreNoWords(_ body: String, _ character: Int, _ message: String) throws {
    let prose = ProseExpression(try Self.evaluator())
    do {
      _ = try prose.evaluate(body, span: SourceSpan(path: "a.md", lower: 0, upper: body.utf8.count))
      Issue.record("“\(body)” has a value")
    } catch {
      let (found, span) =
        switch error {
        case .syntax(let message, let span, _): (message, span)
        case .value(let failure, let span): (failure.message, span)
        }
      #expect(found.contains(message), "\(found)")
      let place = String(decoding: Array(body.utf8)[span.lower..<span.upper], as: UTF8.self)
      #expect(character == 0 || place.hasPrefix("支岀表") || place.hasPrefix(" 支岀表"), "\(place)")
    }
  }
}
