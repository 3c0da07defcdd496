internal import Diagnostics
internal import Disclosures
internal import Forms

/// The wording of the narrative, without regard to figures: what templates leave behind (NAR-12), years (NAR-14), marks
/// (NAR-22), names of former years (NAR-21).
struct TextCheck {
  private let disclosure: Disclosure
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

  private static let bracket: Words = "（"

  // MARK: Years

  private static let year: Words = "年"
  private static let annual: Words = "年度"
  private static let monthEnd: Words = "12月31日"
  private static let until: Words = ["截至", "截止", "截止到", "截至到"]
  private static let than: Words = "比"
  private static let with: Words = "与"
  private static let budgetOf: Words = "预算"

  private mutating func years(_ passage: Passage, _ range: Range<Int>) {
    var place = range.lowerBound
    var quotes = QuoteReader(passage)
    while let found = passage.find(Self.year, in: place..<range.upperBound) {
      place = found.upperBound
      var end = found.lowerBound
      while end > 0, passage.bytes[end - 1] == 0x20 { end -= 1 }
      var start = end
      while start > 0, (0x30...0x39).contains(passage.bytes[start - 1]) { start -= 1 }
      guard start < end, !quotes.isQuoted(start) else { continue }
      let digits = passage.string(start..<end)
      let span = start..<found.upperBound
      // 202 年度: a figure was lost.
      if digits.count == 3, digits.hasPrefix("20"), passage.starts(with: Self.annual, at: found.lowerBound) {
        add("NAR-14", .error, "“\(digits) 年度”少了一位数字", passage, span, fix: "补全年份")
        continue
      }
      guard digits.count == 4, let year = Int(digits), (1990...2100).contains(year) else { continue }
      check(year, passage, span, after: found.upperBound)
    }
  }

  private mutating func check(_ year: Int, _ passage: Passage, _ span: Range<Int>, after: Int) {
    let isBudget = !disclosure.set.isAfterYear
    // 截至 2023 年 12 月 31 日 in the final accounts of 2024.
    if !isBudget, year != disclosure.year,
      passage.ends(with: Self.until, at: trimmed(passage, span.lowerBound)),
      starts(passage, with: Self.monthEnd.all[0], at: after)
    {
      return add(
        "NAR-14", .error, "截止日期是 \(year) 年，公开件是 \(disclosure.year) 年度", passage, span,
        fix: "改成 \(disclosure.year) 年，数也要是年末的")
    }
    // 比 2026 年预算 in the budget of 2026.
    if isBudget, year == disclosure.year, passage.starts(with: Self.budgetOf, at: skip(passage, after)),
      passage.ends(with: Self.than, at: trimmed(passage, span.lowerBound))
        || passage.ends(with: Self.with, at: trimmed(passage, span.lowerBound))
    {
      return add("NAR-14", .warning, "这里与本年（\(year) 年）预算相比", passage, span, fix: "比的多半是 \(year - 1) 年")
    }
    // 2018 年度 in a document of 2020: neither this year nor the last.
    guard passage.starts(with: Self.annual, at: after - 3), year > disclosure.year || year < disclosure.year - 1 else {
      return
    }
    guard year > disclosure.year - 5, year <= disclosure.year + 1 else { return }
    // 列入 2021 年度预算, 将在 2021 年度完工: what comes is told of the next year, and only a forgotten heading has its figures.
    if year == disclosure.year + 1,
      !passage.starts(with: Self.told, at: skip(passage, after))
        || passage.ends(with: Self.ahead, at: trimmed(passage, span.lowerBound))
    {
      return
    }
    if isInYears(passage, span) { return }
    // 比 2019 年度（疫情前）: on purpose.
    if passage.starts(with: Self.bracket, at: after) || passage.starts(with: Self.bracket, at: after + 3) { return }
    add(
      "NAR-14", .warning, "“\(year) 年度”既不是本年（\(disclosure.year)）也不是上年", passage, span,
      fix: "核对年份；确指那一年的，写明是那一年的什么，如“\(year) 年预算”")
  }

  private static let fromTo: Words = ["至", "—", "-", "～", "~", "、", "－"]

  /// 2018 年至 2020 年……，2020 年度比 2018 年度增长: the sentence is about several years.
  private func isInYears(_ passage: Passage, _ span: Range<Int>) -> Bool {
    let near = max(0, span.lowerBound - Self.longestSentence)
    var place = max(near, passage.findLast(Self.fullStop, in: near..<span.lowerBound)?.upperBound ?? near)
    while let found = passage.find(Self.year, in: place..<span.lowerBound) {
      place = found.upperBound
      let next = skipBlanks(passage, place)
      if Self.fromTo.all.contains(where: { word in
        passage.starts(with: word, at: next)
          && passage.starts(with: Self.century, at: skipBlanks(passage, next + word.count))
      }) {
        return true
      }
    }
    return false
  }

  private func skipBlanks(_ passage: Passage, _ place: Int) -> Int {
    var place = place
    while place < passage.bytes.count, passage.bytes[place] == 0x20 { place += 1 }
    return place
  }

  private static let fullStop: Words = "。"
  /// In bytes; further back nobody looks.
  private static let longestSentence = 900
  private static let century: Words = "20"
  private static let told: Words = [
    "部门", "单位", "决算", "收入", "支出", "收、支", "收支", "一般公共", "财政拨款", "“三公”", "机关运行", "政府采购", "政府性基金", "国有资本", "本年", "年初",
    "年末",
    "公务", "绩效", "的收入", "的支出", "的决算",
  ]
  private static let ahead: Words = ["结转", "到", "至", "转入", "列入", "纳入", "预计", "计划", "拟", "将", "编制"]

  private func trimmed(_ passage: Passage, _ place: Int) -> Int {
    var place = place
    while place > 0, passage.bytes[place - 1] == 0x20 { place -= 1 }
    return place
  }

  private func skip(_ passage: Passage, _ place: Int) -> Int {
    var place = skipBlanks(passage, place)
    if passage.starts(with: "度", at: place) { place += 3 }
    return place
  }

  /// Like `starts`, whatever blanks stand between the figures.
  private func starts(_ passage: Passage, with word: [UInt8], at place: Int) -> Bool {
    var at = place
    for byte in word {
      while at < passage.bytes.count, passage.bytes[at] == 0x20 { at += 1 }
      guard at < passage.bytes.count, passage.bytes[at] == byte else { return false }
      at += 1
    }
    return true
  }

  private mutating func add(
    _ rule: String, _ level: Finding.Level, _ message: String, _ passage: Passage, _ range: Range<Int>, fix: String
  ) {
    findings.append(
      Finding(
        builtIn: rule, level: level, message: message, at: passage.span(range),
        fix: fix))
  }
}
