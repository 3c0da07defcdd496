internal import Diagnostics
internal import Documents

/// Reads `charts:` of a form set.
struct ChartReader {
  var findings: [Finding] = []

  mutating func read(_ node: Node) -> ChartForm? {
    var map = MappingReader(node, "图")
    let id = map.requiredText("id")
    let title = map.requiredText("title")
    let series = map.texts("series")
    let whole = map.node("whole").flatMap { FormRule.form.reference($0, &findings) }
    let lines = map.list("lines").compactMap { line($0) }
    findings += map.finish()
    guard let id, let title else { return nil }
    if lines.isEmpty { findings.append(FormRule.form.finding("图“\(title)”没有画什么（lines）", at: node.span)) }
    return ChartForm(id: id, title: title, series: series, whole: whole, lines: lines)
  }

  private mutating func line(_ node: Node) -> ChartForm.Line? {
    var map = MappingReader(node, "图里的一行")
    let label = map.text("label")
    let own = map.required("address").flatMap { FormRule.form.reference($0, &findings) }
    let against = map.node("against").flatMap { FormRule.form.reference($0, &findings) }
    findings += map.finish()
    return own.map { ChartForm.Line(label: label, address: $0, against: against) }
  }
}
