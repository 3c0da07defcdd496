internal import Diagnostics
internal import Disclosures
internal import Forms

/// Reasons in `reasons.yaml` belong to subjects that their table has: one under a wrong code would never be printed.
enum ReasonCheck {
  static func run(_ disclosure: Disclosure) -> [Finding] {
    disclosure.reasons.byTable.sorted { $0.key < $1.key }.flatMap { id, reasons -> [Finding] in
      guard let table = disclosure.table(id), table.isWhole, let rows = table.blocks.first?.rows else { return [] }
      let known = rows.compactMap(\.code)
      return reasons.sorted { $0.key < $1.key }.compactMap { code, reason in
        guard !known.contains(code) else { return nil }
        let near = NearMiss.best(for: code, among: known)
        return Finding(
          builtIn: "PRO-03", level: .warning,
          message: "\(table.form.short)没有 \(code) 这一行，这条原因用不上" + (near.map { "，是否为 \($0)？" } ?? ""), at: reason.span,
          fix: near.map { "改成 \"\($0)\"" } ?? "删去，或核对编码")
      }
    }
  }
}
