/// What kind of file an attachment is: by its first bytes where they tell, by its name otherwise.
enum AttachmentKind: Equatable {
  /// A zip of XML parts.
  enum OfficeFormat: Equatable { case word, sheet, slides, openDocument, ofd }
  enum ImageFormat: Equatable { case jpeg, png, other }

  case office(OfficeFormat)
  case archive
  case pdf
  case html
  case text
  case image(ImageFormat)
  case unreadable(String)

  var isContainer: Bool {
    switch self {
    case .office, .archive: true
    default: false
    }
  }

  static func detect(name: String, bytes: [UInt8]) -> AttachmentKind {
    let suffix = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } ?? "" : ""
    guard !bytes.isEmpty else { return .text }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      return (document(bytes) ?? office(suffix)).map { .office($0) } ?? .archive
    }
    // Readers accept a PDF that starts within the first kilobyte.
    if bytes.prefix(1024).firstRange(of: Array("%PDF-".utf8)) != nil { return .pdf }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .image(.jpeg) }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .image(.png) }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      return .unreadable(office(suffix) == nil ? "旧格式的文档（.\(suffix)），另存为新格式或 PDF 才能查" : "加了密码，或不是真正的 .\(suffix)")
    }
    if bytes.starts(with: Array("Rar!".utf8)) || bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) {
      return .unreadable("rar、7z 压缩包查不了，改成 zip 或直接放文件")
    }
    // Systems export web pages as .xls and .doc.
    let start = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
    if ["xls", "doc", "et", "wps"].contains(suffix), start.contains("<html") { return .html }
    if start.hasPrefix("{\\rtf") { return .unreadable("RTF 文档，另存为 docx 或 PDF 才能查") }
    switch suffix {
    case "txt", "csv", "tsv", "md", "json", "yaml", "yml", "xml", "log": return .text
    case "html", "htm", "xhtml": return .html
    case "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "svg": return .image(.other)
    case "pdf": return .unreadable("不是有效的 PDF")
    case "zip": return .unreadable("不是有效的 zip")
    case _ where office(suffix) != nil: return .unreadable("不是有效的 .\(suffix)")
    // Whatever it calls itself: words are words.
    case _ where isWords(bytes): return .text
    default: return .unreadable(suffix.isEmpty ? "不认识的格式" : "不认识的格式 .\(suffix.prefix(12))")
    }
  }

  /// Text without the control characters that give other formats away.
  private static func isWords(_ bytes: [UInt8]) -> Bool {
    guard !bytes.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) else { return false }
    return TextDecoding.decode(bytes) != nil
  }

  /// What a zip is by its main part, whatever its name says: a report sent as .dat is still one.
  private static func document(_ bytes: [UInt8]) -> OfficeFormat? {
    let names = ZipDirectory.names(in: bytes)
    if names.contains("[Content_Types].xml") {
      for (folder, format) in [("word/", OfficeFormat.word), ("xl/", .sheet), ("ppt/", .slides)]
      where names.contains(where: { $0.hasPrefix(folder) }) {
        return format
      }
    }
    if names.contains("mimetype"), names.contains("content.xml") { return .openDocument }
    return names.contains("OFD.xml") ? .ofd : nil
  }

  private static func office(_ suffix: String) -> OfficeFormat? {
    switch suffix {
    case "docx", "docm", "dotx": .word
    case "xlsx", "xlsm", "xltx": .sheet
    case "pptx", "pptm", "ppsx": .slides
    case "odt", "ods", "odp": .openDocument
    case "ofd": .ofd
    default: nil
    }
  }
}
