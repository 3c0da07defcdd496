internal import Diagnostics
internal import Disclosures
internal import Forms

/// Years (NAR-14): a document of a year speaks of it and of the year before.
extension TextCheck {
  private static let year: Words = "年"
  private static let annual: Words = "年度"
  private static let monthEnd: Words = "12月31日"
  private static let until: Words = ["截至", "截止", "截止到", "截至到"]
  private static let than: Words = "比"
  private static let with: Words = "与"
  private static let budgetOf: Words = "预算"

  mutating func years(_ passage: Passage, _ range: Range<Int>) {
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
    if year != disclosure.year - 1, abs(year - disclosure.year) <= 2, isEqualled(year, passage, span, after) {
      return add(
        "NAR-14", .warning, "这里与 \(year) 年持平，公开件是 \(disclosure.year) 年度", passage, span,
        fix: "比的多半是 \(disclosure.year - 1) 年")
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

  private static let comparing: Words = ["与", "同", "和", "较", "比"]
  private static let compared: Words = ["决算数", "决算", "预算执行数", "执行数", "预算数", "预算"]
  private static let equals: Words = ["持平", "基本持平", "保持持平", "相同", "一致", "保持一致", "相比持平", "相比无增减", "相比无变化", "相比没有变化"]

  /// 与 2018 年持平, in a sentence about one figure of a table: last year is meant. Of two years before, said beside
  /// others, a writer may speak on purpose.
  private func isEqualled(_ year: Int, _ passage: Passage, _ span: Range<Int>, _ after: Int) -> Bool {
    guard !(disclosure.sections[passage.section].form?.about ?? []).isEmpty,
      Self.comparing.all.contains(where: { passage.ends(with: $0, at: trimmed(passage, span.lowerBound)) })
    else { return false }
    var place = skip(passage, after)
    if let noun = Self.compared.all.first(where: { passage.starts(with: $0, at: place) }) {
      // 与 2020 年预算持平 in the final accounts of 2020 is what they are for.
      if year == disclosure.year, noun.starts(with: Self.budgetOf.all[0]), noun.count <= Self.budgetOf.all[0].count + 3
      {
        return false
      }
      place = skipBlanks(passage, place + noun.count)
    }
    guard Self.equals.all.contains(where: { passage.starts(with: $0, at: place) }) else { return false }
    let sentence = passage.sentence(before: span.lowerBound).lowerBound..<span.lowerBound
    return passage.years(in: sentence).allSatisfy { $0.number == disclosure.year } && !isInYears(passage, span)
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
}
