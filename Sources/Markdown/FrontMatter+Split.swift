import Diagnostics

extension FrontMatter {
  /// The front matter of a file, and where its Markdown begins.
  static func split(_ file: SourceFile, findings: inout FindingList) -> (frontMatter: FrontMatter?, bodyStart: Int) {
    guard let first = lineEnd(in: file.bytes, from: 0), isFence(file.bytes[..<first.content]) else { return (nil, 0) }
    var start = first.next
    while let line = lineEnd(in: file.bytes, from: start) {
      if isFence(file.bytes[start..<line.content]) {
        let text = String(decoding: file.bytes[first.next..<start], as: UTF8.self)
        let frontMatter = FrontMatter(
          text: text, span: file.span(first.next..<start), outerSpan: file.span(0..<line.content))
        return (frontMatter, line.next)
      }
      start = line.next
    }
    findings.add(
      .frontMatter, "第一行的 --- 之后没有另一行 ---，文件头没有结束", at: file.span(0..<first.content),
      fix: "在 section: 等设置之后补一行 ---")
    return (nil, first.next)
  }

  /// Where the line from `start` on ends, without and with its line ending.
  private static func lineEnd(in bytes: [UInt8], from start: Int) -> (content: Int, next: Int)? {
    guard start < bytes.count else { return nil }
    guard let end = bytes[start...].firstIndex(of: 0x0A) else { return (bytes.count, bytes.count) }
    return (end > start && bytes[end - 1] == 0x0D ? end - 1 : end, end + 1)
  }

  /// `---`, perhaps with spaces behind it.
  private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "---".utf8) && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }
}
