internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Figures behind the words of an official template.
extension Reconciler {
  /// Whether the words before a figure leave no doubt which declared one it is, and it has been judged.
  mutating func takeOfTemplate(_ quantity: Quantity, _ lead: Lead) -> Bool {
    guard quantity.precision == .stated,
      let (path, range) = phrases.field(before: quantity.range.lowerBound, lead.passage, section: section?.id ?? ""),
      let value = evaluator.field(path), value.unit.isMoney == quantity.unit.isMoney,
      quantity.unit.isMoney || quantity.unit == .count(value.unit.name),
      // 绩效自评的 2023 年度项目 in a document of 2024.
      lead.passage.years(in: range).allSatisfy({ $0.number == disclosure.year })
    else { return false }
    let agreement = quantity.agreement(with: value)
    // What follows may be a share of it.
    if quantity.unit.isMoney {
      stated.append(
        Stated(
          quantity: quantity, role: .actual, targets: [.field(path)], value: agreement == .different ? nil : value,
          label: lead.passage.string(range), sentence: sentence, expected: agreement == .different ? value : nil))
    }
    switch agreement {
    case .same: record(quantity, .matched, sources: [value], expression: value.address)
    case .near:
      record(quantity, .matched, sources: [value])
      reportNear(quantity, value)
    case .different:
      record(quantity, .suspect, sources: [value])
      report(
        "NAR-01", .warning, "正文写 \(written(quantity))，\(value.title) 是 \(written(value, beside: quantity))", quantity,
        related: [value],
        fix: "先核对哪边对；可以写成 {{\(value.address)}}，数由数据里取来")
    }
    return true
  }
}
