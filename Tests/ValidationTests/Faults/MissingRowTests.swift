import Diagnostics
import Disclosures
import Figures
import Forms
import GeneratedData
import Testing

@testable import Validation

/// A row left out of a table is one finding, which says which row and what it would have.
@Suite struct MissingRowTests {
  /// The sample without the line that begins with `start`.
  static func without(_ start: String, in table: String) throws -> [Finding] {
    try FaultFinderTests.errors([
      "tables/\(table).yaml": { text in
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        precondition(lines.contains { $0.hasPrefix("  - [\(start),") }, "no row \(start)")
        return lines.filter { !$0.hasPrefix("  - [\(start),") }.joined(separator: "\n")
      }
    ])
  }

  @Test func namesAClassWhoseItemsAreThere() throws {
    let found = try Self.without("201", in: "expenditure")
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(found[0].rule == "TC-5" && found[0].level == .error)
    #expect(found[0].message == "支出表有 20103 政府办公厅（室）及相关机构事务、20132 组织事务、20137 网信事务，却没有它们上面的类 201 一般公共服务支出")
    #expect(
      found[0].hypotheses == ["漏了这一行：本年支出合计 17,004.14、基本支出 1,093.42、项目支出 15,910.72，其余为 0"])
    #expect(found[0].evidence.contains("支出表[合计].本年支出合计 22,902.34，明细之和少 17,004.14"), "\(found[0].evidence)")
    #expect(found[0].spans.first?.label == "补在这一行前面")
    #expect(Set(found[0].folded.map(\.rule)).isSuperset(of: ["TC-3", "X-04", "X-09"]))
  }

  /// Nothing stands below an item: the sum above it and the other tables tell that it was left out.
  @Test func namesAnItemThatOtherTablesHave() throws {
    let found = try Self.without("2013702", in: "expenditure")
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(found[0].message == "支出表缺少 2013702 一般行政管理事务 这一行")
    #expect(found[0].hypotheses == ["漏了这一行：本年支出合计 668.28、项目支出 668.28，其余为 0"])
  }

  @Test func namesTheRowOfTotals() throws {
    let found = try Self.without("\"\", 合计", in: "expenditure")
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(found[0].rule == "TC-3" && found[0].message == "支出表没有“合计”行")
    #expect(found[0].hypotheses.first?.contains("本年支出合计 22,902.34") ?? false)
    // Sentences that write the total are mended with it.
    #expect(found[0].folded.contains { $0.rule == "PRO-01" })
  }

  /// Whichever row of the table is left out, one finding says which.
  @Test func namesEveryRowOfATable() throws {
    let (disclosure, _) = try SampleDisclosure.read()
    let rows = try #require(disclosure.table("expenditure")?.blocks.first?.rows)
    try #require(rows.count > 20)
    var named = 0
    for row in rows where !row.isTotal {
      let found = try Self.without(row.key, in: "expenditure")
      #expect(found.count == 1, "\(row.key): \(found.map(\.message))")
      // An item that nothing else has shows by what is above it.
      #expect(found.first?.message.contains(row.key.prefix(5)) ?? false, "\(row.key): \(found.map(\.message))")
      // Where nothing fails besides, there is only the code to go by.
      guard let said = found.first?.hypotheses.first else { continue }
      named += 1
      #expect(said.contains(row.cells[0].figure(decimals: 2).value.written(decimals: 2, grouped: true)), "\(said)")
    }
    #expect(named > 20, "\(named)")
  }

  /// Left out together, each is told.
  @Test func tellsTwoRowsApart() throws {
    let found = try FaultFinderTests.errors([
      "tables/expenditure.yaml": { text in
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .filter { !$0.hasPrefix("  - [201,") && !$0.hasPrefix("  - [205,") }.joined(separator: "\n")
      }
    ])
    #expect(found.map(\.rule) == ["TC-5", "TC-5"], "\(found.map(\.message))")
  }

  /// 20103 has one item: no sum tells that it is gone.
  @Test func namesTheOnlyItemOfASubject() throws {
    let found = try Self.without("2010301", in: "expenditure")
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(found[0].message == "支出表缺少 2010301 行政运行 这一行")
    #expect(found[0].hypotheses == ["漏了这一行：本年支出合计 13.80、基本支出 13.80，其余为 0"])
    #expect(found[0].folded.contains { $0.rule == "STR-05" })
  }

  @Test func namesTheOnlyClassOfATable() throws {
    let found = try Self.without("234", in: "funds")
    #expect(found.map(\.rule) == ["TC-5"], "\(found.map(\.message))")
    #expect(found.first?.hypotheses.first?.hasPrefix("漏了这一行：本年收入 3,825.17") ?? false, "\(found.map(\.hypotheses))")
  }

  /// No other table has the rows of this one: all that shows is a sum that lacks something in every column.
  @Test func saysOnceThatASumLacksARow() throws {
    let found = try Self.without("2013702", in: "general")
    let sum = try #require(found.first { $0.cell == "一般公共支出表[20137].本年支出合计" }, "\(found.map(\.message))")
    #expect(sum.hypotheses == ["2 栏都比明细之和多，收入表有 2013702 一般行政管理事务：多半漏了这一行（本年支出合计 668.28、项目支出 668.28）"])
    #expect(found.count { $0.rule == sum.rule } == 1)
  }

  /// An approval of one column says nothing of another: where an exception is recorded, each is told on its own.
  @Test func tellsColumnsApartThatAnExceptionIsAbout() throws {
    let exception = "- {rule: TC-2, cell: '一般公共支出表[20137].项目支出', value: 15830.72, reason: 试, approver: 试}\n"
    let (disclosure, reading) = try SampleDisclosure.read(replacing: [
      "tables/general.yaml": { text in
        text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("  - [2013702,") }
          .joined(separator: "\n")
      },
      "suppressions.yaml": { $0 + "\n" + exception },
    ])
    let found = DisclosureChecker.check(
      disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21"), reading: reading
    ).findings.filter { $0.rule == "TC-2" }
    #expect(found.compactMap(\.cell).sorted() == ["一般公共支出表[20137].本年支出合计", "一般公共支出表[20137].项目支出"])
    #expect(found.allSatisfy { $0.folded.isEmpty && $0.hypotheses.isEmpty }, "\(found.flatMap(\.hypotheses))")
  }

  @Test func saysOnceThatARowIsListedTwice() throws {
    let found = try FaultFinderTests.errors([
      "tables/general.yaml": {
        $0.replacing("  - [2013799,", with: "  - [2013703, 机关服务, 668.28, 0, 668.28]\n  - [2013799,")
      }
    ])
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(found[0].cell == "一般公共支出表[2013703].本年支出合计")
    #expect(found[0].hypotheses == ["这一行可能是多列的：别处都没有它，删去以后就都平了"])
  }

  /// Two slips in two columns are two mistakes: each shows in its own row.
  @Test func tellsTwoSlipsOfOneSumApart() throws {
    let found = try FaultFinderTests.errors([
      "tables/expenditure.yaml": {
        $0.replacing("[2013701, 行政运行, 1478.51, 1079.62, 398.89", with: "[2013701, 行政运行, 1478.51, 1078.62, 399.89")
      }
    ])
    #expect(!found.flatMap(\.hypotheses).contains { $0.contains("一行") }, "\(found.flatMap(\.hypotheses))")
  }

  /// A wrong figure beside it is told on its own, by the figures as they are with the row.
  @Test func leavesAnotherMistakeToItsOwnFinding() throws {
    let found = try FaultFinderTests.errors([
      "tables/expenditure.yaml": { text in
        text.replacing("398.89", with: "389.89").split(separator: "\n", omittingEmptySubsequences: false)
          .filter { !$0.hasPrefix("  - [205,") }.joined(separator: "\n")
      }
    ])
    #expect(found.count == 2, "\(found.map(\.message))")
    #expect(found.contains { $0.cell == "支出表[2013701].项目支出" })
    #expect(found.contains { $0.message.hasSuffix("却没有它上面的类 205 教育支出") })
  }

  /// A class without its items is no missing row, and neither is a code that is wrong in the table that asks for it.
  @Test func accusesNoTableOfARowThatNothingSpeaksFor() throws {
    let wrong = try FaultFinderTests.errors([
      "tables/general.yaml": { $0.replacing("2050803", with: "2050899").replacing("培训支出", with: "其他进修及培训支出") }
    ])
    #expect(!wrong.contains { $0.message.contains("缺少") }, "\(wrong.map(\.message))")
  }

  /// Whatever row is left out of a true disclosure, however its amounts were rounded: never more than one finding.
  @Test(arguments: 1...12) func tellsNoRowTwice(_ seed: Int) throws {
    let set = try SampleDisclosure.formSet()
    var truth = TrueDisclosure(set, seed: UInt64(seed))
    let tables = truth.tables()
    var told = 0
    for (index, table) in tables.enumerated() {
      guard let table, table.form.layout == .list else { continue }
      for row in table.blocks[0].rows {
        let rows = table.blocks[0].rows.filter { $0.key != row.key }
        let changed = Table(
          form: table.form, blocks: [TableBlock(form: table.blocks[0].form, rows: rows)], unit: table.unit,
          decimals: table.decimals, path: table.path)
        var all = tables
        all[index] = changed
        var engine = RuleEngine(evaluator: Evaluator(set: set, tables: all, decimals: 2))
        engine.run(set.rules)
        let faults = engine.faults(besides: [])
        let tree = CodeTreeCheck.run(changed, told: faults.missing(in: index))
        let found = (faults.findings + tree).filter { $0.level > .note }
        #expect(found.count <= 1, "\(table.form.short) \(row.key): \(found.map(\.message))")
        told += found.count
      }
    }
    #expect(told > 20)
  }
}
