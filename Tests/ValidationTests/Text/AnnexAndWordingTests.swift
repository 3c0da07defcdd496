import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// STR-10 and STR-12: annexes that the text names, and what the document calls itself.
@Suite struct AnnexAndWordingTests {
  static func findings(_ text: String, attachments: [String] = [], rule: String) throws -> [String] {
    let files: [Disclosures.Attachment] = attachments.map { .file(name: $0, path: "content/\($0)", size: 1) }
    let (disclosure, _) = try SampleDisclosure.read(
      replacing: ["narrative/31-other.md": { $0 + "\n" + text + "\n" }], attachments: files)
    return DisclosureChecker.check(disclosure, terms: try SampleDisclosure.terms(), today: nil).findings
      .filter { $0.rule == rule }.map(\.message)
  }

  @Test func wantsTheAnnexesThatTheTextNames() throws {
    #expect(try Self.findings("详见附件1。", rule: "STR-10") == ["正文提到附件1，附件里没有"])
    #expect(try Self.findings("详见附件一、附件二。", attachments: ["附件1：自评报告.pdf"], rule: "STR-10") == ["正文提到附件2，附件里没有"])
    #expect(try Self.findings("见附件 2。", attachments: ["1.报告.pdf", "2.评分表.xlsx"], rule: "STR-10") == [])
    #expect(try Self.findings("见附件1。", attachments: ["自评报告.pdf"], rule: "STR-10") == [])
    #expect(try Self.findings("见附件1。\n\n### 附件1 自评表\n\n无。", rule: "STR-10") == [])
  }

  @Test func leavesOtherDocumentsAnnexesAlone() throws {
    for text in ["按《办法》附件1填报。", "依财预〔2016〕143号附件2。", "原附件3已废止。", "附件中列明。", "附件2020年度表。"] {
      #expect(try Self.findings(text, rule: "STR-10") == [], "\(text)")
    }
    #expect(AttachmentCheck.numbers(in: "附件十二、附件3和附件二十") == [12, 3, 20])
  }

  @Test func noticesTheWrongNameForTheDocument() throws {
    let found = try Self.findings("本年度单位决算反映如下。", rule: "STR-12")
    #expect(found == ["这是部门决算，这里却写作“本年度单位决算”"])
    for text in ["纳入2020年度部门决算编报范围的单位决算共 2 个。", "所属单位决算另行公开。", "2020年度单位决算构成见下。"] {
      #expect(try Self.findings(text, rule: "STR-12") == [], "\(text)")
    }
  }

  @Test func noticesAUnitThatPublishesAsADepartment() throws {
    var (disclosure, _) = try SampleDisclosure.read()
    disclosure.departmentType = "下属事业单位"
    #expect(WordingCheck.run(disclosure, passages: []).count == 1)
    disclosure.departmentType = "行政单位"
    #expect(WordingCheck.run(disclosure, passages: []).isEmpty)
  }
}
