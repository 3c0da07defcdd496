internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// A difference that is told without why: of a 项 from its budget (NAR-05), of a budget from last year's (BUD-8). What might
/// be a reason is taken for one.
struct UnstatedReasons {
  private let disclosure: Disclosure
  private let passages: [Passage]

  /// What tells a difference.
  private struct Place {
    let passage: Passage
    let range: Range<Int>

    var span: SourceSpan { passage.span(range) }
    var text: String { passage.string(range) }
  }

  static func run(_ disclosure: Disclosure, passages: [Passage]) -> [Finding] {
    let check = UnstatedReasons(disclosure: disclosure, passages: passages.filter { $0.kind == .text })
    return disclosure.set.isAfterYear ? check.items() : check.changes()
  }

  private func quantities(of passage: Passage) -> [Quantity] {
    var scanner = QuantityScanner(passage, index: 0)
    scanner.run()
    return scanner.quantities
  }

  // MARK: Items

  private static let completes: Words = "完成"

  /// One finding for each section that explains expenditure 项 by 项.
  private func items() -> [Finding] {
    disclosure.sections.indices.compactMap { index in
      guard let items = disclosure.sections[index].form?.items,
        let table = disclosure.set.tables.firstIndex(where: { $0.id == items }),
        disclosure.tables[table]?.isWhole ?? false
      else { return nil }
      let names = SubjectPath.names(of: [table], disclosure)
      let entries = ItemEntry.all(in: passages.filter { $0.section == index }, names: names)
      guard entries.count >= 2 else { return nil }
      let bare = entries.filter { entry in
        guard let told = entry.parts.lazy.compactMap({ difference(in: $0) }).first else { return false }
        return !hasReason(in: entry.parts, after: told)
      }
      guard let first = bare.first else { return nil }
      let named = bare.prefix(5).map(\.name).joined(separator: "、") + (bare.count > 5 ? "等" : "")
      return finding(
        "NAR-05", "与年初预算不同、没有写原因的有 \(bare.count) 项：\(named)", at: first.span,
        related: bare.dropFirst().prefix(4).map { .init($0.span, $0.name) }, fix: "在完成率后面写“主要原因是……”")
    }
  }

  /// Where an entry says that the budget was not what was spent: 完成年初预算的 98.2%.
  private func difference(in part: ItemEntry.Part) -> Place? {
    let passage = part.passage
    guard let start = passage.find(Self.completes, in: part.range),
      let rate = quantities(of: passage).first(where: {
        $0.unit == .percent && $0.range.lowerBound >= start.upperBound
      }), rate.range.upperBound <= min(part.range.upperBound, start.upperBound + 60), rate.value != ExactDecimal(100)
    else { return nil }
    return Place(passage: passage, range: start.lowerBound..<rate.range.upperBound)
  }

  private func hasReason(in parts: [ItemEntry.Part], after place: Place) -> Bool {
    parts.contains { part in
      part.passage.contains(Self.words, in: part.range)
        || hasFreeClause(
          part.passage,
          part.passage.block == place.passage.block ? place.range.upperBound..<part.range.upperBound : part.range)
    }
  }

  // MARK: Budgets

  private static let lastYear: Words = ["上年", "去年", "上一年", "同期"]
  private static let changeWords: Words = ["增加", "减少", "增长", "下降", "压减"]
  /// 人均 1.84 万元，比上年增加 0.09 万元: comes of the amount and the number.
  private static let perHead: Words = ["人均", "户均", "生均", "车均", "次均", "平均"]
  /// 年中追加 62 万元、压减 21.5 万元: within the year; 扣除车辆购置: of what is left.
  private static let within: Words = ["年中", "追加", "调整预算", "扣除", "剔除", "执行中"]
  private static let notCompared = perHead + within
  private static let between: Words = ["了", "额", "为", " ", "：", "预算"]

  private func changes() -> [Finding] {
    // What a rule's exception asks of a section is told with that rule.
    let excused = Set(disclosure.set.rules.flatMap { $0.cases.compactMap(\.unless?.section) })
    var bare: [Place] = []
    for (index, passage) in passages.enumerated() {
      guard let form = disclosure.sections[passage.section].form, !excused.contains(where: form.answers) else {
        continue
      }
      guard let change = change(in: passage) else { continue }
      let next = passages[(index + 1)...].prefix(3).prefix { $0.section == passage.section }
      let all = passage.prefix..<passage.bytes.count
      if Self.words.all.contains(where: { word in
        passage.contains(word, in: all) || next.contains { $0.contains(word, in: $0.prefix..<$0.bytes.count) }
      }) || hasFreeClause(passage, change.range.upperBound..<passage.bytes.count) {
        continue
      }
      bare.append(change)
    }
    guard let first = bare.first else { return [] }
    let said = bare.prefix(3).map { "“\($0.text)”" }.joined(separator: "、")
    return [
      finding(
        "BUD-8", "与上年预算比的增减有 \(bare.count) 处没有写原因：\(said)\(bare.count > 3 ? "等" : "")",
        at: first.span,
        related: bare.dropFirst().prefix(4).map { .init($0.span, "也没有写") },
        fix: "在后面写“主要原因是……”")
    ]
  }

  /// The first change of an amount that is compared with last year: 比上年预算减少 9.59 万元.
  private func change(in passage: Passage) -> Place? {
    let all = passage.prefix..<passage.bytes.count
    let years = Self.lastYear + ["\(disclosure.year - 1)年", "\(disclosure.year - 1) 年"]
    guard let base = passage.firstEnd(of: years, in: all) else { return nil }
    return quantities(of: passage).lazy.compactMap { amount -> Place? in
      guard amount.unit.isMoney, !amount.value.isZero, amount.range.lowerBound >= base,
        !passage.contains(Self.notCompared, in: passage.sentence(before: amount.range.lowerBound))
      else { return nil }
      var end = amount.number.lowerBound
      while let skipped = passage.start(of: Self.between, before: end) { end = skipped }
      guard let start = passage.start(of: Self.changeWords, before: end), start >= base else { return nil }
      return Place(passage: passage, range: start..<amount.range.upperBound)
    }.first
  }

  // MARK: What may be a reason

  private static let words: Words = [
    "原因", "主要是", "主要系", "主要由", "主要为", "主要因", "主要受", "由于", "因", "受", "所致", "系", "为了", "根据", "按照", "导致", "影响",
  ]
  private static let separators: Words = ["，", "。", "；", "：", ",", ";", ":", "（", "）"]
  /// What stands behind figures without being a reason.
  private static let formulas: Words = ["其中", "如下", "与年初预算", "决算数", "与上年", "持平", "比上年", "完成"]
  /// In bytes: five characters.
  private static let shortest = 15

  /// Words without figures behind the difference: 新增人员两名 has no customary word before it.
  private func hasFreeClause(_ passage: Passage, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    var start = range.lowerBound
    var place = start
    func isFree(_ clause: Range<Int>) -> Bool {
      clause.count >= Self.shortest && !passage.bytes[clause].contains(where: isFigure)
        && !passage.contains(Self.formulas, in: clause)
    }
    while place < range.upperBound {
      guard let end = passage.end(of: Self.separators, at: place) else {
        place += 1
        continue
      }
      if isFree(start..<place) { return true }
      place = end
      start = place
    }
    return start < range.upperBound && isFree(start..<range.upperBound)
  }

  private func isFigure(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }

  private func finding(
    _ rule: String, _ message: String, at span: SourceSpan, related: [Finding.LabeledSpan], fix: String
  ) -> Finding {
    Finding(
      builtIn: rule, level: .warning, message: message, at: span,
      related: related,
      fix: fix)
  }
}
