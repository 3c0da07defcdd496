package import Diagnostics

/// The ledger as published beside a disclosure: every check with its verdict, so that anyone can see what was checked.
package enum LedgerCSV {
  package static func encode(_ ledger: Ledger) -> [UInt8] {
    var lines = [["规则", "名称", "单元格", "结论", "算式", "其他单元格", "差额", "允许", "说明"]]
    for entry in ledger.entries where entry.verdict != .notApplicable {
      lines.append([
        entry.rule, entry.name, entry.cell, entry.verdict.word, entry.formula, entry.others.joined(separator: "；"),
        entry.arithmetic?.gap ?? "", entry.arithmetic?.allowed ?? "", entry.reason ?? "",
      ])
    }
    return CSVLine.file(lines)
  }
}
