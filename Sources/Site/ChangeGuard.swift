package import Diagnostics
package import Disclosures
internal import Forms

/// Compares what is about to be published with what is out: nothing published changes or vanishes silently (Y-07).
package struct ChangeGuard: Sendable {
  /// The check with every disclosure held back that changes published figures without a declared correction.
  package let check: SiteCheck
  package let findings: [Finding]
  /// The published versions that stay.
  package let carriedOver: [DisclosureSummary]
  package let heldBack: [String]

  package init(published: [DisclosureSummary], content: SiteContent, check: SiteCheck) {
    var findings: [Finding] = []
    var heldBack = Set(check.heldBack)
    let current = Dictionary(content.disclosures.map { ($0.id, $0) }) { first, _ in first }
    let present = Set(current.keys).union(content.unreadable)
    for summary in published {
      guard let disclosure = current[summary.id] else {
        if !present.contains(summary.id) {
          heldBack.insert(summary.id)
          findings.append(
            Finding(
              rule: "Y-07", name: "已公开的内容", level: .error,
              message: "“\(summary.departmentName)\(summary.title)”已经公开，content 里却没有了，保留已发布的版本",
              at: .start(of: "content/\(summary.id)/disclosure.yaml"), fix: "放回原来的文件；公开的内容应当长期保留",
              scope: .disclosure(summary.id)))
        }
        continue
      }
      guard !heldBack.contains(summary.id) else { continue }
      let name = content.department(disclosure.department)?.name ?? disclosure.department
      let changes = DisclosureSummary(disclosure, departmentName: name, checks: "").changes(since: summary)
      let corrected = Self.correctedCells(disclosure)
      let silent = changes.filter { change in
        !corrected.contains { $0.cell == change.cell && $0.new == change.new ?? "" && $0.old == change.old ?? "" }
      }
      guard !silent.isEmpty else { continue }
      heldBack.insert(summary.id)
      for change in silent.prefix(20) {
        let (old, new) = (change.old ?? "", change.new ?? "")
        findings.append(
          Finding(
            rule: "Y-07", name: "更正要公开说明", level: .error,
            message: "\(change.cell) 已公开为 \(old.isEmpty ? "空" : old)，现在是 \(new.isEmpty ? "空" : new)，没有登记更正",
            at: disclosure.span,
            notes: silent.count > 20 ? ["这份公开件一共有 \(silent.count) 处"] : [],
            fix:
              "在 disclosure.yaml 的 corrections 里登记：{date: 日期, cell: \"\(change.cell)\", old: \"\(old)\", new: \"\(new)\", reason: 原因}",
            scope: .disclosure(summary.id)))
      }
    }
    self.findings = findings
    self.heldBack = heldBack.sorted()
    carriedOver = published.filter { heldBack.contains($0.id) }
    self.check = check.holdingBack(heldBack.sorted())
  }

  /// The declared corrections, each with the address in the form that reports use, however it was written.
  private static func correctedCells(_ disclosure: Disclosure) -> [(cell: String, old: String, new: String)] {
    let evaluator = Evaluator(disclosure)
    return disclosure.corrections.map { correction in
      let reference = try? ExpressionParser.reference(correction.cell, span: correction.span)
      let address = reference.flatMap { try? evaluator.value($0).address }
      return (address ?? correction.cell, correction.old, correction.new)
    }
  }
}
