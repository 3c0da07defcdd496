package import Diagnostics
package import Disclosures
package import Figures
internal import Forms

/// What a department's document and its units' documents have in common, small enough to keep for a whole city.
package struct DisclosureTotals: Sendable, Hashable {
  package let id: String
  package let kind: String
  package let year: Int
  /// The key figures by their label, in 万元 or whatever the form says.
  package let figures: [Total]

  package struct Total: Sendable, Hashable {
    package let label: String
    package let figure: Figure
    package let span: SourceSpan

    package init(label: String, figure: Figure, span: SourceSpan) {
      self.label = label
      self.figure = figure
      self.span = span
    }
  }

  package init(id: String, kind: String, year: Int, figures: [Total]) {
    self.id = id
    self.kind = kind
    self.year = year
    self.figures = figures
  }

  package init(_ disclosure: Disclosure) {
    id = disclosure.id
    year = disclosure.year
    kind = disclosure.kind
    let evaluator = disclosure.evaluator
    figures = disclosure.set.keyFigures.compactMap { key in
      guard let value = try? evaluator.value(key.address), let span = value.span else { return nil }
      return Total(label: key.label, figure: value.figure, span: span)
    }
  }
}

/// STR-11 and X-16: every unit that a department lists has its own document of the year, and together they come to the
/// department's figures.
package enum UnitCheck {
  /// - Parameters:
  ///   - folders: the names of all departments' folders, those included whose `department.yaml` cannot be read.
  ///   - unread: the ids of disclosures that are there and cannot be read.
  ///   - totals: those of the disclosures in a folder, asked for where a department lists units.
  package static func run(
    _ departments: [Department], folders: [String], unread: Set<String>, totals: (String) -> [DisclosureTotals]
  ) -> [Finding] {
    let known = Set(folders)
    var findings: [Finding] = []
    for department in departments where !department.units.isEmpty {
      for unit in department.units where !known.contains(unit.value) {
        let near = NearMiss.best(for: unit.value, among: known.filter { $0 != department.slug }.sorted())
        findings.append(
          finding(
            "STR-11", "所属单位“\(unit.value)”在 content 里没有文件夹" + (near.map { "，是否为“\($0)”？" } ?? ""), at: unit.span,
            fix: near.map { "改成 \($0)" } ?? "单位另行公开的，放进它的文件夹；并入本级的，不列", in: .site))
      }
      let units = department.units.filter { known.contains($0.value) }
      let byID = Dictionary(units.flatMap { totals($0.value) }.map { ($0.id, $0) }) { first, _ in first }
      for whole in totals(department.slug) { findings += check(whole, units: units, byID, unread) }
    }
    return findings
  }

  private static func check(
    _ whole: DisclosureTotals, units: [Located<String>], _ byID: [String: DisclosureTotals], _ unread: Set<String>
  ) -> [Finding] {
    let parts = units.map { unit in
      let id = "\(unit.value)/\(whole.year)/\(whole.kind)"
      return (unit: unit, id: id, totals: byID[id])
    }
    let missing = parts.filter { $0.totals == nil }
    guard missing.isEmpty else {
      return missing.map { part in
        guard !unread.contains(part.id) else {
          return finding(
            "STR-11", "所属单位的公开件 \(part.id) 没有读出来，合计还没有核对", at: part.unit.span, fix: "改正那一件的问题，这里不用改",
            in: .disclosure(whole.id))
        }
        return finding(
          "STR-11", "所属单位“\(part.unit.value)”没有 \(whole.year) 年度的同类公开件，合计也无从核对", at: part.unit.span,
          fix: "补上它的公开件", in: .disclosure(whole.id))
      }
    }
    return whole.figures.compactMap { total in
      let (label, figure, span) = (total.label, total.figure, total.span)
      let own = parts.compactMap { part in
        part.totals?.figures.first { $0.label == label }.map {
          (unit: part.unit.value, figure: $0.figure, span: $0.span)
        }
      }
      guard own.count == parts.count, !own.isEmpty else { return nil }
      let balance = Balance(left: [.init(figure)], right: own.map { .init($0.figure) })
      guard balance.verdict == .broken || balance.verdict == .doubtful else { return nil }
      let arithmetic = balance.arithmetic
      var finding = finding(
        "X-16",
        "部门的\(label)是 \(arithmetic.actual)，所属 \(own.count) 个单位相加\(arithmetic.expected)，相差 \(arithmetic.gap)",
        at: span, fix: "核对各单位的数；有内部往来抵销的，在 basis-notes 里说明", in: .disclosure(whole.id))
      finding.spans += own.map { .init($0.span, "+ \($0.figure.written)　\($0.unit)") }
      finding.arithmetic = arithmetic
      finding.verdict = balance.verdict
      return finding
    }
  }

  private static func finding(
    _ rule: String, _ message: String, at span: SourceSpan, fix: String, in scope: Finding.Scope
  ) -> Finding {
    var finding = Finding(
      builtIn: rule, level: .warning, message: message, at: span, fix: fix)
    finding.basis = BuiltInRules.rule(rule)?.basis
    finding.scope = scope
    return finding
  }
}
