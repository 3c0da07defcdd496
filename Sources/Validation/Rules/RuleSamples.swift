package import Diagnostics
internal import Disclosures
package import Forms

/// Executes the samples of every rule of a form set: a rule whose samples do not come out as it says is a rule error.
package enum RuleSamples {
  package static func check(_ set: FormSet) -> [Finding] {
    let blank = BlankTables(set)
    return set.sheets.flatMap { check($0.set) }
      + set.rules.flatMap { rule in rule.samples.filter(\.isWhole).compactMap { check($0, of: rule, in: set, blank) }
      }
  }

  /// What a sample comes to: the gravest verdict of its rule, and what the finding says.
  static func outcome(of sample: Rule.Sample, rule: Rule, in set: FormSet, _ blank: BlankTables) -> (
    verdict: Verdict, message: String?
  ) {
    let engine = engine(for: sample, rule: rule, in: set, blank)
    let verdicts = engine.checks.filter { $0.rule.id == rule.id }.map(\.verdict)
    let grave: [Verdict] = [.broken, .doubtful, .rounding, .exact]
    let verdict = grave.first(where: verdicts.contains) ?? .open
    let message = engine.checks.first { $0.rule.id == rule.id && $0.verdict == verdict }.flatMap { check in
      verdict == .exact ? nil : RuleFinding(check: check, subject: check.sides.subject, set: set).finding.message
    }
    return (verdict, message)
  }

  private static func engine(
    for sample: Rule.Sample, rule: Rule, in set: FormSet, _ blank: BlankTables
  ) -> RuleEngine {
    let tables = SampleTables(set: set, sample: sample, blank: blank)
    let evaluator = Evaluator(
      set: set, tables: tables.tables, fields: tables.fields, comparatives: tables.comparatives, decimals: set.decimals)
    var engine = RuleEngine(evaluator: evaluator)
    // ≡ may be explained by what a total is the sum of, which only the sum rules tell.
    let needsSums = rule.cases.contains { $0.assertion.relation == .same }
    engine.run(
      set.rules.filter { other in
        other.id == rule.id || (needsSums && other.cases.contains { $0.assertion.relation == .sum })
      })
    return engine
  }

  private static func check(_ sample: Rule.Sample, of rule: Rule, in set: FormSet, _ blank: BlankTables) -> Finding? {
    let engine = engine(for: sample, rule: rule, in: set, blank)
    let verdicts = engine.checks.filter { $0.rule.id == rule.id }.map(\.verdict)
    let isBad = verdicts.contains(.broken) || verdicts.contains(.doubtful)
    let problem: String? =
      switch sample.expectation {
      case .pass where isBad: "应当通过，却没有通过"
      case .pass where !verdicts.contains(.exact): "一处也没有查到，证明不了什么"
      case .edge where isBad: "应当算作尾差，却查作不平"
      case .edge where !verdicts.contains(.rounding): "应当有尾差，却没有"
      case .fail where !isBad: "应当不通过，却通过了"
      default: nil
      }
    guard let problem else { return nil }
    return FormRule.sample.finding("规则 \(rule.id)（\(rule.name)）的样例\(problem)", at: sample.span)
  }
}
