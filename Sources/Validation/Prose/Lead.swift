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

  private static let clauseStops = ["，", "：", "；", "、", ",", ":", ";", "（", "("].map(Words.utf8)
  private static let fillers = [
    "为", "是", "了", "共计", "共", "约", "仅", "至", "达到", "达", "都", "均", "：", ":", "）", ")", "额", "数", "近", "（", "(",
  ]
  .map(Words.utf8)
  private static let budgetWords = ["年初预算", "全年预算", "预算数", "预算为", "预算安排", "预算金额", "调整预算", "预算批复", "完成预算"].map(
    Words.utf8)
  private static let finalWords = ["决算", "执行数", "实际支出", "支出为"].map(Words.utf8)
  private static let completionWords = [
    "执行率", "完成率", "支出进度", "预算完成", "完成预算", "完成年初预算", "完成全年预算", "完成调整预算", "完成调整后预算", "占预算", "占年初预算", "占全年预算", "占总预算",
    "占调整预算",
  ].map(Words.utf8)
  private static let gapRate = Words.utf8("预决算差异率")
  private static let differences = ["差值为", "差额为", "差异额为"].map(Words.utf8)
  private static let shareWords = ["占", "比重", "所占"].map(Words.utf8)
  private static let rateWords = ["增幅", "降幅", "减幅", "升幅", "增长率", "下降率", "增减率"].map(Words.utf8)
  private static let comparison = ["相比", "比", "较", "与", "同"].map(Words.utf8)
  private static let priorWords = ["上年", "上一年", "去年", "同期", "以前年度"].map(Words.utf8)
  private static let perHead = [
    "人均", "车均", "平均每", "生均", "户均", "亩均", "床均", "每人", "每生", "每名", "每户", "每亩", "每床", "每辆", "每台", "每套", "每月", "每学年", "每学期",
    "每平方米",
  ].map(Words.utf8)
  private static let budget = Words.utf8("预算")
  private static let year = Words.utf8("年")
  private static let annual = Words.utf8("年度")

  init(_ passage: Passage, _ range: Range<Int>, year: Int) {
    self.passage = passage
    self.range = range
    self.year = year
    let last = Self.clauseStops.compactMap { passage.findLast($0, in: range)?.upperBound }.max()
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
      let budgetAt = Self.budgetWords.compactMap { passage.findLast($0, in: clause)?.upperBound }.max()
      let finalAt = Self.finalWords.compactMap { passage.findLast($0, in: clause)?.upperBound }.max()
      if let budgetAt, finalAt.map({ $0 < budgetAt }) ?? true { return .budget }
      if isBudgetOf(end) { return .budget }
      if mentionsLastYear(clause), !has(Self.comparison, clause) { return .prior }
      return .actual
    }
  }

  private static let kinds = ["公共", "基金", "经营"].map(Words.utf8)
  private static let budgetEnds = ["预算", "预算总"].map(Words.utf8)

  /// 公务接待费预算 8 万元, but not 政府性基金预算 8 万元.
  private func isBudgetOf(_ end: Int) -> Bool {
    guard
      let word = Self.budgetEnds.first(where: { passage.ends(with: $0, at: end) && end - $0.count >= range.lowerBound })
    else { return false }
    return !Self.kinds.contains { passage.ends(with: $0, at: end - word.count) }
  }

  private static let gaps: [(word: [UInt8], isRise: Bool)] = ["大于", "高于", "多于", "超过", "超", "小于", "低于", "少于"].flatMap {
    word in
    ["预算", "年初预算", "全年预算", "调整预算"].map { (Words.utf8(word + $0), !["小于", "低于", "少于"].contains(word)) }
  }

  /// 决算数大于预算数 5.68 万元: by how much; nil where nothing of the kind is said.
  var gapToBudget: Bool? { Self.gaps.first { passage.contains($0.word, in: clause) }?.isRise }

  private static let lastBudgets = ["上年预算", "上年年初预算", "上年度预算", "上年的预算", "去年预算", "上年批复"].map(Words.utf8)
  private static let dated = ["年预算", "年度预算", "年年初预算"].map(Words.utf8)

  /// 比上年预算 3,050 万元增加 …: nobody has that.
  var comparesLastBudget: Bool {
    guard let comparison else { return false }
    let last = Words.utf8(String(year - 1))
    return has(Self.lastBudgets, comparison) || Self.dated.contains { passage.contains(last + $0, in: comparison) }
  }

  private static let otherBases = ["执行数", "预计执行", "决算数", "完成数", "同口径"].map(Words.utf8)

  /// 与上年执行数相比, 同口径比上年, of a budget: last year's budget is another figure.
  var comparesOtherBasis: Bool { has(Self.otherBases, range) }

  private static let without = ["剔除", "扣除"].map(Words.utf8)

  /// 剔除车辆购置费后，“三公”经费为 162 万元: not what is called so.
  var leavesOut: Bool { has(Self.without, range) }

  private static let opening = Words.utf8("年初")
  private static let firstBudget = Words.utf8("年初预算")

  /// 比年初减少 5.10 万元: what was left from last year, and no budget.
  var comparesOpening: Bool {
    guard let comparison, passage.contains(Self.opening, in: comparison) else { return false }
    return !passage.contains(Self.firstBudget, in: comparison) && !mentionsLastYear(comparison)
  }

  private static let openings = ["年初的", "年初", "年初数"].map(Words.utf8)

  /// 比年初的 402.18 万元减少 …: what there was.
  var endsInOpening: Bool {
    comparesOpening && Self.openings.contains { passage.ends(with: $0, at: trimmedEnd) }
  }

  static let into = ["中，", "中,", "中：", "中:"].map(Words.utf8)

  /// 当年追加的 46.13 万元中，……: what stood before is divided.
  var goesInto: Bool { Self.into.contains { passage.starts(with: $0, at: range.lowerBound) } }

  private static let from = ["由", "从"].map(Words.utf8)

  var endsInFrom: Bool { Self.from.contains { passage.ends(with: $0, at: trimmedEnd) } }

  private static let ofLastYear = ["上年的", "上年", "去年的", "去年", "上一年的"].map(Words.utf8)

  private static let tellingShares = ["分别", "占", "为"].map(Words.utf8)

  /// 占 50.86%，上年分别占 55.20%.
  var tellsOfLastYear: Bool {
    guard let word = Self.ofLastYear.first(where: { passage.starts(with: $0, at: clause.lowerBound) }) else {
      return false
    }
    return Self.tellingShares.contains { passage.starts(with: $0, at: clause.lowerBound + word.count) }
  }

  var endsInLastYear: Bool { Self.ofLastYear.contains { passage.ends(with: $0, at: trimmedEnd) } }

  var comparesBudget: Bool { comparison.map { passage.contains(Self.budget, in: $0) } ?? false }

  /// 调整预算, 上年的预算: what no table has.
  var isOtherBudget: Bool {
    has(Self.adjusted, clause) || passage.contains(Self.added, in: clause) || lastYear != nil
      || has(Self.lastBudgets, clause)
  }

  private static let added = Words.utf8("追加")
  static let adjusted = ["预算", "后", "为", "到", "至"].map { Words.utf8("调整" + $0) }

  private static let phraseStops = ["，", "：", "；", "、", ",", ":", ";"].map(Words.utf8)

  /// The part behind the last comma or colon, with its brackets: 其他单位组织的因公出国（境）团组.
  var phrase: Range<Int> {
    let last = Self.phraseStops.compactMap { passage.findLast($0, in: range)?.upperBound }.max() ?? range.lowerBound
    return last < range.upperBound ? last..<range.upperBound : range
  }

  /// 年末保有量减少 1 辆.
  var isChange: Bool { direction(at: trimmedEnd) != nil }

  private static let joins = ["、", "和", "与", "及"].map(Words.utf8)

  /// In bytes: 和 with a blank on either side.
  private static let longestJoin = 5

  /// Whether nothing but 和 stands between two figures.
  var isJoin: Bool { !range.isEmpty && range.count <= Self.longestJoin && isOnly(Self.joins, range) }

  /// Whether the clause names a year by its number.
  func namesYear(_ year: Int) -> Bool {
    guard let found = passage.findLast(Words.utf8(String(year)), in: clause) else { return false }
    var next = found.upperBound
    while next < passage.bytes.count, passage.bytes[next] == 0x20 { next += 1 }
    return passage.starts(with: Self.year, at: next)
  }

  /// A year that is neither this one nor the last, which the clause speaks of.
  var namesOtherYear: Bool { years(in: clause).contains { $0.number != year && $0.number != year - 1 } }

  /// The years that a range names by their numbers, each with 年.
  func years(in range: Range<Int>) -> [(number: Int, range: Range<Int>)] {
    var years: [(Int, Range<Int>)] = []
    var place = range.lowerBound
    while let found = passage.find(Self.year, in: place..<range.upperBound) {
      place = found.upperBound
      var end = found.lowerBound
      while end > range.lowerBound, passage.bytes[end - 1] == 0x20 { end -= 1 }
      guard end - 4 >= range.lowerBound, let number = Int(passage.string((end - 4)..<end)),
        (1990...2100).contains(number)
      else { continue }
      years.append((number, (end - 4)..<found.upperBound))
    }
    return years
  }

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
      if Words.falls.contains(where: { passage.ends(with: $0, at: end) }) { break }
      for filler in Self.fillers where end - filler.count >= range.lowerBound && passage.ends(with: filler, at: end) {
        end -= filler.count
        isTrimmed = true
      }
    }
    return end
  }

  /// Whether the words end in 增加 or 减少; nil for neither.
  private func direction(at end: Int) -> Bool? {
    let ends = { (word: [UInt8]) in end - word.count >= range.lowerBound && passage.ends(with: word, at: end) }
    if Words.falls.contains(where: ends) { return false }
    if Words.rises.contains(where: ends) { return true }
    // 多资助 14 人、多安排 2.80 万元.
    guard (Self.shortest...Self.longestVerb).contains(end - clause.lowerBound) else { return nil }
    return passage.starts(with: Self.more, at: clause.lowerBound)
      ? true
      : passage.starts(with: Self.less, at: clause.lowerBound) ? false : nil
  }

  private static let more = Words.utf8("多")
  private static let less = Words.utf8("少")
  /// In bytes: 多安排.
  private static let shortest = 6
  private static let longestVerb = 12

  /// 下降（增长）, 增/减: which way is left open. （增长 2.9%） says it.
  var isUndecided: Bool {
    if has(Self.slashed, range) { return true }
    return Self.bracketed.contains { word in
      guard let found = passage.find(word, in: range) else { return false }
      let end = min(range.upperBound, found.upperBound + Self.longestWord)
      return Words.closing.contains { passage.contains($0, in: found.upperBound..<end) }
    }
  }

  private static let ways = ["增", "减", "升", "降"]
  private static let slashed = ways.map { Words.utf8("/" + $0) }
  private static let bracketed = ways.flatMap { ["（" + $0, "(" + $0] }.map(Words.utf8)
  /// In bytes: one character and the bracket.
  private static let longestWord = 6

  private var rateDirection: Bool? {
    if Words.falls.contains(where: { passage.contains($0, in: clause) }) { return false }
    return Words.rises.contains { passage.contains($0, in: clause) } ? true : nil
  }

  func has(_ words: [[UInt8]], _ range: Range<Int>) -> Bool { words.contains { passage.contains($0, in: range) } }

  /// Whether a range holds nothing but these words, blanks and the year.
  func isOnly(_ words: [[UInt8]], _ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    while place < range.upperBound {
      if passage.bytes[place] <= 0x20 || (0x30...0x39).contains(passage.bytes[place]) {
        place += 1
      } else if let word = words.first(where: { passage.starts(with: $0, at: place) }) {
        place += word.count
      } else {
        return false
      }
    }
    return true
  }

  /// Where the clause names last year by its number: 2019 年 in a document of 2020.
  var lastYear: Range<Int>? {
    guard let found = passage.findLast(Words.utf8(String(year - 1)), in: clause) else { return nil }
    var next = found.upperBound
    while next < passage.bytes.count, passage.bytes[next] == 0x20 { next += 1 }
    guard passage.starts(with: Self.year, at: next) else { return nil }
    return found.lowerBound..<(next + Self.year.count)
  }

  /// The year that the words compare with by its number, and where it stands; nil for 年度, which is looked at elsewhere, and
  /// for the year's own budget.
  var comparedYear: (year: Int, range: Range<Int>)? {
    guard let comparison, !passage.contains(Self.budget, in: comparison) else { return nil }
    for candidate in (year - 5)...(year + 1) {
      guard let found = passage.findLast(Words.utf8(String(candidate)), in: comparison) else { continue }
      var next = found.upperBound
      while next < passage.bytes.count, passage.bytes[next] == 0x20 { next += 1 }
      guard passage.starts(with: Self.year, at: next), !passage.starts(with: Self.annual, at: next) else { continue }
      let after = next + Self.year.count
      // 比上年……，比 2019 年（疫情前）……: on purpose.
      let start = Words.sentenceStart(before: found.lowerBound, in: passage)
      guard !Words.opening.contains(where: { passage.starts(with: $0, at: after) }),
        !mentionsLastYear(start..<found.lowerBound)
      else { return nil }
      return (candidate, found.lowerBound..<(next + Self.year.count))
    }
    return nil
  }

  /// 上年, 2019 年度 in a document of 2020.
  func mentionsLastYear(_ range: Range<Int>) -> Bool {
    if Self.priorWords.contains(where: { isPrior($0, range) }) { return true }
    guard let found = passage.findLast(Words.utf8(String(year - 1)), in: range) else { return false }
    var next = found.upperBound
    while next < passage.bytes.count, passage.bytes[next] == 0x20 { next += 1 }
    return passage.starts(with: Self.year, at: next)
  }

  /// 上年, but not 上年结转和结余, which this year's accounts have.
  private func isPrior(_ word: [UInt8], _ range: Range<Int>) -> Bool {
    var upper = range.upperBound
    while let found = passage.findLast(word, in: range.lowerBound..<upper) {
      if !Self.carried.contains(where: { passage.starts(with: $0, at: found.upperBound) }) { return true }
      upper = found.lowerBound
    }
    return false
  }

  private static let carried = ["结转", "结余"].map(Words.utf8)

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

  private static let onYear = Words.utf8("同比")

  private func lastYearPlace(_ range: Range<Int>) -> Int? {
    (Self.priorWords + [Words.utf8(String(year - 1))]).compactMap { passage.findLast($0, in: range)?.lowerBound }.max()
  }

  private static let compared = ["相比", "比较", "相较", "对比"].map(Words.utf8)
  private static let with = ["与", "较", "和", "同"].map(Words.utf8)
  private static let than = Words.utf8("比")
  private static let over = ["较", "与", "同"].map(Words.utf8)
  /// 占比, 比重, 比例, 相比: where 比 compares nothing.
  private static let notThan = ["占比", "比重", "比例", "相比", "比较", "对比"].map(Words.utf8)

  /// 与上年相比, 比年初预算 …: from the first word of the comparison to its last.
  var comparison: Range<Int>? {
    for word in Self.compared {
      guard let end = passage.findLast(word, in: range) else { continue }
      let before = range.lowerBound..<end.lowerBound
      let starts = Self.with.compactMap { passage.findLast($0, in: before)?.lowerBound }
      // 与 of 与……相比 stands before what is compared with, which may itself have a 和.
      if let start = starts.min() { return start..<end.upperBound }
    }
    var upper = range.upperBound
    while let found = passage.findLast(Self.than, in: range.lowerBound..<upper) {
      if !isPartOfWord(found) { return found.lowerBound..<range.upperBound }
      upper = found.lowerBound
    }
    return Self.over.compactMap { passage.findLast($0, in: range)?.lowerBound }.max().map { $0..<range.upperBound }
  }

  private func isPartOfWord(_ found: Range<Int>) -> Bool {
    Self.notThan.contains { word in
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
