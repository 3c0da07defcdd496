internal import Diagnostics
internal import Forms
internal import Site

/// The last lines of a run: counts, checks, what could not be checked, what the forms do not vouch for.
struct RunSummary {
  let disclosures: Int
  let count: FindingTally
  let tally: LedgerTally
  let narrative: NarrativeTally
  /// Whether every finding was listed before.
  var listsAll = true
  /// By section; of many disclosures those with a figure that may be wrong.
  let sections: [SectionTally]
  let formSets: [String: FormSet]
  var absent: [AbsentYear] = []

  /// More names would hide the lines around them.
  private static let mostAbsent = 10

  var text: String {
    var lines = [
      "\(disclosures) 份公开件：错误 \(count.errors)，警告 \(count.warnings)，提示 \(count.notes)。"
        + (count.suppressed > 0 ? "另有 \(count.suppressed) 条已列为例外。" : "")
        + (listsAll || count.notes + count.suppressed == 0 ? "" : "提示和例外用 mingzhang check 逐条看。"),
      "\(tally.summary)。",
      "正文的数 \(narrative.summary)。",
    ]
    // What is written from data needs no table.
    for section in sections where section.tally.total > section.tally[.generated] {
      lines.append("  \(section.section)：\(section.tally.summary)")
    }
    if let requirements = tally.requirementSummary { lines.append("\(requirements)。") }
    if !tally.openReasons.isEmpty {
      let reasons = tally.openReasons.map { "\($0.key)（\($0.value) 项）" }.sorted()
      lines.append("未能核对：" + reasons.prefix(5).joined(separator: "；") + (reasons.count > 5 ? "……" : ""))
    }
    for set in formSets.values.sorted(by: { $0.id < $1.id }) {
      let lowered = set.rules.count { $0.level < $0.declaredLevel }
      if lowered > 0 {
        lines.append("表样 \(set.id) 有没有核实的内容，涉及的 \(lowered) 条规则最多报警告（mingzhang forms \(set.id) 看是哪些）。")
      }
    }
    lines += absent.map(line)
    return lines.joined(separator: "\n") + "\n"
  }

  /// `2021 年度部门决算：79 个部门有，1 个上年有、今年没有：某局（mou-ju）。`
  private func line(_ absent: AbsentYear) -> String {
    let title = formSets.values.filter { $0.kind == absent.kind }.min { $0.id < $1.id }?.kindTitle ?? absent.kind
    let names = absent.missing.prefix(Self.mostAbsent).map { missing in
      missing.name.map { "\($0)（\(missing.slug)）" } ?? missing.slug
    }
    let rest = absent.missing.count > names.count ? " 等" : ""
    return
      "\(absent.year) 年度\(title)：\(absent.present) 个部门有；\(absent.year - 1) 年度有、这一年还没有的 \(absent.missing.count) 个：\(names.joined(separator: "、"))\(rest)。"
  }
}
