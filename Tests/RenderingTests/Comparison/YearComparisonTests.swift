import Disclosures
import Figures
import Forms
import Foundation
import TestSupport
import Testing

@testable import Rendering

/// What readers see of one year beside another: amounts, words, gaps, changes of basis.
@Suite struct YearComparisonTests {
  typealias Change = YearComparison.Change

  static func summary(
    _ year: Int, set: String? = nil, department: String = "ju", kind: String = "final-accounts", unit: String = "万元",
    mark: String? = nil, _ figures: [String: String]
  ) throws -> DisclosureSummary {
    let quoted = figures.sorted { $0.key < $1.key }.map { key, value in
      "\"\(key.replacingOccurrences(of: "\"", with: "\\\""))\":\"\(value)\""
    }
    let json = """
      {"schema":"mingzhang-disclosure/1","id":"\(department)/\(year)/\(kind)","departmentName":"\(department)<局>",
      "year":\(year),"kind":"\(kind)","title":"\(year)年度部门决算","published":"","checks":"","keyFigures":[],
      \(mark.map { "\"mark\":\"\($0)\"," } ?? "")"formSet":"\(set ?? "national/\(year)/final-accounts")","unit":"\(unit)","isDraft":false,
      "figures":{\(quoted.joined(separator: ","))}}
      """
    return try JSONDecoder().decode(DisclosureSummary.self, from: Data(json.utf8))
  }

  static let sets: [String: FormSet] = Dictionary(
    uniqueKeysWithValues: [2019, 2020, 2021, 2022, 2023].compactMap { year in
      ShippedDisclosure.formLibrary.load("national/\(year)/final-accounts").0.map { ($0.id, $0) }
    })

  static func comparison(_ summaries: DisclosureSummary...) throws -> YearComparison {
    try #require(YearComparison(summaries, sets: sets))
  }

  static func row(_ key: String, in comparison: YearComparison) throws -> YearComparison.Row {
    try #require(comparison.groups.flatMap(\.rows).first { $0.key == key })
  }

  static let spent = "支出表[合计].本年支出合计", spentKey = "expenditure-total-total"

  static func decimal(_ text: String) throws -> ExactDecimal {
    guard case .number(let value, _) = try FigureLiteral.read(text) else { return .zero }
    return value
  }

  @Test(arguments: [
    ("100.00", "133.10", "增 33.10，33.1%"), ("22902.34", "15229.83", "减 7,672.51，33.5%"), ("5", "5", "持平"),
    ("0", "12.50", "增 12.50"), ("0", "0", "持平"), ("12.5", "0", "减 12.50，100.0%"), ("-3", "2", "增 5.00"),
    ("0.01", "120", "增 119.99，1,199,900.0%"), ("3", "3.0001", "增 0.0001，0.0%"),
  ])
  func writesAChangeInWords(_ base: String, _ value: String, _ words: String) throws {
    let change = Change(from: try Self.decimal(base), to: try Self.decimal(value))
    #expect(change.words(decimals: 2) == words)
  }

  @Test func comparesWithTheYearBeforeAndLinksToTheCell() throws {
    let comparison = try Self.comparison(
      try Self.summary(2020, [Self.spent: "1,000.00"]), try Self.summary(2021, [Self.spent: "1,100.00"]))
    #expect(comparison.years == [2021, 2020])
    let row = try Self.row(Self.spentKey, in: comparison)
    #expect(row.cells.map { $0.change?.words(decimals: row.decimals) } == ["增 100.00，10.0%", nil])
    #expect(row.cells[1].page?.path == "ju/2020/final-accounts/tables/expenditure/index.html")
    #expect(row.isTrend && row.cells[0].anchor == Self.spentKey)
  }

  @Test func saysNothingOfAChangeAcrossAMissingYear() throws {
    let comparison = try Self.comparison(
      try Self.summary(2022, [Self.spent: "3.00"]), try Self.summary(2020, [Self.spent: "2.00"]),
      try Self.summary(2019, [Self.spent: "1.00"]))
    let row = try Self.row(Self.spentKey, in: comparison)
    #expect(row.cells.map { $0.change?.words(decimals: 2) } == [nil, "增 1.00，100.0%", nil])
    #expect(ListPages.gaps(comparison.years) == "没有 2021 年度的公开件，其后一年不写增减。")
    #expect(ListPages.gaps([2021, 2020]).isEmpty)
  }

  @Test func takesACodeThatATableDoesNotListForZero() throws {
    let total = "一般公共支出表[合计].本年支出合计"
    let comparison = try Self.comparison(
      try Self.summary(2021, [total: "5.00", "一般公共支出表[205].本年支出合计": "5.00"]),
      try Self.summary(2020, [total: "7.00", "一般公共支出表[201].本年支出合计": "7.00"]))
    let group = try #require(comparison.groups.first { $0.id == "functional" })
    #expect(Set(group.rows.map(\.label)) == ["合计", "一般公共服务支出", "教育支出"])
    let gone = try Self.row("general-201-total", in: comparison)
    #expect(gone.cells[0].content == .unlisted && gone.cells[0].page == nil)
    #expect(gone.cells[0].change?.words(decimals: 2) == "减 7.00，100.0%")
    let new = try Self.row("general-205-total", in: comparison)
    #expect(new.cells[0].change?.words(decimals: 2) == "增 5.00")
  }

  @Test func comparesNothingWithATableThatIsNotThere() throws {
    let comparison = try Self.comparison(
      try Self.summary(2021, [Self.spent: "1.00", "三公表.决算数[合计]": "2.00"]),
      try Self.summary(2020, [Self.spent: "1.00", "三公表.决算数[合计]": "—"]))
    let row = try Self.row("three-public-final-total-amount", in: comparison)
    #expect(row.cells.allSatisfy { $0.change == nil } && row.cells[1].content == .none)
    #expect(comparison.groups.first { $0.id == "economic" } == nil)
  }

  @Test func comparesYuanWithTenThousandYuan() throws {
    let comparison = try Self.comparison(
      try Self.summary(2021, [Self.spent: "2.00"]), try Self.summary(2020, unit: "元", [Self.spent: "15,000.00"]))
    let row = try Self.row(Self.spentKey, in: comparison)
    #expect(row.cells[0].change?.words(decimals: 2) == "增 0.50，33.3%")
    #expect(TrendChart(row, of: comparison) == nil)
  }

  @Test func tellsOfAChangeOfBasisBetweenTheYearsOnly() throws {
    let figures = [Self.spent: "1.00", "三公表.决算数[合计]": "2.00"]
    func notes(_ years: Int...) throws -> [String: [String]] {
      let comparison = try #require(YearComparison(try years.map { try Self.summary($0, figures) }, sets: Self.sets))
      return Dictionary(uniqueKeysWithValues: comparison.groups.map { ($0.id, $0.notes) })
    }
    let across = try notes(2023, 2022, 2021)
    #expect(across["totals"] == [])
    #expect(across["three-public"]?.count == 1)
    #expect(across["three-public"]?.first?.hasPrefix("2022年度起，“三公”经费由一般公共预算财政拨款口径改为财政拨款口径") ?? false)
    #expect(try notes(2023, 2022)["three-public"] == [])
    #expect(try notes(2021, 2020)["three-public"] == [])
  }

  @Test func whatIsMadeUpIsNotComparedWithWhatIsNot() throws {
    func changes(_ newer: String?, _ older: String?) throws -> (heads: [String], change: YearComparison.Change?) {
      let comparison = try Self.comparison(
        try Self.summary(2021, mark: newer, [Self.spent: "50.00"]),
        try Self.summary(2020, mark: older, [Self.spent: "100.00"]))
      return (comparison.heads, try Self.row(Self.spentKey, in: comparison).cells[0].change)
    }
    let mixed = try changes("合成", nil)
    #expect(mixed.heads == ["2021 年度（合成）", "2020 年度"] && mixed.change == nil)
    #expect(try changes("合成", "合成").change != nil)
    #expect(try changes(nil, nil).change != nil)
  }

  @Test func needsTwoYears() throws {
    #expect(YearComparison([try Self.summary(2021, [Self.spent: "1.00"])], sets: Self.sets) == nil)
    #expect(YearComparison([], sets: Self.sets) == nil)
  }

  @Test func putsWhatOnlyAnOlderYearHasBehindWhatItFollowedThere() {
    #expect(YearComparison.merged([["a", "c"], ["a", "b", "c", "d"], ["e"]]) == ["e", "a", "b", "c", "d"])
  }

  @Test func drawsBarsWithTheirAmountsInWords() throws {
    let comparison = try Self.comparison(
      try Self.summary(2021, [Self.spent: "50.00"]), try Self.summary(2020, [Self.spent: "100.00"]),
      try Self.summary(2019, [Self.spent: "0"]))
    let chart = try #require(TrendChart(try Self.row(Self.spentKey, in: comparison), of: comparison))
    #expect(chart.words == "2021年度 50.00 万元；2020年度 100.00 万元；2019年度 0 万元")
    let html = chart.html.markup
    #expect(html.contains("role=\"img\"") && html.contains("width=\"100\"") && html.contains("width=\"200\""))
    #expect(html.contains("width=\"0\"") && !html.contains("style="))
  }
}
