internal import Diagnostics
internal import Disclosures
internal import Forms

/// NAR-23: 《政府性基金预算财政拨款收入支出决算表》（公开08表） names the table that has this code.
///
/// Names that no form has, and codes that stand alone, are left alone: departments shorten both.
struct TableReferenceCheck {
  private struct Known {
    let table: TableForm
    let code: String
    /// The title without 表, and the short name.
    let names: [[UInt8]]
  }

  private static let head: Words = "公开"
  private static let table: Words = "表"
  /// What may stand between a name and its code.
  private static let between: Words = [
    "表", "》", "”", "《", "“", "（", "(", "：", "情况", "说明", "的", "具体", "详细", "详见", "见", "参见", "附表", "附件", "编号", "表号", "为",
    "即", "是", "数据",
  ]
  private static let beforeName: Words = ["《", "“", "（", "(", "：", "即", "为", "是", "）", ")", "附表"]
  /// What a name must not go on from: 财政拨款收入支出决算总表 is not 收入支出决算总表.
  private static let tails: Words = ["拨款", "预算", "基金", "经营", "公共", "支出", "收入", "总", "项目"]

  private let known: [Known]

  static func run(_ disclosure: Disclosure, passages: [Passage]) -> [Finding] {
    let check = TableReferenceCheck(disclosure.set)
    guard !check.known.isEmpty else { return [] }
    return passages.flatMap { check.findings(in: $0) }
  }

  private init(_ set: FormSet) {
    known = set.tables.compactMap { table in
      guard let code = table.code, code.hasPrefix("公开"), code.hasSuffix("表") else { return nil }
      let title = table.title.hasSuffix("表") ? String(table.title.dropLast()) : table.title
      return Known(table: table, code: code, names: [title, table.short].map { Array($0.utf8) })
    }
  }

  private func findings(in passage: Passage) -> [Finding] {
    var findings: [Finding] = []
    var place = passage.prefix
    while let found = passage.find(Self.head, in: place..<passage.bytes.count) {
      place = found.upperBound
      guard let (code, range) = code(passage, at: found.lowerBound) else { continue }
      place = range.upperBound
      guard let meant = named(passage, before: range) ?? named(passage, behind: range), meant.code != code,
        let other = known.first(where: { $0.code == code })
      else { continue }
      findings.append(
        Finding(
          builtIn: "NAR-23", level: .warning,
          message: "“\(meant.table.title)”是\(meant.code)，这里写\(code)，那是“\(other.table.title)”", at: passage.span(range),
          fix: "改成\(meant.code)，或改表名"))
    }
    return findings
  }

  /// 公开08表, also with one figure or with blanks.
  private func code(_ passage: Passage, at start: Int) -> (String, Range<Int>)? {
    var place = start + Self.head.length
    var digits = ""
    while place < passage.bytes.count, digits.count <= 2 {
      let byte = passage.bytes[place]
      if (0x30...0x39).contains(byte) {
        digits.unicodeScalars.append(Unicode.Scalar(byte))
      } else if byte != 0x20 {
        break
      }
      place += 1
    }
    guard (1...2).contains(digits.count), passage.starts(with: Self.table, at: place) else { return nil }
    return ("公开\(digits.count == 1 ? "0" : "")\(digits)表", start..<(place + Self.table.length))
  }

  /// The table whose name stands right before the code.
  private func named(_ passage: Passage, before code: Range<Int>) -> Known? {
    var end = code.lowerBound
    while end > passage.prefix {
      if let name = longest(where: { passage.ends(with: $0, at: end) && end - $0.count >= passage.prefix }) {
        let start = end - name.length
        return passage.ends(with: Self.tails, at: start) ? nil : name.known
      }
      guard let start = passage.start(of: Self.between, before: end) else { return nil }
      end = start
    }
    return nil
  }

  /// The table whose name stands right behind it.
  private func named(_ passage: Passage, behind code: Range<Int>) -> Known? {
    var start = code.upperBound
    while let end = passage.end(of: Self.beforeName, at: start) { start = end }
    // 见公开07表。……: another sentence, or something that only follows.
    guard start > code.upperBound,
      let name = longest(where: {
        passage.starts(with: $0, at: start) && passage.starts(with: Self.table, at: start + $0.count)
      })
    else { return nil }
    return name.known
  }

  private func longest(where fits: ([UInt8]) -> Bool) -> (known: Known, length: Int)? {
    known.flatMap { known in known.names.filter(fits).map { (known, $0.count) } }.max { $0.1 < $1.1 }
  }
}
