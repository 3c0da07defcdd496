internal import Diagnostics

/// A workbook (`.xlsx`): sheets put into one archive. Written here, byte by byte, because a disclosure has a dozen of them
/// and a sheet stands in two: a library writes each anew, and was a fifth of a build.
///
/// The bytes depend on the sheets and on what the file says of itself alone. ECMA-376 parts 1 and 2.
package struct Workbook {
  /// A sheet, written and compressed once for all workbooks it stands in.
  package struct Sheet: Sendable {
    let name: String
    let part: ZipFile.Part
    let heads: ClosedRange<Int>?
    let filter: String?

    init(_ sheet: Worksheet) {
      name = sheet.name
      part = .deflated(WorksheetXML(sheet).bytes)
      heads = sheet.heads
      filter = sheet.filter?.absoluteName
    }
  }

  private let sheets: [Sheet]
  private let title: String
  private let author: String
  private let created: String

  /// - Parameters:
  ///   - title: shown by file managers and office programs, as `author` is.
  ///   - created: `YYYY-MM-DD`.
  package init(_ sheets: [Sheet], title: String = "", author: String = "", created: String) {
    self.sheets = sheets
    self.title = title
    self.author = author
    self.created = created
  }

  package var bytes: [UInt8] {
    var archive = ZipFile(created: created)
    archive.add("[Content_Types].xml", .deflated(contentTypes))
    archive.add("_rels/.rels", Self.rootLinks)
    archive.add("docProps/core.xml", .deflated(properties))
    archive.add("xl/workbook.xml", .deflated(contents))
    archive.add("xl/_rels/workbook.xml.rels", .deflated(links))
    archive.add("xl/styles.xml", Self.styles)
    for (number, sheet) in sheets.enumerated() { archive.add("xl/worksheets/sheet\(number + 1).xml", sheet.part) }
    return archive.bytes
  }

  static let xmlHead = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
  static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let application = "application/vnd.openxmlformats"

  private static let styles = ZipFile.Part.deflated(CellStyle.document)

  private static let rootLinks = ZipFile.Part.deflated(
    Array(
      (xmlHead + #"<Relationships xmlns="\#(package)/relationships">"#
        + #"<Relationship Id="rId1" Type="\#(document)/officeDocument" Target="xl/workbook.xml"/>"#
        + #"<Relationship Id="rId2" Type="\#(package)/relationships/metadata/core-properties" "#
        + #"Target="docProps/core.xml"/></Relationships>"#).utf8))

  private var contentTypes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(
      Self.xmlHead + #"<Types xmlns="\#(Self.package)/content-types">"#
        + #"<Default Extension="rels" ContentType="\#(Self.application)-package.relationships+xml"/>"#
        + #"<Default Extension="xml" ContentType="application/xml"/>"#)
    let parts =
      [
        ("/docProps/core.xml", "package.core-properties"), ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
      ]
      + sheets.indices.map { ("/xl/worksheets/sheet\($0 + 1).xml", "worksheet") }
    for (path, type) in parts {
      let kind = type.hasPrefix("package") ? "-\(type)" : "-officedocument.spreadsheetml.\(type)"
      bytes.append("<Override PartName=\"\(path)\" ContentType=\"\(Self.application)\(kind)+xml\"/>")
    }
    bytes.append("</Types>" as StaticString)
    return bytes
  }

  private var links: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(Self.xmlHead + #"<Relationships xmlns="\#(Self.package)/relationships">"#)
    let targets = sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [("styles", "styles.xml")]
    for (number, (type, target)) in targets.enumerated() {
      bytes.append(
        "<Relationship Id=\"rId\(number + 1)\" Type=\"\(Self.document)/\(type)\" Target=\"\(target)\"/>")
    }
    bytes.append("</Relationships>" as StaticString)
    return bytes
  }

  private var properties: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(
      Self.xmlHead + #"<cp:coreProperties xmlns:cp="\#(Self.package)/metadata/core-properties" "#
        + #"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" "#
        + #"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#)
    for (name, text) in [("title", title), ("creator", author)] where !text.isEmpty {
      bytes.append("<dc:\(name)>")
      bytes.append(escaping: text.withoutXMLForbidden)
      bytes.append("</dc:\(name)>")
    }
    for name in ["created", "modified"] {
      bytes.append(
        "<dcterms:\(name) xsi:type=\"dcterms:W3CDTF\">\(created.escapedForMarkup)T00:00:00Z</dcterms:\(name)>")
    }
    bytes.append("</cp:coreProperties>" as StaticString)
    return bytes
  }

  /// The sheets by name, and the rows that printed pages repeat.
  private var contents: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(
      Self.xmlHead
        + #"<workbook xmlns="\#(Self.namespace)" xmlns:r="\#(Self.document)"><bookViews><workbookView/></bookViews><sheets>"#
    )
    let names = sheetNames
    for (number, name) in names.enumerated() {
      bytes.append("<sheet name=\"")
      bytes.append(escaping: name)
      bytes.append("\" sheetId=\"\(number + 1)\" r:id=\"rId\(number + 1)\"/>")
    }
    bytes.append("</sheets>" as StaticString)
    var defined = ""
    for (number, sheet) in sheets.enumerated() {
      let name = "'\(names[number])'".escapedForMarkup
      if let filter = sheet.filter {
        defined +=
          "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(number)\" hidden=\"1\">\(name)!\(filter)</definedName>"
      }
      if let heads = sheet.heads {
        let rows = "$\(heads.lowerBound + 1):$\(heads.upperBound + 1)"
        defined += "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(number)\">\(name)!\(rows)</definedName>"
      }
    }
    if !defined.isEmpty { bytes.append("<definedNames>\(defined)</definedNames>") }
    bytes.append("</workbook>" as StaticString)
    return bytes
  }

  /// At most 31 characters, without the marks that programs forbid, no two alike in whatever case.
  private var sheetNames: [String] {
    var names: Set<String> = []
    return sheets.map { sheet in
      let allowed = String(sheet.name.withoutXMLForbidden.filter { !"[]:*?/\\'".contains($0) }.prefix(28))
      let plain = allowed.isEmpty ? "表" : allowed
      var candidate = plain
      var number = 2
      while !names.insert(candidate.lowercased()).inserted {
        candidate = "\(plain)\(number)"
        number += 1
      }
      return candidate
    }
  }
}
