import Diagnostics
import Disclosures
import Testing

@testable import CommandLine

@Suite struct HeldBackListTests {
  private func department(_ slug: String, _ name: String, contact: String? = nil) -> Department {
    Department(
      slug: slug, name: name, aliases: [], level: nil, type: nil, parent: nil, region: nil, contact: contact,
      formerly: [], units: [], span: .start(of: ""))
  }

  private func error(_ name: String, in id: String, _ level: Finding.Level = .error) -> Finding {
    Finding(rule: "X", name: name, level: level, message: "", scope: .disclosure(id))
  }

  @Test func saysWhomToTelephoneAboutWhat() {
    let list = HeldBackList(
      ids: ["a/2024/final-accounts", "b/2024/final-accounts"],
      departments: [department("a", "甲局", contact: "甲局财务科"), department("b", "乙局")],
      findings: [
        error("章节缺失", in: "a/2024/final-accounts"), error("不是数", in: "a/2024/final-accounts"),
        error("章节缺失", in: "a/2024/final-accounts"), error("名词解释", in: "a/2024/final-accounts", .warning),
      ], all: 80)
    #expect(
      list.text("扣下") { $0.hasPrefix("a") ? "，还没有发布过" : "，保留上一次发布的版本" } == """
        扣下 2 份，其余 78 份不受影响。
        扣下：a/2024/final-accounts，还没有发布过。甲局，错误 3 条（章节缺失 2、不是数）。联系：甲局财务科。
        扣下：b/2024/final-accounts，保留上一次发布的版本。乙局，随部门或相关的公开件一起扣下。

        """)
  }

  @Test func isOneLineForOneDisclosureAndNoneForNone() {
    let one = HeldBackList(
      ids: ["a/2024/budget"], departments: [], findings: [error("语法", in: "a/2024/budget")], all: 1)
    #expect(one.text("不能公开") == "不能公开：a/2024/budget。错误 1 条（语法）。\n")
    #expect(HeldBackList(ids: [], departments: [], findings: [], all: 3).text("不能公开") == "")
  }

  @Test func doesNotRepeatANumberThatMayNotBeShown() {
    var found = Finding(
      rule: "PRI-1", name: "手机号", level: .error, message: "", at: .start(of: "content/a/department.yaml"),
      scope: .disclosure("a/2024/budget"))
    found.isConfidential = true
    let list = HeldBackList(
      ids: ["a/2024/budget"], departments: [department("a", "甲局", contact: "13800000000")], findings: [found], all: 1)
    #expect(list.text("扣下") == "扣下：a/2024/budget。甲局，错误 1 条（手机号）。\n")
  }

  @Test func listsAHundredAndCountsTheRest() {
    let ids = (100..<230).map { "d\($0)/2024/budget" }
    let text = HeldBackList(ids: ids, departments: [], findings: [], all: 200).text("不能公开")
    #expect(text.split(separator: "\n").count == 102 && text.contains("……还有 30 份"))
  }
}
