internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Scores items of the score card anew where the report's own figures decide (SC-06), and asks of the others whether their
/// score can be had at all by the steps of the criterion (SC-04).
struct CriteriaCheck {
  struct Result {
    var findings: [Finding] = []
    var ledger = Ledger()
  }

  private let disclosure: Disclosure
  private let evaluator: Evaluator

  static func run(_ disclosure: Disclosure, evaluator: Evaluator) -> Result {
    let check = CriteriaCheck(
      disclosure: disclosure, evaluator: evaluator)
    var result = Result()
    var entries: [Ledger.Entry] = []
    var lacking: [(criterion: Criterion, table: TableForm, span: SourceSpan?)] = []
    for criterion in disclosure.set.criteria {
      guard let index = disclosure.set.tables.firstIndex(where: { $0.answers(to: criterion.table) }),
        let table = disclosure.tables[index], let block = table.blocks.first
      else { continue }
      if !block.leaves.contains(where: { $0.name == criterion.indicator }) {
        let names = block.leaves.map(\.name)
        if let near = NearMiss.best(for: criterion.indicator, among: names) {
          result.findings.append(
            Self.lacking(
              [criterion], in: table.form, at: block.rows.first?.span, "，是否为“\(near)”？", fix: "改成 \(near)，或改表样集"))
        } else {
          lacking.append((criterion, table.form, block.rows.first?.span))
        }
      }
      for row in block.leaves where row.name == criterion.indicator {
        guard let outcome = check.outcome(criterion, row, table: index, block: block) else { continue }
        if let finding = outcome.finding { result.findings.append(finding) }
        entries.append(outcome.entry)
      }
    }
    // A part of the card that is gone lacks all of its items.
    for (_, items) in Dictionary(grouping: lacking, by: \.table.id).sorted(by: { $0.key < $1.key }) {
      let criteria = items.map(\.criterion)
      result.findings.append(
        Self.lacking(
          criteria, in: items[0].table, at: items[0].span,
          fix: criteria.count > 1 ? "补上这些项，或在表样集的 criteria 里删去它们" : "补上这一项，或在表样集的 criteria 里删去它"))
    }
    result.ledger = Ledger(entries: entries)
    return result
  }

  /// What the criteria ask for and the card does without.
  private static func lacking(
    _ criteria: [Criterion], in table: TableForm, at span: SourceSpan?, _ tail: String = "", fix: String
  ) -> Finding {
    let names = criteria.prefix(6).map { "“\($0.indicator)”" }.joined(separator: "、")
    let what = criteria.count > 1 ? "\(names)\(criteria.count > 6 ? "等" : "") \(criteria.count) 项" : "\(names)这一项"
    return Finding(
      rule: "SC-06", name: "按评分标准重算得分", level: .warning,
      message: "\(table.short)里没有\(what)，没有按标准重算\(tail)", at: span,
      related: criteria.prefix(4).map { .init($0.span, "表样集的 criteria") }, fix: fix)
  }

  /// The points a part can have been given, each a range, and how they come about.
  private struct Points {
    var ranges: [RationalRange]
    /// Whether the report's figures decide.
    var isDecided: Bool
    var story: String
  }

  private func outcome(
    _ criterion: Criterion, _ row: Row, table: Int, block: TableBlock
  ) -> (finding: Finding?, entry: Ledger.Entry)? {
    let columns = block.indicatorColumns
    guard let weight = columns.weight, let score = columns.score, case .figure(let stated) = row.cells[score].content,
      case .figure(let full) = row.cells[weight].content
    else { return nil }
    let cell = CellID(table: table, block: 0, row: row.key, column: score)
    let context = try? TableResolution(
      CellReference(path: [disclosure.set.tables[table].short], selector: .all, text: "", span: row.span),
      in: disclosure.set)
    let binding = Binding(cell: cell, context: context, isCell: true)
    let parts = criterion.parts.map { points($0, binding, upTo: full.value) }
    let isDecided = parts.allSatisfy(\.isDecided)
    // Any sum of one range of each part.
    var sums = [RationalRange(.zero, .zero)]
    for part in parts {
      sums = sums.prefix(400).flatMap { sum in part.ranges.compactMap { try? sum.plus($0) } }
    }
    let unit = ExactDecimal.unit(decimals: max(2, stated.value.scale))
    let written = RationalRange(Rational(stated.value - unit), Rational(stated.value + unit))
    let isPossible = sums.isEmpty || sums.contains { (try? $0.meets(written)) ?? true }
    let rule = isDecided ? "SC-06" : "SC-04"
    let name = isDecided ? "按评分标准重算得分" : "得分不超过分值"
    let address = disclosure.set.address(of: cell)
    let story = parts.map(\.story).filter { !$0.isEmpty }.joined(separator: "；")
    let entry = Ledger.Entry(
      rule: rule, name: name, cell: address, verdict: isPossible ? .exact : .doubtful,
      formula: story.isEmpty ? criterion.indicator : story)
    guard !isPossible else { return (nil, entry) }
    let wanted = sums.compactMap { range -> String? in
      guard let least = try? range.lower.rounded(decimals: 2), let most = try? range.upper.rounded(decimals: 2) else {
        return nil
      }
      return least == most ? least.written() : "\(least.written()) 至 \(most.written())"
    }
    let choices = wanted.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let should =
      isDecided
      ? "按评分标准应得 \(choices.first ?? "") 分" : "按评分标准只能是 \(choices.prefix(8).joined(separator: "、")) 分"
    var finding = Finding(
      rule: rule, name: name, level: .warning, verdict: .doubtful,
      message: "“\(row.name)”填报 \(stated.value.written()) 分，\(should)" + (story.isEmpty ? "" : "：\(story)"),
      at: row.cells[score].span, related: [.init(row.cells[weight].span, "分值 \(full.value.written())")],
      fix: "核对得分；另有依据的，写明扣分原因")
    finding.cell = address
    return (finding, entry)
  }

  private func points(_ part: Criterion.Part, _ binding: Binding, upTo full: ExactDecimal) -> Points {
    let resolver = SideResolver(binding: binding, evaluator: evaluator)
    func exactly(_ scores: [ExactDecimal]) -> [RationalRange] {
      scores.reduce(into: [ExactDecimal]()) { if !$0.contains($1) { $0.append($1) } }
        .map { RationalRange(Rational($0), Rational($0)) }
    }
    let lead = part.name.isEmpty ? "" : "\(part.name) "
    switch part.kind {
    case .choice(let scores): return Points(ranges: exactly(scores), isDecided: false, story: "")
    case .judged(let most): return Points(ranges: [RationalRange(.zero, Rational(most))], isDecided: false, story: "")
    case .formula(let terms, let most):
      guard let way = try? resolver.way(terms), let range = try? way.range(in: .points) else {
        return Points(ranges: [RationalRange(.zero, Rational(full))], isDecided: false, story: "")
      }
      var ranges = [range]
      if let most, (try? Rational(most).isLess(than: range.upper)) ?? false {
        ranges.append(RationalRange(Rational(most), Rational(most)))
      }
      return Points(ranges: ranges, isDecided: true, story: "\(lead)\(told(way)) ＝ \(rounded(range, 2))")
    case .steps(let terms, let steps):
      guard let way = try? resolver.way(terms), let range = try? way.range(in: .points) else {
        return Points(ranges: exactly(steps.map(\.score)), isDecided: false, story: "")
      }
      let possible = steps.enumerated().compactMap { index, step in
        Self.canBe(range, step, before: Array(steps[..<index])) ? step.score : nil
      }
      let percent = (try? range.lower.times(Rational(ExactDecimal(100))).rounded(decimals: 2).written()) ?? ""
      return Points(
        ranges: exactly(possible), isDecided: possible.count == 1,
        story: "\(lead)\(told(way)) ＝ \(percent)%，得 \(possible.map { $0.written() }.joined(separator: " 或 ")) 分")
    }
  }

  /// Whether some value of the range falls on the step and on none before it.
  private static func canBe(_ range: RationalRange, _ step: Criterion.Step, before: [Criterion.Step]) -> Bool {
    func meets(_ step: Criterion.Step, _ value: Rational) -> Bool {
      let bound = Rational(step.bound)
      let isLess = (try? value.isLess(than: bound)) ?? false, isMore = (try? bound.isLess(than: value)) ?? false
      return switch step.relation {
      case .atLeast: !isLess
      case .above: isMore
      case .atMost: !isMore
      case .below: isLess
      case nil: true
      }
    }
    return [range.lower, range.upper].contains { value in
      meets(step, value) && !before.contains { meets($0, value) }
    }
  }

  private func told(_ way: StatedFormula.Way) -> String {
    way.terms.enumerated().map { index, term in
      (index == 0 ? (term.isSubtracted ? "−" : "") : term.isSubtracted ? " − " : " + ")
        + term.factors.enumerated().map { place, factor in
          (place == 0 ? "" : factor.isDivisor ? " ÷ " : " × ")
            + factor.values.map { entry in
              let value = entry.value
              return value.isNumber
                ? value.figure.value.written() : value.figure.written + (value.unit == .percent ? "%" : "")
            }.joined(separator: " + ")
        }.joined()
    }.joined()
  }

  private func rounded(_ range: RationalRange, _ decimals: Int) -> String {
    (try? range.lower.rounded(decimals: decimals).written()) ?? ""
  }
}
