internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Turns checks into findings, one for each cause: where one wrong figure makes several identities fail, the finding
/// names that figure, and the other identities are folded into it.
///
/// A figure is blamed when it is the only one whose change mends every failing identity it stands in and breaks none.
/// Where several would do, the identity is told as it stands and all are named: that one of them differs by just the gap
/// is no proof.
struct FaultFinder {
  let checks: [Check]
  let judge: Judge
  let set: FormSet
  /// Figures that are known to be wrong already: they are not accused again.
  var known: Set<SourceSpan> = []
  /// Whether a cell was left empty in a row that is there.
  var isLeftEmpty: (CellID) -> Bool = { _ in false }
  /// The cells that exceptions are recorded for. Each is told on its own: an approval of one says nothing of another.
  var settled: Set<String> = []
  /// What is in the tables: rows that nobody wrote are looked for there.
  var tables: [Table?] = []

  struct Result {
    var findings: [Finding] = []
    /// Rows that were left out, each with its finding's number.
    var missing: [(row: MissingRow, finding: Int)] = []
    /// Tables that nobody filled in, each with its finding's number.
    var empty: [(table: EmptyTable, finding: Int)] = []
    /// What the known figures explain, by their place.
    var explained: [SourceSpan: [FoldedCheck]] = [:]

    /// The keys of the rows that a table was found to lack.
    func missing(in table: Int) -> Set<String> { Set(missing.lazy.filter { $0.row.table == table }.map(\.row.key)) }
  }

  var result: Result {
    var result = Result()
    var failing: [Int] = []
    for (index, check) in checks.enumerated() {
      switch check.verdict {
      // What is at most another may be so by a rounding: that is nothing to look at.
      case .rounding: if check.isIdentity { result.findings.append(finding(check)) }
      case .broken, .doubtful:
        if check.rule.level == .note { result.findings.append(finding(check)) } else { failing.append(index) }
      case .exact, .open, .notApplicable: break
      }
    }
    guard !failing.isEmpty else { return result }
    let rows = MissingRows(checks: checks, judge: judge, set: set, tables: tables, failing: failing.filter(isUnsettled))
    for row in rows.found {
      result.missing.append((row, result.findings.count))
      result.findings.append(MissingRowFinding(row: row, checks: checks, set: set, tables: tables).finding)
    }
    let explained = Set(rows.found.flatMap(\.mended))
    let rest = FaultFinder(
      checks: rows.checks, judge: rows.judge, set: set, known: known, isLeftEmpty: isLeftEmpty, settled: settled,
      tables: tables)
    var blame = Blame(finder: rest, failing: failing.filter { !explained.contains($0) })
    blame.run()
    result.empty = blame.empty.map { ($0.table, result.findings.count + $0.finding) }
    result.findings += blame.findings
    result.explained = blame.explained
    return result
  }

  /// Whether nobody has decided anything about a figure of the check.
  func isUnsettled(_ index: Int) -> Bool {
    guard !settled.isEmpty else { return true }
    return !(checks[index].sides.left + checks[index].sides.right).contains {
      $0.value.isOwn && settled.contains($0.value.address)
    }
  }

  private func finding(_ check: Check) -> Finding {
    RuleFinding(check: check, subject: check.sides.subject, set: set).finding
  }
}

/// The search for who is to blame, finding by finding.
private struct Blame {
  let set: FormSet
  let known: Set<SourceSpan>
  let tables: [Table?]
  /// The failing checks that may be told with those of other cells.
  private let unsettled: Set<Int>
  private var suspects: Suspects
  private var remaining: Set<Int>
  private(set) var findings: [Finding] = []
  private(set) var explained: [SourceSpan: [FoldedCheck]] = [:]
  private(set) var empty: [(table: EmptyTable, finding: Int)] = []
  /// Which finding a figure has: one figure gets one.
  private var told: [Evaluator.Value.Name: Int] = [:]
  /// What was put right on the way, for the findings that reckon with it.
  private var repaired: [Fault] = []

  init(finder: FaultFinder, failing: [Int]) {
    set = finder.set
    known = finder.known
    tables = finder.tables
    unsettled = Set(failing.filter(finder.isUnsettled))
    suspects = Suspects(
      checks: finder.checks, judge: finder.judge, set: finder.set, failing: failing, tables: finder.tables,
      isLeftEmpty: finder.isLeftEmpty)
    remaining = Set(failing)
  }

  mutating func run() {
    for span in known.sorted() {
      guard let fault = suspects.fault(at: span), !fault.mended.isEmpty else { continue }
      explained[span, default: []] += fault.mended.map { folded($0) }
      settle(fault)
      suspects.repair(fault)
    }
    // Where two columns were exchanged, both are wrong: that reads better.
    while let swap = Swaps(checks: suspects.checks, judge: suspects.judge, set: set, tables: tables).first(
      among: remaining.intersection(unsettled))
    {
      tell(swap)
    }
    while let row = WrongRows(checks: suspects.checks, judge: suspects.judge, set: set, tables: tables).first(
      among: remaining.intersection(unsettled))
    {
      let group = Set(row.mended)
      guard !suspects.isOneFigure(row.mended),
        !row.mended.contains(where: { suspects.isExplained($0, besides: group) })
      else { break }
      tell(row.value, row.mended, row.hypothesis)
    }
    for row in UnevenRow.all(remaining.intersection(unsettled).sorted().map { ($0, suspects.checks[$0]) }, in: set) {
      let group = Set(row.checks)
      guard !row.checks.contains(where: { suspects.isExplained($0, besides: group) }) else { continue }
      tell(row)
    }
    while !remaining.isEmpty {
      if let fault = suspects.proven() {
        tell(fault)
      } else if let fault = suspects.likely() {
        tell(fault)
        suspects.repair(fault)
        repaired.append(fault)
      } else {
        break
      }
    }
    for table in EmptyTable.all(among: remaining.intersection(unsettled), suspects.checks, tables) {
      remaining.subtract(table.checks)
      empty.append((table, findings.count))
      tell(table.checks[0], Array(table.checks.dropFirst()), by: table.value, [table.hypothesis])
    }
    // No single figure explains these: each is told as it stands.
    let order = remaining.sorted { a, b in
      let (x, y) = (suspects.checks[a], suspects.checks[b])
      return x.told(before: y, by: nil) || !y.told(before: x, by: nil) && a < b
    }
    let shared = suspects.shared(among: order)
    for index in order {
      let check = suspects.checks[index]
      let here = (check.sides.left + check.sides.right).map(\.value).filter { shared.contains($0.name) }
      let words = FaultWords.several(here)
      tell(index, [], by: check.sides.subject, words.isEmpty ? apart(check) : words)
    }
  }

  /// Two tables that each add up and say something else of one figure: one of them is of another year, or half changed.
  private func apart(_ check: Check) -> [String] {
    let cells = (check.sides.left + check.sides.right).compactMap { $0.value.isOwn ? $0.value.cell : nil }
    let own = Set(cells.map(\.table))
    guard own.count == 2, check.isIdentity else { return [] }
    let supported = Set(
      suspects.checks.filter { other in
        guard !other.isFailing, other.item.assertion.relation == .sum, other.sides.right.count > 1 else { return false }
        let inside = (other.sides.left + other.sides.right).compactMap(\.value.cell)
        return Set(inside.map(\.table)).count == 1 && inside.contains { cells.contains($0) }
      }.compactMap { $0.sides.lonelyLeft?.table })
    guard own.isSubset(of: supported) else { return [] }
    let names = own.sorted().map { set.tables[$0].short }
    return ["\(names.joined(separator: "和"))各自都是平的，彼此对不上：多半有一张不是这一年的，或者没有改完"]
  }

  private mutating func tell(_ row: UnevenRow) {
    let order = row.checks.sorted { suspects.checks[$0].told(before: suspects.checks[$1], by: nil) }
    remaining.subtract(order)
    suspects.forget(order)
    tell(
      order[0], Array(order.dropFirst()), by: suspects.checks[order[0]].sides.left[0].value,
      [row.hypothesis(in: set, tables)])
  }

  private mutating func tell(_ swap: Swap) { tell(swap.value, swap.mended, swap.hypothesis) }

  private mutating func tell(_ value: Evaluator.Value, _ mended: [Int], _ hypothesis: String) {
    let order = mended.sorted { suspects.checks[$0].told(before: suspects.checks[$1], by: value.name) }
    remaining.subtract(order)
    suspects.forget(order)
    tell(order[0], Array(order.dropFirst()), by: value, [hypothesis])
  }

  private mutating func tell(_ fault: Fault) {
    let order = fault.mended.sorted { suspects.checks[$0].told(before: suspects.checks[$1], by: fault.value.name) }
    settle(fault)
    guard let first = order.first else { return }
    // Where the tables cannot tell which figure is wrong, the identity is told as it stands, with the suspects. Where all
    // of these are empty cells, and what it is about is none of them, what is lacking is told at the first.
    let stated = suspects.checks[first].sides.subject
    let all = [fault] + fault.alternatives
    let isClear = all.count == 1 || all.allSatisfy { $0.isLeftEmpty && $0.value.name != stated?.name }
    let subject = isClear ? fault.value : stated
    tell(first, Array(order.dropFirst()), by: subject, FaultWords.hypotheses(fault, in: set))
  }

  private mutating func settle(_ fault: Fault) {
    remaining.subtract(fault.mended)
    suspects.forget(fault.mended)
  }

  /// Adds a finding, or adds to the one its figure has already: told twice, it would be told two values.
  private mutating func tell(
    _ index: Int, _ others: [Int], by subject: Evaluator.Value?, _ hypotheses: [String] = []
  ) {
    let check = suspects.checks[index]
    if let subject, let earlier = told[subject.name], check.isIdentity {
      let wasRepaired = repaired.contains { $0.value.name == subject.name }
      let said = FaultWords.evidence([index] + others, of: suspects.checks, for: subject)
      findings[earlier].evidence += said.map { wasRepaired ? "改正以后还有一处不平：\($0)" : $0 }
      findings[earlier].hypotheses += hypotheses
      findings[earlier].folded += ([index] + others).map { folded($0) }
      if check.level > findings[earlier].level { findings[earlier].level = check.level }
      return
    }
    var finding = RuleFinding(check: check, subject: subject, set: set).finding
    finding.folded = others.map { folded($0) }
    if let subject { finding.evidence = FaultWords.evidence(others, of: suspects.checks, for: subject) }
    finding.hypotheses = hypotheses
    let changed = repaired.filter { fault in
      (check.sides.left + check.sides.right).contains { $0.value.name == fault.value.name }
    }
    for fault in changed { finding.notes.append("已按 \(fault.value.title) 应是 \(FaultWords.meant(fault)) 计算") }
    if let subject, check.isIdentity { told[subject.name] = findings.count }
    findings.append(finding)
  }

  private func folded(_ index: Int) -> FoldedCheck { suspects.checks[index].folded(in: set) }
}

extension Check {
  /// As a finding lists it that explains it.
  func folded(in set: FormSet) -> FoldedCheck {
    let entry = entry(in: set)
    return FoldedCheck(rule: entry.rule, name: entry.name, cell: entry.cell, formula: entry.formula)
  }

  /// Whether it says that something is equal: then it says what a figure should be.
  fileprivate var isIdentity: Bool { [.sum, .same, .stated].contains(item.assertion.relation) }

  var level: Finding.Level { verdict == .broken ? rule.level : min(rule.level, .warning) }

  /// Whether a finding is better told by this check: the graver, and among those the one that reads more plainly for this
  /// figure.
  func told(before other: Check, by name: Evaluator.Value.Name?) -> Bool {
    rank(by: name) < other.rank(by: name)
  }

  private func rank(by name: Evaluator.Value.Name?) -> (Int, Int, Int, Int) {
    let isLone = sides.left.count == 1 && (name == nil || sides.left[0].value.name == name)
    let tables = Set((sides.left + sides.right).compactMap(\.value.cell?.table))
    let kind =
      switch item.assertion.relation {
      // A total beside its details reads best, then the same figure elsewhere.
      case .sum where isLone && tables.count == 1: 0
      case .same: 1
      case .sum: isLone ? 2 : 3
      default: 4
      }
    return (level == .error ? 0 : 1, kind, sides.right.count > 1 ? 0 : 1, sides.left.count + sides.right.count)
  }
}
