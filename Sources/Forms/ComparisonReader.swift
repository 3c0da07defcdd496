internal import Diagnostics
internal import Documents

/// Reads `comparison:` and `basis-changes:` of a form set.
struct ComparisonReader {
  var findings: [Finding] = []

  mutating func read(_ node: Node) -> ComparisonForm? {
    var map = MappingReader(node, "历年比较")
    let id = map.requiredText("id")
    let title = map.requiredText("title")
    let lines = map.list("lines").compactMap { readLine($0) }
    findings += map.finish()
    guard let id, let title else { return nil }
    return ComparisonForm(id: id, title: title, lines: lines)
  }

  private mutating func readLine(_ node: Node) -> ComparisonForm.Line? {
    var map = MappingReader(node, "历年比较的一行")
    let label = map.text("label")
    let isTrend = map.flag("trend")
    let address = map.required("address")
    findings += map.finish()
    guard let address, let reference = FormRule.form.reference(address, &findings) else { return nil }
    return .init(label: label, address: reference, isTrend: isTrend)
  }

  mutating func readChange(_ node: Node) -> BasisChange? {
    var map = MappingReader(node, "口径变化")
    let id = map.requiredText("id")
    _ = map.required("from")
    let from = map.int("from")
    let text = map.requiredText("text")
    let source = map.text("source")
    let about = map.texts("about")
    findings += map.finish()
    guard let id, let from, let text else { return nil }
    return BasisChange(id: id, from: from, text: text, source: source, about: about)
  }
}
