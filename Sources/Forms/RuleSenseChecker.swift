internal import Diagnostics
internal import Figures

/// Finds what is well-formed in a rule and can never be checked, or never fail: seen from the form set alone.
///
/// Only lines of the set being read are judged. What it inherits was judged where it was written, and what an heir leaves of
/// it need not make sense everywhere.
struct RuleSenseChecker {
  private let set: FormSet
  private let removed: RemovedNames

  init(_ set: FormSet, removed: RemovedNames) {
    self.set = set
    self.removed = removed
  }

  func check(_ item: Rule.Case, of rule: Rule, context: TableResolution?) -> [Finding] {
    var problems: [Problem] = []
    if let scope = item.scope, removed.isOwn(scope.span), !scope.isField {
      problems += selection(of: scope, context: nil)
    }
    for comparison in [item.assertion, item.condition].compactMap({ $0 }) where removed.isOwn(comparison.span) {
      problems += self.problems(in: comparison, scope: item.scope, context: context)
    }
    return problems.map { FormRule.rule.finding("规则 \(rule.id)：\($0.message)", at: $0.span, fix: $0.fix) }
  }

  private struct Problem {
    let message: String
    let span: SourceSpan
    var fix: String?
  }

  private func problems(in comparison: Comparison, scope: CellReference?, context: TableResolution?) -> [Problem] {
    if comparison.alternatives.isEmpty, !comparison.left.isEmpty,
      comparison.left.map(\.signed) == comparison.right.map(\.signed)
    {
      return [Problem(message: "“\(comparison.text)”两边一样，核对不出什么", span: comparison.span, fix: "改正其中一边")]
    }
    return comparison.terms.flatMap { term in
      problems(in: term.operand, at: comparison.span, scope: scope, context: context)
    }
  }

  private func problems(
    in operand: Operand, at span: SourceSpan, scope: CellReference?, context: TableResolution?
  ) -> [Problem] {
    switch operand {
    case .number: return []
    case .boundCell:
      guard scope?.column == nil else { return [] }
      return [Problem(message: "“本格”要在 for 里写明栏才知道是哪一格", span: span, fix: "加上 for，例如 for: 支出表[*].*")]
    case .count(let references): return references.flatMap { selection(of: $0, context: context) }
    case .cell(let reference): return figures(of: reference, scope: scope, context: context)
    case .sum(let sets):
      return sets.flatMap { set -> [Problem] in
        switch set {
        case .cells(let reference): figures(of: reference, scope: scope, context: context)
        case .children, .leaves:
          scope == nil
            ? [Problem(message: "“下级”“末级”要在 for 里写明行才知道是谁的", span: span, fix: "加上 for，例如 for: 支出表[级=类,款].*")] : []
        }
      }
    case .product(let factors):
      return factors.flatMap { factor -> [Problem] in
        if factor.isDivisor, case .number(let number) = factor.operand, number.isZero {
          return [Problem(message: "不能除以 0", span: span)]
        }
        return problems(in: factor.operand, at: span, scope: scope, context: context)
      }
    }
  }

  private func figures(of reference: CellReference, scope: CellReference?, context: TableResolution?) -> [Problem] {
    guard !reference.isField, let found = try? TableResolution(reference, in: set, context: context) else { return [] }
    let form = set.tables[found.table], block = form.blocks[found.block]
    if case .one(let index) = found.columns {
      let column = block.columns[index]
      if column.kind == .text || column.kind == .date {
        return [Problem(message: "\(form.short)的“\(column.name)”是文字，不能拿来算", span: reference.span)]
      }
    }
    if found.columns == .bound, scope == nil {
      return [Problem(message: "“同栏”要有 for 才知道是哪一栏", span: reference.span, fix: "加上 for")]
    }
    if found.selector == .sameCode, scope == nil {
      return [Problem(message: "“同码”要有 for 才知道是哪个编码", span: reference.span, fix: "加上 for")]
    }
    return selection(of: reference, context: context)
  }

  /// Rows that no table of the form can have.
  private func selection(of reference: CellReference, context: TableResolution?) -> [Problem] {
    guard !reference.isField, let found = try? TableResolution(reference, in: set, context: context),
      let selector = found.selector
    else { return [] }
    let form = set.tables[found.table]
    return problems(in: selector, of: form, form.blocks[found.block], at: reference.span)
  }

  private func problems(
    in selector: CellReference.Selector, of form: TableForm, _ block: BlockForm, at span: SourceSpan
  ) -> [Problem] {
    switch selector {
    case .any(let parts): return parts.flatMap { problems(in: $0, of: form, block, at: span) }
    case .levels(let names):
      let isTree = !form.levels.isEmpty
      return names.filter { !form.levels.contains($0) && !(isTree && $0 == CellReference.leafLevel) }.map { name in
        let near = NearMiss.best(for: name, among: form.levels)
        return Problem(
          message: "\(form.short)没有“\(name)”这一级" + (near.map { "，是否为“\($0)”？" } ?? ""), span: span,
          fix: near.map { "改成 \($0)" }
            ?? (form.levels.isEmpty ? "先在表样里声明它的 levels" : "可用：" + form.levels.joined(separator: "、")))
      }
    case .numbers(let range):
      let numbers = block.lines.compactMap(\.number)
      guard !numbers.contains(range.lowerBound) || !numbers.contains(range.upperBound) else { return [] }
      let known = numbers.min().flatMap { least in numbers.max().map { "，有的是 \(least)..\($0)" } } ?? ""
      return [
        Problem(message: "\(form.short)\(block.name)没有行次 \(range.lowerBound)..\(range.upperBound)\(known)", span: span)
      ]
    case .all, .key, .codePrefix, .named, .sameCode: return []
    }
  }
}

extension SignedTerm {
  /// As text, which two places in a file share.
  fileprivate var signed: String { (isSubtracted ? "-" : "+") + text }
}
