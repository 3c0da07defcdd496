internal import Diagnostics
internal import Documents

/// Addresses and sums in a form set's files: what cannot be read is a finding of the rule about such files.
extension FormRule {
  func reference(_ node: Node, _ findings: inout [Finding]) -> CellReference? {
    read(node, as: "单元格地址", "地址", &findings, ExpressionParser.reference)
  }

  func comparison(_ node: Node, _ findings: inout [Finding]) -> Comparison? {
    read(node, as: "一行算式", "算式", &findings, ExpressionParser.comparison)
  }

  func side(_ node: Node, _ findings: inout [Finding]) -> [SignedTerm]? {
    read(node, as: "一行算式", "算式", &findings, ExpressionParser.side)
  }

  private func read<Value>(
    _ node: Node, as what: String, _ lead: String, _ findings: inout [Finding],
    _ parse: (String, SourceSpan) throws(ExpressionParser.Problem) -> Value
  ) -> Value? {
    guard let text = node.text else {
      findings.append(finding("应是\(what)，这里是\(node.kindWord)", at: node.span, fix: "有方括号时整段加引号"))
      return nil
    }
    do throws(ExpressionParser.Problem) {
      return try parse(text, node.span)
    } catch {
      findings.append(finding("\(lead)“\(text)”：\(error.message)", at: error.span))
      return nil
    }
  }
}
