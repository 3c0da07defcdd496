import Diagnostics
import Disclosures
import Figures
import Forms
import Foundation
import Site
@testable import Validation

/// Plants errors into the files of one disclosure and reads and checks it anew.
struct Planter: Sendable {
  let targets: [Target]
  private let copy: DisclosureCopy
  private let known: Set<String>

  /// The disclosure's own tables, and one for each of its sheets: each reads no more than it has to, again and again.
  static func all(_ disclosure: Disclosure, _ content: SiteContent) -> [Planter] {
    let base = "content/\(disclosure.id)/"
    let own = content.sources.filter { $0.key.hasPrefix(base) }
    let sheets = Set(disclosure.sheets.map(\.path))
    return [own.filter { !sheets.contains($0.key) }].compactMap { Planter(disclosure, content.terms, $0) }
      + disclosure.sheets.compactMap { sheet in
        Planter(disclosure, content.terms, own.filter { $0.key == sheet.path || $0.key == base + "disclosure.yaml" })
      }
  }

  private init?(_ disclosure: Disclosure, _ terms: [Term], _ sources: [String: SourceFile]) {
    copy = DisclosureCopy(disclosure: disclosure, terms: terms, sources: sources)
    guard let (reduced, reading) = copy.read(nil) else { return nil }
    targets = Self.targets(of: reduced, sources)
    known = Set(copy.check(reduced, reading: reading).filter { $0.level > .note }.map(\.identity))
  }

  /// What the slip came to, and how large the error is; nil where it changes nothing.
  func outcome(of slip: Slip, at target: Target) -> (Outcome, gap: ExactDecimal)? {
    guard let value = slip.applied(to: target.figure) else { return nil }
    let literal = slip == .blank ? "\"\"" : value.written(decimals: max(value.scale, target.figure.isExact ? 0 : 2))
    guard let (changed, reading) = copy.read(.init(span: target.span, literal: literal)) else { return nil }
    let gap = (value - target.figure.value).magnitude
    let found = copy.check(changed, reading: reading).filter {
      $0.level > .note && !known.contains($0.identity)
    }
    if !found.isEmpty {
      let isBlamed = found.contains {
        $0.cell == target.address || $0.primary?.lower == target.span.lower && $0.primary?.path == target.span.path
      }
      let elsewhere = isBlamed ? nil : found.map { "\($0.rule) \($0.cell ?? $0.primary?.path ?? "")" }
      return (.caught(elsewhere: elsewhere), gap)
    }
    return (silence(changed, target), gap)
  }

  /// Why nothing was said: at least one identity covers the cell and all that do hold within their rounding, or the form of
  /// the sheet has no rule for it.
  private func silence(_ changed: Disclosure, _ target: Target) -> Outcome {
    let sheet = target.sheet.flatMap { name in changed.sheets.first { $0.name == name } }
    var engine = RuleEngine(evaluator: sheet?.evaluator ?? changed.evaluator)
    engine.run(sheet?.set.rules ?? changed.set.rules)
    let touching = engine.checks.filter { check in
      [Comparison.Relation.sum, .same, .stated, .atMost].contains(check.item.assertion.relation)
        && check.rule.level > .note
        && (check.sides.left + check.sides.right).contains { $0.value.cell == target.cell }
    }
    if touching.isEmpty { return sheet == nil ? .missed : .uncovered }
    // What fails has been reported before the slip, and says the same after it: the slip is below what it prints.
    return touching.allSatisfy { $0.verdict == .exact || $0.verdict == .rounding || $0.isFailing }
      ? .withinRounding : .missed
  }

  private static func targets(of disclosure: Disclosure, _ sources: [String: SourceFile]) -> [Target] {
    targets(of: disclosure.tables, in: disclosure.set, sheet: nil, sources)
      + disclosure.sheets.flatMap { targets(of: $0.tables, in: $0.set, sheet: $0, sources) }
  }

  private static func targets(
    of tables: [Table?], in set: FormSet, sheet: Sheet?, _ sources: [String: SourceFile]
  ) -> [Target] {
    var found: [Target] = []
    for (index, table) in tables.enumerated() {
      guard let table, table.form.collects.isEmpty else { continue }
      for (blockIndex, block) in table.blocks.enumerated() {
        for row in block.rows {
          for column in block.form.figureColumns {
            let cell = row.cells[column]
            guard case .figure(let figure) = cell.content, sources[cell.span.path] != nil else { continue }
            let id = CellID(table: index, block: blockIndex, row: row.key, column: column)
            found.append(
              Target(
                table: sheet.map { "\($0.form) \(table.form.short)" } ?? table.form.short, sheet: sheet?.name,
                address: set.address(of: id), cell: id, figure: figure,
                span: cell.span))
          }
        }
      }
    }
    return found
  }
}
