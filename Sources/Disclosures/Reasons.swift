internal import Diagnostics
internal import Documents
internal import Forms

/// Why figures differ from the budget, or what they are for, subject by subject (`reasons.yaml`): the one part of an
/// explanation that no data hold.
package struct Reasons: Sendable {
  /// Table id → code → the reason, without the full stop.
  package var byTable: [String: [String: Located<String>]] = [:]

  package init() {}

  package func reason(table: String, row: String) -> String? { byTable[table]?[row]?.value }
}

/// Reads `reasons.yaml`: a mapping of tables, each a mapping of codes to sentences.
struct ReasonsReader {
  private(set) var findings: [Finding] = []

  mutating func read(_ file: SourceFile, set: FormSet) -> Reasons {
    var reasons = Reasons()
    let (node, problems) = DocumentReader.read(file)
    findings += problems
    guard let node, !node.isEmpty else { return reasons }
    guard let pairs = node.pairs else {
      findings.append(
        InputRule.kind.finding(
          "reasons.yaml 应是“表: {编码: 原因}”，这里是\(node.kindWord)", at: node.span, fix: "写法见 docs/写一份公开件.md"))
      return reasons
    }
    for pair in pairs {
      let name = pair.key.text ?? ""
      guard let form = set.table(named: name), form.isCoded else {
        let known = set.tables.filter(\.isCoded).map(\.short)
        let near = NearMiss.best(for: name, among: known)
        findings.append(
          InputRule.unknownName.finding(
            "没有“\(name)”这张按科目列的表" + (near.map { "，是否为“\($0)”？" } ?? ""), at: pair.key.span,
            fix: near.map { "改成 \($0)" } ?? "可用：" + known.joined(separator: "、")))
        continue
      }
      for entry in pair.value.pairs ?? [] {
        guard let code = entry.key.text, let text = entry.value.text else {
          findings.append(InputRule.kind.finding("原因应是一段文字", at: entry.value.span, fix: "写成 \"编码\": 原因"))
          continue
        }
        var words = text
        while let last = words.last, "。.；; \n".contains(last) { words.removeLast() }
        guard !words.isEmpty else { continue }
        reasons.byTable[form.id, default: [:]][code] = Located(words, at: entry.key.span)
      }
    }
    return reasons
  }
}
