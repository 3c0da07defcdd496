import Diagnostics
import Disclosures
import Figures
import Forms
import TestSupport
import Testing

@testable import Validation

/// Whole coded tables made from random true amounts in 分 and published in 万元: no rule may alarm.
@Suite struct TrueDataPropertyTests {
  @Test(arguments: 1...60)
  func neverAlarmsOnATrueExpenditureTable(_ seed: Int) throws {
    let set = try SampleDisclosure.formSet()
    var random = SeededGenerator(seed: UInt64(seed))
    let index = try #require(set.tables.firstIndex { $0.id == "expenditure" })
    let table = Self.table(set.tables[index], &random)
    var tables = [Table?](repeating: nil, count: set.tables.count)
    tables[index] = table
    var engine = RuleEngine(evaluator: Evaluator(set: set, tables: tables, decimals: 2))
    engine.run(set.rules.filter { ["TC-1", "TC-2", "TC-3"].contains($0.id) })
    let alarms = engine.findings.filter { $0.level > .note }
    #expect(alarms.map(\.message) == [], "seed \(seed)")
    #expect(engine.ledger.count(.exact) + engine.ledger.count(.rounding) > 20)
  }

  /// Random 项 below random 款 and 类; every published figure is rounded from its own true sum.
  private static func table(_ form: TableForm, _ random: inout SeededGenerator) -> Table {
    let columns = form.blocks[0].columns.count
    var truth: [String: [Int]] = [:]
    for section in ["201", "205", "208", "210"] {
      for paragraph in 1...Int.random(in: 1...4, using: &random) {
        for item in 1...Int.random(in: 1...5, using: &random) {
          let code = "\(section)0\(paragraph)0\(item)"
          // Columns 1… are parts, column 0 their sum.
          let parts = (1..<columns).map { column in column > 2 ? 0 : BalanceAmount.random(&random) }
          let amounts = [parts.reduce(0, +)] + parts
          for key in [code, String(code.prefix(5)), String(code.prefix(3)), Row.totalKey] {
            truth[key] = zip(truth[key] ?? [Int](repeating: 0, count: columns), amounts).map(+)
          }
        }
      }
    }
    let span = SourceSpan.start(of: "random.yaml")
    let rows = truth.keys.sorted().map { key -> Row in
      let cells = (truth[key] ?? []).map { Cell(.figure(BalanceAmount.published($0)), span: span) }
      let isTotal = key == Row.totalKey
      return Row(
        key: key, code: isTotal ? nil : key, name: key, label: key, level: CodeTree.level(of: key),
        parent: isTotal ? nil : CodeTree.parent(of: key) ?? Row.totalKey, isTotal: isTotal, cells: cells, span: span)
    }
    return Table(
      form: form, blocks: [TableBlock(form: form.blocks[0], rows: rows)], unit: "万元", decimals: 2, path: "random.yaml")
  }
}

/// Amounts in 分 and how they are published.
enum BalanceAmount {
  static func random(_ random: inout SeededGenerator) -> Int {
    Int.random(in: 0..<4, using: &random) == 0 ? 0 : Int.random(in: 1...3_000_000_000, using: &random)
  }

  static func published(_ fen: Int) -> Figure {
    Figure(
      ExactDecimal(ExactDecimal.divideRounding(Int128(fen), 10_000), scale: 2), decimals: 2, isExact: fen == 0)
  }
}
