internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// TC-5: coded rows stand under their parents, in ascending order, and none is all zero.
enum CodeTreeCheck {
  /// - Parameter told: the keys of rows that are missing and have been reported with what fails for it.
  static func run(_ table: Table, told: Set<String> = []) -> [Finding] {
    guard table.form.layout == .list, let block = table.blocks.first else { return [] }
    // Where rows are lost, what seems missing may only be unread.
    let isWhole = !block.isPartial
    var findings: [Finding] = []
    var orphans: [(parent: String, rows: [Row])] = []
    var last: Row?
    for row in block.rows where !row.isTotal {
      guard let code = row.code else { continue }
      if isWhole, let parent = CodeTree.parent(of: code), block.row(parent) == nil {
        if let known = orphans.firstIndex(where: { $0.parent == parent }) {
          orphans[known].rows.append(row)
        } else {
          orphans.append((parent, [row]))
        }
      }
      if let last, let lastCode = last.code, code < lastCode {
        findings.append(
          Finding(
            rule: "TC-5", name: "科目编码", level: .error, message: "\(table.form.short)的 \(code) 排在 \(lastCode) 后面，应从小到大",
            at: row.span, related: [.init(last.span, lastCode)], fix: "按编码排序"))
      }
      // 0.00 is less than half of the last digit, and no nil; what could not be read is neither.
      if !row.cells.contains(where: { $0.content == .unreadable }),
        row.cells.allSatisfy({ $0.figure(decimals: table.decimals).isNil })
      {
        findings.append(
          Finding(
            rule: "TC-5", name: "科目编码", level: .warning,
            message: "\(table.form.short)的 \(code) \(row.name) 整行为 0，没有发生额的科目不列", at: row.span, fix: "删去这一行"))
      }
      last = row
    }
    for (parent, rows) in orphans where !told.contains(parent) {
      findings.append(
        Finding(
          rule: "TC-5", name: "科目编码", level: .error, message: lacking(parent, above: rows, in: table.form),
          at: rows[0].span,
          related: rows.dropFirst().map { .init($0.span, "也在它下面") }, fix: "补上 \(parent) 这一行，或改正编码"))
    }
    if isWhole, !told.contains(Row.totalKey), !block.rows.contains(where: \.isTotal),
      let message = lackingTotal(table.form)
    {
      findings.append(
        Finding(
          rule: "TC-3", name: "合计行", level: .error, message: message,
          at: block.rows.first?.span ?? .start(of: table.path), fix: "加上 [\"\", \(table.form.totalRow ?? ""), …]"))
    }
    return findings
  }

  /// `支出表有 20103 …、20132 …，却没有它们上面的类 201`.
  static func lacking(_ parent: String, above rows: [Row], in form: TableForm) -> String {
    let names =
      rows.prefix(3).map { "\($0.key) \($0.name)" }.joined(separator: "、") + (rows.count > 3 ? "等 \(rows.count) 行" : "")
    let level = CodeTree.level(of: parent).flatMap { form.levels.indices.contains($0) ? form.levels[$0] : nil } ?? "上级"
    return "\(form.short)有 \(names)，却没有\(rows.count > 1 ? "它们" : "它")上面的\(level) \(parent)"
  }

  /// nil where the form has no such row.
  static func lackingTotal(_ form: TableForm) -> String? { form.totalRow.map { "\(form.short)没有“\($0)”行" } }
}
