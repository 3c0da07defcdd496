import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// A mistyped code is one finding at its row, whatever asks for the code that is missing.
@Suite struct WrongCodeTests {
  static func typing(_ typed: String, for code: String, in table: String) throws -> [Finding] {
    let (disclosure, reading) = try SampleDisclosure.read(replacing: [
      "tables/\(table).yaml": FaultFinderTests.replacing("  - [\(code),", "  - [\(typed),")
    ])
    return DisclosureChecker.check(
      disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21"), reading: reading
    ).findings.standing.filter { $0.level > .note }
  }

  @Test(arguments: [
    // A 款 with rows below it, an item, a 类 whose wrong code is that of another, two digits swapped; and in another table.
    ("20138", "20137", "expenditure", "支出表的 20138 网信事务：编码应是 20137"),
    ("2013802", "2013702", "expenditure", "支出表的 2013802 一般行政管理事务：编码应是 2013702"),
    ("206", "205", "expenditure", "支出表的 206 教育支出：编码应是 205"),
    ("2013720", "2013702", "expenditure", "支出表的 2013720 一般行政管理事务：编码应是 2013702"),
    ("2101102", "2101101", "expenditure", "支出表的 2101102 行政单位医疗：编码应是 2101101"),
    ("20138", "20137", "general", "一般公共支出表的 20138 网信事务：编码应是 20137"),
  ])
  func isOneFindingAtItsRow(_ typed: String, _ code: String, _ table: String, _ message: String) throws {
    let found = try Self.typing(typed, for: code, in: table)
    try #require(found.count == 1, "\(found.map { "\($0.rule) \($0.message)" })")
    #expect(found[0].rule == "TC-4" && found[0].level == .error && found[0].message == message)
    #expect(found[0].fix?.hasPrefix("改成 \(code)；") ?? false)
    #expect(found[0].primary?.path.hasSuffix("tables/\(table).yaml") ?? false)
    #expect(!found[0].folded.isEmpty)
  }

  /// Where the other table has the wrong code, this one is not accused.
  @Test func accusesNoCodeThatOtherTablesHave() throws {
    let found = try Self.typing("2013703", for: "2013702", in: "general")
    #expect(!found.isEmpty && !found.contains { $0.message.contains("支出表的 2013702") }, "\(found.map(\.message))")
  }

  /// A wrong figure besides is told by the tables as they are with the right code.
  @Test func leavesAnotherMistakeToItsOwnFinding() throws {
    let found = try FaultFinderTests.errors([
      "tables/expenditure.yaml": { $0.replacing("[20137,", with: "[20138,").replacing("398.89", with: "389.89") }
    ])
    #expect(
      Set(found.map(\.rule)).contains("TC-4") && found.contains { $0.cell == "支出表[2013701].项目支出" },
      "\(found.map(\.message))")
    #expect(found.count == 2, "\(found.map(\.message))")
  }

  /// 类, 款 and 项 were typed in columns of their own, and the 类 is lost: in every table, so that all of them agree.
  @Test func aRowUnderNoRowIsFoundByItsName() throws {
    let change = FaultFinderTests.replacing("  - [2101101,", "  - [71101,")
    let found = try {
      let (disclosure, reading) = try SampleDisclosure.read(replacing: [
        "tables/income.yaml": change, "tables/expenditure.yaml": change, "tables/general.yaml": change,
      ])
      return DisclosureChecker.check(
        disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21"), reading: reading
      ).findings.standing.filter { $0.level == .error }
    }()
    #expect(
      found.map(\.message).sorted() == [
        "一般公共支出表的 71101 行政单位医疗：编码应是 2101101", "支出表的 71101 行政单位医疗：编码应是 2101101",
        "收入表的 71101 行政单位医疗：编码应是 2101101",
      ])
  }

  /// Numbered by another list: one mistake, with the codes that the names have.
  @Test func aTableNumberedByAnotherListIsOneFinding() throws {
    let moved = [
      "[201, 一般公共服务支出": "教育支出", "[205, 教育支出": "社会保障和就业支出", "[208, 社会保障和就业支出": "卫生健康支出",
      "[20508, 进修及培训": "公共卫生", "[21004, 公共卫生": "网信事务",
    ]
    func names(_ count: Int) throws -> [Finding] {
      let (_, reading) = try SampleDisclosure.read(replacing: [
        "tables/expenditure.yaml": { text in
          moved.sorted { $0.key < $1.key }.prefix(count).reduce(text) { text, change in
            text.replacing(change.key + ",", with: "\(change.key.prefix { $0 != "," }), \(change.value),")
          }
        }
      ])
      return reading.filter { $0.rule == "TC-4" }
    }
    let whole = try names(5)
    try #require(whole.count == 1, "\(whole.map(\.message))")
    #expect(whole[0].message.hasPrefix("支出表有 5 个编码与名称对不上：201 写“教育支出”（应是“一般公共服务支出”）"))
    #expect(whole[0].fix?.contains("教育支出 205、社会保障和就业支出 208") ?? false && whole[0].spans.count == 5)
    let few = try names(4)
    #expect(few.count == 4 && few.contains { $0.fix == "改成 一般公共服务支出，或把编码改成 205（教育支出）" }, "\(few.map(\.fix))")
  }
}
