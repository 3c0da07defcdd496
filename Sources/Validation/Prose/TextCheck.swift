internal import Diagnostics
internal import Disclosures
internal import Forms

/// The wording of the narrative, without regard to figures: what templates leave behind (NAR-12), marks
/// (NAR-22), names of former years (NAR-21).
struct TextCheck {
  let disclosure: Disclosure
  private var findings: [Finding] = []
  /// Names of earlier years, with the present ones.
  private let former: [(bytes: [UInt8], present: String)]

  static func run(_ disclosure: Disclosure, passages: [Passage]) -> [Finding] {
    var check = TextCheck(disclosure)
    for passage in passages where passage.prefix == 0 || passage.prefix < passage.bytes.count { check.read(passage) }
    for table in disclosure.tables.lazy.compactMap({ $0 }) { check.read(table) }
    return check.findings
  }

  /// The notes under a table: templates leave their instructions there too.
  private mutating func read(_ table: Table) {
    for note in table.notes {
      let passage = Passage(
        section: 0, kind: .text, bytes: Array(note.utf8), prefix: 0, insertions: [], pieces: [],
        block: .start(of: table.path))
      residues(passage)
    }
  }

  private init(_ disclosure: Disclosure) {
    self.disclosure = disclosure
    // 行政运行 has been many things: only long names are unmistakable.
    former = disclosure.set.formerNames.filter { $0.key.utf8.count >= 24 }.sorted { $0.key < $1.key }.map {
      (Array($0.key.utf8), $0.value)
    }
  }

  private mutating func read(_ passage: Passage) {
    let all = passage.prefix..<passage.bytes.count
    residues(passage)
    for mark in TextPatterns.doubled {
      guard let found = passage.find(mark, in: all) else { continue }
      add("NAR-22", .warning, "标点重复：“\(passage.string(found))”", passage, found, fix: "只留一个")
    }
    for word in TextPatterns.repeated {
      guard let found = passage.find(word, in: all) else { continue }
      add("NAR-22", .warning, "文字重复：“\(passage.string(found))”", passage, found, fix: "删去重复的字")
    }
    for (word, right) in TextPatterns.lost {
      guard let found = passage.find(word, in: all) else { continue }
      add("NAR-22", .warning, "“\(passage.string(found))”应是“\(right)”", passage, found, fix: "改成“\(right)”")
    }
    for (name, present) in former {
      guard let found = passage.find(name, in: all), !QuoteReader.isQuoted(found.lowerBound, passage) else { continue }
      // 医疗卫生与计划生育支出（类） in an explanation 项 by 项 is told of there.
      let hasItems = disclosure.sections[passage.section].form?.items != nil
      if hasItems, passage.starts(with: Self.bracket, at: found.upperBound) { continue }
      add(
        "NAR-21", .warning, "“\(passage.string(found))”是以前年度的名称，\(disclosure.year) 年叫“\(present)”", passage, found,
        fix: "改成“\(present)”")
    }
    if let found = UnclosedMark.first(in: passage) {
      add("NAR-22", .warning, "“\(passage.string(found))”在这一段里没有配对", passage, found, fix: "补上另一半，或删去")
    }
    radicals(passage)
    years(passage, all)
  }

  private mutating func residues(_ passage: Passage) {
    var told: [Range<Int>] = []
    for residue in TextPatterns.residues {
      guard let found = passage.find(residue.bytes, in: passage.prefix..<passage.bytes.count),
        !told.contains(where: { $0.overlaps(found) })
      else { continue }
      told.append(found)
      add(
        "NAR-12", residue.isSure ? .error : .warning, "“\(passage.string(found))”像是模板留下的文字", passage, found,
        fix: residue.fix)
    }
    if told.isEmpty, let found = blank(in: passage) {
      add(
        "NAR-12", .warning, "“\(passage.string(found))”像是没有填的空", passage, found, fix: "没有填的补上；隐去的名称写明“已隐去”")
    }
  }

  /// XX 项目: two letters alone.
  private func blank(in passage: Passage) -> Range<Int>? {
    for word in TextPatterns.blanks {
      var place = passage.prefix
      while let found = passage.find(word, in: place..<passage.bytes.count) {
        place = found.upperBound
        let before = found.lowerBound > 0 ? passage.bytes[found.lowerBound - 1] : 0x20
        let after = found.upperBound < passage.bytes.count ? passage.bytes[found.upperBound] : 0x20
        if isApart(before), isApart(after) { return found }
      }
    }
    return nil
  }

  /// No letter, figure or sign of a code or an address: XX-2, www.xx.
  private func isApart(_ byte: UInt8) -> Bool { byte >= 0x80 || byte == 0x20 }

  // MARK: Characters

  /// ⻔ for 门: letters that some PDF writers put in place of characters. They cannot be searched for.
  private mutating func radicals(_ passage: Passage) {
    guard passage.bytes.contains(0xE2) else { return }
    var place = passage.prefix
    while place + 2 < passage.bytes.count {
      let (first, second, third) = (passage.bytes[place], passage.bytes[place + 1], passage.bytes[place + 2])
      // U+2E80–U+2FDF: E2 BA 80 – E2 BF 9F.
      if first == 0xE2, (0xBA...0xBF).contains(second), second < 0xBF || third < 0xA0 {
        let found = place..<(place + 3)
        return add(
          "NAR-22", .warning, "“\(passage.string(found))”是部首符号，不是汉字，检索不到", passage, found, fix: "重新输入这个字；多半由 PDF 复制而来")
      }
      place += 1
    }
  }

  static let bracket: Words = "（"

  mutating func add(
    _ rule: String, _ level: Finding.Level, _ message: String, _ passage: Passage, _ range: Range<Int>, fix: String
  ) {
    findings.append(
      Finding(
        builtIn: rule, level: level, message: message, at: passage.span(range),
        fix: fix))
  }
}
