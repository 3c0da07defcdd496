package import Diagnostics
internal import Disclosures
package import Forms

/// What `explain` and the rules reference tell of one rule, drawn from the rule itself and from what its samples really
/// come to.
package struct RuleGuide: Sendable {
  /// One thing that must hold.
  package struct Clause: Sendable {
    package let assertion: String
    /// Where it is applied, e.g. `支出表[*]`; nil for one identity.
    package let scope: String?
    /// It only applies where this holds.
    package let condition: String?
    /// What in the narrative excuses a failure.
    package let excuse: String?
    package let isOptional: Bool

    /// In one line: `支出表[*]：本年支出合计 = 基本支出 + 项目支出`.
    package var sentence: String {
      var text = scope.map { "\($0)：" } ?? ""
      if let condition { text += "当 \(condition)，" }
      text += assertion
      if let excuse { text += "；\(excuse)的除外" }
      if isOptional { text += "（没有这些数时不适用）" }
      return text
    }
  }

  /// A sample with what the tool says of it.
  package struct Example: Sendable {
    package let expectation: Rule.Sample.Expectation
    /// `支出表[201].基本支出 = 10.00`.
    package let cells: [String]
    /// What it came to: 平, 尾差, 不平 …
    package let verdict: Verdict
    /// The finding's message, where there is one.
    package let message: String?
  }

  package let id: String
  package let name: String
  package let level: Finding.Level
  /// Where a set rests on something unverified, the level the rule would have.
  package let declaredLevel: Finding.Level
  package let basis: String
  package let message: String?
  package let help: String?
  package let isLocked: Bool
  /// Whether it is data of the form set rather than Swift.
  package let isData: Bool
  package let clauses: [Clause]
  package let examples: [Example]

  /// Every rule of a form set: its own, its statements, and those made of Swift. Samples are executed where asked for.
  package static func all(of set: FormSet, executingSamples: Bool) -> [RuleGuide] {
    let blank = executingSamples ? BlankTables(set) : nil
    var rules = set.rules.map { RuleGuide($0, in: set, blank) }
    for sheet in set.sheets {
      let own = sheet.set.rules.filter { rule in !rules.contains { $0.id == rule.id } }
      let blank = executingSamples ? BlankTables(sheet.set) : nil
      rules += own.map { RuleGuide($0, in: sheet.set, blank) }
    }
    let statements = set.statements.filter { statement in BuiltInRules.rule(statement.id) == nil }.map {
      RuleGuide($0, in: set)
    }
    let builtIn = BuiltInRules.all.filter { !$0.isForBudgets || !set.isAfterYear }.map { RuleGuide($0, in: set) }
    let all = (rules + statements + builtIn).map { (guide: $0, order: Self.order($0.id)) }
    return all.sorted { $0.order < $1.order }.map(\.guide)
  }

  private init(_ rule: Rule, in set: FormSet, _ blank: BlankTables?) {
    id = rule.id
    name = rule.name
    level = rule.level
    declaredLevel = rule.declaredLevel
    basis = rule.basis
    message = rule.message
    help = rule.help
    isLocked = set.locked.contains(rule.id)
    isData = true
    clauses = rule.cases.map { item in
      Clause(
        assertion: item.assertion.text, scope: item.scope?.text, condition: item.condition?.text,
        excuse: item.unless.map { excuse in
          let words = excuse.words.map { ["{本年}": "本年的年号", "{上年}": "上年的年号"][$0] ?? $0 }.joined(separator: "或")
          let subjects = excuse.subjects.joined(separator: "或")
          return "“\(set.sectionTitle(excuse.section))”里" + (subjects.isEmpty ? "" : "说到\(subjects)的地方") + "写到\(words)"
        }, isOptional: item.isOptional)
    }
    examples =
      blank.map { blank in
        rule.samples.filter(\.isWhole).map { sample in
          let outcome = RuleSamples.outcome(of: sample, rule: rule, in: set, blank)
          return Example(
            expectation: sample.expectation, cells: sample.cells.map { "\($0.reference.text) = \($0.literal)" },
            verdict: outcome.verdict, message: outcome.message)
        }
      } ?? []
  }

  private init(_ statement: StatementForm, in set: FormSet) {
    id = statement.id
    name = statement.name
    level = statement.level
    declaredLevel = statement.level
    basis = statement.basis
    message = nil
    isLocked = set.locked.contains(statement.id)
    isData = true
    let words = statement.phrases.map { group in
      "“\(group[0])”" + (group.count > 1 ? "（也可以写 \(group.dropFirst().joined(separator: "、"))）" : "")
    }.joined(separator: "，并有")
    help =
      switch statement.subject {
      case .table(let table): "\(table)为空时，同一句话里要有\(words)；表里有数时不能有这句话。"
      case .section(let name):
        "“\(set.sectionTitle(name))”这一节里要写到\(words)。"
      }
    clauses = []
    examples = []
  }

  private init(_ rule: BuiltInRule, in set: FormSet) {
    id = rule.id
    name = rule.name
    level = rule.level
    declaredLevel = rule.level
    basis = rule.basis
    message = nil
    help = rule.help
    isLocked = set.locked.contains(rule.id) || ExceptionCheck.isAlwaysLocked(rule.id)
    isData = false
    clauses = []
    examples = []
  }

  /// `T01-2` before `T01-10`: letters, then numbers as numbers.
  private static func order(_ id: String) -> String {
    id.split(separator: "-").map { part in
      part.allSatisfy(\.isNumber) ? String(repeating: "0", count: max(0, 6 - part.count)) + part : String(part)
    }.joined(separator: "-")
  }

  /// The rule as reports list it.
  package var description: RuleDescription {
    let demands = clauses.prefix(3).map { clause in
      (clause.scope.map { "\($0)：" } ?? "") + clause.assertion
    }
    let more = clauses.count > 3 ? "等 \(clauses.count) 处" : ""
    return RuleDescription(
      id: id, name: name, level: level, basis: basis,
      summary: help ?? (demands.isEmpty ? name : demands.joined(separator: "；") + more), isLocked: isLocked)
  }
}
