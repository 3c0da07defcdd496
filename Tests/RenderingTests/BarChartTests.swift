import Disclosures
import Figures
import Forms
import Foundation
import TestSupport
import Testing

@testable import Rendering

/// Charts say in bars and in words what their table says.
@Suite struct BarChartTests {
  static func chart(_ id: String, of disclosure: Disclosure) throws -> BarChart? {
    let form = try #require(disclosure.set.charts.first { $0.id == id })
    return BarChart(form, disclosure.evaluator)
  }

  @Test func showsSharesOfTheWholeLargestFirst() throws {
    let (disclosure, _) = try ShippedDisclosure.read("pingshan-zwsj/2020/final-accounts")
    let chart = try #require(try Self.chart("kinds", of: disclosure))
    #expect(chart.words == "项目支出 21,345.80，占 93.2%；基本支出 1,556.54，占 6.8%")
    let markup = chart.html.markup
    #expect(markup.contains("<title id=\"chart-kinds-title\">基本支出与项目支出</title>"))
    #expect(markup.contains("width=\"360\"") && markup.contains("width=\"26.3\""))
    #expect(!markup.contains("style="))
  }

  @Test func leavesOutLinesThatAreZeroAndDrawsTheRest() throws {
    let (disclosure, _) = try ShippedDisclosure.read("pingshan-zwsj/2020/final-accounts")
    let chart = try #require(try Self.chart("functional", of: disclosure))
    #expect(chart.bars.first?.label == "一般公共服务支出")
    #expect(chart.bars.allSatisfy { !$0.value.figure.value.isZero })
    let values = chart.bars.map(\.value.figure.value)
    #expect(values == values.sorted(by: >))
    // 4.28 of 22,902.34 is not nothing.
    #expect(chart.words.hasSuffix("教育支出 4.28，不足 0.1%"))
  }

  @Test func setsTheFinalAmountAgainstTheBudget() throws {
    let (disclosure, _) = try ShippedDisclosure.read("pingshan-zwsj/2020/final-accounts")
    let chart = try #require(try Self.chart("three-public", of: disclosure))
    #expect(chart.words.contains("公务接待费 决算数 0.59，预算数 "))
    #expect(chart.html.markup.matches(of: /bars-bar other/).count == chart.bars.count)
  }

  @Test func drawsNothingWhereThereIsNothingToCompare() throws {
    let (disclosure, _) = try ShippedDisclosure.read(
      "pingshan-zwsj/2020/final-accounts",
      replacing: ["tables/expenditure.yaml": { $0.replacingOccurrences(of: "1556.54, 21345.8,", with: "22902.34, 0,") }]
    )
    #expect(try Self.chart("kinds", of: disclosure) == nil)
  }
}
