internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// One rule applied to one place, with the figures found there and what it came to.
struct Check {
  let rule: Rule
  let item: Rule.Case
  let binding: Binding
  var sides: Sides
  /// A sentence of the narrative accounts for a difference.
  let isExcused: Bool
  var verdict: Verdict
  /// The bound by the parts its figures are sums of, where that alone explains the difference.
  var wider: Arithmetic?

  /// Whether it has to be reported as more than a rounding difference.
  var isFailing: Bool { verdict == .broken || verdict == .doubtful }

  /// Whether a note finds nothing on either side: a budget that was not spent, say. That is no evidence for the nothing.
  var isOfNothing: Bool {
    rule.level == .note && (sides.left + sides.right).allSatisfy { $0.value.figure.value.isZero }
  }

  /// The same for the same check in two runs.
  func identity(in set: FormSet) -> String { "\(rule.id) \(item.assertion.text) \(binding.name(in: set) ?? "")" }

  func entry(in set: FormSet) -> Ledger.Entry {
    let subject = sides.subject
    // Both sides differ, and the narrative says why that is right: who reckons it up again has to find the reason.
    let excuse = isExcused && verdict == .exact ? item.unless : nil
    return Ledger.Entry(
      rule: rule.id, name: rule.name, cell: subject?.address ?? binding.name(in: set) ?? item.assertion.text,
      verdict: verdict, others: sides.others(than: subject).map(\.address), formula: item.assertion.text,
      arithmetic: verdict == .exact && excuse == nil ? nil : wider ?? sides.balance.arithmetic,
      reason: excuse.map { "两边不相等，“\(set.sectionTitle($0.section))”里写明了" })
  }
}
