private import CXML

/// Web pages: the words of the whole tree, whatever a browser would show of it.
extension AttachmentReader {
  mutating func readHTML(_ bytes: [UInt8], _ outer: [String]) {
    guard bytes.count <= limits.markup else { return leave("网页太大，没有查", outer) }
    // libxml2 guesses an encoding where none is declared; a text that is UTF-8 or GB 18030 we know better.
    guard let text = TextDecoding.decode(bytes) else { return leave("不认识的文字编码", outer) }
    _ = XMLWalk.ready
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
      | HTML_PARSE_NOWARNING.rawValue
    let encoded = Array(text.utf8)
    guard MarkupScan.isReadableHTML(encoded) else { return leave("网页的标签太乱，没有查", outer) }
    guard let context = htmlNewParserCtxt() else { return leave("网页打不开", outer) }
    defer { htmlFreeParserCtxt(context) }
    // Otherwise reading ends, without a word, where 256 elements are open; it has no recursion to protect.
    context.pointee.options |= Int32(bitPattern: UInt32(XML_PARSE_HUGE.rawValue))
    let tree = encoded.withUnsafeBytes { buffer in
      htmlCtxtReadMemory(
        context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, "UTF-8",
        Int32(bitPattern: UInt32(options)))
    }
    guard let tree else { return leave("网页打不开", outer) }
    defer { xmlFreeDoc(tree) }
    if context.pointee.disableSAX != 0 { leave("网页没有读完", outer) }
    let (words, authors) = Self.words(of: tree)
    add(words, "正文", outer)
    for author in authors { describe(.person, "作者", author) }
  }

  /// Walks without recursion: a page may nest as deep as it likes.
  private static func words(of tree: UnsafeMutablePointer<xmlDoc>) -> (String, authors: [String]) {
    var text = ""
    var authors: [String] = []
    var node = xmlDocGetRootElement(tree)
    while let current = node {
      let name = current.pointee.name.map { String(cString: $0) } ?? ""
      switch current.pointee.type {
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE, XML_COMMENT_NODE:
        if let content = current.pointee.content { text += String(cString: content) }
      case XML_ELEMENT_NODE:
        if name == "br" { text += "\n" }
        if name == "meta", attribute("name", of: current)?.lowercased() == "author" {
          authors.append(attribute("content", of: current) ?? "")
        }
        if name == "a", let target = attribute("href", of: current), target.hasPrefix("tel:") { text += " \(target) " }
      default: break
      }
      if let child = current.pointee.children, current.pointee.type == XML_ELEMENT_NODE {
        node = child
        continue
      }
      node = next(after: current, &text)
    }
    return (text, authors)
  }

  /// The next node in reading order, ending the elements that are left.
  private static func next(after start: xmlNodePtr, _ text: inout String) -> xmlNodePtr? {
    var current: xmlNodePtr? = start
    while let node = current, node.pointee.type != XML_HTML_DOCUMENT_NODE, node.pointee.type != XML_DOCUMENT_NODE {
      if node.pointee.type == XML_ELEMENT_NODE, let name = node.pointee.name.map({ String(cString: $0) }) {
        if ["td", "th"].contains(name) {
          text += "\t"
        } else if !["a", "b", "i", "em", "strong", "span", "font", "u", "s", "sub", "sup", "br"].contains(name) {
          text += "\n"
        }
      }
      if let sibling = node.pointee.next { return sibling }
      current = node.pointee.parent
    }
    return nil
  }

  private static func attribute(_ name: String, of node: xmlNodePtr) -> String? {
    var attribute = node.pointee.properties
    while let current = attribute {
      if current.pointee.name.map({ String(cString: $0) }) == name {
        return current.pointee.children?.pointee.content.map { String(cString: $0) }
      }
      attribute = current.pointee.next
    }
    return nil
  }
}
