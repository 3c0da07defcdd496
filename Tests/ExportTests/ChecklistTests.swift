import Diagnostics
import Foundation
import Testing

@testable import Export

@Suite struct ChecklistTests {
  static var checklist: Checklist {
    var finding = Finding(rule: "T01-1", name: "合计", level: .error, verdict: .broken, message: "=1+1 相差 0.02")
    finding.cell = "甲"
    var waived = Finding(rule: "STR-01", name: "公开时限", level: .warning, message: "没有写批复日期")
    waived.suppression = Suppression(reason: "原件未载明", approver: "科长", expires: nil, span: .start(of: "s.yaml"))
    let ledger = Ledger(entries: [
      .init(rule: "T01-1", name: "合计", cell: "甲", verdict: .broken, formula: ""),
      .init(.requirement, rule: "STR-01", name: "公开时限", cell: "", verdict: .open, formula: "", reason: "没有写批复日期"),
      .init(rule: "X-01", name: "表间", cell: "乙", verdict: .rounding, formula: ""),
    ])
    var checklist = Checklist()
    checklist.add(
      "甲局2020年度部门决算", url: "https://a.example/a/2020/final-accounts/",
      rules: [rule("X-01", "表间"), rule("T01-1", "合计"), rule("STR-01", "公开时限"), rule("TC-7", "基金")],
      findings: [finding, waived], ledger: ledger)
    return checklist
  }

  private static func rule(_ id: String, _ name: String) -> RuleDescription {
    RuleDescription(id: id, name: name, level: .error, basis: "表", summary: "要求", isLocked: false)
  }

  @Test func saysForEachRuleWhatCameOfIt() {
    let results = Self.checklist.sorted.map { "\($0.heading.rawValue) \($0.rule) \($0.result.prefix { $0 != "（" })" }
    #expect(results == ["及时性 STR-01 公开时限 未检", "真实性 X-01 表间 符合", "真实性 T01-1 合计 不符合", "真实性 TC-7 基金 不适用"])
  }

  /// A warning is counted where the ledger has no entry for it; what was folded into another finding is not fine.
  @Test func theResultAgreesWithItsCounts() {
    var cause = Finding(rule: "X-01", name: "表间", level: .error, verdict: .broken, message: "两处不同")
    cause.folded = [FoldedCheck(rule: "T01-2", name: "支出合计", cell: "乙", formula: "")]
    let warning = Finding(rule: "NAR-02", name: "用词", level: .warning, message: "年度写错")
    var checklist = Checklist()
    checklist.add(
      "甲", url: "", rules: ["T01-2", "NAR-02"].map { Self.rule($0, "项") }, findings: [cause, warning],
      ledger: Ledger(entries: [
        .init(rule: "T01-2", name: "支出合计", cell: "乙", verdict: .broken, formula: ""),
        .init(rule: "X-01", name: "表间", cell: "乙", verdict: .broken, formula: ""),
      ]))
    let rows = Dictionary(checklist.rows.map { (String($0.rule.prefix { $0 != " " }), $0) }) { first, _ in first }
    #expect(rows["T01-2"]?.result == "不符合（符合 0，不符合 1，存疑 0，未检 0）")
    #expect(rows["T01-2"]?.explanation == "连带，见 X-01：两处不同")
    #expect(rows["NAR-02"]?.result == "存疑（符合 0，不符合 0，存疑 1，未检 0）")
  }

  @Test func anExceptionIsNoPass() {
    let row = Self.waived.rows.first
    #expect(row?.result == "例外（符合 1，不符合 1，存疑 0，未检 0）")
    #expect(row?.explanation == "" && row?.remark == "例外：两处不同（原文如此，科长批准）")
  }

  private static var waived: Checklist {
    var finding = Finding(rule: "T01-1", name: "合计", level: .error, verdict: .broken, message: "两处不同")
    finding.suppression = Suppression(reason: "原文如此", approver: "科长", expires: nil, span: .start(of: "s.yaml"))
    var checklist = Checklist()
    checklist.add(
      "甲", url: "", rules: [rule("T01-1", "合计")], findings: [finding],
      ledger: Ledger(entries: [
        .init(rule: "T01-1", name: "合计", cell: "甲", verdict: .broken, formula: ""),
        .init(rule: "T01-1", name: "合计", cell: "乙", verdict: .exact, formula: ""),
      ]))
    return checklist
  }

  @Test func keepsExceptionsInSight() {
    #expect(Self.checklist.sorted[0].remark == "例外：没有写批复日期（原件未载明，科长批准）")
  }

  @Test func isNoFormulaInASpreadsheet() {
    let text = String(decoding: Self.checklist.csv, as: UTF8.self)
    #expect(Self.checklist.csv.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(text.contains("'=1+1 相差 0.02") && !text.contains(",=1+1"))
  }

  /// U+FFFE is in no XML 1.0 document; a strict reader would refuse the whole workbook.
  @Test func leavesOutWhatXMLCannotHold() {
    func book(_ text: String) -> [UInt8] {
      var checklist = Checklist()
      let finding = Finding(rule: "T01-1", name: "合计", level: .error, verdict: .broken, message: text)
      checklist.add("甲", url: "", rules: [], findings: [finding], ledger: Ledger())
      return checklist.workbook(created: "2026-11-21")
    }
    #expect(book("行\u{FFFE}政\u{1B}") == book("行\u{FFFD}政\u{FFFD}"))
  }

  @Test func makesTheSameWorkbookEveryTime() {
    let first = Self.checklist.workbook(created: "2026-11-21")
    #expect(first.starts(with: Array("PK".utf8)))
    #expect(first == Self.checklist.workbook(created: "2026-11-21"))
    #expect(first != Self.checklist.workbook(created: "2026-11-22"))
  }
}
