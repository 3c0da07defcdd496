internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// 年末结转和结余比年初减少 5.10 万元: against what the tables have of the beginning of the year.
extension Reconciler {
  mutating func sinceOpening(_ quantity: Quantity, _ lead: Lead, isRise: Bool?) {
    let comparison = lead.comparison ?? lead.range
    let named = subjects(lead, [lead.range.lowerBound..<comparison.lowerBound]).named.flatMap {
      values(of: $0, .actual)
    }
    let last = stated.last { $0.role == .actual && $0.sentence == sentence }
    let ends = named + [last?.value].compactMap { $0 }
    guard quantity.unit.isMoney, let end = ends.first(where: { $0.unit.isMoney && $0.cell != nil }) else {
      return leave(quantity, "与年初比，没有可以比较的数")
    }
    let openings = openings(besides: end)
    let mine = Bounds(quantity)
    for opening in openings {
      let gap = Bounds(end) - Bounds(opening)
      let size = gap.magnitude
      guard mine.lower <= size.upper, size.lower <= mine.upper else { continue }
      guard let isRise, isRise ? gap.isNegative : gap.isPositive, !quantity.value.isZero else {
        return record(quantity, .matched, sources: [end, opening])
      }
      record(quantity, .suspect, sources: [end, opening])
      return report(
        "NAR-07", .warning,
        "这里写“\(isRise ? "增加" : "减少")”，实际是\(isRise ? "减少" : "增加")：\(written(end)) 与年初 \(written(opening))",
        quantity, related: [end, opening], fix: "改成“\(isRise ? "减少" : "增加")”，或核对两个数")
    }
    record(quantity, .unchecked, sources: [], reason: "与年初比，没有可以比较的数")
    guard let opening = openings.first, openings.count == 1, quantity.precision == .stated,
      quantity.moneyUnit == end.unit, end.unit == opening.unit
    else { return }
    let gap = (end.figure.value - opening.figure.value).magnitude
    guard DigitSlip(typed: quantity.value, meant: gap, decimals: quantity.decimals) != nil, !gap.isZero else { return }
    results[results.count - 1].verdict = .suspect
    report(
      "NAR-02", .warning,
      "与年初相比写 \(written(quantity))，\(end.title) \(written(end)) 与 \(opening.title) \(written(opening)) 相差 \(gap.written(decimals: quantity.decimals, grouped: true)) \(end.unit.name)",
      quantity, related: [end, opening], fix: "先核对说的是哪两个数；没有错，就改成重算的数")
  }

  /// The lines for what there was at the beginning of the year in the table of a figure.
  private func openings(besides end: Evaluator.Value) -> [Evaluator.Value] {
    guard let index = end.cell?.table else { return [] }
    let form = disclosure.set.tables[index]
    guard !form.isCoded else { return [] }
    return form.blocks.indices.flatMap { block -> [Evaluator.Value] in
      form.blocks[block].lines.filter { $0.name.hasPrefix("年初") && $0.name.contains(bytesOf: "结余") }.flatMap { line in
        values(of: .row(table: index, block: block, key: line.code ?? line.id), .actual)
      }
    }.filter { !$0.isAbsent }
  }
}
