package import Diagnostics
internal import Documents

/// A recorded decision not to break a subject down further, because what it pays for is secret (涉密不细化公开).
///
/// The decision is made on paper; without its record, coarse data are only incomplete.
package struct SecrecyDecision: Sendable, Hashable {
  /// The subjects whose lower levels are not published; a 项 (7 digits) is not published itself.
  package let codes: [Located<String>]
  /// The document or decision behind it.
  package let decision: String
  package let date: CalendarDate
  /// Who approved it. For the record, not for the page.
  package let approver: String
  package let span: SourceSpan

  /// The sentence under a table that this decision leaves coarse: readers are told what is missing, and on which ground.
  package var note: String {
    "科目 \(codes.map(\.value).joined(separator: "、")) 因涉及国家秘密，按\(decision)（\(date.chinese)）不再细化公开。"
  }
}

extension Disclosure {
  /// The footnotes of a table: one for each decision that touches one of its subjects.
  package func secrecyNotes(for table: Table) -> [String] {
    let codes = table.blocks.flatMap(\.rows).compactMap(\.code)
    return secrecy.filter { decision in
      decision.codes.contains { withheld in
        codes.contains { $0 == withheld.value || $0 == CodeTree.parent(of: withheld.value) }
      }
    }.map(\.note)
  }
}

/// Reads the entries of `secrecy` in `disclosure.yaml`.
struct SecrecyReader {
  var findings: [Finding] = []

  mutating func read(_ node: Node) -> SecrecyDecision? {
    var map = MappingReader(node, "涉密科目的决定")
    let items = map.list("codes")
    if items.isEmpty, node.pairs != nil {
      map.record(
        InputRule.missing.finding("涉密科目的决定缺少“codes”", at: node["codes"]?.span ?? node.span, fix: "写成 codes: [20404]"))
    }
    let decision = map.requiredText("decision")
    let dateNode = map.required("date")
    let approver = map.requiredText("approver")
    for (key, text) in [("decision", decision), ("approver", approver)] {
      guard let text, text.allSatisfy(\.isWhitespace), let place = node[key]?.span else { continue }
      map.record(
        InputRule.missing.finding("涉密科目的决定里“\(key)”是空的", at: place, fix: "写上\(key == "decision" ? "文号或名称" : "谁批准的")"))
    }
    var codes: [Located<String>] = []
    for item in items {
      if let code = item.text, CodeTree.level(of: code) != nil {
        codes.append(Located(code, at: item.span))
      } else {
        map.record(
          InputRule.kind.finding(
            "“\(item.text ?? item.kindWord)”不是科目编码", at: item.span, fix: "应是 3 位（类）、5 位（款）或 7 位（项）数字"))
      }
    }
    let date = dateNode?.text.flatMap { CalendarDate($0) }
    if let dateNode, date == nil {
      map.record(InputRule.kind.finding("“date”应是日期", at: dateNode.span, fix: CalendarDate.fix(for: dateNode.text)))
    }
    findings += map.finish()
    guard let decision, let date, let approver, !codes.isEmpty, codes.count == items.count else { return nil }
    return SecrecyDecision(codes: codes, decision: decision, date: date, approver: approver, span: node.span)
  }
}
