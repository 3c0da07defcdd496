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
      ("Author", AttachmentContent.Property.Kind.person, "作者"), ("Creator", .person, "创建者"),
      ("Title", .other, "标题"), ("Subject", .other, "主题"), ("Keywords", .other, "关键词"),
    ] {
      if let value = facts[field] { describe(kind, key, value) }
    }
    if facts["Custom Metadata"] == "yes" { readCustomFacts(bytes, besides: facts, outer) }
    if facts["Metadata Stream"] == "yes" { readMetadataStream(bytes, outer) }
    guard let read = run("pdftotext", ["-layout", "-enc", "UTF-8", "-eol", "unix", "-", "-"], bytes, outer) else {
      return
    }
    if read.status != 0 { leave("PDF 没有读完，可能已损坏", outer) }
    let pages = Self.pages(read.text)
    let broken = brokenNumbers(bytes, beside: read.text, outer)
    var empty: [Int] = []
    for (index, page) in pages.enumerated() {
      if page.utf8.contains(where: { $0 > 0x20 }) {
        let joined = broken.indices.contains(index) ? broken[index] : []
        add(([String(page)] + joined).joined(separator: "\n"), "第 \(index + 1) 页", outer)
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
    // pdfdetach reads no pipe, but the file it is given as its input has a name there.
    if let files = run("pdfdetach", ["-list", "/dev/stdin"], bytes, outer) {
      if files.status != 0 {
        leave("里面有没有附着文件，没有查清", outer)
      } else if !files.text.hasPrefix("0 ") {
        leave("里面还附着文件，没有打开", outer)
      }
    }
    if Self.notes.contains(where: { bytes.firstRange(of: Array($0.utf8)) != nil }) { leave("页面上的批注没有查", outer) }
  }

  /// How notes, whose words are on no page, stand in a file that does not pack its objects.
  private static let notes = ["/Subtype/Text\n", "/Subtype/Text/", "/Subtype /Text\n", "/Subtype /Text "]

  private static func pages(_ text: String) -> [Substring] {
    var pages = text.split(separator: "\u{0C}", omittingEmptySubsequences: false)
    if pages.count > 1, pages.last?.isEmpty ?? false { pages.removeLast() }
    return pages
  }

  /// Numbers of 18 characters that a narrow cell breaks into two lines, page by page. Beside other cells their halves stand
  /// far apart; in the order the file draws them one follows the other.
  private mutating func brokenNumbers(_ bytes: [UInt8], beside text: String, _ outer: [String]) -> [[String]] {
    guard text.firstMatch(of: /(?:^|[^0-9])[0-9]{9,17}(?:[^0-9]|$)/) != nil,
      let drawn = run("pdftotext", ["-raw", "-enc", "UTF-8", "-eol", "unix", "-", "-"], bytes, outer),
      drawn.status == 0
    else { return [] }
    return Self.pages(drawn.text).map { page in
      let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
      return zip(lines, lines.dropFirst()).compactMap { first, second in
        let head = String(first.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
        let tail = second.prefix { $0.isASCII && ($0.isNumber || $0 == "X" || $0 == "x") }
        return !head.isEmpty && head.utf8.count + tail.utf8.count == 18 ? head + tail : nil
      }
    }
  }

  private mutating func readCustomFacts(_ bytes: [UInt8], besides known: [String: String], _ outer: [String]) {
    guard let info = run("pdfinfo", ["-custom", "-"], bytes, outer), info.status == 0 else { return }
    for (key, value) in Self.facts(info.text).sorted(by: { $0.key < $1.key }) where known[key] == nil {
      guard !["CreationDate", "ModDate", "Producer", "Trapped"].contains(key) else { continue }
      describe(.other, String(key.prefix(60)), value)
    }
  }

  /// XMP: who made it, and whatever else it says in words.
  private mutating func readMetadataStream(_ bytes: [UInt8], _ outer: [String]) {
    guard let info = run("pdfinfo", ["-meta", "-"], bytes, outer), info.status == 0 else { return }
    var isCreator = false
    let xml = Array(info.text.drop { $0 != "<" }.utf8)
    let problem = XMLWalk.run(xml) { event in
      switch event {
      case .start("creator", _): isCreator = true
      case .end("creator"): isCreator = false
      case .text(let text):
        let value = String(text.prefix(200)).trimmed
        if !value.isEmpty, !metadata.contains(where: { $0.value == value }) {
          describe(isCreator ? .person : .other, isCreator ? "作者" : "XMP", value)
        }
      default: break
      }
      return true
    }
    if problem != nil { leave("文件属性（XMP）没有读出来", outer) }
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
