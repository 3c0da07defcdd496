/// Columns of people: headed 姓名 or 联系人, with names below.
enum PersonList {
  private static let about = [
    "住址", "地址", "身份证", "证件", "电话", "手机", "联系方式", "年龄", "出生", "银行", "卡号", "账号", "学号", "病", "户籍", "残疾",
  ]
  private static let heads = ["姓名", "联系人", "负责人", "经办人", "填报人", "责任人"]

  static func matches(in text: PersonalText) -> [PersonalMatch] {
    // A head and three names take four lines.
    guard text.bytes.contains(UInt8(ascii: "\n")), heads.contains(where: { text.contains($0) }) else { return [] }
    var matches: [PersonalMatch] = []
    var header: (column: Int, word: String, isPersonal: Bool, place: Range<Int>)?
    var names = 0
    var place = 0
    func close() {
      guard let header, names >= 3 else { return }
      matches.append(
        PersonalMatch(
          kind: header.isPersonal ? .list : .name, range: header.place, masked: "“\(header.word)”一栏 \(names) 人"))
    }
    for line in text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let words = String(decoding: line, as: UTF8.self)
      let cells = Self.cells(words)
      if let column = cells.firstIndex(where: { head(of: $0) != nil }), let word = head(of: cells[column]),
        cells.count > 1 || words.count < 10
      {
        close()
        // Who answers for a matter in an office is no list of people.
        let isPersonal = word == heads[0] && cells.contains { cell in about.contains { cell.contains($0) } }
        header = (column, word, isPersonal, place..<(place + line.count))
        names = 0
      } else if let header, cells.indices.contains(header.column), PersonName.isName(cells[header.column]) {
        names += 1
      }
      place += line.count + 1
    }
    close()
    return matches
  }

  /// What a cell heads: 姓名, also as 学生姓名 or 姓名（必填）, or the like.
  private static func head(of cell: String) -> String? {
    guard cell.utf8.count <= 60, let last = cell.utf8.last, last == 0x8D || last == 0xBA || last == 0x89 || last == 0x29
    else { return nil }
    let words = cell.prefix { !"（(".contains($0) }
    guard words.count <= 6 else { return nil }
    return heads.first { words.hasSuffix($0) }
  }

  /// What stands in columns that blanks keep apart, two or more.
  private static func columns(_ line: String) -> [String] {
    var columns: [String] = []
    var column = ""
    var blanks = 0
    for character in line {
      blanks = character.isWhitespace ? blanks + 1 : 0
      if blanks == 2 {
        columns.append(column)
        column = ""
      } else {
        column.append(character)
      }
    }
    return (columns + [column]).filter { !$0.allSatisfy(\.isWhitespace) }
  }

  /// The cells of a line, however they are kept apart.
  private static func cells(_ line: String) -> [String] {
    let separator: Character = line.contains("\t") ? "\t" : line.contains("|") ? "|" : ","
    let parts =
      line.contains(separator)
      ? line.split(separator: separator, omittingEmptySubsequences: false).map { String($0) }
      : columns(line)
    return parts.map { part in part.filter { !$0.isWhitespace && !"\"'[]-".contains($0) } }
  }
}
