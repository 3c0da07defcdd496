internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Words the finding of a check that does not hold, told by one of its figures: that figure's place, every addend's
/// place, the bound and the basis.
struct RuleFinding {
  let check: Check
  let subject: Evaluator.Value?
  let set: FormSet

  private var sides: Sides { check.sides }
  private var rule: Rule { check.rule }
  private var relation: Comparison.Relation { check.item.assertion.relation }
  /// The identity solved for the figure it is told by.
  private let solved: SolvedSides?

  init(check: Check, subject: Evaluator.Value?, set: FormSet) {
    self.check = check
    self.subject = subject
    self.set = set
    solved = subject.flatMap { SolvedSides(check.sides, for: $0.name) }
  }

  var finding: Finding {
    let arithmetic = arithmetic
    var notes: [String] = []
    let zeros = addends.count { $0.value.figure.value.isZero && $0.value.figure.isExact && $0.value.span != nil }
    if zeros > 0 { notes.append("另有 \(zeros) 格为 0，没有列出") }
    if relation == .sum {
      // What is exact, or one figure that only stands elsewhere again, leaves nothing to round.
      let isExact = arithmetic.allowed.allSatisfy { "0.".contains($0) }
      notes.append(
        isExact
          ? "舍入：没有四舍五入的余地，应当正好相等；实差 \(arithmetic.gap)"
          : "舍入：\(arithmetic.roundedAddends) 个四舍五入的数相加，最多差 \(arithmetic.allowed)；实差 \(arithmetic.gap)")
    }
    if check.verdict == .doubtful, relation == .sum, let excuse = sides.balance.excuse {
      notes.append("只有\(excuse.assumption)时才说得通")
    }
    var finding = Finding(
      rule: rule.id, name: rule.name, level: level, verdict: check.verdict, message: message(arithmetic),
      at: subject?.span, label: subject.map { "填报 \($0.figure.written)" } ?? "", related: related, notes: notes,
      fix: nil, arithmetic: arithmetic)
    finding.cell = subject?.address ?? check.binding.name(in: set)
    finding.formula = formula
    finding.basis = rule.basis
    return finding
  }

  /// The assertion with the place it was applied to.
  private var formula: String {
    let text = check.item.assertion.text
    guard check.item.scope != nil, let place = check.binding.name(in: set) else { return text }
    if check.binding.isCell { return text.replacing("本格", with: place) }
    // A row is bound: its bare column names are read in that row.
    let row = place.lastIndex(of: "]").map { place[...$0] } ?? place[...]
    return "\(text)（\(row) 这一行）"
  }

  private var level: Finding.Level {
    switch check.verdict {
    case .broken: rule.level
    case .doubtful: min(rule.level, .warning)
    default: .note
    }
  }

  /// The bound and the gap of the figure the finding is told by.
  private var arithmetic: Arithmetic {
    if let wider = check.wider { return wider }
    guard relation == .same else { return (solved?.balance ?? sides.balance).arithmetic }
    let base = (solved?.balance ?? sides.balance).arithmetic
    let decimals = other?.figure.decimals ?? subject?.figure.decimals ?? set.decimals
    let expected =
      solved?.expected
      ?? sides.right.reduce(.zero) { $1.isSubtracted ? $0 - $1.value.figure.value : $0 + $1.value.figure.value }
    let written = expected.written(decimals: max(decimals, expected.scale), grouped: true)
    return Arithmetic(
      actual: base.actual, lowest: written, highest: written, gap: base.gap, allowed: "0", roundedAddends: 0)
  }

  /// Everything but the subject, with the signs of the solved identity.
  private var addends: [Sides.Entry] {
    if relation == .sum, let solved { return solved.others.filter { !$0.value.isNumber } }
    return (sides.left + sides.right).filter { $0.value != subject && !$0.value.isNumber }
  }

  private var other: Evaluator.Value? {
    let far = sides.left.contains { $0.value.name == subject?.name } ? sides.right : sides.left
    return far.first { !$0.value.isNumber }?.value ?? sides.others(than: subject).first
  }

  private var related: [Finding.LabeledSpan] {
    addends.compactMap { entry in
      guard let span = entry.value.span, !(entry.value.figure.value.isZero && entry.value.figure.isExact) else {
        return nil
      }
      let sign = relation == .sum ? (entry.isSubtracted ? "− " : "+ ") : ""
      return .init(span, "\(sign)\(entry.value.figure.written)　\(entry.value.title)")
    }
  }

  private func message(_ arithmetic: Arithmetic) -> String {
    let name = subject?.title ?? check.binding.name(in: set) ?? rule.name
    let found = "\(name) 是 \(arithmetic.actual)"
    switch relation {
    case .sum where check.verdict == .rounding:
      let what = sides.lonelyLeft == nil ? "两边" : "与明细之和"
      let bound = check.wider == nil ? "最多" : "按更细的数算，最多"
      return "\(name) \(what)相差 \(arithmetic.gap)，四舍五入可以解释（\(bound) \(arithmetic.allowed)）"
    case .stated:
      let what = check.item.assertion.right.map(\.text).joined(separator: " + ")
      // Told by a figure that it is worked out from, the sentence is about the one that says what comes of it.
      let stated = sides.left.first?.value
      let about = "\(stated?.title ?? name) 是 \(arithmetic.actual)"
      if check.verdict == .rounding { return "\(about)，四舍五入应是 \(arithmetic.lowest)，末位没有进上来" }
      let unit = stated?.unit == .percent ? "%" : ""
      let text = "\(about)\(unit)，按 \(what) 应是 \(arithmetic.lowest)\(unit)"
      return rule.message.map { "\(text)：\($0)" } ?? text
    case .same where check.verdict == .rounding:
      return "\(name) 与 \(other?.title ?? "另一处") 相差 \(arithmetic.gap)，是各自四舍五入造成的"
    case .sum:
      let isTotal = sides.lonelyLeft != nil && sides.lonelyLeft == subject?.cell
      let text = "\(found)，按\(isTotal ? "明细" : "同一算式的其他数")\(arithmetic.expected)，相差 \(arithmetic.gap)"
      // A rule that only asks says nothing of what should be there.
      let asked =
        check.item.references.count > 1 ? "\(found)，“\(check.item.assertion.text)”两边相差 \(arithmetic.gap)" : found
      return rule.message.map { "\(rule.level == .note || isFlag ? asked : text)：\($0)" } ?? text
    case .same:
      // What only asks to look says itself what the two have to do with each other.
      let should = rule.level > .note ? "，应当是同一个数" : rule.message == nil ? "，一般是同一个数" : ""
      let text = "\(found)，\(other?.title ?? "另一处") 是 \(other?.figure.written ?? "")\(should)"
      return rule.message.map { "\(text)：\($0)" } ?? text
    case .atMost, .atLeast, .less, .greater, .unequal:
      if check.verdict == .rounding { return "\(near(name, arithmetic))，应\(bound)，四舍五入可以解释" }
      let text = "\(near(name, arithmetic))，应\(bound)"
      return rule.message.map { "\(text)：\($0)" } ?? text
    }
  }

  /// `甲 是 0.39`; where the subject is one of several that are compared together, `甲 + 乙 是 42.14`.
  private func near(_ name: String, _ arithmetic: Arithmetic) -> String {
    let own = isToldByRight ? sides.right : sides.left
    guard own.count(where: { !$0.value.isNumber }) > 1, own.contains(where: { $0.value.name == subject?.name }) else {
      return "\(name) 是 \(subject?.figure.written ?? arithmetic.actual)"
    }
    let total = own.reduce(.zero) { $1.isSubtracted ? $0 - $1.value.figure.value : $0 + $1.value.figure.value }
    let decimals = own.map(\.value.figure.decimals).max() ?? set.decimals
    return "\(Self.joined(own, \.title)) 是 \(total.written(decimals: decimals, grouped: true))"
  }

  /// `三公表.决算数[合计]@上年 = 0`: one figure that only tells whether there is something.
  private var isFlag: Bool {
    check.item.references.count == 1 && sides.right.allSatisfy { $0.value.isNumber && $0.value.figure.value.isZero }
  }

  /// `不大于 三公表.决算数[公务接待费]（0.30）`, turned round where the finding is told by the right side.
  private var bound: String {
    let words = Self.joined(isToldByRight ? sides.left : sides.right) {
      $0.title + ($0.isNumber ? "" : "（\($0.figure.written)）")
    }
    return "\(relationWord(isTurned: isToldByRight)) \(words)"
  }

  private var isToldByRight: Bool { !sides.left.contains { $0.value.name == subject?.name } }

  /// `甲 + 乙 − 丙`.
  private static func joined(_ entries: [Sides.Entry], _ words: (Evaluator.Value) -> String) -> String {
    entries.enumerated().map { index, entry in
      (entry.isSubtracted ? (index == 0 ? "− " : " − ") : (index == 0 ? "" : " + ")) + words(entry.value)
    }.joined()
  }

  private func relationWord(isTurned: Bool) -> String {
    switch relation {
    case .atMost: isTurned ? "不小于" : "不大于"
    case .atLeast: isTurned ? "不大于" : "不小于"
    case .less: isTurned ? "大于" : "小于"
    case .greater: isTurned ? "小于" : "大于"
    case .unequal: "不等于"
    case .sum, .same, .stated: "等于"
    }
  }
}
