import Diagnostics
import Disclosures
import Figures
import Forms
import Testing

@testable import Validation

/// The nine tables of a real department: nothing out of balance, and every gap one that rounding explains.
@Suite struct RealDocumentTests {
  static func check(replacing: [String: (String) -> String] = [:]) throws -> DisclosureChecker.Result {
    let (disclosure, findings) = try SampleDisclosure.read(replacing: replacing)
    try #require(findings.isEmpty, "\(findings.map(\.message))")
    return DisclosureChecker.check(
      disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21"))
  }

  @Test func findsNothingOutOfBalance() throws {
    let result = try Self.check()
    #expect(result.ledger.count(.broken) == 0)
    #expect(result.ledger.count(.open) == 0)
    #expect(!result.findings.standing.contains { $0.level > .note })
    #expect(result.ledger.due > 600)
  }

  /// Each gap by address and rule, as recomputed by hand from the document.
  @Test func reportsAsRoundingExactlyTheGapsThatRoundingExplains() throws {
    let result = try Self.check()
    let gaps = result.ledger.entries.filter { $0.verdict == .rounding }
      .map { "\($0.rule) \($0.cell) \($0.arithmetic?.gap ?? "")" }.sorted()
    #expect(
      gaps == [
        "T01-1 收支总表.收入[本年收入合计] 0.01",
        "T01-3 收支总表.收入[总计] 0.01",
        "T01-4 收支总表.支出[总计] 0.01",
        "T04-1 财政拨款总表.支出[总计].合计 0.01",
        "T04-1 财政拨款总表.支出[本年支出合计].合计 0.01",
        "T04-1 财政拨款总表.收入[本年收入合计] 0.01",
        "T04-2 财政拨款总表.支出[本年支出合计].一般公共预算财政拨款 0.01",
        "T06-1 基本支出表[301] 0.02",
        "TC-1 一般公共支出表[合计].本年支出合计 0.01",
        "TC-3 一般公共支出表[合计].本年支出合计 0.01",
        "X-02 收入表[合计].财政拨款收入 0.01",
        "X-12 收入表[合计].财政拨款收入 0.01",
      ])
  }

  @Test func checksEveryRuleOfTheSetAtLeastOnce() throws {
    let result = try Self.check()
    let ran = Set(result.ledger.entries.map(\.rule))
    // Those about figures that nobody has to give are excused.
    let rules = try SampleDisclosure.formSet().rules.filter { !$0.cases.allSatisfy(\.isOptional) }.map(\.id)
    #expect(rules.filter { !ran.contains($0) } == ["TC-7"], "the document has no 223 or 234 row in the general tables")
  }

  @Test func findsAWrongTotalWithItsAddends() throws {
    let result = try Self.check(replacing: [
      "tables/general.yaml": { $0.replacing("[\"\", 合计, 19077.16, 1556.54,", with: "[\"\", 合计, 19077.16, 1566.54,") }
    ])
    let finding = try #require(result.findings.first { $0.rule == "TC-3" && $0.level == .error })
    #expect(finding.message == "一般公共支出表[合计].基本支出 是 1,566.54，按明细应在 1,556.52 至 1,556.56 之间，相差 10.00")
    #expect(finding.arithmetic?.allowed == "0.02")
    #expect(finding.spans.count == 5)
    #expect(
      finding.spans.dropFirst().map(\.label).contains { $0.contains("1,093.42") && $0.contains("[201 一般公共服务支出]") })
    #expect(finding.scope == .disclosure(SampleDisclosure.id))
    // The same cell fails against the row, the detail table and the whole.
    #expect(result.findings.count { $0.level == .error } == 1, "one cause is one finding")
    #expect(Set(finding.folded.map(\.rule)) == ["TC-1", "X-08", "X-09"])
    #expect(finding.cell == "一般公共支出表[合计].基本支出")
    #expect(finding.hypotheses == ["有一位数字录错：1,566.54 → 1,556.54"])
  }

  @Test func findsAFigureThatDiffersBetweenTables() throws {
    let result = try Self.check(replacing: [
      "tables/summary.yaml": { $0.replacing("  教育支出: 4.28", with: "  教育支出: 4.82") }
    ])
    let finding = try #require(result.findings.first { $0.rule == "X-04" && $0.level == .error })
    #expect(finding.message == "收支总表.支出[教育支出] 是 4.82，支出表[205 教育支出].本年支出合计 是 4.28，应当是同一个数")
    #expect(finding.spans.map(\.span.path).contains { $0.hasSuffix("expenditure.yaml") })
  }

  @Test func acceptsAnExplainedCentBetweenTables() throws {
    // 基本 13.80 + 项目 0 … a class whose whole was rounded from 元 while its parts were rounded on their own.
    let result = try Self.check(replacing: [
      "tables/summary.yaml": {
        $0.replacing("  卫生健康支出: 1665.8", with: "  卫生健康支出: 1665.81")
          .replacing("  一般公共服务支出: 17004.14", with: "  一般公共服务支出: 17004.13")
      }
    ])
    let verdicts = result.ledger.entries.filter {
      $0.rule == "X-04" && $0.cell.hasPrefix("收支总表.支出[卫生健康支出]")
    }.map(\.verdict)
    #expect(verdicts == [.rounding])
    #expect(result.ledger.count(.broken) == 0)
  }

  /// Every figure cell, changed by a yuan-sized and a digit-sized error: what is missed is listed, and must be nothing
  /// but cells that no identity of the nine tables touches.
  @Test func catchesEveryPlantedErrorOfOneUnitOrMore() throws {
    let (disclosure, _) = try SampleDisclosure.read()
    var missed: [String] = []
    var planted = 0
    for (tableIndex, table) in disclosure.tables.enumerated() {
      guard let table, table.form.isStatutory else { continue }
      for (blockIndex, block) in table.blocks.enumerated() {
        for (rowIndex, row) in block.rows.enumerated() {
          for column in block.form.figureColumns {
            guard case .figure(let figure) = row.cells[column].content, !figure.value.isZero else { continue }
            planted += 1
            let changed = Mutation.changing(
              disclosure, table: tableIndex, block: blockIndex, row: rowIndex, column: column, by: 1)
            if !Mutation.isCaught(changed) {
              missed.append(
                disclosure.set.address(of: CellID(table: tableIndex, block: blockIndex, row: row.key, column: column)))
            }
          }
        }
      }
    }
    #expect(planted > 200)
    #expect(missed == [], "\(missed)")
  }
}
