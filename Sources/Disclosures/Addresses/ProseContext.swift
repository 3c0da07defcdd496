internal import Diagnostics
internal import Forms

/// What sentences may ask of a disclosure besides figures: its year, its department, its dates, its reasons.
package struct ProseContext: Sendable {
  /// `{{年度}}`, `{{部门}}` … with what they write and the same for machines.
  package let words: [String: (text: String, machine: String)]
  /// Words that would be there had `disclosure.yaml` said so, with what to add.
  let missing: [String: String]
  let reasons: Reasons
  let isBudget: Bool

  /// Every word that may stand alone.
  static let vocabulary = ["年度", "上年", "年末", "类别", "部门", "批复日期", "公开日期"]

  package static let empty = ProseContext(words: [:], missing: [:], reasons: Reasons(), isBudget: false)

  private init(
    words: [String: (text: String, machine: String)], missing: [String: String], reasons: Reasons, isBudget: Bool
  ) {
    self.words = words
    self.missing = missing
    self.reasons = reasons
    self.isBudget = isBudget
  }

  package init(_ disclosure: Disclosure) {
    let year = disclosure.year
    var words: [String: (text: String, machine: String)] = [
      "年度": ("\(year)", "\(year)"), "上年": ("\(year - 1)", "\(year - 1)"),
      "年末": ("\(year)年12月31日", "\(year)-12-31"), "类别": (disclosure.set.kindTitle, disclosure.set.kindTitle),
    ]
    var missing: [String: String] = [:]
    if let name = disclosure.departmentNames.first {
      words["部门"] = (name, name)
    } else {
      missing["部门"] = "在 department.yaml 里写 name"
    }
    for (word, date, key) in [("批复日期", disclosure.approved, "approved"), ("公开日期", disclosure.published, "published")] {
      if let date = date?.value {
        words[word] = (date.chinese, date.iso)
      } else {
        missing[word] = "在 disclosure.yaml 里写 \(key): 日期"
      }
    }
    self.init(words: words, missing: missing, reasons: disclosure.reasons, isBudget: !disclosure.set.isAfterYear)
  }
}
