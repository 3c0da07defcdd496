internal import Diagnostics

/// Checks the names in every rule, statement and key figure against the tables of the set, before any data is judged.
struct RuleChecker {
  private let set: FormSet

  init(_ set: FormSet) { self.set = set }

  func check() -> [Finding] {
    var findings: [Finding] = []
    for rule in set.rules {
      for item in rule.cases {
        var context: TableResolution?
        if let scope = item.scope { findings += check(scope, context: nil, what: rule.id, resolved: &context) }
        for comparison in [item.assertion, item.condition].compactMap({ $0 }) {
          for operand in (comparison.left + comparison.right).map(\.operand) {
            for reference in references(operand) {
              var ignored: TableResolution?
              findings += check(reference, context: context, what: rule.id, resolved: &ignored)
            }
          }
        }
        if let unless = item.unless, !set.leafSections.contains(where: { $0.answers(to: unless.section) }) {
          findings.append(FormRule.rule.finding("规则 \(rule.id)：没有“\(unless.section)”这个章节", at: item.span))
        }
      }
      for cell in rule.samples.flatMap(\.cells) {
        var ignored: TableResolution?
        findings += check(cell.reference, context: nil, what: rule.id, resolved: &ignored)
      }
    }
    for statement in set.statements where set.table(named: statement.table) == nil {
      findings.append(FormRule.form.finding("没有“\(statement.table)”这张表", at: statement.span))
    }
    for figure in set.keyFigures {
      var ignored: TableResolution?
      findings += check(figure.address, context: nil, what: "要数", resolved: &ignored)
    }
    return findings
  }

  private func references(_ operand: Operand) -> [CellReference] {
    switch operand {
    case .cell(let reference): [reference]
    case .sum(let sets):
      sets.compactMap {
        if case .cells(let reference) = $0 { return reference }
        return nil
      }
    case .number, .boundCell: []
    }
  }

  private func check(
    _ reference: CellReference, context: TableResolution?, what: String, resolved: inout TableResolution?
  ) -> [Finding] {
    do {
      resolved = try TableResolution(reference, in: set, context: context)
      return []
    } catch {
      return [FormRule.rule.finding("规则 \(what)：\(error.message)", at: error.span, fix: error.fix)]
    }
  }
}
