import Diagnostics
import Disclosures
import Extraction
import Testing

@testable import Validation

/// Where personal data are looked for, and that a finding never repeats them.
@Suite struct PrivacyCheckTests {
  static let phone = "13812345678"
  static let id = "11010519491231002X"

  static func check(
    _ changes: [String: (String) -> String] = [:], attachments: [Disclosures.Attachment] = []
  ) throws -> DisclosureChecker.Result {
    let (disclosure, _) = try SampleDisclosure.read(replacing: changes, attachments: attachments)
    return DisclosureChecker.check(disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21"))
  }

  static func found(_ result: DisclosureChecker.Result) -> [Finding] {
    result.findings.filter { $0.rule.hasPrefix("PRI-") }
  }

  static func attachment(_ name: String, _ content: AttachmentContent?) -> Disclosures.Attachment {
    .file(name: name, path: "content/\(SampleDisclosure.id)/attachments/\(name)", size: 1, content: content)
  }

  static func appending(_ text: String) -> (String) -> String { { $0 + "\n" + text + "\n" } }

  @Test func passesTheSample() throws {
    let result = try Self.check()
    #expect(Self.found(result).isEmpty)
    let entries = result.ledger.entries.filter { $0.rule.hasPrefix("PRI-") }
    #expect(entries.map(\.verdict) == [.exact, .exact, .exact])
  }

  @Test func pointsToTheNumberInData() throws {
    let result = try Self.check(["disclosure.yaml": Self.appending("# \(Self.id)\nbasis-notes-2: 电话 \(Self.phone)")])
    let found = Self.found(result)
    #expect(found.map(\.message) == ["注释里有身份证号 110*************2X", "有手机号码 138******78"])
    #expect(found.map(\.level) == [.warning, .error])
    #expect(found.allSatisfy { $0.isConfidential })
    let span = try #require(found[1].primary)
    #expect(span.upper - span.lower == 11)
  }

  @Test(arguments: [
    #""\u7535\u8bdd\uff1a13812345678""#, "\"电话：1381234\\\n  5678\"", "\"电话 1381234\n  5678\"",
  ]) func readsWhatDataSayHoweverTheyAreTyped(_ value: String) throws {
    let found = Self.found(try Self.check(["disclosure.yaml": Self.appending("basis-notes-2: \(value)")]))
    #expect(found.map(\.message) == ["有手机号码 138******78"], "\(value)")
    #expect(found.allSatisfy { $0.isConfidential })
  }

  @Test func readsAnEscapedKeyWithItsValue() throws {
    let found = Self.found(
      try Self.check(["disclosure.yaml": Self.appending(#""\u586b\u62a5\u4eba": "\u5f20\u4e09""#)]))
    #expect(found.map(\.message) == ["有个人姓名 张*"])
  }

  @Test func aTelephoneIsNoFigure() throws {
    let found = Self.found(
      try Self.check(["disclosure.yaml": { $0.replacing("fields:", with: "fields:\n  其他:\n    联系电话: \(Self.phone)") }]))
    #expect(found.map(\.message) == ["有手机号码 138******78"])
  }

  @Test func leavesFiguresAlone() throws {
    let result = try Self.check([
      "disclosure.yaml": {
        $0.replacing("fields:", with: "fields:\n  其他:\n    面积: \(Self.phone) 平方米\n    户数: 13912345678")
      }
    ])
    #expect(Self.found(result).isEmpty)
  }

  @Test func seesThroughMarkUp() throws {
    let other = "narrative/31-other.md"
    let plain = Self.found(try Self.check([other: Self.appending("咨询请拨 \(Self.phone)。")]))
    #expect(plain.map(\.message) == ["有手机号码 138******78"])
    let span = try #require(plain.first?.primary)
    #expect(span.path.hasSuffix(other) && span.upper - span.lower == 11)
    let marked = Self.found(try Self.check([other: Self.appending("咨询请拨 138**1234**5678，**填报人：**王小明")]))
    #expect(marked.map(\.rule) == ["PRI-1", "PRI-2"])
    let linked = Self.found(try Self.check([other: Self.appending("[热线](tel:\(Self.phone))")]))
    #expect(linked.map(\.rule) == ["PRI-1"])
    let table = Self.found(try Self.check([other: Self.appending("| 填报人 | 联系电话 |\n| --- | --- |\n| 项目负责人 | 王小明 |")]))
    #expect(table.map(\.message) == ["有个人姓名 王**"])
  }

  @Test func pointsToTheNumberItselfWhereItsDigitsStandBefore() throws {
    let other = "narrative/31-other.md"
    let found = Self.found(try Self.check([other: Self.appending("护照：E12345678，台胞证 12345678。")]))
    let spans = found.flatMap(\.spans).map(\.span).sorted()
    #expect(spans.count == 2)
    #expect(spans[0].upper <= spans[1].lower)
  }

  @Test func readsCommentsAndAddressesInText() throws {
    let other = "narrative/31-other.md"
    let comments = Self.found(
      try Self.check([other: Self.appending("<!-- \(Self.phone) -->\n\n正文<!-- \(Self.id) -->。")]))
    #expect(comments.map(\.message) == ["注释里有手机号码 138******78", "注释里有身份证号 110*************2X"])
    #expect(comments.map(\.level) == [.warning, .warning])
    #expect(comments.compactMap(\.primary).map { $0.upper - $0.lower } == [11, 18])
    let linked = Self.found(try Self.check([other: Self.appending("[热线](http://a.example/?phone=\(Self.phone))")]))
    #expect(linked.map(\.message) == ["有手机号码 138******78"])
  }

  @Test(arguments: [
    "电话 1381234\n5678。", "电话 1381234  \n5678。", "身份证 1101051949\n1231002X。", "证件1101051949\n1231002X。",
    "[公告](https://a.example \"电话13812345678\")", "[公告][1]\n\n[1]: https://a.example \"电话13812345678\"",
    "甲[^13812345678]。\n\n[^13812345678]: 注", "电话 138&ensp;12345678", "<https://a.example/11010519491231002X>",
    "![图](a.png \"电话13812345678\")", "[拨打](tel:138%201234%205678)",
  ]) func readsNumbersOverLinesAndBesideTheWords(_ text: String) throws {
    let found = Self.found(try Self.check(["narrative/31-other.md": Self.appending(text)]))
    #expect(found.map(\.rule) == ["PRI-1"], "\(text)")
    #expect(found.allSatisfy { !$0.message.contains("处") })
  }

  @Test func aLongListOfNumbersTakesNoLongerForEach() throws {
    let rows = (0..<2000).map { "| 甲 | 1391234\(1000 + $0) |" }.joined(separator: "\n")
    let start = ContinuousClock.now
    let found = Self.found(
      try Self.check(["narrative/31-other.md": Self.appending("| 姓名 | 电话 |\n|---|---|\n" + rows)]))
    #expect(found.count == 1)
    #expect(found.first?.primary.map { $0.upper - $0.lower } == 11)
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test func foldsAListIntoOneFinding() throws {
    let people = (0..<30).map { "电话 1381234\(5600 + $0)" }.joined(separator: "，")
    let found = Self.found(try Self.check(["narrative/31-other.md": Self.appending(people)]))
    #expect(found.count == 1)
    #expect(found.first?.message == "有 30 处手机号码：138******00、138******01、138******02 等")
    #expect(found.first?.spans.count == 20)
  }

  @Test func readsAttachmentsAndWhatTheySayAboutThemselves() throws {
    let content = AttachmentContent(
      texts: [.init(place: "第 3 页", text: "填表人：王小明 \(Self.phone)\n电话 0755-28380000")],
      metadata: [
        .init(.person, key: "作者", value: "李大力"), .init(.person, key: "最后修改者", value: "Administrator"),
        .init(.other, key: "单位", value: "某局"),
      ])
    let result = try Self.check(attachments: [Self.attachment("附件1.pdf", content)])
    #expect(
      Set(Self.found(result).map(\.message)) == [
        "附件的第 3 页里有手机号码 138******78", "附件的第 3 页里有个人姓名 王**", "附件的第 3 页里有办公电话 075*******00",
        "附件的文件属性“作者”像是个人姓名：李**",
      ])
    #expect(Self.found(result).filter { $0.level == .error }.map(\.rule) == ["PRI-1"])
  }

  @Test func whatCouldNotBeReadIsOpenAndNeverPassed() throws {
    let attachments = [
      Self.attachment("附件1.pdf", AttachmentContent(unread: "没有文字层，可能是扫描件")), Self.attachment("附件2.pdf", nil),
      Self.attachment("附件3.txt", AttachmentContent(texts: [.init(place: "正文", text: "无")])),
    ]
    let result = try Self.check(attachments: attachments)
    #expect(Self.found(result).map(\.level) == [.note])
    let entries = result.ledger.entries.filter { $0.rule == "PRI-1" && $0.cell.hasPrefix("附件") }
    #expect(entries.map(\.verdict) == [.open, .open, .exact])
    #expect(entries[0].reason == "没有文字层，可能是扫描件")
  }

  @Test func neverRepeatsWhatItFound() throws {
    let secrets = [
      Self.phone, Self.id, "6222021234567890128", "粤B12345", "E12345678", "王小明", "0755-28380000", "幸福路 8 号 301 室",
    ]
    let text =
      "电话 \(Self.phone) \(Self.id) 卡号 6222021234567890128 粤B12345 护照 E12345678 填报人：王小明 电话 0755-28380000 住址：幸福路 8 号 301 室"
    let content = AttachmentContent(
      texts: [.init(place: "正文", text: text)], metadata: [.init(.person, key: "作者", value: "王小明")])
    let result = try Self.check(
      ["narrative/31-other.md": Self.appending(text), "disclosure.yaml": Self.appending("# " + text)],
      attachments: [Self.attachment("附件1.pdf", content)])
    #expect(Set(Self.found(result).map(\.rule)) == ["PRI-1", "PRI-2", "PRI-3"])
    for finding in Self.found(result) {
      let words = ([finding.message, finding.fix ?? ""] + finding.notes + finding.spans.map(\.label)).joined()
      for secret in secrets { #expect(!words.contains(secret), "\(finding.rule)") }
      #expect(finding.isConfidential || finding.level == .note)
    }
  }
}

extension String {
  fileprivate func replacing(_ old: String, with new: String) -> String {
    split(separator: old, maxSplits: 1, omittingEmptySubsequences: false).joined(separator: new)
  }
}
