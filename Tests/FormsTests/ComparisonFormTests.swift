import Diagnostics
import Forms
import Foundation
import Testing

/// What a form set compares over the years, and where it says that years do not count the same.
@Suite struct ComparisonFormTests {
  static let comparison = """
    comparison:
      - id: totals
        title: 收支
        lines:
          - {label: 支出, address: "支出表[合计].本年支出合计", trend: true}
          - {address: "支出表[合计].基本支出"}
    basis-changes:
      - {id: scope, from: 2020, text: 口径变了, source: 某文件, about: [支出表]}

    """

  static func messages(_ old: String, _ new: String) -> [String] {
    let form = SmallSet.form + comparison.replacingOccurrences(of: old, with: new)
    return FormSetTests.findings(form).1.map(\.message)
  }

  @Test func laterYearsInheritAndRemovedLinesGo() throws {
    let library = SmallSet.formLibrary(
      SmallSet.form + Self.comparison,
      more: [
        (
          "forms/\(ExtendsTests.child)/form-set.yaml",
          """
          extends: \(SmallSet.id)
          year: 2021
          tables: [{id: expenditure, columns: [{id: basic, remove: true}]}]
          basis-changes: [{id: other, from: 2021, text: 又变了}]
          """
        )
      ])
    let (set, findings) = library.load(ExtendsTests.child)
    #expect(findings.map(\.message) == [])
    let lines = try #require(set?.comparison.first?.lines)
    #expect(lines.map(\.label) == ["支出"] && lines[0].isTrend)
    #expect(set?.basisChanges.map(\.id) == ["scope", "other"] && set?.basisChanges.map(\.from) == [2020, 2021])
  }

  @Test(arguments: [
    ("支出表[合计].基本支出", "支出表[合计].基本支岀", "规则 历年比较：支出表没有“基本支岀”这一栏，是否为“基本支出”？"),
    ("支出表[合计].基本支出", "支出表[合计]", "历年比较：“支出表[合计]”要写明表里的一栏"),
    ("about: [支出表]", "about: [支岀表]", "basis-changes 里的“支岀表”不是这套表样的表，是否为“支出表”？"),
    ("trend: true", "trand: true", "历年比较的一行里没有“trand”这个键，是否为“trend”？"),
    ("title: 收支\n", "titel: 收支\n", "历年比较里没有“titel”这个键，是否为“title”？"),
  ])
  func namesAMistakeAtItsPlace(_ old: String, _ new: String, _ message: String) {
    let messages = Self.messages(old, new)
    #expect(messages.contains { $0.hasPrefix(message) }, "\(messages)")
  }
}
