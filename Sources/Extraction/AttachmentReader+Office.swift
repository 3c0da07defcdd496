/// Documents that are a zip of XML parts.
extension AttachmentReader {
  mutating func readOffice(_ format: AttachmentKind.OfficeFormat, _ bytes: [UInt8], _ outer: [String]) {
    let package = ZipPackage(bytes, reader: &self) { name in
      name.hasSuffix(".xml") || name.hasSuffix(".rels") || name.hasPrefix("word/") && name.contains(".htm")
        || Self.isEmbedded(name)
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
    readOtherParts(package, outer)
    readProperties(package)
    for entry in package.entries where Self.isEmbedded(entry.name) {
      let name = String(entry.name.split(separator: "/").last ?? "")
      read(name: name, bytes: entry.bytes, within: outer + ["嵌入的 \(name)"])
    }
    let hasPictures = package.names.contains {
      $0.contains("media/") || $0.contains("Pictures/") || $0.contains("/Res/")
    }
    for name in package.names where name.contains("/embeddings/") && name.hasSuffix(".bin") {
      leave("嵌入的对象 \(name.split(separator: "/").last ?? "") 没有打开", outer)
    }
    if hasPictures, texts.count > count { leave("里面有图片，图片上的文字没有查", outer) }
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
      if !read.former.isEmpty { add(read.former, part.place.label + "（修订前）", outer) }
      for person in read.people { describe(.person, person.key, person.name) }
    }
  }

  /// What is neither the text nor its layout: charts, drawings, data behind forms, links, web pages taken in.
  private mutating func readOtherParts(_ package: ZipPackage, _ outer: [String]) {
    for entry in package.entries {
      guard goesOn(outer) else { return }
      let name = entry.name
      if name.hasSuffix(".rels") {
        add(Self.links(entry.bytes), "链接", outer)
      } else if ["/charts/", "/diagrams/"].contains(where: { name.contains($0) }) {
        let read = XMLText(entry.bytes, .slide, limit: textLeft)
        add(read.text, "图表", outer)
      } else if name.hasPrefix("customXml/item") && !name.contains("Props") || name == "word/settings.xml" {
        let read = XMLText(entry.bytes, .other, limit: textLeft)
        add(read.text, "文档里的数据", outer)
      } else if name.hasPrefix("word/"), name.hasSuffix(".htm") || name.hasSuffix(".html") {
        readHTML(entry.bytes, outer)
      }
    }
  }

  /// The telephones and mail addresses that links lead to.
  private static func links(_ bytes: [UInt8]) -> String {
    var links: [String] = []
    _ = XMLWalk.run(bytes) { event in
      if case .start("Relationship", let attributes) = event, let target = attributes["Target"],
        target.hasPrefix("tel:") || target.hasPrefix("mailto:") || target.hasPrefix("sms:")
      {
        links.append("电话 " + target.drop { $0 != ":" }.dropFirst())
      }
      return links.count < 1000
    }
    return links.joined(separator: "\n")
  }

  private static func isEmbedded(_ name: String) -> Bool {
    (name.contains("/embeddings/") || name.contains("/Attachs/")) && !name.hasSuffix(".bin") && !name.hasSuffix(".xml")
  }

  private static func isMainPart(_ name: String) -> Bool {
    name.hasPrefix("word/document")
      || ["xl/workbook.xml", "ppt/presentation.xml", "content.xml", "OFD.xml"].contains(name)
  }

  private static func wordPlace(_ name: String) -> (order: Int, label: String)? {
    guard name.hasPrefix("word/"), !name.hasPrefix("word/_rels") else { return nil }
    let file = name.dropFirst(5)
    if file.hasPrefix("document"), file.hasSuffix(".xml"), !file.contains("/") { return (0, "正文") }
    let lowercased = file.lowercased()
    for (prefix, label) in [
      ("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注"),
      ("glossary/document", "构建基块"),
    ] where lowercased.hasPrefix(prefix) { return (1, label) }
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
