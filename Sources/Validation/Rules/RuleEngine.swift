internal import Diagnostics
internal import Disclosures
internal import Forms

/// Applies the rules of a form set to one disclosure: every rule × place becomes a check with a verdict, and what does
/// not hold becomes findings, one for each cause.
struct RuleEngine {
  let evaluator: Evaluator
  /// Whether the narrative says what excuses a difference.
  let excuse: (Rule.Excuse) -> StatedExcuse.Answer
  private(set) var checks: [Check] = []
  private(set) var judge = Judge()
  /// What could not be evaluated, or does not apply: no figures to show.
  private var others: [(order: Int, entry: Ledger.Entry)] = []
  private var orders: [Int] = []

  init(evaluator: Evaluator, excuse: @escaping (Rule.Excuse) -> StatedExcuse.Answer = { _ in .unstated }) {
    self.evaluator = evaluator
    self.excuse = excuse
  }

  /// Runs all rules. Sums go first, because they tell what each total is made of.
  mutating func run(_ rules: [Rule]) {
    for isSum in [true, false] {
      for (order, rule) in rules.enumerated() {
        for item in rule.cases where (item.assertion.relation == .sum) == isSum {
          collect(item, of: rule, order: order)
        }
      }
    }
    for check in checks { judge.learn(check) }
    for index in checks.indices {
      checks[index].verdict = judge.verdict(checks[index])
      checks[index].wider = judge.wider(checks[index])
    }
  }

  /// The same rules on tables put right.
  func correcting(_ evaluator: Evaluator, _ rules: [Rule]) -> RuleEngine {
    var engine = RuleEngine(evaluator: evaluator, excuse: excuse)
    engine.run(rules)
    return engine
  }

  var findings: [Finding] { faults(besides: []).findings }

  /// What does not hold.
  ///
  /// - Parameters:
  ///   - known: the places of figures that are reported already.
  ///   - settled: the cells that exceptions are recorded for.
  func faults(besides known: Set<SourceSpan>, settled: Set<String> = []) -> FaultFinder.Result {
    FaultFinder(
      checks: checks, judge: judge, set: evaluator.set, known: known, isLeftEmpty: isLeftEmpty, settled: settled,
      tables: evaluator.tables
    ).result
  }

  /// Whether nothing was typed in a cell whose row is in the data. (Rows that were left out share the place of their block.)
  private func isLeftEmpty(_ cell: CellID) -> Bool {
    guard let block = evaluator.tables[cell.table]?.blocks[cell.block], let row = block.row(cell.row),
      cell.column < row.cells.count, row.cells[cell.column].content == .blank
    else { return false }
    return !block.rows.contains { $0.key != row.key && $0.span == row.span }
  }

  /// Everything that was due, in the order of the rules.
  var ledger: Ledger {
    let judged = zip(orders, checks).map { (order: $0, entry: $1.entry(in: evaluator.set)) }
    let sorted = (judged + others).enumerated().sorted {
      ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
    }
    return Ledger(entries: sorted.map(\.element.entry))
  }

  /// The same counted, without making every entry.
  var tally: LedgerTally {
    var tally = LedgerTally(Ledger(entries: others.map(\.entry)))
    for check in checks { tally.add(check.verdict) }
    return tally
  }

  private mutating func collect(_ item: Rule.Case, of rule: Rule, order: Int) {
    func other(_ verdict: Verdict, _ cell: String, _ reason: String) {
      others.append(
        (
          order,
          Ledger.Entry(
            rule: rule.id, name: rule.name, cell: cell, verdict: verdict, formula: item.assertion.text, reason: reason)
        ))
    }
    let bindings: [Binding]
    do {
      bindings = try Binding.all(item, evaluator: evaluator)
    } catch {
      return other(item.isOptional ? .notApplicable : .open, item.scope?.text ?? "", error.message)
    }
    // What the narrative says, once it was asked for.
    var answer: StatedExcuse.Answer?
    for binding in bindings {
      func place() -> String { binding.name(in: evaluator.set) ?? item.assertion.text }
      do {
        if let condition = item.condition {
          if let form = formWithoutTotal(condition) {
            other(.open, place(), "\(form.short)没有合计行")
            continue
          }
          guard let sides = try Sides(condition, binding: binding, evaluator: evaluator) else { continue }
          guard sides.holdsAsWritten(condition.relation) else {
            other(.notApplicable, place(), condition.text)
            continue
          }
        }
        guard let sides = try Sides(item.assertion, binding: binding, evaluator: evaluator) else {
          continue
        }
        // What excuses a difference matters only where there is one, and reading a section for it takes time.
        var isExcused = false
        if let unless = item.unless, !sides.holdsAsWritten(item.assertion.relation) {
          let said = answer ?? excuse(unless)
          answer = said
          guard said != .unknown else {
            other(.open, place(), "没有“\(evaluator.set.sectionTitle(unless.section))”这一节")
            continue
          }
          isExcused = said == .stated
        }
        checks.append(
          Check(rule: rule, item: item, binding: binding, sides: sides, isExcused: isExcused, verdict: .open))
        orders.append(order)
      } catch {
        if concernsAbsentTable(item) { continue }
        if item.isOptional, error.isMissing { continue }
        other(.open, place(), error.message)
      }
    }
  }

  /// Whether the assertion is about a table that this disclosure rightly does without.
  private func concernsAbsentTable(_ item: Rule.Case) -> Bool {
    let absent = zip(evaluator.set.tables, evaluator.tables).filter { $0.isOptional && $1 == nil }.map(\.0)
    guard !absent.isEmpty else { return false }
    return (item.references + (item.scope.map { [$0] } ?? [])).contains { reference in
      absent.contains { $0.answers(to: reference.path[0]) }
    }
  }

  /// The form of a table that a condition asks for its totals and that lacks their row, which is a finding: it has not said
  /// that they are nil.
  private func formWithoutTotal(_ condition: Comparison) -> TableForm? {
    zip(evaluator.set.tables, evaluator.tables).first { form, table in
      guard let total = form.totalRow, form.layout == .list, let block = table?.blocks.first, !block.rows.isEmpty,
        block.row(Row.totalKey) == nil
      else { return false }
      return condition.references.contains { $0.selector == .key(total) && form.answers(to: $0.path[0]) }
    }?.0
  }
}
