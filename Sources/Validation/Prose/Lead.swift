internal import Disclosures

/// The words between the figure before and a figure: what they make of it.
struct Lead {
  enum Role: Sendable, Hashable {
    case actual, budget, prior, perHead, share, completion, gap, difference, indicator, count
    /// nil where the words do not say which way.
    case change(isRise: Bool?)
    case rate(isRise: Bool?)
  }

  let passage: Passage
  /// Everything since the figure before or the start of the sentence.
  let range: Range<Int>
  /// The part behind the last comma or colon.
  let clause: Range<Int>
  let year: Int

  private static let clauseStops: Words = ["，", "：", "；", "、", ",", ":", ";", "（", "("]
  private static let fillers: Words = [
    "为", "是", "了", "共计", "共", "约", "仅", "至", "达到", "达", "都", "均", "：", ":", "）", ")", "额", "数", "近", "（", "(",
  ]
  private static let budgetWords: Words = ["年初预算", "全年预算", "预算数", "预算为", "预算安排", "预算金额", "调整预算", "预算批复", "完成预算"]
  private static let finalWords: Words = ["决算", "执行数", "实际支出", "支出为"]
  private static let completionWords: Words = [
    "执行率", "完成率", "支出进度", "预算完成", "完成预算", "完成年初预算", "完成全年预算", "完成调整预算", "完成调整后预算", "占预算", "占年初预算", "占全年预算", "占总预算",
    "占调整预算",
  ]
  private static let gapRate: Words = "预决算差异率"
  private static let differences: Words = ["差值为", "差额为", "差异额为"]
  private static let shareWords: Words = ["占", "比重", "所占"]
  private static let rateWords: Words = ["增幅", "降幅", "减幅", "升幅", "增长率", "下降率", "增减率"]
  private static let comparison: Words = ["相比", "比", "较", "与", "同"]
  private static let priorWords: Words = ["上年", "上一年", "去年", "同期", "以前年度"]
  private static let perHead: Words = [
    "人均", "车均", "平均每", "生均", "户均", "亩均", "床均", "每人", "每生", "每名", "每户", "每亩", "每床", "每辆", "每台", "每套", "每月", "每学年", "每学期",
    "每平方米",
  ]
  private static let budget: Words = "预算"
  private static let ofYear: Words = "度"

  init(_ passage: Passage, _ range: Range<Int>, year: Int) {
    self.passage = passage
    self.range = range
    self.year = year
    let last = passage.lastEnd(of: Self.clauseStops, in: range)
    // An empty clause, as in “占比（”, takes what is before it.
    clause = last.map { $0 < range.upperBound ? $0..<range.upperBound : range } ?? range
  }

  /// - Parameter isBudget: the document is a budget, whose own figures are the 预算.
  func role(of quantity: Quantity, isBudget: Bool) -> Role {
    let end = trimmedEnd
    switch quantity.unit {
    case .count: return .count
    case .points: return .change(isRise: direction(at: end))
    case .percent:
      if passage.contains(Self.gapRate, in: clause) { return .gap }
      if has(Self.completionWords, clause) { return .completion }
      if let rise = direction(at: end) { return .rate(isRise: rise) }
      if has(Self.rateWords, clause) { return .rate(isRise: rateDirection) }
      if has(Self.shareWords, clause) { return .share }
      return .indicator
    case .money:
      if has(Self.perHead, phrase) { return .perHead }
      if let rise = direction(at: end) { return .change(isRise: rise) }
      if has(Self.differences, clause) { return .difference }
      if let rise = gapToBudget { return .change(isRise: rise) }
      // 比上年 110.50 万元增加 …: what it is compared with.
      if let comparison, comparison.upperBound == range.upperBound, mentionsLastYear(comparison) { return .prior }
      if isBudget { return mentionsLastYear(clause) && !has(Self.comparison, clause) ? .prior : .actual }
      let budgetAt = passage.lastEnd(of: Self.budgetWords, in: clause)
      let finalAt = passage.lastEnd(of: Self.finalWords, in: clause)
      if let budgetAt, finalAt.map({ $0 < budgetAt }) ?? true { return .budget }
      if isBudgetOf(end) { return .budget }
      if mentionsLastYear(clause), !has(Self.comparison, clause) { return .prior }
      return .actual
    }
  }

  private static let kinds: Words = ["公共", "基金", "经营"]
  private static let budgetEnds: Words = ["预算", "预算总"]

  /// 公务接待费预算 8 万元, but not 政府性基金预算 8 万元.
  private func isBudgetOf(_ end: Int) -> Bool {
    guard let start = passage.start(of: Self.budgetEnds, before: end, from: range.lowerBound) else { return false }
    return !passage.ends(with: Self.kinds, at: start)
  }

  private static let gaps: [(word: Words, isRise: Bool)] = ["大于", "高于", "多于", "超过", "超", "小于", "低于", "少于"].flatMap {
    word in
    ["预算", "年初预算", "全年预算", "调整预算"].map { (Words(word + $0), !["小于", "低于", "少于"].contains(word)) }
  }

  /// 决算数大于预算数 5.68 万元: by how much; nil where nothing of the kind is said.
  var gapToBudget: Bool? { Self.gaps.first { passage.contains($0.word, in: clause) }?.isRise }

  private static let lastBudgets: Words = ["上年预算", "上年年初预算", "上年度预算", "上年的预算", "去年预算", "上年批复"]
  private static let dated = ["年预算", "年度预算", "年年初预算"]

  /// 比上年预算 3,050 万元增加 …: nobody has that.
  var comparesLastBudget: Bool {
    guard let comparison else { return false }
    return has(Self.lastBudgets, comparison) || has(Words(Self.dated.map { "\(year - 1)\($0)" }), comparison)
  }

  private static let otherBases: Words = ["执行数", "预计执行", "决算数", "完成数", "同口径"]

  /// 与上年执行数相比, 同口径比上年, of a budget: last year's budget is another figure.
  var comparesOtherBasis: Bool { has(Self.otherBases, range) }

  private static let without: Words = ["剔除", "扣除"]

  /// 剔除车辆购置费后，“三公”经费为 162 万元: not what is called so.
  var leavesOut: Bool { has(Self.without, range) }

  private static let opening: Words = "年初"
  private static let firstBudget: Words = "年初预算"

  /// 比年初减少 5.10 万元: what was left from last year, and no budget.
  var comparesOpening: Bool {
    guard let comparison, passage.contains(Self.opening, in: comparison) else { return false }
    return !passage.contains(Self.firstBudget, in: comparison) && !mentionsLastYear(comparison)
  }

  private static let openings: Words = ["年初的", "年初", "年初数"]

  /// 比年初的 402.18 万元减少 …: what there was.
  var endsInOpening: Bool {
    comparesOpening && passage.ends(with: Self.openings, at: trimmedEnd)
  }

  static let into: Words = ["中，", "中,", "中：", "中:"]

  /// 当年追加的 46.13 万元中，……: what stood before is divided.
  var goesInto: Bool { passage.starts(with: Self.into, at: range.lowerBound) }

  private static let from: Words = ["由", "从"]

  var endsInFrom: Bool { passage.ends(with: Self.from, at: trimmedEnd) }

  private static let ofLastYear: Words = ["上年的", "上年", "去年的", "去年", "上一年的"]

  private static let tellingShares: Words = ["分别", "占", "为"]

  /// 占 50.86%，上年分别占 55.20%.
  var tellsOfLastYear: Bool {
    guard let end = passage.end(of: Self.ofLastYear, at: clause.lowerBound) else { return false }
    return passage.starts(with: Self.tellingShares, at: end)
  }

  var endsInLastYear: Bool { passage.ends(with: Self.ofLastYear, at: trimmedEnd) }

  var comparesBudget: Bool { comparison.map { passage.contains(Self.budget, in: $0) } ?? false }

  /// 调整预算, 上年的预算: what no table has.
  var isOtherBudget: Bool {
    has(Self.adjusted, clause) || passage.contains(Self.added, in: clause) || lastYear != nil
      || has(Self.lastBudgets, clause)
  }

  private static let added: Words = "追加"
  static let adjusted: Words = ["调整预算", "调整后", "调整为", "调整到", "调整至"]

  private static let phraseStops: Words = ["，", "：", "；", "、", ",", ":", ";"]

  /// The part behind the last comma or colon, with its brackets: 其他单位组织的因公出国（境）团组.
  var phrase: Range<Int> {
    let last = passage.lastEnd(of: Self.phraseStops, in: range) ?? range.lowerBound
    return last < range.upperBound ? last..<range.upperBound : range
  }

  /// 年末保有量减少 1 辆.
  var isChange: Bool { direction(at: trimmedEnd) != nil }

  private static let joins: Words = ["、", "和", "与", "及"]

  /// In bytes: 和 with a blank on either side.
  private static let longestJoin = 5

  /// Whether nothing but 和 stands between two figures.
  var isJoin: Bool { !range.isEmpty && range.count <= Self.longestJoin && isOnly(Self.joins, range) }

  /// Whether the clause names a year by its number.
  func namesYear(_ year: Int) -> Bool { passage.findLast(year: year, in: clause) != nil }

  /// A year that is neither this one nor the last, which the clause speaks of.
  var namesOtherYear: Bool { passage.years(in: clause).contains { $0.number != year && $0.number != year - 1 } }

  /// Where the words end once 为, 约 and the like are taken off.
  private var trimmedEnd: Int {
    var end = range.upperBound
    var isTrimmed = true
    while isTrimmed {
      isTrimmed = false
      while end > range.lowerBound, passage.bytes[end - 1] <= 0x20 {
        end -= 1
        isTrimmed = true
      }
      // 节约 is a word, and no 约.
      if passage.ends(with: Words.falls, at: end) { break }
      for filler in Self.fillers.all
      where end - filler.count >= range.lowerBound && passage.ends(with: filler, at: end) {
        end -= filler.count
        isTrimmed = true
      }
    }
    return end
  }

  /// Whether the words end in 增加 or 减少; nil for neither.
  private func direction(at end: Int) -> Bool? {
    if passage.ends(with: .falls, at: end, from: range.lowerBound) { return false }
    if passage.ends(with: .rises, at: end, from: range.lowerBound) { return true }
    // 多资助 14 人、多安排 2.80 万元.
    guard (Self.shortest...Self.longestVerb).contains(end - clause.lowerBound) else { return nil }
    return passage.starts(with: Self.more, at: clause.lowerBound)
      ? true
      : passage.starts(with: Self.less, at: clause.lowerBound) ? false : nil
  }

  private static let more: Words = "多"
  private static let less: Words = "少"
  /// In bytes: 多安排.
  private static let shortest = 6
  private static let longestVerb = 12

  /// 下降（增长）, 增/减: which way is left open. （增长 2.9%） says it.
  var isUndecided: Bool {
    if has(Self.slashed, range) { return true }
    return Self.bracketed.all.contains { word in
      guard let found = passage.find(word, in: range) else { return false }
      let end = min(range.upperBound, found.upperBound + Self.longestWord)
      return passage.contains(Words.closing, in: found.upperBound..<end)
    }
  }

  private static let ways = ["增", "减", "升", "降"]
  private static let slashed = Words(ways.map { "/" + $0 })
  private static let bracketed = Words(ways.flatMap { ["（" + $0, "(" + $0] })
  /// In bytes: one character and the bracket.
  private static let longestWord = 6

  private var rateDirection: Bool? {
    if passage.contains(Words.falls, in: clause) { return false }
    return passage.contains(Words.rises, in: clause) ? true : nil
  }

  /// - Parameter range: nil for all of the words.
  func has(_ words: Words, _ range: Range<Int>? = nil) -> Bool { passage.contains(words, in: range ?? self.range) }

  func isOnly(_ words: Words, _ range: Range<Int>? = nil) -> Bool { passage.isOnly(words, range ?? self.range) }

  /// Where the clause names last year by its number: 2019 年 in a document of 2020.
  var lastYear: Range<Int>? { passage.findLast(year: year - 1, in: clause) }

  /// The year that the words compare with by its number, and where it stands; nil for 年度, which is looked at elsewhere, and
  /// for the year's own budget.
  var comparedYear: (year: Int, range: Range<Int>)? {
    guard let comparison, !passage.contains(Self.budget, in: comparison) else { return nil }
    for candidate in (year - 5)...(year + 1) {
      guard let found = passage.findLast(year: candidate, in: comparison),
        !passage.starts(with: Self.ofYear, at: found.upperBound)
      else { continue }
      // 比上年……，比 2019 年（疫情前）……: on purpose.
      guard !passage.starts(with: .opening, at: found.upperBound),
        !mentionsLastYear(passage.sentence(before: found.lowerBound))
      else {
        return nil
      }
      return (candidate, found)
    }
    return nil
  }

  /// 上年, 2019 年度 in a document of 2020.
  func mentionsLastYear(_ range: Range<Int>) -> Bool {
    Self.priorWords.all.contains { isPrior($0, range) } || passage.findLast(year: year - 1, in: range) != nil
  }

  /// 上年, but not 上年结转和结余, which this year's accounts have.
  private func isPrior(_ word: [UInt8], _ range: Range<Int>) -> Bool {
    var upper = range.upperBound
    while let found = passage.findLast(word, in: range.lowerBound..<upper) {
      if !passage.starts(with: Self.carried, at: found.upperBound) { return true }
      upper = found.lowerBound
    }
    return false
  }

  private static let carried: Words = ["结转", "结余"]

  /// What the words compare with, the nearest to the figure; nil where they compare with nothing.
  func base(isBudget: Bool) -> ComparisonBase? {
    if passage.contains(Self.onYear, in: clause) { return .lastYear }
    guard let comparison else { return nil }
    if isBudget { return mentionsLastYear(comparison) ? .lastYear : nil }
    let budgetAt = passage.findLast(Self.budget, in: comparison)?.lowerBound
    guard mentionsLastYear(comparison) else { return budgetAt == nil ? nil : .budget }
    guard let budgetAt, let yearAt = lastYearPlace(comparison), budgetAt > yearAt else { return .lastYear }
    return .budget
  }

  private static let onYear: Words = "同比"

  private func lastYearPlace(_ range: Range<Int>) -> Int? {
    passage.lastStart(of: Self.priorWords + Words(String(year - 1)), in: range)
  }

  private static let compared: Words = ["相比", "比较", "相较", "对比"]
  private static let with: Words = ["与", "较", "和", "同"]
  private static let than: Words = "比"
  private static let over: Words = ["较", "与", "同"]
  /// 占比, 比重, 比例, 相比: where 比 compares nothing.
  private static let notThan: Words = ["占比", "比重", "比例", "相比", "比较", "对比"]

  /// 与上年相比, 比年初预算 …: from the first word of the comparison to its last.
  var comparison: Range<Int>? {
    for word in Self.compared.all {
      guard let end = passage.findLast(word, in: range) else { continue }
      let before = range.lowerBound..<end.lowerBound
      let starts = Self.with.all.compactMap { passage.findLast($0, in: before)?.lowerBound }
      // 与 of 与……相比 stands before what is compared with, which may itself have a 和.
      if let start = starts.min() { return start..<end.upperBound }
    }
    var upper = range.upperBound
    while let found = passage.findLast(Self.than, in: range.lowerBound..<upper) {
      if !isPartOfWord(found) { return found.lowerBound..<range.upperBound }
      upper = found.lowerBound
    }
    return passage.lastStart(of: Self.over, in: range).map { $0..<range.upperBound }
  }

  private func isPartOfWord(_ found: Range<Int>) -> Bool {
    Self.notThan.all.contains { word in
      passage.starts(with: word, at: found.lowerBound) || passage.ends(with: word, at: found.upperBound)
    }
  }

  /// Where the words may name what changed: behind the comparison and before it; all of it where nothing is compared.
  var nameRanges: [Range<Int>] {
    guard let comparison, mentionsLastYear(comparison) || passage.contains(Self.budget, in: comparison) else {
      return [clause, range]
    }
    return [comparison.upperBound..<range.upperBound, range.lowerBound..<comparison.lowerBound]
  }
}
