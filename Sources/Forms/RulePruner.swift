internal import Diagnostics

/// Takes out of an inherited set what speaks of tables and lines the heir has removed, and lowers to a warning what
/// rests on something unverified.
struct RulePruner {
  private let set: FormSet
  private let removed: RemovedNames

  init(_ set: FormSet, removed: RemovedNames) {
    self.set = set
    self.removed = removed
  }

  var pruned: FormSet {
    var pruned = set
    pruned.rules = set.rules.compactMap { prune($0) }
    pruned.statements = set.statements.filter { statement in
      guard case .table(let name) = statement.subject else { return true }
      return set.table(named: name) != nil || !removed.contains(name, since: statement.span)
    }
    pruned.keyFigures = set.keyFigures.filter { !isGone($0.address, context: nil) }
    pruned.proseNames = set.proseNames.filter { !isGone($0.address, context: nil) }
    pruned.criteria = set.criteria.filter { criterion in
      (set.table(named: criterion.table) != nil || !removed.contains(criterion.table, since: criterion.span))
        && !criterion.references.contains { isGone($0, context: nil) }
    }
    pruned.comparison = set.comparison.map { table in
      var table = table
      table.lines.removeAll { isGone($0.address, context: nil) }
      return table
    }
    pruned.charts = set.charts.compactMap { chart in
      var chart = chart
      chart.lines.removeAll { line in
        isGone(line.address, context: nil) || line.against.map { isGone($0, context: nil) } ?? false
      }
      let isWholeGone = chart.whole.map { isGone($0, context: nil) } ?? false
      return chart.lines.isEmpty || isWholeGone ? nil : chart
    }
    pruned.basisChanges = set.basisChanges.map { change in
      var change = change
      change.about.removeAll { set.table(named: $0) == nil && removed.contains($0) }
      return change
    }
    pruned.sections = set.sections.map { section in section.dropping { isGone($0, context: nil) } }
    return pruned
  }

  private func prune(_ rule: Rule) -> Rule? {
    let cases = rule.cases.compactMap { prune($0) }
    guard !cases.isEmpty else { return nil }
    let samples = rule.samples.compactMap { sample -> Rule.Sample? in
      let cells = sample.cells.filter { !isGone($0.reference, context: nil) }
      let isWhole = cells.count == sample.cells.count && rule.cases.elementsEqual(cases, by: ===)
      return cells.isEmpty
        ? nil : Rule.Sample(expectation: sample.expectation, cells: cells, isWhole: isWhole, span: sample.span)
    }
    let level = isUnverified(rule, cases) ? min(rule.level, .warning) : rule.level
    return Rule(
      id: rule.id, name: rule.name, level: level, declaredLevel: rule.declaredLevel, basis: rule.basis,
      message: rule.message, help: rule.help, cases: cases, samples: samples, span: rule.span)
  }

  /// An addend that is gone counts for nothing; an assertion with nothing left on one side goes too.
  private func prune(_ item: Rule.Case) -> Rule.Case? {
    if let scope = item.scope, isGone(scope, context: nil) { return nil }
    let context = item.scope.flatMap { try? TableResolution($0, in: set) }
    guard item.references.contains(where: { isGone($0, context: context) }) else { return item }
    func isKept(_ term: SignedTerm) -> SignedTerm? {
      switch term.operand {
      case .cell(let reference): return isGone(reference, context: context) ? nil : term
      case .sum(let sets):
        let kept = sets.filter { item in
          if case .cells(let reference) = item { return !isGone(reference, context: context) }
          return true
        }
        return kept.isEmpty ? nil : SignedTerm(isSubtracted: term.isSubtracted, operand: .sum(kept))
      case .product(let factors):
        return factors.flatMap(\.operand.references).contains { isGone($0, context: context) } ? nil : term
      case .count(let references):
        return references.contains { isGone($0, context: context) } ? nil : term
      case .number, .boundCell: return term
      }
    }
    func kept(_ comparison: Comparison) -> Comparison? {
      let left = comparison.left.compactMap(isKept), right = comparison.right.compactMap(isKept)
      guard left.contains(where: \.isData),
        right.contains(where: \.isData) || !comparison.right.contains(where: \.isData)
      else { return nil }
      let alternatives = comparison.alternatives.map { $0.compactMap(isKept) }.filter { !$0.isEmpty }
      return Comparison(
        left: left, relation: comparison.relation, right: right, alternatives: alternatives, span: comparison.span)
    }
    guard let assertion = kept(item.assertion) else { return nil }
    var condition: Comparison?
    if let written = item.condition {
      guard let kept = kept(written) else { return nil }
      condition = kept
    }
    return Rule.Case(
      scope: item.scope, assertion: assertion, condition: condition, unless: item.unless, isOptional: item.isOptional,
      span: item.span)
  }

  /// Whether an address fails only because of something that an heir of the set it was written in removed.
  private func isGone(_ reference: CellReference, context: TableResolution?) -> Bool {
    guard !reference.isField, (try? TableResolution(reference, in: set, context: context)) == nil else { return false }
    return reference.names.contains { removed.contains($0, since: reference.span) }
  }

  private func isUnverified(_ rule: Rule, _ cases: [Rule.Case]) -> Bool {
    let about = Swift.Set(set.unverified.flatMap(\.about))
    guard !about.isEmpty else { return false }
    if about.contains(rule.id) || about.contains("全部") { return true }
    let references = cases.flatMap { item in item.references + (item.scope.map { [$0] } ?? []) }
    return references.contains { reference in
      if let table = reference.path.first, about.contains(table) { return true }
      return about.contains { $0.contains("[") && covers($0, reference) }
    }
  }

  /// Whether a reference reads the line that an address of `about` names: the same line, or a range it stands in.
  private func covers(_ address: String, _ reference: CellReference) -> Bool {
    guard let line = try? ExpressionParser.reference(address, span: reference.span),
      let wanted = try? TableResolution(line, in: set), let found = try? TableResolution(reference, in: set),
      wanted.table == found.table, wanted.block == found.block, case .key(let key)? = wanted.selector
    else { return false }
    let block = set.tables[wanted.table].blocks[wanted.block]
    switch found.selector {
    case .key(let other)?:
      return key == other || (block.line(named: key) != nil && block.line(named: key) == block.line(named: other))
    case .numbers(let range)?:
      return block.line(named: key).flatMap { block.lines[$0].number }.map(range.contains) ?? false
    case .all?: return true
    default: return false
    }
  }
}
