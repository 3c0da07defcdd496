/// Documents that are a zip of XML parts.
extension AttachmentReader {
  mutating func readOffice(_ format: AttachmentKind.OfficeFormat, _ bytes: [UInt8], _ outer: [String]) {
    let package = ZipPackage(bytes, reader: &self) { name in
      name.hasSuffix(".xml") || name.hasSuffix(".rels") || Self.isEmbedded(name)
    }
    if let problem = package.problem { leave(problem, outer) }
    let count = texts.count
    switch format {
    case .word: readParts(package, .word, Self.wordPlace, outer)
    case .slides: readParts(package, .slide, Self.slidePlace, outer)
    case .openDocument: readParts(package, .openDocument, Self.openDocumentPlace, outer)
    case .ofd: readParts(package, .fixedPage, Self.fixedPagePlace, outer)
    case .sheet: readSheets(package, outer)
    }
    readProperties(package)
    for entry in package.entries where Self.isEmbedded(entry.name) {
      let name = String(entry.name.split(separator: "/").last ?? "")
      read(name: name, bytes: entry.bytes, within: outer + ["嵌入的 \(name)"])
    }
    let hasPictures = package.names.contains {
      $0.contains("media/") || $0.contains("Pictures/") || $0.contains("/Res/")
    }
    if texts.count == count, package.problem == nil {
      if hasPictures {
        leave("只有图片，没有文字", outer)
      } else if !package.entries.contains(where: { Self.isMainPart($0.name) }) {
        leave("里面没有正文，可能已损坏", outer)
      }
    }
  }

  /// Files of a zip that is offered as it is.
  mutating func readArchive(_ bytes: [UInt8], _ outer: [String]) {
    let package = ZipPackage(bytes, reader: &self) { _ in true }
    if let problem = package.problem { leave(problem, outer) }
    if !package.names.isEmpty { add(package.names.joined(separator: "\n"), "文件名", outer) }
    for entry in package.entries {
      let name = String(entry.name.split(separator: "/").last ?? "")
      read(name: name, bytes: entry.bytes, within: outer + [entry.name])
    }
  }

  private mutating func readParts(
    _ package: ZipPackage, _ shape: XMLText.Shape, _ place: (String) -> (order: Int, label: String)?, _ outer: [String]
  ) {
    let parts = package.entries.compactMap { entry in place(entry.name).map { (entry: entry, place: $0) } }
    for part in parts.sorted(by: { ($0.place.order, $0.entry.name) < ($1.place.order, $1.entry.name) }) {
      guard goesOn(outer) else { return }
      let read = XMLText(part.entry.bytes, shape, limit: textLeft)
      if let problem = read.problem { leave(problem, outer) }
      add(read.text, part.place.label, outer)
      for person in read.people { describe(.person, person.key, person.name) }
    }
  }

  private static func isEmbedded(_ name: String) -> Bool {
    (name.contains("/embeddings/") || name.contains("/Attachs/")) && !name.hasSuffix(".bin") && !name.hasSuffix(".xml")
  }

  private static func isMainPart(_ name: String) -> Bool {
    ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "content.xml", "OFD.xml"].contains(name)
  }

  private static func wordPlace(_ name: String) -> (order: Int, label: String)? {
    guard name.hasPrefix("word/"), !name.hasPrefix("word/_rels") else { return nil }
    let file = name.dropFirst(5)
    if file == "document.xml" { return (0, "正文") }
    for (prefix, label) in [
      ("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注"),
      ("glossary/document", "构建基块"),
    ] where file.hasPrefix(prefix) { return (1, label) }
    return nil
  }

  private static func slidePlace(_ name: String) -> (order: Int, label: String)? {
    let digits = name.split(separator: "/").last.map { Int($0.filter { $0.isASCII && $0.isNumber }) ?? 0 } ?? 0
    if name.hasPrefix("ppt/slides/slide") { return (digits, "第 \(digits) 张幻灯片") }
    if name.hasPrefix("ppt/notesSlides/notesSlide") { return ((1 << 20) &+ digits, "幻灯片备注") }
    if name.hasPrefix("ppt/comments/") { return (1 << 21, "批注") }
    return nil
  }

  private static func openDocumentPlace(_ name: String) -> (order: Int, label: String)? {
    name == "content.xml" ? (0, "正文") : name == "styles.xml" ? (1, "页眉页脚") : nil
  }

  private static func fixedPagePlace(_ name: String) -> (order: Int, label: String)? {
    let parts = name.split(separator: "/")
    guard parts.last == "Content.xml", parts.count >= 2 else { return nil }
    let number = (Int(parts[parts.count - 2].filter { $0.isASCII && $0.isNumber }) ?? 0) &+ 1
    return (number, parts.contains("Tpls") ? "模板页" : "第 \(number) 页")
  }
}
