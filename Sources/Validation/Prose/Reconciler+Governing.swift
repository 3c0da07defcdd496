internal import Disclosures

/// Whether the name that stands before a figure says what the figure is, and nothing stands between that makes it something
/// else: 公务接待费支出决算为 3 万元, but not 检察机关拨付的专案经费 42 万元, nor 支出里有 52.64 万元由其他资金负担.
///
/// A figure left over from last year differs from its cell in every digit. So does one of something else: only where the
/// name governs it, it is told.
extension Reconciler {
  private static let governing =
    roleWords
    + [
      "年", "度", "当年", "今年", "年末", "年底", "全部", "总", "计", "共计", "达", "到", "至", "用于", "情况", "经费", "资金", "费用", "规模",
      "类", "款", "项", "科目", "（", "）", "(", ")", "“", "”", "》", "具体", "如下", "其中", "部门", "单位", "一般", "公共", "拨款", "基金",
      "国有资本经营",
      "万元", "元", "均", "也", "都", "发生", "批复", "下达", "核定", "列支", "开支", "费", "小计", "本级", "收", "支", "编制", "等于", "应", "则",
      "分别", "依次", "初",
      "末",
    ].map(Words.utf8)

  /// “三公”经费预算 109 万元，较上年的 147 万元压减: what stands for last year's figure.
  private static let governingLastYear = governing + ["上年", "去年", "上一年", "同期", "较", "比", "与", "相", "，"].map(Words.utf8)

  /// Words that make of the name behind them what another is compared with, or the first part of what is named before.
  private static let comparing = ["大于", "高于", "超过", "超出", "多于", "小于", "低于", "少于", "不足", "分为", "分成"].map(Words.utf8)
  private static let into = [Words.utf8("中，"), Words.utf8("中,")]
  private static let among = Words.utf8("其")

  func isGoverned(_ lead: Lead, _ role: Stated.Role, isDeclared: Bool) -> Bool {
    let passage = lead.passage
    let name = names.matches(in: passage, lead.range).last?.range
    var end = name?.upperBound ?? lead.range.lowerBound
    if isDeclared {
      let places = moneyFields.compactMap { passage.findLast($0.name, in: lead.clause)?.upperBound }
      end = max(end, places.max() ?? end)
    }
    guard lead.isOnly(role == .prior ? Self.governingLastYear : Self.governing, end..<lead.range.upperBound) else {
      return false
    }
    let until = name.map { min($0.upperBound, lead.clause.upperBound) } ?? lead.clause.upperBound
    if lead.clause.lowerBound < until, lead.has(Self.comparing, lead.clause.lowerBound..<until) { return false }
    // 授予中小企业的合同金额中，货物 A、工程 B: parts of what the declared figures of these names are not.
    return !isDeclared || !isWithinAnother(lead)
  }

  private func isWithinAnother(_ lead: Lead) -> Bool {
    let start = Words.partStart(before: lead.range.upperBound, in: lead.passage).start
    guard start < lead.range.upperBound else { return false }
    let words = start..<lead.range.upperBound
    return lead.has(Self.comparing.suffix(2), words)
      || Self.into.contains { word in
        lead.passage.findLast(word, in: words).map { !lead.passage.ends(with: Self.among, at: $0.lowerBound) } ?? false
      }
  }
}
