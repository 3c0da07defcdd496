/// Makes a page of the site ready for the preview: it gets the script and the panel's style, and its policy
/// lets them work.
///
/// Nothing else changes: what is previewed is what will be published.
enum PagePreparation {
  /// - Parameter assets: what the page's style sheets, scripts and pictures are known by. `PageUpdate` loads a page anew
  ///   whose script element has changed in more than its version.
  static func prepare(_ page: [UInt8], version: String, assets: String = "") -> [UInt8] {
    var page = prepareHead(page)
    let source = PreviewHandler.reserved + "preview.js"
    let known = assets.isEmpty ? "" : " data-assets=\"\(MessagePage.escape(assets))\""
    let script = "<script src=\"\(source)\" data-version=\"\(MessagePage.escape(version))\"\(known) defer></script>"
    page.insert(contentsOf: script.utf8, at: endOfBody(page))
    return page
  }

  /// The last `</body`, in any case; the end of a page that leaves it out.
  private static func endOfBody(_ page: [UInt8]) -> Int {
    let tag = Array("</body".utf8)
    guard page.count > tag.count else { return page.count }
    var start = page.count - tag.count - 1
    while start >= 0 {
      if page[start] == tag[0], page.matches(tag, at: start), page[start + tag.count].endsTagName { return start }
      start -= 1
    }
    return page.count
  }

  /// Rewrites the `content` of every policy `<meta>` of the head, and puts the style where the head ends. A page that
  /// leaves that tag out gets its style from the script.
  private static func prepareHead(_ page: [UInt8]) -> [UInt8] {
    let meta = Array("<meta".utf8)
    let head = Array("</head".utf8)
    var result: [UInt8] = []
    var copied = 0
    var index = 0
    while index + meta.count < page.count {
      guard page[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      if page.matches(head, at: index), index + head.count < page.count, page[index + head.count].endsTagName {
        result += page[copied..<index]
        result += "<link rel=\"stylesheet\" href=\"\(PreviewHandler.reserved)preview.css\">".utf8
        copied = index
        break
      }
      guard page.matches(meta, at: index), page[index + meta.count].endsTagName else {
        index += 1
        continue
      }
      let tag = StartTag(page, attributesFrom: index + meta.count)
      if tag["http-equiv"]?.text.lowercased() == "content-security-policy", let policy = tag["content"] {
        let relaxed = MessagePage.escape(ContentSecurityPolicy.relaxed(policy.text))
        result += page[copied..<policy.range.lowerBound]
        result += "\"\(relaxed)\"".utf8
        copied = policy.range.upperBound
      }
      index = tag.end
    }
    return result + page[copied...]
  }
}

extension [UInt8] {
  /// Whether lower-case ASCII stands here, in either case.
  fileprivate func matches(_ lowercase: [UInt8], at start: Int) -> Bool {
    guard start + lowercase.count <= count else { return false }
    return lowercase.indices.allSatisfy { index in
      let byte = self[start + index]
      return (0x41...0x5A).contains(byte) ? byte | 0x20 == lowercase[index] : byte == lowercase[index]
    }
  }
}

extension UInt8 {
  /// Whether a tag's name ends before this byte.
  fileprivate var endsTagName: Bool { isHTMLSpace || self == UInt8(ascii: ">") || self == UInt8(ascii: "/") }
}
