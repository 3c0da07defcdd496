internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// TC-5: coded rows stand under their parents, in ascending order, and none is all zero.
enum CodeTreeCheck {
  static func run(_ table: Table) -> [Finding] {
    guard table.form.layout == .list, let block = table.blocks.first else { return [] }
    // Where rows are lost, what seems missing may only be unread.
    let isWhole = !block.isPartial
    var findings: [Finding] = []
    var last: Row?
    for row in block.rows where !row.isTotal {
      guard let code = row.code else { continue }
      if isWhole, let parent = CodeTree.parent(of: code), block.row(parent) == nil {
        let level =
          table.form.levels.indices.contains((row.level ?? 1) - 1) ? table.form.levels[(row.level ?? 1) - 1] : "上级"
        findings.append(
          finding(
            "\(table.form.short)有 \(code) \(row.name)，却没有它上面的\(level) \(parent)", at: row, fix: "补上 \(parent) 这一行，或改正编码"
          ))
      }
      if let last, let lastCode = last.code, code < lastCode {
        findings.append(
          Finding(
            rule: "TC-5", name: "科目编码", level: .error, message: "\(table.form.short)的 \(code) 排在 \(lastCode) 后面，应从小到大",
            at: row.span, related: [.init(last.span, lastCode)], fix: "按编码排序"))
      }
      if row.cells.allSatisfy({ $0.figure(decimals: 0).value.isZero }) {
        findings.append(
          finding("\(table.form.short)的 \(code) \(row.name) 整行为 0，没有发生额的科目不列", at: row, fix: "删去这一行", level: .warning))
      }
      last = row
    }
    if isWhole, let total = table.form.totalRow, !block.rows.contains(where: \.isTotal) {
      findings.append(
        Finding(
          rule: "TC-3", name: "合计行", level: .error, message: "\(table.form.short)没有“\(total)”行",
          at: block.rows.first?.span ?? .start(of: table.path), fix: "加上 [\"\", \(total), …]"))
    }
    return findings
  }

  private static func finding(_ message: String, at row: Row, fix: String, level: Finding.Level = .error) -> Finding {
    Finding(rule: "TC-5", name: "科目编码", level: level, message: message, at: row.span, fix: fix)
  }
}
