internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// STR-05 and SEC-01: every branch of the functional subjects goes down to 项, unless a recorded decision keeps it
/// secret; and what is kept secret cannot be worked out from what is printed.
struct SecrecyCheck {
  private let disclosure: Disclosure
  private let withheld: [String: SecrecyDecision]

  init(_ disclosure: Disclosure) {
    self.disclosure = disclosure
    withheld = Dictionary(
      disclosure.secrecy.flatMap { decision in decision.codes.map { ($0.value, decision) } }
    ) { first, _ in first }
  }

  /// The tables that have to go down to 项: those with rows by functional subject.
  static func tables(_ disclosure: Disclosure) -> [Table] {
    disclosure.tables.compactMap { $0 }.filter { $0.form.layout == .list && $0.form.levels == ["类", "款", "项"] }
  }

  func run() -> [Finding] {
    let tables = Self.tables(disclosure)
    return tables.flatMap { depth($0) + leaks($0) } + unused(tables) + late()
  }

  /// What was published before anybody decided to keep it back was not kept back by that decision.
  private func late() -> [Finding] {
    guard let published = disclosure.published else { return [] }
    return disclosure.secrecy.filter { published.value.ordinal < $0.date.ordinal }.map { decision in
      finding(
        "SEC-01", "不细化公开的决定（\(decision.date.iso)）晚于公开日期 \(published.value.iso)", at: decision.span,
        related: [.init(published.span, "公开日期")], fix: "核对两个日期", level: .warning)
    }
  }

  /// STR-05: branches that stop short without a decision.
  private func depth(_ table: Table) -> [Finding] {
    guard let block = table.blocks.first, !block.isPartial else { return [] }
    // By code rather than by row: where the 款 between is missing, TC-5 says so.
    let above = Set(block.rows.compactMap(\.code).flatMap { [String($0.dropLast(2)), String($0.dropLast(4))] })
    return block.rows.compactMap { row in
      guard let code = row.code, let level = row.level, level < 2, !above.contains(code), withheld[code] == nil,
        !withheld.keys.contains(where: { CodeTree.parent(of: $0) == code })
      else { return nil }
      return finding(
        "STR-05", "\(table.form.short)的 \(code) \(row.name) 只列到\(level == 0 ? "类" : "款")，没有列到项", at: row.span,
        fix: "列出它下面的各项；因涉密不细化的，在 disclosure.yaml 的 secrecy 里登记决定")
    }
  }

  /// SEC-01: what a decision keeps back is printed after all, or is the one unknown of a printed sum.
  private func leaks(_ table: Table) -> [Finding] {
    guard let block = table.blocks.first else { return [] }
    var findings: [Finding] = []
    for (code, decision) in withheld.sorted(by: { $0.key < $1.key }) {
      let span = decision.codes.first { $0.value == code }?.span ?? decision.span
      let isItem = CodeTree.level(of: code) == 2
      for row in block.rows {
        guard let printed = row.code else { continue }
        let isPrinted = isItem ? printed == code : printed != code && printed.hasPrefix(code)
        guard isPrinted else { continue }
        findings.append(
          finding(
            "SEC-01", "\(table.form.short)列出了 \(printed) \(row.name)，而 \(code) 已决定不细化公开", at: row.span,
            related: [.init(span, "不细化公开的决定")], fix: "删去这一行；可以公开的，改正 secrecy"))
      }
      if let leak = remainder(code, in: block, of: table) {
        findings.append(
          finding(
            "SEC-01", "\(table.form.short)里 \(leak.parent.code ?? "") 减去列出的各\(isItem ? "项" : "款")，就能算出不公开的 \(code)",
            at: leak.parent.span, related: [.init(span, "不细化公开的决定")] + leak.siblings.map { .init($0.span, "列出的") },
            fix: "\(leak.parent.code ?? "上级") 下面一律不细化，或由决定一并不公开其余各\(isItem ? "项" : "款")"))
      }
    }
    return findings
  }

  /// The row above a withheld one and its printed siblings, where the difference between them shows the amount.
  private func remainder(_ code: String, in block: TableBlock, of table: Table) -> (parent: Row, siblings: [Row])? {
    guard block.row(code) == nil, let above = CodeTree.parent(of: code), let parent = block.row(above) else {
      return nil
    }
    let siblings = block.children(of: above).compactMap { block.row($0) }
    guard !siblings.isEmpty else { return nil }
    let isShown = parent.cells.indices.contains { column in
      guard case .figure(let total) = parent.cells[column].content else { return false }
      let parts = siblings.map { $0.cells[column].figure(decimals: table.decimals) }
      let rest = parts.reduce(total.value) { $0 - $1.value }
      // Less than rounding can make shows nothing.
      let rounded = parts.count { !$0.isExact } + 1
      let slack = ExactDecimal.unit(decimals: table.decimals) * ExactDecimal(Int128(rounded / 2))
      return slack < rest.magnitude
    }
    return isShown ? (parent, siblings) : nil
  }

  /// A decision that no table is about was meant for another code.
  private func unused(_ tables: [Table]) -> [Finding] {
    guard tables.allSatisfy(\.isWhole) else { return [] }
    let codes = Set(tables.flatMap(\.blocks).flatMap(\.rows).compactMap(\.code))
    return disclosure.secrecy.flatMap(\.codes).filter { code in
      !codes.contains(code.value) && !(CodeTree.parent(of: code.value).map { codes.contains($0) } ?? false)
    }.map { code in
      finding(
        "SEC-01", "没有一张表有 \(code.value) 或它的上级", at: code.span, fix: "改正编码，或删去这条决定", level: .warning)
    }
  }

  private func finding(
    _ rule: String, _ message: String, at span: SourceSpan, related: [Finding.LabeledSpan] = [], fix: String,
    level: Finding.Level = .error
  ) -> Finding {
    Finding(
      builtIn: rule, level: level, message: message, at: span, related: related,
      fix: fix)
  }
}
