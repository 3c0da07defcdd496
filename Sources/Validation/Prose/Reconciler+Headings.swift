internal import Disclosures
internal import Forms

/// 三、一般公共预算支出情况: within a section about several tables, the one that a heading speaks of.
extension Reconciler {
  private static let funds = ["一般公共预算", "政府性基金", "国有资本经营"]
  /// What has a table of its own beside that of the fund.
  private static let kinds = ["基本", "三公"]
  private static let sentenceEnds: Words = ["。", "；", "，"]
  /// In bytes: a line longer than this is no heading.
  private static let longestHeading = 90

  mutating func noteTopic(_ passage: Passage) {
    guard let rank = rank(of: passage), let section, section.about.count > 1 else { return }
    let text = passage.text
    guard let fund = Self.funds.first(where: { text.contains($0) }), let table = table(of: fund, text, section) else {
      // A heading of its own below the topic's goes on about it.
      if let topic, rank <= topic.rank { self.topic = nil }
      return
    }
    topic = (table, rank)
  }

  /// 公务接待费 as a heading: what the lines below it speak of.
  func subject(ofHeading passage: Passage) -> ProseNames.Target? {
    let (named, isSure) = subjects(
      Lead(passage, 0..<passage.bytes.count, year: disclosure.year), [0..<passage.bytes.count])
    return isSure && named.count == 1 ? named[0] : nil
  }

  private func table(of fund: String, _ heading: String, _ section: SectionForm) -> Int? {
    let tables = disclosure.set.tables
    return tables.indices.first { index in
      let form = tables[index]
      return form.layout == .list && section.about.contains(form.id) && form.title.contains(fund)
        && Self.kinds.allSatisfy { form.title.contains($0) == heading.contains($0) }
    }
  }

  /// How deep a heading is, by its mark or its number: 一、 before （一） before 1.; nil for what is none.
  private func rank(of passage: Passage) -> Int? {
    if case .heading(let level) = passage.kind { return level }
    guard case .text = passage.kind, passage.bytes.count <= Self.longestHeading,
      !passage.contains(Self.sentenceEnds, in: 0..<passage.bytes.count)
    else { return nil }
    let text = passage.text.drop(while: \.isWhitespace)
    guard let first = text.first else { return nil }
    if "一二三四五六七八九十".contains(first) { return 10 }
    if "（(".contains(first) { return 11 }
    return first.isNumber ? 12 : nil
  }

  private static let besideHeadwords: Words = [
    "．", ".", "、", "（", "）", "(", ")", "：", "。", "支出", "情况", "说明", "费用", "用", "一", "二", "三", "四", "五", "六", "七",
  ]

  /// 2．公务接待费。: a sentence that is nothing but a name is the head of those behind it.
  func headword(_ passage: Passage, _ range: Range<Int>) -> ProseNames.Target? {
    guard range.count < 90 else { return nil }
    let lead = Lead(passage, range, year: disclosure.year)
    let found = names.matches(in: passage, range)
    guard found.count == 1, lead.isOnly(Self.besideHeadwords, range.lowerBound..<found[0].range.lowerBound),
      lead.isOnly(Self.besideHeadwords, found[0].range.upperBound..<range.upperBound)
    else { return nil }
    let (named, isSure) = subjects(lead, [range])
    return isSure && named.count == 1 ? named[0] : nil
  }
}
