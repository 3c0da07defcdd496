/// Where people live, below the township: beside a label, or in a column headed by one.
enum HomeAddress {
  private static let labels = ["住址", "家庭地址", "居住地址", "户籍地址", "户籍所在地", "现居住地"]

  static func matches(in text: PersonalText) -> [PersonalMatch] {
    guard labels.contains(where: { text.contains($0) }) else { return [] }
    var matches: [PersonalMatch] = []
    var place = 0
    var isColumn = false
    for line in text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let words = String(decoding: line, as: UTF8.self)
      let label = labels.compactMap { words.firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
      let rest = label.map { words[$0.upperBound...] } ?? words[...]
      let isBeside = label != nil && rest.prefixMatch(of: /[ \u{3000}\t：:|,"']+/) != nil
      // With its label, a house number is enough; in a column it takes a flat.
      let found =
        isBeside
        ? rest.firstMatch(of: /(?:路|街|巷|道|村|里|弄|园|苑|区|厦|屯|组)[^，。；\n]{0,16}?[0-9]+ ?(?:号|栋|幢|座|单元|室|房|楼)/)?.range
        : isColumn
          ? words.firstMatch(of: /(?:路|街|巷|道|村|里|弄|园|苑|小区|屯)[^，。；\n]{0,16}?[0-9]+ ?(?:栋|幢|座|单元|室|房)/)?.range : nil
      if let found {
        let lower = place + words[..<found.lowerBound].utf8.count
        matches.append(
          PersonalMatch(kind: .address, range: lower..<(lower + words[found].utf8.count), masked: "（略）"))
      }
      if label != nil { isColumn = true }
      place += line.count + 1
    }
    guard matches.count < 2 else { return matches }
    return matches.map { match in
      var match = match
      match.isDoubtful = true
      return match
    }
  }
}

/// Tables of people: a column headed 姓名, with names below it and something about them beside it.
enum PersonList {
  private static let about = [
    "住址", "地址", "身份证", "证件", "电话", "手机", "联系方式", "年龄", "出生", "银行", "卡号", "账号", "学号", "病", "户籍", "残疾",
  ]

  static func matches(in text: PersonalText) -> [PersonalMatch] {
    guard text.contains("姓名") else { return [] }
    var matches: [PersonalMatch] = []
    var header: (column: Int, isPersonal: Bool, place: Range<Int>)?
    var names = 0
    var place = 0
    func close() {
      guard let header, names >= 3 else { return }
      matches.append(
        PersonalMatch(
          kind: header.isPersonal ? .list : .name, range: header.place, masked: "“姓名”一栏 \(names) 人"))
    }
    for line in text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let words = String(decoding: line, as: UTF8.self)
      let cells = Self.cells(words)
      if let column = cells.firstIndex(of: "姓名"), cells.count > 1 || words.count < 10 {
        close()
        header = (column, cells.contains { cell in about.contains { cell.contains($0) } }, place..<(place + line.count))
        names = 0
      } else if let header, cells.indices.contains(header.column), PersonName.isName(cells[header.column]) {
        names += 1
      }
      place += line.count + 1
    }
    close()
    return matches
  }

  /// The cells of a line, however they are kept apart.
  private static func cells(_ line: String) -> [String] {
    let separator: Character = line.contains("\t") ? "\t" : line.contains("|") ? "|" : ","
    let parts =
      line.contains(separator)
      ? line.split(separator: separator, omittingEmptySubsequences: false).map { String($0) }
      : line.split(separator: /\s{2,}/).map { String($0) }
    return parts.map { part in part.filter { !$0.isWhitespace && !"\"'[]-".contains($0) } }
  }
}
