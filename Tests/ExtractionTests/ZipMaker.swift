import CArchive
import Foundation

/// Makes zips in memory, as office programs and archivers write them.
enum ZipMaker {
  static func zip(_ files: [(name: String, bytes: [UInt8])], capacity: Int = 4 << 20) -> [UInt8] {
    guard let archive = archive_write_new() else { return [] }
    defer { archive_write_free(archive) }
    archive_write_set_format_zip(archive)
    archive_write_zip_set_compression_deflate(archive)
    var buffer = [UInt8](repeating: 0, count: capacity)
    var used = 0
    buffer.withUnsafeMutableBytes { memory in
      withUnsafeMutablePointer(to: &used) { used in
        archive_write_open_memory(archive, memory.baseAddress, memory.count, used)
        for file in files {
          let entry = archive_entry_new()
          archive_entry_set_pathname_utf8(entry, file.name)
          archive_entry_set_size(entry, Int64(file.bytes.count))
          archive_entry_set_filetype(entry, UInt32(0o100000))
          archive_entry_set_perm(entry, 0o644)
          archive_write_header(archive, entry)
          file.bytes.withUnsafeBytes { _ = archive_write_data(archive, $0.baseAddress, $0.count) }
          archive_entry_free(entry)
        }
        archive_write_close(archive)
      }
    }
    return Array(buffer[..<used])
  }

  static func zip(_ files: [(String, String)]) -> [UInt8] { zip(files.map { ($0.0, Array($0.1.utf8)) }) }
}

/// The smallest files of each format that hold something.
enum Samples {
  static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  static func docx(_ body: String, extra: [(String, String)] = []) -> [UInt8] {
    ZipMaker.zip(
      [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", "<w:document xmlns:w=\"\(word)\"><w:body>\(body)</w:body></w:document>"),
      ] + extra)
  }

  static func paragraph(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

  static let core = """
    <cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>王小明</dc:creator>\
    <cp:lastModifiedBy>Administrator</cp:lastModifiedBy></cp:coreProperties>
    """

  static func xlsx() -> [UInt8] {
    ZipMaker.zip([
      ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"名单\" r:id=\"rId1\"/></sheets></workbook>"),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
      ),
      (
        "xl/sharedStrings.xml",
        "<sst><si><t>姓名</t></si><si><r><t>电</t></r><r><t>话</t></r><rPh><t>dian</t></rPh></si></sst>"
      ),
      (
        "xl/worksheets/sheet1.xml",
        """
        <worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>\
        <row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="C2"><v>13800138000</v></c></row>\
        </sheetData></worksheet>
        """
      ),
      (
        "xl/comments1.xml",
        "<comments><authors><author>李四</author></authors><comment><text><t>待核</t></text></comment></comments>"
      ),
    ])
  }

  /// A PDF with one line of text a page; an empty line makes a page without text.
  static func pdf(_ pages: [String], info: String = "", catalog: String = "") -> [UInt8] {
    var objects = ["<< /Type /Catalog /Pages 2 0 R \(catalog) >>"]
    let kids = pages.indices.map { "\(4 + $0 * 2) 0 R" }.joined(separator: " ")
    objects.append("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for (index, page) in pages.enumerated() {
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents \(5 + index * 2) 0 R"
          + " /Resources << /Font << /F1 3 0 R >> >> >>")
      let stream = page.isEmpty ? "0 0 10 10 re f" : "BT /F1 12 Tf 10 50 Td (\(page)) Tj ET"
      objects.append("<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream")
    }
    objects.append("<< \(info) >>")
    var text = "%PDF-1.4\n"
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let table = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places { text += String(repeating: "0", count: 10 - String(place).count) + "\(place) 00000 n \n" }
    text +=
      "trailer << /Size \(objects.count + 1) /Root 1 0 R /Info \(objects.count) 0 R >>\nstartxref\n\(table)\n%%EOF\n"
    return Array(text.utf8)
  }
}
