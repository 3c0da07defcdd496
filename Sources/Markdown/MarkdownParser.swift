package import Diagnostics

/// Parses narrative files. Always gives a document: where something is wrong, as much of it as can be
/// shown, and findings.
package enum MarkdownParser {
  /// The largest file that is read. A narrative section has a few kilobytes.
  package static let mostBytes = 1 << 20

  /// - Parameter allowsHTML: whether the site lets its authors write a few harmless tags.
  package static func parse(_ file: SourceFile, allowsHTML: Bool = false) -> (MarkdownDocument, [Finding]) {
    var findings = FindingList()
    guard file.bytes.count <= mostBytes else {
      findings.add(
        .size, "文件有 \(file.bytes.count) 字节，超过 1 MiB", at: .start(of: file.path), fix: "把正文分成几个文件，图片放进 attachments/")
      return (MarkdownDocument(), findings.all)
    }
    let (frontMatter, bodyStart) = FrontMatter.split(file, findings: &findings)
    let prepared = TextPreparer.prepare(file, from: bodyStart, findings: &findings)
    if let (problem, offset) = HostileInputScan.problem(in: prepared) {
      report(problem, at: prepared.span(offset..<offset), &findings)
      return (MarkdownDocument(frontMatter: frontMatter), findings.all)
    }
    var builder = TreeBuilder(prepared, findings: findings, allowsHTML: allowsHTML)
    let blocks = CMark.withTree(of: prepared.bytes) { builder.document($0) } ?? []
    return (MarkdownDocument(frontMatter: frontMatter, blocks: blocks), builder.findings.all)
  }

  private static func report(_ problem: HostileInputScan.Problem, at span: SourceSpan, _ findings: inout FindingList) {
    switch problem {
    case .nesting:
      findings.add(
        .nesting, "列表和引用嵌套超过 \(TreeBuilder.mostNesting) 层，没有读这个文件", at: span, fix: "减少缩进的层数")
    case .columns:
      findings.add(
        .complexity, "表格超过 \(HostileInputScan.mostColumns) 栏，没有读这个文件", at: span, fix: "数据放进 tables/，正文里只放小表")
    case .cells:
      findings.add(
        .complexity, "表格合计超过 \(HostileInputScan.mostCells) 格，没有读这个文件", at: span, fix: "数据放进 tables/，正文里只放小表")
    case .cost:
      findings.add(
        .complexity, "到这里为止的标记过多（一段里成千的方括号、星号或 <!，或极深的嵌套），没有读这个文件", at: span,
        fix: "用空行分段，把正文分成几个文件")
    }
  }
}
