internal import Disclosures
internal import Figures

/// Whether the name that stands before a figure says what the figure is, and nothing around it makes it something else:
/// 公务接待费支出决算为 3 万元, but not 检察机关拨付的专案经费 42 万元, 由一般公共预算安排 69 万元, nor 其他资金支出 128 万元，包括基本支出 96 万元.
///
/// A figure left over from last year differs from its cell in every digit. So does one of something else: only where the
/// name governs it, it is told.
extension Reconciler {
  private static let governing =
    roleWords
    + [
      "年", "度", "当年", "今年", "年末", "年底", "全部", "计", "共计", "达", "到", "至", "情况", "经费", "资金", "费用", "规模",
      "类", "款", "项", "科目", "（", "）", "(", ")", "“", "”", "》", "具体", "如下", "其中", "单位", "一般", "公共", "拨款", "基金", "国有资本经营",
      "万元", "元", "均", "也", "都", "发生", "批复", "下达", "核定", "列支", "开支", "费", "小计", "本级", "收", "支", "编制", "等于", "应", "则",
      "分别", "依次",
      "初", "末",
    ]

  /// “三公”经费预算 109 万元，较上年的 147 万元压减: what stands for last year's figure.
  private static let governingLastYear = governing + ["上年", "去年", "上一年", "同期", "较", "比", "与", "相", "，"]

  /// What may stand before a name without making it another's.
  private static let heading =
    governing
    + [
      "我局", "我委", "我办", "我院", "我校", "我区", "我镇", "我单位", "我部门", "本局", "本单位", "本部门", "本院", "本校", "本镇", "部门", "局", "医院",
      "学校", "镇",
      "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "上年", "去年", "上一年", "和", "与", "及", "按", "功能", "分类", "含", "-",
      "—",
      ".", "．", "*", "在", "从", "看", "截至", "月", "日", "同", "属于", "公用", "另", "另外", "还有", "即", "主要", "是", "包括", "项目", "国内",
    ]

  /// 分为货物 A、工程 B: the first parts of what is named before.
  private static let dividing: Words = ["分为", "分成"]
  /// Words that make of the name behind them what another is compared with.
  private static let comparing =
    ["大于", "高于", "超过", "超出", "多于", "小于", "低于", "少于", "不足"] + dividing
  private static let into: Words = ["中，", "中,"]
  private static let among: Words = "其中"
  /// 其中，.
  private static let itself: Words = "其"

  func isGoverned(_ lead: Lead, _ role: Stated.Role, by expected: Evaluator.Value) -> Bool {
    let isDeclared = expected.cell == nil
    let found = names.matches(in: lead.passage, lead.range)
    let name = found.last?.range
    var end = name?.upperBound ?? lead.range.lowerBound
    if isDeclared {
      let places = moneyFields.compactMap { lead.passage.findLast($0.name, in: lead.clause)?.upperBound }
      end = max(end, places.max() ?? end)
    }
    guard lead.isOnly(role == .prior ? Self.governingLastYear : Self.governing, end..<lead.range.upperBound) else {
      return false
    }
    return isPlainSubject(lead, of: expected)
  }

  /// Whether nothing before the name, in its clause and before it, says that a part or another's figure follows.
  func isPlainSubject(_ lead: Lead, of expected: Evaluator.Value?) -> Bool {
    let found = names.matches(in: lead.passage, lead.clause)
    if let last = found.last, expected?.cell != nil {
      let heading = Self.heading + ownNames
      var place = lead.clause.lowerBound
      for match in found where match.range.lowerBound >= place {
        guard lead.isOnly(heading, place..<match.range.lowerBound) else { return false }
        place = match.range.upperBound
      }
      if lead.has(Self.comparing, lead.clause.lowerBound..<last.range.upperBound) { return false }
    }
    return !isWithinAnother(lead, of: expected)
  }

  /// 一般公共预算支出中，基本支出 A; 其他资金支出 A，包括基本支出 B: parts of what has no figure that is known, or of another table.
  private func isWithinAnother(_ lead: Lead, of expected: Evaluator.Value?) -> Bool {
    let part = lead.passage.part(before: lead.range.upperBound)
    let said = sentence(lead.passage, before: lead.range.upperBound)
    guard !part.isEmpty, !said.isEmpty else { return false }
    if lead.has(Self.dividing, part) { return true }
    for word in Self.into.all {
      guard let found = lead.passage.findLast(word, in: said),
        !lead.passage.ends(with: Self.itself, at: found.lowerBound)
      else { continue }
      // 人员经费中，基本工资 A: of one table.
      let whole = names.matches(in: lead.passage, said.lowerBound..<found.lowerBound).last { match in
        match.range.upperBound == found.lowerBound
          && match.meanings.contains { $0.target.table != nil && $0.target.table == expected?.cell?.table }
      }
      if whole == nil { return true }
    }
    if isInBracketOfOther(lead) { return true }
    let earlier = stated.last { $0.quantity.passage == lead.passage.index && !$0.isAside && $0.role != .change }
    guard let earlier, earlier.value == nil, earlier.expected == nil else { return false }
    // 预算 164,500 元，执行 148,620 元。其中公务接待费执行 32,220 元: of that.
    return earlier.quantity.range.lowerBound >= part.lowerBound
      ? earlier.role == .actual
      : earlier.sentence == sentence - 1 && lead.passage.starts(with: Self.among, at: part.lowerBound)
  }

  /// 与上年执行数 4,883.25 万元（基本支出 3,055.77 万元、项目支出 1,827.48 万元）相比: parts of what is not here.
  private func isInBracketOfOther(_ lead: Lead) -> Bool {
    guard let elsewhere, let whole = results[..<elsewhere].last?.quantity, whole.passage == lead.passage.index,
      whole.range.upperBound < lead.range.upperBound
    else { return false }
    let between = whole.range.upperBound..<lead.range.upperBound
    return lead.passage.starts(with: Words.opening, at: between.lowerBound)
      && !lead.has(Words.closing, between)
  }
}
