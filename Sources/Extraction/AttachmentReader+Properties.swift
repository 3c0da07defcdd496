/// What office documents say about themselves.
extension AttachmentReader {
  private static let named: [String: (AttachmentContent.Property.Kind, String)] = [
    "creator": (.person, "作者"), "lastModifiedBy": (.person, "最后修改者"), "Manager": (.person, "经理"),
    "initial-creator": (.person, "作者"), "printed-by": (.person, "打印者"), "Author": (.person, "作者"),
    "Company": (.other, "单位"), "title": (.other, "标题"), "Title": (.other, "标题"), "subject": (.other, "主题"),
    "Subject": (.other, "主题"), "description": (.other, "备注"), "Abstract": (.other, "备注"),
    "keywords": (.other, "关键词"), "Keyword": (.other, "关键词"), "category": (.other, "类别"),
  ]

  mutating func readProperties(_ package: ZipPackage) {
    for entry in package.entries {
      switch entry.name {
      case "docProps/core.xml", "docProps/app.xml", "meta.xml", "OFD.xml": readNamed(entry.bytes)
      case "docProps/custom.xml": readCustom(entry.bytes)
      case "ppt/commentAuthors.xml":
        _ = XMLWalk.run(entry.bytes) { event in
          if case .start("cmAuthor", let attributes) = event { describe(.person, "批注作者", attributes["name"] ?? "") }
          return true
        }
      default: break
      }
    }
  }

  private mutating func readNamed(_ bytes: [UInt8]) {
    var value = ""
    _ = XMLWalk.run(bytes) { event in
      switch event {
      case .start: value = ""
      case .text(let text): if value.utf8.count < 4096 { value += text }
      case .end(let name):
        if let (kind, key) = Self.named[name] { describe(kind, key, value) }
        value = ""
      }
      return true
    }
  }

  /// Properties that an office or its software has added: `<property name="经办人"><vt:lpwstr>…`.
  private mutating func readCustom(_ bytes: [UInt8]) {
    var name = ""
    var value = ""
    _ = XMLWalk.run(bytes) { event in
      switch event {
      case .start("property", let attributes):
        name = attributes["name"] ?? ""
        value = ""
      case .text(let text): if value.utf8.count < 4096 { value += text }
      case .end("property"): describe(.other, String(name.prefix(60)), value)
      default: break
      }
      return true
    }
  }
}
