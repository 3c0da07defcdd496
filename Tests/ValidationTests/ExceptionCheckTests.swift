import Diagnostics
import Disclosures
import Forms
import TestSupport
import Testing

@testable import Validation

/// Recorded exceptions let a finding stand; everything wrong with an exception is a finding itself.
@Suite struct ExceptionCheckTests {
  /// The sample with the score card's total off by one, and with these exceptions.
  static func check(
    _ exceptions: String, today: String = "2026-11-21", breaking: Bool = true
  ) throws -> DisclosureChecker.Result {
    let base = """
      - rule: STR-01
        file: disclosure.yaml
        reason: 原件没有载明
        approver: 测试

      """
    let (disclosure, findings) = try SampleDisclosure.read(replacing: [
      "suppressions.yaml": { _ in base + exceptions },
      "performance/score-card.yaml": { text in
        breaking ? text.replacing("97.82", with: "98.82", maxReplacements: 1) : text
      },
    ])
    return DisclosureChecker.check(
      disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate(today), reading: findings)
  }

  static let valid = """
    - rule: SC-02
      cell: 评分表[总分].得分
      value: 98.82
      reason: 原文如此
      approver: 财务科
      expires: 2027-06-30

    """

  @Test func letsAFindingStandAndKeepsItInSight() throws {
    let result = try Self.check(Self.valid)
    let finding = try #require(result.findings.first { $0.rule == "SC-02" })
    #expect(finding.level == .error)
    #expect(
      finding.suppression?.value == "98.82" && finding.suppression?.reason == "原文如此"
        && finding.suppression?.expires == "2027-06-30")
    #expect(!result.findings.contains(atLeast: .warning))
    #expect(result.tally.count(.broken) == 1, "the ledger still says what it is")
  }

  @Test func acceptsTheRulesNameAndAnotherSpellingOfTheCell() throws {
    let result = try Self.check(
      Self.valid.replacing("SC-02", with: "总得分等于各项得分之和").replacing("评分表[总分].得分", with: "部门整体支出绩效评价指标评分表[总分].score"))
    #expect(!result.findings.contains(atLeast: .warning))
  }

  @Test func expiresAtTheEndOfItsDay() throws {
    #expect(!(try Self.check(Self.valid, today: "2027-06-30").findings.contains(atLeast: .error)))
    let late = try Self.check(Self.valid, today: "2027-07-01").findings
    #expect(late.contains { $0.rule == "SUP-03" && $0.message == "这条例外在 2027-06-30 到期，问题重新算数" })
    #expect(late.standing.contains { $0.rule == "SC-02" })
  }

  @Test func reportsOneThatNothingNeeds() throws {
    let found = try Self.check(Self.valid, breaking: false).findings.standing.filter { $0.level > .note }
    #expect(found.map(\.rule) == ["SUP-02"])
    #expect(found.map(\.level) == [.warning])
  }

  @Test(arguments: [
    ("rule: SC-02", "rule: SC-22", "没有“SC-22”这条规则，是否为“SC-02”？"),
    ("rule: SC-02", "rule: sc-02", "没有“sc-02”这条规则，是否为“SC-02”？"),
    ("评分表[总分].得分", "支出表[9999999].基本支出", "“支出表[9999999].基本支出”：表里没有这一行"),
    ("评分表[总分].得分", "评分表[总分].得份", "评分表没有“得份”这一栏，是否为“得分”？"),
    ("评分表[总分].得分", "平分表[总分].得分", "没有“平分表”这张表，是否为“评分表”？"),
  ])
  func reportsAMisspeltName(_ old: String, _ new: String, _ message: String) throws {
    let found = try Self.check(Self.valid.replacing(old, with: new)).findings
    #expect(
      found.contains { $0.rule == "SUP-01" && $0.level == .error && $0.message == message }, "\(found.map(\.message))")
    #expect(found.standing.contains { $0.rule == "SC-02" })
  }

  @Test(arguments: ["FMT-08", "MD-8", "TPL-01", "RULE-01"])
  func cannotLetAMistakeOfWritingStand(_ rule: String) throws {
    let found = try Self.check(Self.valid.replacing("SC-02", with: rule)).findings
    #expect(found.contains { $0.rule == "SUP-04" && $0.message == "规则 \(rule) 不能列为例外" }, "\(found.map(\.message))")
  }

  @Test func cannotUnlockWhatTheFormLocks() throws {
    let (disclosure, _) = try SampleDisclosure.read(replacing: [
      "tables/general.yaml": { $0.replacing("合计, 19077.16, 1556.54,", with: "合计, 19077.16, 1566.54,") },
      "suppressions.yaml": { text in
        text + "- {rule: TC-3, cell: \"一般公共支出表[合计].基本支出\", value: 1566.54, reason: 试试, approver: 试试}\n"
      },
    ])
    let locked = try #require(disclosure.set.locked.contains("TC-3") ? disclosure : nil)
    let found = DisclosureChecker.check(locked, terms: [], today: nil).findings
    #expect(found.contains { $0.rule == "SUP-04" && $0.level == .error })
    #expect(found.standing.contains { $0.cell == "一般公共支出表[合计].基本支出" })
  }

  @Test(arguments: [
    ("- {rule: SC-02, reason: 原文如此, approver: 甲}", "例外要写明 cell（哪一格）或 file（哪个文件），二者取一"),
    ("- {rule: SC-02, cell: \"评分表[总分].得分\", value: 98.82, reason: \"\", approver: 甲}", "例外缺少“reason”"),
    ("- {rule: SC-02, cell: \"评分表[总分].得分\", value: 98.82, reason: 原文如此, approver: 甲, expires: 明年}", "“expires”应是日期"),
    ("- {rule: SC-02, cell: \"评分表[总分].得分\", value: [98.82], reason: 原文如此, approver: 甲}", "“value”应是单元格里的一个值，这里是一个列表"),
    ("- {rule: SC-02, file: score-card.yaml, value: 98.82, reason: 原文如此, approver: 甲}", "“value”要和 cell 一起写"),
  ])
  func asksForWhatAnExceptionNeeds(_ text: String, _ message: String) throws {
    let found = try Self.check(text + "\n").findings
    #expect(found.contains { $0.message == message }, "\(found.map(\.message))")
    #expect(found.standing.contains { $0.rule == "SC-02" })
  }

  /// The file holds the disclosure back until it is mended: what it speaks of would only hide the mistake in it.
  @Test func doesNotTellAgainWhatAnUnreadableFileSpeaksOf() throws {
    let broken = try Self.check(Self.valid + "- rule: 'STR-01\n")
    let errors = broken.findings.filter { $0.level > .note && $0.suppression == nil }
    #expect(errors.map(\.rule) == ["FMT-04"], "\(errors.map(\.message))")
    #expect(errors.first?.notes.contains { $0.contains("其中写到的 2 个问题先不列出") } ?? false, "\(errors.map(\.notes))")
    // What it does not speak of is told.
    let other = try Self.check("- rule: 'STR-01\n").findings.filter { $0.level > .note && $0.suppression == nil }
    #expect(Set(other.map(\.rule)) == ["FMT-04", "SC-02"], "\(other.map(\.message))")
    // One that was read says itself why it does not hold.
    let lapsed = try Self.check(Self.valid.replacing("98.82", with: "98.83") + "- {rule: STR-01, file: a.yaml}\n")
    let told = Set(lapsed.findings.filter { $0.level > .note && $0.suppression == nil }.map(\.rule))
    #expect(told.isSuperset(of: ["SC-02", "SUP-05"]), "\(told)")
  }

  /// What is confidential blots out what others would show of it, also while the file of exceptions cannot be read.
  @Test func tellsWhatIsConfidentialWhateverAnUnreadableFileSpeaksOf() throws {
    let name = try #require(
      PlainSample.files(below: "content/\(SampleDisclosure.id)/narrative").first?.split(separator: "/").last)
    let (disclosure, reading) = try SampleDisclosure.read(replacing: [
      "narrative/\(name)": { $0 + "\n填报人：王小明\n" },
      "suppressions.yaml": { _ in "- rule: PRI-2\n  file: narrative/\(name)\n  reason: '\n" },
    ])
    let found = DisclosureChecker.check(disclosure, terms: try SampleDisclosure.terms(), today: nil, reading: reading)
      .findings
    #expect(found.contains { $0.rule == "FMT-04" } && found.contains { $0.isConfidential }, "\(found.map(\.message))")
  }
}
