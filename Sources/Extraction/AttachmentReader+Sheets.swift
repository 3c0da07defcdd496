/// Workbooks: each sheet row by row, cells kept apart by tabs, so that a name still stands beside its label.
extension AttachmentReader {
  mutating func readSheets(_ package: ZipPackage, _ outer: [String]) {
    let strings = sharedStrings(package, outer)
    let titles = sheetTitles(package)
    let sheets = package.entries.filter { $0.name.hasPrefix("xl/worksheets/") && $0.name.hasSuffix(".xml") }
    for sheet in sheets.sorted(by: { ($0.name.utf8.count, $0.name) < ($1.name.utf8.count, $1.name) }) {
      guard goesOn(outer) else { return }
      var rows = SheetRows(strings: strings, limit: textLeft)
      if let problem = XMLWalk.run(sheet.bytes, { rows.visit($0) }) { leave(problem, outer) }
      let file = String(sheet.name.split(separator: "/").last ?? "")
      add(rows.text, "工作表“\(titles[file] ?? file)”", outer)
    }
    readNames(package, outer)
    for entry in package.entries {
      guard goesOn(outer) else { return }
      if entry.name.hasPrefix("xl/pivotCache/pivotCacheDefinition") {
        readPivotCache(entry, outer)
      } else if entry.name.hasPrefix("xl/comments") || entry.name.hasPrefix("xl/threadedComments/") {
        readComments(entry, outer)
      } else if entry.name.hasPrefix("xl/drawings/drawing") {
        let read = XMLText(entry.bytes, .slide, limit: limits.text)
        add(read.text, "文本框", outer)
      } else if entry.name.hasPrefix("xl/persons/") {
        _ = XMLWalk.run(entry.bytes) { event in
          if case .start("person", let attributes) = event, let name = attributes["displayName"] {
            describe(.person, "批注作者", name)
          }
          return true
        }
      }
    }
  }

  /// What sheets are called, and words that names stand for.
  private mutating func readNames(_ package: ZipPackage, _ outer: [String]) {
    guard let part = package.entry("xl/workbook.xml") else { return }
    var names: [String] = []
    var isName = false
    _ = XMLWalk.run(part.bytes) { event in
      switch event {
      case .start("sheet", let attributes): names.append(attributes["name"] ?? "")
      case .start("definedName", _): isName = true
      case .end("definedName"): isName = false
      // An address is no word.
      case .text(let text): if isName, text.contains("\"") { names.append(text) }
      default: break
      }
      return names.count < 5000
    }
    add(names.joined(separator: "\n"), "工作表名和名称", outer)
  }

  /// The values a pivot table has kept of the rows it was made from, which need not be in the file any more.
  private mutating func readPivotCache(_ entry: ZipPackage.Entry, _ outer: [String]) {
    var text = ""
    var field = ""
    let limit = textLeft
    let problem = XMLWalk.run(entry.bytes) { event in
      switch event {
      case .start("cacheField", let attributes): field = attributes["name"] ?? ""
      case .start("s", let attributes): text += "\(field)\t\(attributes["v"] ?? "")\n"
      default: break
      }
      return text.utf8.count <= limit
    }
    if let problem { leave(problem, outer) }
    add(text, "数据透视表的缓存", outer)
  }

  private mutating func readComments(_ entry: ZipPackage.Entry, _ outer: [String]) {
    let read = XMLText(
      entry.bytes, .init(words: ["t", "text"], paragraphs: ["comment", "threadedComment"]), limit: limits.text)
    if let problem = read.problem { leave(problem, outer) }
    add(read.text, "批注", outer)
    let authors = XMLText(entry.bytes, .init(words: ["author"], paragraphs: ["author"]), limit: limits.text)
    for author in authors.text.split(separator: "\n") { describe(.person, "批注作者", String(author)) }
  }

  private mutating func sharedStrings(_ package: ZipPackage, _ outer: [String]) -> [String] {
    guard let part = package.entry("xl/sharedStrings.xml") else { return [] }
    var strings: [String] = []
    var current = ""
    var isWords = false
    var isReading = false
    let problem = XMLWalk.run(part.bytes) { event in
      switch event {
      case .start("rPh", _): isReading = true
      case .end("rPh"): isReading = false
      case .start("t", _): isWords = true
      case .end("t"): isWords = false
      case .end("si"):
        // On one line once and for all: a long string may stand in a million cells.
        strings.append(SheetRows.onOneLine(current))
        current = ""
      case .text(let text): if isWords, !isReading { current += text }
      default: break
      }
      return true
    }
    if let problem { leave(problem, outer) }
    return strings
  }

  /// The names of sheets by the file that holds them.
  private func sheetTitles(_ package: ZipPackage) -> [String: String] {
    var files: [String: String] = [:]
    var titles: [String: String] = [:]
    if let part = package.entry("xl/_rels/workbook.xml.rels") {
      _ = XMLWalk.run(part.bytes) { event in
        if case .start("Relationship", let attributes) = event, let id = attributes["Id"],
          let target = attributes["Target"]?.split(separator: "/").last
        {
          files[id] = String(target)
        }
        return true
      }
    }
    if let part = package.entry("xl/workbook.xml") {
      _ = XMLWalk.run(part.bytes) { event in
        if case .start("sheet", let attributes) = event, let id = attributes["id"], let file = files[id] {
          titles[file] = attributes["name"]
        }
        return true
      }
    }
    return titles
  }
}

/// Turns the events of one sheet into lines.
struct SheetRows {
  let strings: [String]
  let limit: Int
  private(set) var text = ""
  private var column = 0
  private var type = ""
  private var value = ""
  private var isValue = false
  private var isMargin = false

  init(strings: [String], limit: Int) {
    self.strings = strings
    self.limit = limit
  }

  mutating func visit(_ event: XMLWalk.Event) -> Bool {
    switch event {
    case .start("row", _): column = 0
    case .start("c", let attributes):
      // Empty cells are left out of the file; without them a column would not stay one.
      let wanted = Self.column(attributes["r"] ?? "") ?? column
      while column < min(wanted, 256) {
        text += "\t"
        column += 1
      }
      type = attributes["t"] ?? ""
      value = ""
    case .start("oddHeader", _), .start("oddFooter", _), .start("evenHeader", _), .start("evenFooter", _),
      .start("firstHeader", _), .start("firstFooter", _):
      isMargin = true
    case .end("oddHeader"), .end("oddFooter"), .end("evenHeader"), .end("evenFooter"), .end("firstHeader"),
      .end("firstFooter"):
      isMargin = false
      text += "\n"
    case .start("dataValidation", let attributes):
      for key in ["promptTitle", "prompt", "error"] { text += attributes[key].map { $0 + "\n" } ?? "" }
    case .start("v", _), .start("t", _): isValue = true
    case .end("v"), .end("t"): isValue = false
    case .text(let words):
      if isValue { value += words }
      // &C, &R and the like place the words that follow.
      if isMargin { text += words.replacing(/&[LCR]/, with: " ") }
    case .end("c"):
      text +=
        type == "s"
        ? Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? "" : Self.onOneLine(written)
      text += "\t"
      column += 1
    case .end("row"): text += "\n"
    default: break
    }
    return text.utf8.count <= limit
  }

  static func onOneLine(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }

  /// Large numbers as people see them: 1.3912345678E10 is 13912345678.
  private var written: String {
    guard type.isEmpty || type == "n", let match = value.wholeMatch(of: /([0-9])\.([0-9]{1,18})[Ee]\+?([0-9]{1,2})/),
      let exponent = Int(match.3), match.2.count <= exponent, exponent < 20
    else { return value }
    return String(match.1) + match.2 + String(repeating: "0", count: exponent - match.2.count)
  }

  /// The 0-based column of `B3`.
  private static func column(_ reference: String) -> Int? {
    var column = 0
    for letter in reference.utf8.prefix(4) {
      guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) else { break }
      column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
    }
    return column > 0 ? column - 1 : nil
  }
}
