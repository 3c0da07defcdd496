internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Turns checks into findings, one for each cause: where one wrong figure makes several identities fail, the finding
/// names that figure, and the other identities are folded into it.
///
/// A figure is blamed when some other value in its place would mend more of the failing checks than it would break of
/// those that hold.
struct FaultFinder {
  let checks: [Check]
  let judge: Judge
  let set: FormSet

  var findings: [Finding] {
    var findings: [Finding] = []
    var failing: [Int] = []
    for (index, check) in checks.enumerated() {
      switch check.verdict {
      case .rounding: findings.append(finding(check))
      case .broken, .doubtful:
        if check.rule.level == .note { findings.append(finding(check)) } else { failing.append(index) }
      case .exact, .open, .notApplicable: break
      }
    }
    return failing.isEmpty ? findings : findings + blame(failing)
  }

  private func finding(_ check: Check) -> Finding {
    RuleFinding(check: check, subject: check.sides.subject, set: set).finding
  }

  private func blame(_ failing: [Int]) -> [Finding] {
    var findings: [Finding] = []
    var suspects = Suspects(checks: checks, judge: judge, failing: failing)
    var remaining = Set(failing)
    while let fault = suspects.worst(among: remaining) {
      let order = fault.mended.sorted { isBetterPrimary(checks[$0], checks[$1], for: fault.value.name) }
      // Where the tables cannot tell which figure is wrong, the identity is told as it stands, with the suspects.
      let isClear = fault.alternatives.isEmpty
      let subject = isClear ? fault.value : checks[order[0]].sides.subject
      var finding = RuleFinding(check: checks[order[0]], subject: subject, set: set).finding
      finding.folded = order.dropFirst().map { index in
        let entry = checks[index].entry(in: set)
        return FoldedCheck(rule: entry.rule, name: entry.name, cell: entry.cell, formula: entry.formula)
      }
      finding.evidence = evidence(order.dropFirst(), for: subject ?? fault.value)
      finding.hypotheses = hypotheses(fault, isClear: isClear)
      findings.append(finding)
      remaining.subtract(fault.mended)
      suspects.forget(fault.mended)
    }
    // No single figure explains these: each is told as it stands.
    return findings + remaining.sorted().map { finding(checks[$0]) }
  }

  /// The check a finding is told by: the gravest, and among those the one that reads most plainly for this figure.
  private func isBetterPrimary(_ a: Check, _ b: Check, for name: Evaluator.Value.Name) -> Bool {
    func rank(_ check: Check) -> (Int, Int, Int, Int) {
      let sides = check.sides
      let isLone = sides.left.count == 1 && sides.left[0].value.name == name
      let tables = Set((sides.left + sides.right).compactMap(\.value.cell?.table))
      let kind =
        switch check.item.assertion.relation {
        // A total beside its details reads best, then the same figure elsewhere.
        case .sum where isLone && tables.count == 1: 0
        case .same: 1
        case .sum: isLone ? 2 : 3
        default: 4
        }
      let level = check.verdict == .broken ? check.rule.level : min(check.rule.level, .warning)
      return (level == .error ? 0 : 1, kind, sides.right.count > 1 ? 0 : 1, sides.left.count + sides.right.count)
    }
    return rank(a) < rank(b)
  }

  /// What the other identities say the figure should be.
  private func evidence(_ others: some Sequence<Int>, for value: Evaluator.Value) -> [String] {
    var said: [String] = []
    for index in others {
      let check = checks[index]
      guard check.item.assertion.relation == .sum || check.item.assertion.relation == .same,
        let solved = SolvedSides(check.sides, for: value.name)
      else { continue }
      let arithmetic = solved.balance.arithmetic
      let expected = solved.expected.written(decimals: value.figure.decimals, grouped: true)
      said.append("按\(check.rule.id)（\(check.rule.name)）应是 \(expected)，相差 \(arithmetic.gap)")
    }
    return Array(said.prefix(3))
  }

  /// What may have happened. Where several figures would explain it, all are named and none is accused.
  private func hypotheses(_ fault: Fault, isClear: Bool) -> [String] {
    func words(_ fault: Fault) -> String? {
      fault.slip?.hint(
        typed: fault.value.figure.written,
        meant: fault.meant.written(decimals: fault.value.figure.decimals, grouped: true))
    }
    guard !isClear else { return words(fault).map { [$0] } ?? [] }
    let all = [fault] + fault.alternatives
    let shown = all.prefix(4).map {
      "\($0.value.title)" + (words($0).map { "（\($0)）" } ?? "（\($0.value.figure.written)）")
    }
    let more = all.count > 4 ? "等 \(all.count) 格" : ""
    return ["\(shown.joined(separator: "、"))\(more)之一；单凭这些表分不清，请对照原始数据"]
  }
}
