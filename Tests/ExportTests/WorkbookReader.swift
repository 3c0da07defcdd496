import Foundation
import FoundationXML

@testable import Extraction

/// A workbook as programs read it: what stands in each cell and how it looks, and how each sheet is shown and printed.
struct WorkbookReader {
  struct Sheet: Equatable {
    var name = ""
    /// By address: the text or number, and the look.
    var cells: [String: String] = [:]
    /// Widths, heights, merged cells, panes, paper and the like, one line each.
    var layout: Set<String> = []
  }

  private(set) var sheets: [Sheet] = []
  private(set) var properties: [String: String] = [:]
  private var looks: [String] = []
  private var strings: [String] = []
  private let parts: [String: [UInt8]]

  init(_ bytes: [UInt8]) throws {
    var reader = AttachmentReader(limits: ExtractionLimits())
    let package = ZipPackage(bytes, reader: &reader) { _ in true }
    if let problem = package.problem { throw Problem(message: problem) }
    parts = Dictionary(package.entries.map { ($0.name, $0.bytes) }) { first, _ in first }
    let types = try tree("[Content_Types].xml").descendants("Override").compactMap { $0["PartName"] }
    for type in types where parts[String(type.dropFirst())] == nil { throw Problem(message: "no \(type)") }
    for part in try tree("docProps/core.xml").children { properties[part.name] = part.text }
    strings =
      try parts["xl/sharedStrings.xml"].map { _ in
        try tree("xl/sharedStrings.xml").children.map { $0.descendants("t").map(\.text).joined() }
      } ?? []
    looks = try readLooks()
    let links = Dictionary(
      try tree("xl/_rels/workbook.xml.rels").children.map { ($0["Id"] ?? "", $0["Target"] ?? "") }
    ) { first, _ in first }
    let book = try tree("xl/workbook.xml")
    for (number, entry) in book.descendants("sheet").enumerated() {
      var sheet = try readSheet("xl/\(links[entry["r:id"] ?? ""] ?? "")")
      sheet.name = entry["name"] ?? ""
      for name in book.descendants("definedName") where name["localSheetId"] == String(number) {
        // One of them puts quotes around every name, the other where they are needed.
        sheet.layout.insert("\(name["name"] ?? "") \(name["hidden"] ?? "") \(name.text.replacing("'", with: ""))")
      }
      sheets.append(sheet)
    }
  }

  struct Problem: Error { let message: String }

  private func tree(_ path: String) throws -> Element {
    guard let bytes = parts[path] else { throw Problem(message: "no \(path)") }
    let parser = XMLParser(data: Data(bytes))
    let builder = Builder()
    parser.delegate = builder
    guard parser.parse() else { throw Problem(message: "\(path): \(String(describing: parser.parserError))") }
    return builder.root
  }

  private func readLooks() throws -> [String] {
    let styles = try tree("xl/styles.xml")
    let formats = Dictionary(
      styles.descendants("numFmt").map { ($0["numFmtId"] ?? "", $0["formatCode"] ?? "") }
    ) { first, _ in first }
    func list(_ name: String) -> [Element] { styles.descendants(name).first?.children ?? [] }
    let fonts = list("fonts").map { font in
      font.children.filter { ["b", "sz", "name"].contains($0.name) }.map { "\($0.name) \($0["val"] ?? "")" }.sorted()
        .joined(separator: ",")
    }
    let fills = list("fills").map { fill in
      "\(fill.descendants("patternFill").first?["patternType"] ?? "") \(fill.descendants("fgColor").first?["rgb"] ?? "")"
    }
    let borders = list("borders").map { border in
      border.children.filter { $0["style"] != nil }.map { "\($0.name) \($0["style"] ?? "")" }.joined(separator: ",")
    }
    return list("cellXfs").map { cell in
      func part(_ list: [String], _ key: String) -> String { list[Int(cell[key] ?? "") ?? 0] }
      let alignment = cell.descendants("alignment").first?.attributes.sorted { $0.key < $1.key } ?? []
      return [
        formats[cell["numFmtId"] ?? ""] ?? "General", part(fonts, "fontId"), part(fills, "fillId"),
        part(borders, "borderId"), alignment.map { "\($0) \($1)" }.joined(separator: ","),
      ].joined(separator: "; ")
    }
  }

  private func readSheet(_ path: String) throws -> Sheet {
    let tree = try tree(path)
    var sheet = Sheet()
    for cell in tree.descendants("c") {
      let value: String
      switch cell["t"] {
      case "s": value = "“" + strings[Int(cell.descendants("v").first?.text ?? "") ?? 0]
      case "inlineStr": value = "“" + cell.descendants("t").map(\.text).joined()
      default: value = cell.descendants("v").first.flatMap { Double($0.text) }.map { "\($0)" } ?? ""
      }
      sheet.cells[cell["r"] ?? ""] = "\(value) | \(looks[Int(cell["s"] ?? "0") ?? 0])"
    }
    for name in ["pane", "col", "mergeCell", "autoFilter", "pageSetUpPr", "pageSetup", "pageMargins"] {
      for element in tree.descendants(name) {
        sheet.layout.insert(
          "\(name) " + element.attributes.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " "))
      }
    }
    for row in tree.descendants("row") where row["ht"] != nil {
      sheet.layout.insert("row \(row["r"] ?? "") \(row["ht"] ?? "")")
    }
    for footer in tree.descendants("oddFooter") { sheet.layout.insert("footer \(footer.text)") }
    return sheet
  }

  private final class Element {
    let name: String
    let attributes: [String: String]
    var children: [Element] = []
    var text = ""

    init(_ name: String, _ attributes: [String: String]) {
      self.name = name
      self.attributes = attributes
    }

    subscript(attribute: String) -> String? { attributes[attribute] }

    func descendants(_ name: String) -> [Element] {
      children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
    }
  }

  private final class Builder: NSObject, XMLParserDelegate {
    let root = Element("", [:])
    private lazy var open = [root]

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String] = [:]
    ) {
      let element = Element(String(name.split(separator: ":").last ?? ""), attributes)
      open.last?.children.append(element)
      open.append(element)
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }

    func parser(_ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
      open.removeLast()
      if open.count == 1, let only = root.children.first { root.children = only.children }
    }
  }
}
