import Diagnostics
import Disclosures
import Figures
import Forms
import GeneratedData
import TestSupport
import Testing

@testable import Validation

/// Whole disclosures made from random true amounts in 分 and published in 万元, in either of the ways departments do it:
/// no rule may alarm. `make mutation` does the same ten thousand times.
@Suite struct TrueDataPropertyTests {
  @Test(arguments: 1...150)
  func neverAlarmsOnATrueDisclosure(_ seed: Int) throws {
    let set = try SampleDisclosure.formSet()
    var truth = TrueDisclosure(set, seed: UInt64(seed))
    var engine = RuleEngine(evaluator: Evaluator(set: set, tables: truth.tables(), decimals: 2))
    engine.run(set.rules)
    let alarms = engine.findings.filter { $0.level > .note }
    #expect(alarms.map(\.message) == [], "seed \(seed)")
    #expect(engine.tally.count(.exact) + engine.tally.count(.rounding) > 200)
  }

  /// The generator itself is worth nothing if what it makes has no rounding in it.
  @Test func meetsRoundingDifferencesWithinAndBetweenTables() throws {
    let set = try SampleDisclosure.formSet()
    var rules: Set<String> = []
    for seed in 1...40 {
      var truth = TrueDisclosure(set, seed: UInt64(seed))
      var engine = RuleEngine(evaluator: Evaluator(set: set, tables: truth.tables(), decimals: 2))
      engine.run(set.rules)
      rules.formUnion(engine.checks.filter { $0.verdict == .rounding }.map(\.rule.id))
    }
    #expect(rules.isSuperset(of: ["T01-1", "T01-2", "TC-1", "TC-2", "TC-3", "T06-1", "X-02", "X-04", "X-08", "X-12"]))
  }
}
