package import Diagnostics
package import Forms
package import Markdown
internal import Documents

/// One section of the narrative: a file of prose and the required section it fills.
package struct NarrativeSection: Sendable {
  /// The title the file gives itself.
  package let title: String
  /// The required section it is, where the title is an accepted one.
  package let form: SectionForm?
  package let document: MarkdownDocument
  package let path: String
  /// The place of the title.
  package let span: SourceSpan

  /// Whether there is anything to read.
  package var isEmpty: Bool {
    document.blocks.allSatisfy { $0.plainText().allSatisfy(\.isWhitespace) }
  }
}

/// Reads a narrative file: front matter, then prose.
enum NarrativeReader {
  static func read(
    _ file: SourceFile, _ parsed: (document: MarkdownDocument, findings: [Finding]), set: FormSet
  ) -> (NarrativeSection?, [Finding]) {
    var (document, findings) = parsed
    guard let front = document.frontMatter else {
      findings.append(
        InputRule.missing.finding(
          "开头没有写明这是哪一节", at: SourceSpan.start(of: file.path), fix: "在文件最前面加上三行：---、section: 章节名、---"))
      return (nil, findings)
    }
    let (node, problems) = YAMLReader.read(blankOutside(front.span, of: file))
    findings += problems
    guard let node else {
      if problems.isEmpty { findings.append(InputRule.missing.finding("文件头是空的，没有写明这是哪一节", at: front.outerSpan)) }
      return (nil, findings)
    }
    var map = MappingReader(node, "文件头")
    let title = map.requiredText("section")
    findings += map.finish()
    guard let title else { return (nil, findings) }
    let form = set.leafSections.first { $0.answers(to: title) }
    return (
      NarrativeSection(
        title: form?.title ?? title, form: form, document: document, path: file.path,
        span: node["section"]?.span ?? front.span), findings
    )
  }

  /// The file with everything but the front matter turned into spaces, so that the YAML reader's places are right.
  private static func blankOutside(_ span: SourceSpan, of file: SourceFile) -> SourceFile {
    var bytes = file.bytes
    for index in bytes.indices where index < span.lower || index >= span.upper {
      if bytes[index] != UInt8(ascii: "\n") { bytes[index] = UInt8(ascii: " ") }
    }
    return SourceFile(path: file.path, bytes: Array(bytes[..<span.upper]))
  }
}
