/// PDF, by the programs of poppler-utils.
///
/// A program rather than a library: no PDF parser is safe from every broken file, and one that crashes, loops or eats
/// memory in a process of its own costs one attachment its check and nothing else. Where it is not installed, the
/// attachment is unread, never passed.
extension AttachmentReader {
  mutating func readPDF(_ bytes: [UInt8], _ outer: [String]) {
    guard let info = run("pdfinfo", ["-"], bytes, outer) else { return }
    guard info.status == 0 else {
      // The trailer of an encrypted file says so in plain text.
      let isEncrypted = bytes.firstRange(of: Array("/Encrypt".utf8)) != nil
      return leave(isEncrypted ? "加了密码，打不开" : "PDF 已损坏，打不开", outer)
    }
    let facts = Self.facts(info.text)
    for (field, kind, key) in [
      ("Author", AttachmentContent.Property.Kind.person, "作者"), ("Title", .other, "标题"), ("Subject", .other, "主题"),
      ("Keywords", .other, "关键词"),
    ] {
      if let value = facts[field] { describe(kind, key, value) }
    }
    guard let read = run("pdftotext", ["-layout", "-enc", "UTF-8", "-eol", "unix", "-", "-"], bytes, outer) else {
      return
    }
    if read.status != 0 { leave("PDF 没有读完，可能已损坏", outer) }
    var pages = read.text.split(separator: "\u{0C}", omittingEmptySubsequences: false)
    if pages.count > 1, pages.last?.isEmpty ?? false { pages.removeLast() }
    var empty: [Int] = []
    for (index, page) in pages.enumerated() {
      if page.utf8.contains(where: { $0 > 0x20 }) {
        add(String(page), "第 \(index + 1) 页", outer)
      } else {
        empty.append(index + 1)
      }
    }
    if empty.count == pages.count {
      leave("没有文字层，可能是扫描件", outer)
    } else if !empty.isEmpty {
      let listed = empty.prefix(5).map { String($0) }.joined(separator: "、")
      leave("第 \(listed) 页\(empty.count > 5 ? "等 \(empty.count) 页" : "")没有文字，可能是扫描件", outer)
    }
    if let files = run("pdfdetach", ["-list", "-"], bytes, outer), files.status == 0, !files.text.hasPrefix("0 ") {
      leave("里面还附着文件，没有打开", outer)
    }
  }

  private mutating func run(
    _ program: String, _ arguments: [String], _ bytes: [UInt8], _ outer: [String]
  ) -> (status: Int32, text: String)? {
    let outcome = BoundedProcess.run(
      program, arguments, input: bytes, seconds: min(20, max(0.1, secondsLeft)), outputLimit: limits.text)
    switch outcome {
    case .finished(let status, let output): return (status, String(decoding: output, as: UTF8.self))
    case .stopped:
      leave("读 PDF 时超出了时间、内存或文字量的上限", outer)
      return nil
    case .unavailable:
      leave("没有安装 poppler-utils，PDF 查不了", outer)
      return nil
    }
  }

  /// `Author:          张三` line by line.
  private static func facts(_ text: String) -> [String: String] {
    var facts: [String: String] = [:]
    for line in text.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      facts[String(line[..<colon])] = String(line[line.index(after: colon)...]).trimmed
    }
    return facts
  }
}
