internal import Disclosures
internal import Figures
internal import Forms

/// What sentences say besides of what tables have: 剔除专项资金后……, 月均……, 2021 年……, 全市……, 增加的 46.13 万元中…….
///
/// The names are the same there, and the figures are others: what is not a slip of the pen away from what its name has is left
/// open.
extension Reconciler {
  private static let otherBases: Words = [
    "剔除", "扣除", "不考虑", "除财政拨款外", "自有资金", "同口径", "月均", "日均", "年均", "平均", "人均", "次均", "近三年", "近两年", "季度", "半年", "每完成",
    "预计", "最高", "最低", "最多",
    "最少", "净增", "净减", "累计下降", "累计增长", "累计减少", "累计增加", "累计压减",
  ]
  private static let others =
    [
      "全市", "全县", "全省", "全区", "全州", "全系统", "卫生健康系统", "教育系统", "市级部门", "县级部门", "省级部门", "区级部门", "市级单位", "县级单位", "家公立医院",
      "个单位", "个部门", "下属单位", "下属事业", "下属社区", "下属机构", "局机关支出", "局机关收入",
    ] + subordinates
  /// 投资审计中心支出 98.46 万元: a unit below the department.
  private static let subordinates = Words(
    ["中心", "大队", "支队", "服务站"].flatMap { unit in
      ["支出", "收入", "“三公”", "机关运行", "20", "预算", "决算"].map { unit + $0 }
    })
  /// 增加的 46.13 万元中，A、B、C: what has changed is divided, and not what there is.
  private static let divided: Words = [
    "增加的", "减少的", "追加的", "追减的", "新增的", "增长的", "压减的", "节约的", "结余的", "结转的", "未执行的", "未支出的",
  ]
  private static let lastYears: Words = ["上年", "去年"]
  /// 从上年看.
  private static let from: Words = ["从", "按", "据"]
  private static let thisYear: Words = ["本年", "今年", "当年"]
  private static let ranges = Words.dashes + ["至", "到"]
  private static let notYear: Words = ["末", "底", "结转", "结余", "相比", "同期"]
  private static let year: Words = "年"

  /// In bytes: so far back a sentence may say what it speaks of.
  static let reach = 900

  func isReserved(_ quantity: Quantity) -> Bool {
    isReserved(passages[quantity.passage], before: quantity.range.lowerBound)
  }

  func isReserved(_ passage: Passage, before place: Int) -> Bool {
    let lead = part(passage, before: place)
    return lead.has(Self.otherBases) || lead.has(Self.others) || isOfDividedChange(lead)
      || isOfDivided(lead) || isOfOtherYear(lead)
  }

  /// What the part of the sentence has said so far.
  private func part(_ passage: Passage, before place: Int) -> Lead {
    Lead(passage, near(passage.part(before: place)), year: disclosure.year)
  }

  /// What the sentence has said so far.
  func sentence(_ passage: Passage, before place: Int) -> Range<Int> { near(passage.sentence(before: place)) }

  private func near(_ range: Range<Int>) -> Range<Int> {
    max(range.lowerBound, range.upperBound - Self.reach)..<range.upperBound
  }

  private func isOfDividedChange(_ lead: Lead) -> Bool {
    Self.divided.all.contains { word in
      lead.passage.findLast(word, in: lead.range).map {
        lead.passage.isDigit(at: lead.passage.skippingBlanks(from: $0.upperBound))
      } ?? false
    }
  }

  /// 2018 年至 2020 年……分别为, 2021 年预算……, and a sentence that begins with last year and does not come to this one.
  private func isOfOtherYear(_ lead: Lead) -> Bool {
    let years = lead.passage.years(in: lead.range)
    if let first = years.first, first.number > disclosure.year { return true }
    if let last = years.last, last.number != disclosure.year, last.number != disclosure.year - 1 { return true }
    return years.contains { isEndOfRange($0.range, lead.passage) } || isOfLastYear(lead)
  }

  func isOfLastYear(_ quantity: Quantity) -> Bool {
    isOfLastYear(part(passages[quantity.passage], before: quantity.range.lowerBound))
  }

  private func isOfLastYear(_ lead: Lead) -> Bool {
    let years = lead.passage.years(in: lead.range)
    let passage = lead.passage
    var begin = passage.skippingBlanks(from: lead.range.lowerBound)
    begin = passage.end(of: Self.from, at: begin) ?? begin
    var end = passage.end(of: Self.lastYears, at: begin)
    if let first = years.first, first.number == disclosure.year - 1, first.range.lowerBound == begin {
      end = first.range.upperBound
    }
    guard let end, end < passage.bytes.count, !passage.isDigit(at: end),
      !passage.starts(with: Self.notYear, at: end)
    else { return false }
    return !years.contains { $0.number == disclosure.year } && !comesToThisYear(lead, end..<lead.range.upperBound)
  }

  /// 本年增加, but not 本年收入, which last year has, too.
  private func comesToThisYear(_ lead: Lead, _ range: Range<Int>) -> Bool {
    Self.thisYear.all.contains { word in
      guard let found = lead.passage.findLast(word, in: range) else { return false }
      return !lead.passage.starts(with: Self.sides, at: found.upperBound)
    }
  }

  private static let sides: Words = ["收入", "支出"]

  /// 2021—2023 年, 2021 年至 2023 年.
  private func isEndOfRange(_ year: Range<Int>, _ passage: Passage) -> Bool {
    guard let dash = passage.start(of: Self.ranges, before: passage.skippingBlanks(before: year.lowerBound)) else {
      return false
    }
    var place = passage.skippingBlanks(before: dash)
    if let start = passage.start(of: Self.year, before: place) { place = passage.skippingBlanks(before: start) }
    return place > 3 && passage.isDigit(at: place - 1)
  }

  private static let longestInto = 12
  private static let mostRead = 24
  /// 其中：.
  private static let among: Words = "其"

  /// 17 批次接待中，检查指导 5 批次 38 人次; 支出 A 万元中，基本支出 B 万元.
  private func isOfDivided(_ lead: Lead) -> Bool {
    results.suffix(Self.mostRead).contains { result in
      let other = result.quantity
      guard other.passage == lead.passage.index,
        lead.range.contains(other.range.lowerBound), other.range.upperBound <= lead.range.upperBound
      else { return false }
      let after = other.range.upperBound..<min(lead.range.upperBound, other.range.upperBound + Self.longestInto)
      return Lead.into.all.contains { word in
        guard let found = lead.passage.find(word, in: after) else { return false }
        return !lead.passage.ends(with: Self.among, at: found.lowerBound)
      }
    }
  }

  private static let reaching: Words = [
    "增至", "增加到", "增加至", "增为", "增长到", "上升到", "上升至", "提高到", "提高至", "减至", "减为", "减少到", "减少至", "降至", "降为", "下降到", "下降至",
    "变为",
  ]

  /// 由 9.87 万元增至 15.60 万元: the first is last year's.
  func isBeforeChange(_ quantity: Quantity, _ lead: Lead) -> Bool {
    guard lead.endsInFrom || lead.endsInLastYear else { return false }
    return lead.passage.starts(with: Self.reaching, at: quantity.range.upperBound)
  }

  /// 2021 年至 2023 年分别为……，2023 年较 2021 年增加: the sentence has come to that year before, or is of another altogether.
  func namesYearsBefore(_ year: Range<Int>, in passage: Passage) -> Bool {
    passage.years(in: passage.sentence(before: year.lowerBound)).first.map { $0.number != disclosure.year } ?? false
  }

  static let severalYears: Words = ["两年", "三年", "四年", "五年", "年均", "累计", "以来", "复合"]

  /// 比 2021 年增加 1,586.15 万元，两年增长 4.0%: on purpose.
  func isOverYears(_ quantity: Quantity) -> Bool {
    let passage = passages[quantity.passage]
    return passage.contains(Self.severalYears, in: passage.sentence(around: quantity.range))
  }

  private static let shares: Words = ["比重", "占比", "比例", "百分点"]
  private static let budget: Words = "预算"
  private static let ofThem: Words = "的"

  /// 占比与上年持平, 与 2022 年预算持平, 持平的 1 个: other than the figure that has been named.
  func isLevelOfAnother(_ lead: Lead, behind words: Range<Int>) -> Bool {
    if lead.has(Self.shares, lead.clause) || lead.passage.starts(with: Self.ofThem, at: words.upperBound) {
      return true
    }
    guard !isBudget else { return false }
    return lead.comparesLastBudget || lead.passage.ends(with: Self.budget, at: words.lowerBound)
  }

  private static let compared: Words = ["相比", "比较", "相较", "对比"]

  /// 与年初批复的部门预算 531.62 万元相比.
  func isCompared(_ quantity: Quantity, _ lead: Lead) -> Bool {
    quantity.unit.isMoney && lead.comparison != nil
      && lead.passage.starts(with: Self.compared, at: quantity.range.upperBound)
  }
}
