internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// What a finding says about the cause.
enum FaultWords {
  /// What the other identities say the figure should be.
  static func evidence(_ others: [Int], of checks: [Check], for value: Evaluator.Value) -> [String] {
    var said: [String] = []
    for index in others {
      let check = checks[index]
      guard check.item.assertion.relation == .sum || check.item.assertion.relation == .same,
        let solved = SolvedSides(check.sides, for: value.name)
      else { continue }
      let arithmetic = solved.balance.arithmetic
      let expected = solved.expected.written(decimals: value.figure.decimals, grouped: true)
      said.append("按 \(check.rule.id)（\(check.rule.name)）应是 \(expected)，相差 \(arithmetic.gap)")
    }
    return Array(said.prefix(3))
  }

  static func meant(_ fault: Fault) -> String {
    fault.meant.written(decimals: fault.value.figure.decimals, grouped: true)
  }

  /// What may have happened. Where several figures would explain it, all are named and none is accused.
  static func hypotheses(_ fault: Fault, in set: FormSet) -> [String] {
    func words(_ fault: Fault) -> String? {
      fault.slip?.hint(typed: fault.value.figure.written, meant: meant(fault))
    }
    if let witness = fault.witness {
      return (words(fault).map { [$0] } ?? []) + ["改成 \(meant(fault))，就与 \(set.address(of: witness)) 一样"]
    }
    guard !fault.alternatives.isEmpty else { return words(fault).map { [$0] } ?? [] }
    let all = [fault] + fault.alternatives
    let shown = all.prefix(mostSuspects).map {
      "\($0.value.title)" + (words($0).map { "（\($0)）" } ?? "（\($0.value.figure.written)）")
    }
    let more = all.count > mostSuspects ? "等 \(all.count) 格" : ""
    return ["\(shown.joined(separator: "、"))\(more)之一；单凭这些表分不清，请对照原始数据"]
  }

  /// Where no single figure explains what fails: those that stand in several of the identities are looked at first.
  static func several(_ shared: [Evaluator.Value]) -> [String] {
    guard !shared.isEmpty else { return [] }
    let titles = shared.prefix(mostSuspects).map(\.title).joined(separator: "、")
    return ["可能不止一格有错；\(titles) 同时在几条不平的等式里，先核对"]
  }

  private static let mostSuspects = 6
}
