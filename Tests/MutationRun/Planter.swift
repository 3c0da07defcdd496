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
  private let disclosure: Disclosure
  private let terms: [Term]
  private let sources: [String: SourceFile]
  private let known: Set<String>

  init(_ disclosure: Disclosure, _ content: SiteContent) {
    self.disclosure = disclosure
    terms = content.terms
    let base = "content/\(disclosure.id)/"
    sources = content.sources.filter { $0.key.hasPrefix(base) }
    targets = Self.targets(of: disclosure, sources)
    known = Set(Self.check(disclosure, reading: [], terms).filter { $0.level > .note }.map(\.fingerprint))
  }

  /// What the slip came to, and how large the error is; nil where it changes nothing.
  func outcome(of slip: Slip, at target: Target) -> (Outcome, gap: ExactDecimal)? {
    guard let value = slip.applied(to: target.figure) else { return nil }
    let literal = slip == .blank ? "\"\"" : value.written(decimals: max(value.scale, target.figure.isExact ? 0 : 2))
    guard let (changed, reading) = read(replacing: target.span, with: literal) else { return nil }
    let gap = (value - target.figure.value).magnitude
    let found = Self.check(changed, reading: reading, terms).filter {
      $0.level > .note && !known.contains($0.fingerprint)
    }
    if !found.isEmpty {
      let isBlamed = found.contains {
        $0.cell == target.address || $0.primary?.lower == target.span.lower && $0.primary?.path == target.span.path
      }
      return (.caught(isBlamed: isBlamed), gap)
    }
    return (isWithinRounding(changed, target) ? .withinRounding : .missed, gap)
  }

  /// Whether at least one identity covers the cell, and all that do hold within their rounding.
  private func isWithinRounding(_ changed: Disclosure, _ target: Target) -> Bool {
    var engine = RuleEngine(evaluator: Evaluator(changed))
    engine.run(changed.set.rules)
    let touching = engine.checks.filter { check in
      [Comparison.Relation.sum, .same].contains(check.item.assertion.relation) && check.rule.level > .note
        && (check.sides.left + check.sides.right).contains { $0.value.cell == target.cell }
    }
    return !touching.isEmpty && touching.allSatisfy { $0.verdict == .exact || $0.verdict == .rounding }
  }

  private static func check(_ disclosure: Disclosure, reading: [Finding], _ terms: [Term]) -> [Finding] {
    DisclosureChecker.check(
      disclosure, terms: terms, today: CalendarDate("2026-11-21"), reading: reading, keepsLedger: false
    ).findings.standing
  }

  private func read(replacing span: SourceSpan, with literal: String) -> (Disclosure, [Finding])? {
    let base = "content/\(disclosure.id)/"
    func files(_ folder: String) -> [SourceFile] {
      sources.keys.filter { $0.hasPrefix(base + folder + "/") }.sorted().map { file($0) }
    }
    func file(_ path: String) -> SourceFile {
      let source = sources[path] ?? SourceFile(path: path, text: "")
      guard path == span.path else { return source }
      return SourceFile(
        path: path, bytes: Array(source.bytes[..<span.lower] + Array(literal.utf8) + source.bytes[span.upper...]))
    }
    let parts = disclosure.id.split(separator: "/").map(String.init)
    let input = DisclosureInput(
      department: parts[0], year: disclosure.year, kind: disclosure.kind, main: file(base + "disclosure.yaml"),
      tables: files("tables"), narrative: files("narrative"), performance: files("performance"),
      attachments: disclosure.attachments, exceptions: sources[base + "suppressions.yaml"])
    var reader = DisclosureReader(input)
    let set = disclosure.set
    let (read, findings) = reader.read { _ in (set, true, [set.id]) }
    guard var read else { return nil }
    read.relatives = disclosure.relatives
    return (read, findings)
  }

  private static func targets(of disclosure: Disclosure, _ sources: [String: SourceFile]) -> [Target] {
    var found: [Target] = []
    for (index, table) in disclosure.tables.enumerated() {
      guard let table else { continue }
      for (blockIndex, block) in table.blocks.enumerated() {
        for row in block.rows {
          for column in block.form.figureColumns {
            let cell = row.cells[column]
            guard case .figure(let figure) = cell.content, sources[cell.span.path] != nil else { continue }
            let id = CellID(table: index, block: blockIndex, row: row.key, column: column)
            found.append(
              Target(
                table: table.form.short, address: disclosure.set.address(of: id), cell: id, figure: figure,
                span: cell.span))
          }
        }
      }
    }
    return found
  }
}
