internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// What words name, and whether beyond doubt.
extension Reconciler {
  /// The figures a text names, the nearest name first; whether it names them beyond doubt.
  func subjects(_ lead: Lead, _ ranges: [Range<Int>]) -> (named: [ProseNames.Target], isSure: Bool) {
    for range in ranges where !range.isEmpty {
      var found: [ProseNames.Target] = []
      var isSure = false
      let matches = names.matches(in: lead.passage, range).filter {
        !isAside($0.range, lead.passage, in: range) && !isInLongerQuote($0.range, lead.passage)
      }
      for match in matches.reversed() {
        let (targets, own) = preferred(match.meanings, length: match.range.count)
        if found.isEmpty {
          isSure =
            own && !targets.isEmpty && !isHead(match.range, lead.passage)
            && (!isTail(match.range, lead.passage) || isAtHome(match, matches, lead.passage))
        }
        found += targets.filter { !found.contains($0) }
      }
      if !found.isEmpty { return (found, isSure) }
    }
    return ([], false)
  }

  /// Names in 机关运行经费（与……基本支出中公用经费一致）: of a bracket that is closed again.
  private func isAside(_ name: Range<Int>, _ passage: Passage, in range: Range<Int>) -> Bool {
    guard
      let open = passage.lastEnd(of: Words.opening, in: range.lowerBound..<name.lowerBound),
      name.lowerBound - open > 0 || range.lowerBound < open - 3
    else { return false }
    return !passage.contains(Words.closing, in: open..<name.lowerBound)
      && passage.contains(Words.closing, in: name.upperBound..<range.upperBound)
  }

  private static let quotes = [("“", "”"), ("《", "》")].map { (Words($0.0), Words($0.1)) }
  private static let longestQuote = 120
  private static let besideQuoted: Words = ["（", "）", "(", ")", "类", "款", "项", "科目", "支出"]

  /// 审计业务 in “审计业务专项”项目: what is quoted has another name.
  private func isInLongerQuote(_ name: Range<Int>, _ passage: Passage) -> Bool {
    Self.quotes.contains { open, close in
      let before = max(0, name.lowerBound - Self.longestQuote)..<name.lowerBound
      let behind = name.upperBound..<min(passage.bytes.count, name.upperBound + Self.longestQuote)
      guard let start = passage.findLast(open, in: before)?.upperBound,
        passage.findLast(close, in: start..<name.lowerBound) == nil,
        let end = passage.find(close, in: behind)?.lowerBound
      else { return false }
      let lead = Lead(passage, start..<end, year: disclosure.year)
      return !lead.isOnly(Self.besideQuoted, start..<name.lowerBound)
        || !lead.isOnly(Self.besideQuoted, name.upperBound..<end)
    }
  }

  private static let qualifiers: Words = [
    "”", "》",
    "拨款", "预算", "基金", "资本", "经营", "收入", "支出", "经费", "财政", "公共", "采购", "项目",
    "类", "改造", "建设", "业务", "工程", "专项", "资金", "支队", "大队", "机关", "国内", "资金安排的", "境外", "国外", "境）外", "境)外",
    "非", "购买", "个", "水", "在职",
  ]

  /// 支出预算 in 政府性基金拨款支出预算: the end of a longer name that nobody has told us of.
  func isTail(_ range: Range<Int>, _ passage: Passage) -> Bool {
    passage.ends(with: Self.qualifiers, at: range.lowerBound)
  }

  private static let continuations: Words = [
    "中，", "中,", "中用于", "中由", "中通过", "支出总", "支总", "收、支总", "收支总", "收入、支出总", "总支出", "总收入", "、支出", "和支出", "及运行", "和运行",
  ]

  /// 财政拨款收入 in 财政拨款收入支出总体, or what …… 中，加油 1.57 万元 takes a part of: the beginning of something else.
  private func isHead(_ range: Range<Int>, _ passage: Passage) -> Bool {
    passage.starts(with: Self.continuations, at: range.upperBound)
  }

  /// 政府性基金预算财政拨款年初结转和结余, where the section is about 政府性基金预算财政拨款.
  private func isAtHome(_ match: ProseNames.Match, _ matches: [ProseNames.Match], _ passage: Passage) -> Bool {
    guard let before = matches.first(where: { $0.range.upperBound == match.range.lowerBound }) else { return false }
    return section?.title.contains(passage.string(before.range)) ?? false
  }

  /// Of the meanings of a name those that hold in this section: the section's own phrases, then its tables, then all.
  ///
  /// - Parameter length: of the name, where a long one may be unmistakable wherever it stands.
  func preferred(_ meanings: [ProseNames.Meaning], length: Int = 0) -> ([ProseNames.Target], isOwn: Bool) {
    if let topic {
      let own = meanings.filter { $0.target.table == topic.table }
      if !own.isEmpty { return (own.map(\.target), true) }
    }
    let id = section?.id ?? ""
    let own = meanings.filter { $0.sections?.contains(id) ?? false }
    if !own.isEmpty { return (own.map(\.target), true) }
    let open = meanings.filter { $0.sections == nil }
    let about = open.filter { meaning in
      guard let table = meaning.target.table else { return false }
      return section?.about.contains(disclosure.set.tables[table].id) ?? false
    }
    if !about.isEmpty { return (about.map(\.target), true) }
    let fields = open.filter { $0.target.table == nil }
    if section?.about.isEmpty ?? true, !fields.isEmpty { return (fields.map(\.target), fields.count == 1) }
    return (open.map(\.target), length >= Self.unmistakable && isAboutAll && isSameEverywhere(open))
  }

  /// Whether the section speaks of whole budgets: 国有资本经营预算支出 of “三公”经费 is another's.
  private var isAboutAll: Bool {
    guard let about = section?.about, !about.isEmpty else { return false }
    return disclosure.set.tables.allSatisfy { !about.contains($0.id) || $0.layout == .list || $0.layout == .paired }
  }

  /// Eight characters: 政府性基金预算财政拨款收入, but not 培训费.
  private static let unmistakable = 24

  /// A line that several tables have, with one figure: whichever is meant.
  private func isSameEverywhere(_ meanings: [ProseNames.Meaning]) -> Bool {
    let figures = meanings.map { meaning -> [Evaluator.Value] in
      guard let table = meaning.target.table, disclosure.set.tables[table].layout == .paired else { return [] }
      return values(of: meaning.target, .actual)
    }
    guard let first = figures.first?.first else { return false }
    return figures.allSatisfy { $0.count == 1 && $0[0].figure.value == first.figure.value && $0[0].unit == first.unit }
  }
}
