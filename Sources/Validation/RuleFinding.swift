internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Words the finding of a rule that does not hold: the total's place, every addend's place, the bound and the basis.
struct RuleFinding {
  let rule: Rule
  let item: Rule.Case
  let sides: Sides
  let verdict: Verdict
  let binding: Binding
  let set: FormSet

  var finding: Finding {
    let subject = sides.subject
    let arithmetic = item.assertion.relation == .same ? sameArithmetic : sides.balance.arithmetic
    let zeros = addends.count { $0.value.figure.value.isZero && $0.value.figure.isExact && $0.value.span != nil }
    var notes = ["公式：\(item.assertion.text)" + (item.scope.map { "（\($0.text)）" } ?? "")]
    if zeros > 0 { notes.append("另有 \(zeros) 格为 0，没有列出") }
    if item.assertion.relation == .sum {
      notes.append(
        "舍入：\(arithmetic.roundedAddends) 个四舍五入的数相加，最多差 \(arithmetic.allowed)；实差 \(arithmetic.gap)")
    }
    if verdict == .doubtful, item.assertion.relation == .sum, let excuse = sides.balance.excuse {
      notes.append("只有\(excuse.assumption)时才说得通")
    }
    notes.append("依据：\(rule.basis)")
    return Finding(
      rule: rule.id, name: rule.name, level: level, verdict: verdict, message: message(arithmetic),
      at: subject?.span, label: subject.map { "填报 \($0.figure.written)" } ?? "", related: related, notes: notes,
      fix: nil, arithmetic: arithmetic)
  }

  private var level: Finding.Level {
    switch verdict {
    case .broken: rule.level
    case .doubtful: min(rule.level, .warning)
    default: .note
    }
  }

  /// Everything but the subject.
  private var addends: [Sides.Entry] {
    let subject = sides.subject
    return (sides.left + sides.right).filter { $0.value != subject && $0.value.cell != nil }
  }

  private var related: [Finding.LabeledSpan] {
    addends.compactMap { entry in
      guard let span = entry.value.span, !(entry.value.figure.value.isZero && entry.value.figure.isExact) else {
        return nil
      }
      let sign = item.assertion.relation == .sum ? (entry.isSubtracted ? "− " : "+ ") : ""
      return .init(span, "\(sign)\(entry.value.figure.written)　\(entry.value.address)")
    }
  }

  private var sameArithmetic: Arithmetic {
    let base = sides.balance.arithmetic
    let expected = sides.balance.right.reduce(ExactDecimal.zero) {
      $0 + ($1.isSubtracted ? -$1.figure.value : $1.figure.value)
    }.written(decimals: sides.balance.right.first?.figure.decimals ?? 2, grouped: true)
    return Arithmetic(
      actual: base.actual, lowest: expected, highest: expected, gap: base.gap, allowed: "0", roundedAddends: 0)
  }

  private func message(_ arithmetic: Arithmetic) -> String {
    let name = sides.subject?.address ?? binding.name(in: set) ?? rule.name
    let found = "\(name) 是 \(arithmetic.actual)"
    let range =
      arithmetic.lowest == arithmetic.highest
      ? "应是 \(arithmetic.lowest)" : "应在 \(arithmetic.lowest) 至 \(arithmetic.highest) 之间"
    switch item.assertion.relation {
    case .sum where verdict == .rounding:
      let what = sides.lonelyLeft == nil ? "两边" : "与明细之和"
      return "\(name) \(what)相差 \(arithmetic.gap)，四舍五入可以解释（最多 \(arithmetic.allowed)）"
    case .same where verdict == .rounding:
      return "\(name) 与 \(sides.others.first?.address ?? "另一处") 相差 \(arithmetic.gap)，是各自四舍五入造成的"
    case .sum:
      if let message = rule.message { return "\(found)：\(message)" }
      return "\(found)，按明细\(range)，相差 \(arithmetic.gap)"
    case .same:
      let other = sides.right.first { $0.value != sides.subject }?.value ?? sides.others.first
      let text = "\(found)，\(other?.address ?? "另一处") 是 \(other?.figure.written ?? ""), 应当是同一个数".replacing(
        ", ", with: "，")
      return rule.message.map { "\(text)：\($0)" } ?? text
    case .atMost, .atLeast, .less, .greater, .unequal:
      let right = sides.right.map { entry in
        let figure = entry.value.cell == nil ? "" : "（\(entry.value.figure.written)）"
        return (entry.isSubtracted ? "− " : "") + entry.value.address + figure
      }
      let text = "\(name) 是 \(arithmetic.actual)，应\(relationWord) \(right.joined(separator: " + "))"
      return rule.message.map { "\(text)：\($0)" } ?? text
    }
  }

  private var relationWord: String {
    switch item.assertion.relation {
    case .atMost: "不大于"
    case .atLeast: "不小于"
    case .less: "小于"
    case .greater: "大于"
    case .unequal: "不等于"
    case .sum, .same: "等于"
    }
  }
}
