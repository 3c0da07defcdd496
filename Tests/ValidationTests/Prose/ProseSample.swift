import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// The sample disclosure with one section said in other words.
enum ProseSample {
  /// By the section's id: its file and title.
  static let sections: [String: (file: String, title: String)] = [
    "totals": ("21-totals", "收入支出决算总体情况说明"), "income": ("22-income", "收入决算情况说明"),
    "expenditure": ("23-expenditure", "支出决算情况说明"),
    "appropriation": ("24-appropriation", "财政拨款收入支出决算总体情况说明"),
    "general": ("25-general", "一般公共预算财政拨款支出决算情况说明"), "basic": ("26-basic", "一般公共预算财政拨款基本支出决算情况说明"),
    "three-public": ("27-three-public", "一般公共预算财政拨款“三公”经费支出决算情况说明"),
    "funds": ("28-funds", "政府性基金预算财政拨款收入支出决算情况说明"), "performance": ("30-performance", "预算绩效情况说明"),
    "other": ("31-other", "其他重要事项情况说明"),
  ]

  struct Outcome {
    /// The figures of the section.
    let figures: [NarrativeFigure]
    /// What was found in the section's file, numbers and wording alike.
    let findings: [Finding]

    func count(_ verdict: NarrativeFigure.Verdict) -> Int { figures.count { $0.verdict == verdict } }

    var listing: String {
      (figures.map { "\($0.verdict.word) \($0.text) \($0.addresses) \($0.reason ?? "")" }
        + findings.map { "\($0.level)[\($0.rule)] \($0.message)" }).joined(separator: "\n")
    }
  }

  static func read(_ id: String, _ text: String, data: [String: (String) -> String] = [:]) throws -> Disclosure {
    let section = try #require(sections[id])
    var replacing = data
    replacing["narrative/\(section.file).md"] = { _ in "---\nsection: \(section.title)\n---\n\n\(text)\n" }
    return try SampleDisclosure.read(replacing: replacing).0
  }

  static func check(_ id: String, _ text: String, data: [String: (String) -> String] = [:]) throws -> Outcome {
    var disclosure = try read(id, text, data: data)
    disclosure.departmentNames = ["深圳市坪山区政务服务数据管理局"]
    let file = try #require(sections[id]).file
    let result = DisclosureChecker.check(disclosure, terms: try SampleDisclosure.terms(), today: nil)
    return Outcome(
      figures: result.ledger.narrative.filter { $0.span.path.contains(file) },
      findings: result.findings.filter { finding in
        finding.primary?.path.contains(file) ?? false
          && (finding.rule.hasPrefix("NAR") || finding.rule.hasPrefix("PRO") || finding.rule.hasPrefix("MD"))
      })
  }
}
