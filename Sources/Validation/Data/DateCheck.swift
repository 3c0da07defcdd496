internal import Diagnostics
internal import Disclosures
internal import Forms

/// STR-01 and STR-02: published within the time limit of the form set after approval, and not before it.
enum DateCheck {
  static func run(_ disclosure: Disclosure, today: CalendarDate?) -> [Finding] {
    var findings: [Finding] = []
    if disclosure.approved == nil, !disclosure.unreadKeys.contains("approved"), let deadline = disclosure.set.deadline {
      findings.append(
        Finding(
          rule: "STR-01", name: "公开时限", level: .warning, message: "没有写批复日期（approved），不能证明在 \(deadline.days) 天之内公开",
          at: disclosure.span, notes: ["依据：\(deadline.basis)"], fix: "在 disclosure.yaml 里加上 approved: 年-月-日"))
    }
    guard let published = disclosure.published else {
      if disclosure.unreadKeys.contains("published") { return findings }
      return findings + [
        Finding(
          rule: "STR-02", name: "公开日期", level: .error, message: "没有写公开日期（published）", at: disclosure.span,
          fix: "在 disclosure.yaml 里加上 published: 年-月-日")
      ]
    }
    if let original = disclosure.original, original.value.isAfter(published.value) {
      findings.append(
        Finding(
          rule: "STR-02", name: "公开日期", level: .warning,
          message: "原件公开的时间（\(original.value.chinese)）晚于本站的公开日期 \(published.value.iso)", at: original.span,
          related: [.init(published.span, "公开日期")], fix: "核对两个日期"))
    }
    if let approved = disclosure.approved {
      let days = published.value.ordinal - approved.value.ordinal
      if days < 0 {
        findings.append(
          Finding(
            rule: "STR-02", name: "公开日期", level: .error,
            message: "公开日期 \(published.value.iso) 早于批复日期 \(approved.value.iso)", at: published.span,
            related: [.init(approved.span, "批复日期")], fix: "核对两个日期"))
      } else if let deadline = disclosure.set.deadline, days > deadline.days {
        findings.append(
          Finding(
            rule: "STR-01", name: "公开时限", level: .error,
            message: "批复后第 \(days) 天才公开，法定期限是 \(deadline.days) 天", at: published.span,
            related: [.init(approved.span, "批复日期")],
            notes: ["依据：\(deadline.basis)"], fix: "核对日期；确已逾期的应尽快公开并说明"))
      }
    }
    if disclosure.set.isAfterYear, published.value.year <= disclosure.year {
      findings.append(
        Finding(
          rule: "STR-02", name: "公开日期", level: .error,
          message: "\(disclosure.year) 年度的\(disclosure.set.kindTitle)不会在 \(published.value.iso) 公开，要到下一年才批复",
          at: published.span, fix: "核对年份"))
    }
    if let today, published.value.ordinal > today.ordinal {
      findings.append(
        Finding(
          rule: "STR-02", name: "公开日期", level: .warning, message: "公开日期 \(published.value.iso) 还没有到",
          at: published.span,
          fix: "到期再发布，或核对日期"))
    }
    return findings
  }
}
