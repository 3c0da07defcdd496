private import CXML
private import Glibc

/// Walks an XML part with libxml2's pull reader: no tree, no network, no entities of the file's own.
enum XMLWalk {
  enum Event {
    /// An element's local name, and its attributes by local name.
    case start(String, attributes: [String: String])
    case text(String)
    case end(String)
  }

  /// Returns why the part could not be read to its end; nil where it was. `visit` returns false to stop.
  static func run(_ bytes: [UInt8], _ visit: (Event) -> Bool) -> String? {
    guard !bytes.isEmpty else { return nil }
    _ = ready
    // Office formats forbid document types; what declares one is after entity expansion.
    // (One further on than this the reader meets itself, and libxml2 bounds what it may cost until then.)
    guard bytes.prefix(4096).firstRange(of: Array("<!DOCTYPE".utf8)) == nil, bytes.count <= Int(Int32.max),
      MarkupScan.isReadableXML(bytes)
    else {
      return "里面的 XML 不合规格"
    }
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    return bytes.withUnsafeBytes { buffer in
      guard
        let reader = xmlReaderForMemory(
          buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil,
          Int32(bitPattern: UInt32(options)))
      else { return "里面的 XML 打不开" }
      defer { xmlFreeTextReader(reader) }
      return walk(reader, visit)
    }
  }

  /// libxml2 must be set up once, before threads use it.
  static let ready: Void = xmlInitParser()

  /// In seconds: a part of some megabytes takes one. Some shapes cost more the larger they are.
  private static let longest = 30.0

  private static func walk(_ reader: xmlTextReaderPtr, _ visit: (Event) -> Bool) -> String? {
    let deadline = ContinuousClock.now + .seconds(longest)
    var steps = 0
    while true {
      steps += 1
      if steps % 1024 == 0, ContinuousClock.now > deadline { return "读得太久，没有读完" }
      let status = xmlTextReaderRead(reader)
      if status == 0 { return nil }
      guard status == 1 else { return "里面的 XML 已损坏" }
      let goesOn: Bool
      switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        let name = string(xmlTextReaderConstLocalName(reader))
        let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
        goesOn = visit(.start(name, attributes: attributes(reader))) && (!isEmpty || visit(.end(name)))
      case XML_READER_TYPE_END_ELEMENT.rawValue:
        goesOn = visit(.end(string(xmlTextReaderConstLocalName(reader))))
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
        XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
        goesOn = visit(.text(string(xmlTextReaderConstValue(reader))))
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue: return "里面的 XML 不合规格"
      default: goesOn = true
      }
      if !goesOn { return nil }
    }
  }

  private static func attributes(_ reader: xmlTextReaderPtr) -> [String: String] {
    guard xmlTextReaderHasAttributes(reader) == 1 else { return [:] }
    var found: [String: String] = [:]
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      found[string(xmlTextReaderConstLocalName(reader))] = string(xmlTextReaderConstValue(reader))
    }
    _ = xmlTextReaderMoveToElement(reader)
    return found
  }

  private static func string(_ text: UnsafePointer<xmlChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}
