import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// A row, a column or a whole table that is wrong in several figures at once is one mistake, told where it was made.
@Suite struct WrongRowTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    let table: String
    let old: String
    let new: String
    let cell: String
    let says: String
    var testDescription: String { "\(table): \(new)" }

    init(_ table: String, _ old: String, _ new: String, at cell: String, says: String) {
      (self.table, self.old, self.new, self.cell, self.says) = (table, old, new, cell, says)
    }
  }

  @Test(arguments: [
    // An amount mistyped in the total and in its only part; the item above which it stands repeats nothing of it.
    Slip(
      "expenditure", "82.03, 82.03", "80.23, 80.23", at: "支出表[2080505].本年支出合计",
      says: "这一行有 2 栏不对：本年支出合计 80.23 → 82.03、基本支出 80.23 → 82.03"),
    Slip(
      "general", "120.36, 120.36", "126.36, 126.36", at: "一般公共支出表[2210203].本年支出合计",
      says: "这一行有 2 栏不对：本年支出合计 126.36 → 120.36、基本支出 126.36 → 120.36"),
    Slip(
      "appropriation", "住房保障支出: [270.85, 270.85", "住房保障支出: [278.05, 278.05", at: "财政拨款总表.支出[住房保障支出].合计",
      says: "这一行有 2 栏不对：合计 278.05 → 270.85、一般公共预算财政拨款 278.05 → 270.85"),
    // Moved by a column.
    Slip(
      "expenditure", "[2013701, 行政运行, 1478.51, 1079.62, 398.89, 0,", "[2013701, 行政运行, 1478.51, 0, 1079.62, 398.89,",
      at: "支出表[2013701].基本支出",
      says: "这一行有 3 栏不对：基本支出 0 → 1,079.62、项目支出 1,079.62 → 398.89、上缴上级支出 398.89 → 0.00"),
    // Another row's figures.
    Slip(
      "general", "[20132, 组织事务, 80, 0, 80]", "[20132, 组织事务, 13.8, 13.8, 0]", at: "一般公共支出表[20132].本年支出合计",
      says: "这一行有 3 栏不对：本年支出合计 13.80 → 80.00、基本支出 13.80 → 0.00、项目支出 0 → 80.00"),
  ])
  func aRowThatIsWrongInSeveralColumnsIsOneMistake(_ slip: Slip) throws {
    let found = try FaultFinderTests.errors([
      "tables/\(slip.table).yaml": FaultFinderTests.replacing(slip.old, slip.new)
    ])
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(found[0].cell == slip.cell)
    #expect(found[0].hypotheses == [slip.says])
    #expect(found[0].primary?.path.hasSuffix("tables/\(slip.table).yaml") ?? false)
  }

  /// 类, 款 and 项 that repeat one amount were filled in together.
  @Test func rowsThatRepeatEachOtherAreOneMistake() throws {
    let found = try FaultFinderTests.errors(["tables/general.yaml": { $0.replacing("4.28", with: "4.82") }])
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(found[0].cell == "一般公共支出表[2050803].本年支出合计")
    #expect(
      found[0].hypotheses == ["这一行和与它相同的上下级 2 行有 2 栏不对：本年支出合计 4.82 → 4.28、项目支出 4.82 → 4.28"])
  }

  /// Nothing but the sums of the row above speaks: a row may as well have been left out.
  @Test func accusesNoRowWhereOneMayHaveBeenLeftOut() throws {
    let found = try FaultFinderTests.errors([
      "tables/income.yaml": FaultFinderTests.replacing("[2210203, 购房补贴, 120.36, 120.36,", "[2210203, 购房补贴, 100, 100,")
    ])
    #expect(found.map(\.cell) == ["收入表[22102].本年收入合计"])
    #expect(found.first?.hypotheses.first?.hasPrefix("2 栏都比明细之和多，可能漏了一行") ?? false)
  }

  /// The table beside it has the row that was left out.
  @Test func namesTheRowThatWasLeftOut() throws {
    let found = try FaultFinderTests.errors([
      "tables/income.yaml": FaultFinderTests.replacing("  - [2210203, 购房补贴, 120.36, 120.36, 0, 0, 0, 0, 0]\n", "")
    ])
    #expect(found.map(\.cell) == ["收入表[22102].本年收入合计"])
    #expect(
      found.first?.hypotheses == ["2 栏都比明细之和多，支出表有 2210203 购房补贴：多半漏了这一行（本年收入合计 120.36、财政拨款收入 120.36）"])
  }

  @Test func aColumnInTheOthersPlaceIsOneMistake() throws {
    let found = try FaultFinderTests.errors([
      "tables/general.yaml": FaultFinderTests.replacing("基本支出, 项目支出]", "项目支出, 基本支出]")
    ])
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(found[0].message == "一般公共支出表的“基本支出”与“项目支出”两栏整栏填反了")
    #expect(found[0].fix?.hasPrefix("两栏的数对调") ?? false)
    #expect(found[0].primary?.path.hasSuffix("tables/general.yaml") ?? false)
  }

  /// Others have figures of its kind: it is not to be excused by a sentence that there are none.
  @Test func aTableLeftEmptyIsOneMistake() throws {
    let found = try FaultFinderTests.errors([
      "tables/funds.yaml": { text in
        text.split(separator: "\n").filter { !$0.hasPrefix("  - [") || $0.contains("合计") }.joined(separator: "\n")
          .replacing("3825.17", with: "0")
      },
      "narrative/28-funds.md": { _ in "---\nsection: 政府性基金预算财政拨款收入支出决算情况说明\n---\n\n用于抗疫。\n" },
    ])
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(found[0].cell?.hasPrefix("基金表[合计]") ?? false)
    #expect(found[0].hypotheses == ["基金表是空的，别的表里却有这类资金：多半是这张表没有填；确实没有的，改正别的表"])
  }

  /// A code that only one table has, one digit from one that the others have under the same name.
  @Test func blamesTheCodeOfTheTableThatStandsAlone() throws {
    let found = try WrongCodeTests.typing("2013703", for: "2013702", in: "general")
    #expect(found.map(\.message) == ["一般公共支出表的 2013703 一般行政管理事务：编码应是 2013702"])
  }
}
