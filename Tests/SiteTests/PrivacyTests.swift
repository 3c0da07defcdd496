import Diagnostics
import Extraction
import TestSupport
import Testing

@testable import Site

/// Personal data anywhere in a site's files hold back what they would be published with, and nothing else.
@Suite struct PrivacyTests {
  static let phone = "13812345678"

  static let cases: [BadCase] = [
    BadCase("in data", "PRI-1", at: "disclosure.yaml:4:48", says: "有手机号码 138******78", fix: "删去") {
      try $0.replace(
        "disclosure.yaml", "source: 本站整理自深圳市坪山区政务服务数据管理局公开的文件，文字为改写，不是原文",
        "source: 本站整理自深圳市坪山区政务服务数据管理局公开的文件，文字为改写，不是原文 电话\(phone)")
    },
    BadCase("in text", "PRI-1", at: "narrative/31-other.md:22:1", says: "有手机号码 138******78", fix: "删去") {
      try $0.append("narrative/31-other.md", "\n\n\(phone)\n")
    },
    BadCase("in an attachment", "PRI-1", at: "attachments/附件1.txt", says: "附件的正文里有手机号码 138******78") {
      try $0.write("attachments/附件1.txt", "联系电话：\(phone)")
    },
    BadCase(
      "in the department's file", "PRI-1", at: "content/pingshan-zwsj/department.yaml:9:10", says: "有手机号码 138******78",
      fix: "删去"
    ) { try $0.append("content/pingshan-zwsj/department.yaml", "\ncontact: \(phone)\n") },
    BadCase(
      "in the glossary", "PRI-1", at: "content/glossary.yaml:1:3", says: "注释里有手机号码 138******78", level: .warning,
      held: .nothing
    ) { try $0.write("content/glossary.yaml", "# \(phone)\n" + (try $0.text("content/glossary.yaml"))) },
  ]

  @Test(arguments: cases) func saysWhereItIs(_ bad: BadCase) throws { try bad.run() }

  @Test func anAttachmentThatCannotBeReadIsANoteAndOpen() throws {
    let outcome = try BrokenSite.check { site in
      try site.write("attachments/附件1.doc", [0xD0, 0xCF, 0x11, 0xE0, 0, 0])
    }
    #expect(outcome.problems.isEmpty, "\(outcome.listing)")
    let found = outcome.check.findings.filter { $0.rule == "PRI-1" }
    #expect(found.map(\.message) == ["附件没有全部查到：旧格式的文档（.doc），另存为新格式或 PDF 才能查"])
    let ledger = try #require(outcome.check.ledgers[BrokenSite.id])
    #expect(ledger.entries.contains { $0.rule == "PRI-1" && $0.verdict == .open && $0.cell == "附件“附件1.doc”" })
  }

  @Test func showsNoLineOfAFileThatCannotBeRead() throws {
    let outcome = try BrokenSite.check { site in
      let text = try site.text("disclosure.yaml")
      try site.write("disclosure.yaml", "basis-notes-2: \"甲 \(Self.phone)\" 乙\n" + text)
    }
    #expect(!outcome.listing.contains(Self.phone), "\(outcome.listing)")
    #expect(outcome.check.findings.contains { $0.rule == "PRI-1" })
    #expect(outcome.check.findings.contains { $0.rule.hasPrefix("FMT-") && $0.isConfidential })
  }

  @Test func readsTheTemplatesOfASite() throws {
    try TemporaryFolder.with { folder in
      try folder.write("templates/part/footer.mustache", "<p>联系人：王小明 \(Self.phone)</p>\n")
      let found = Theme.load(root: folder.path).1.filter { $0.rule.hasPrefix("PRI-") }
      #expect(found.map(\.message) == ["有个人姓名 王**", "有手机号码 138******78"])
      #expect(found.first?.primary?.path == "templates/part/footer.mustache")
      #expect(Theme.load(root: "/nonexistent").1.isEmpty)
    }
  }

  @Test(arguments: ["![图](attachments/\(phone).png)", "共{{合计(\(phone))}}万元"]) func quotesNoNumber(_ text: String) throws
  {
    let outcome = try BrokenSite.check { try $0.append("narrative/31-other.md", "\n\n\(text)\n") }
    #expect(!outcome.problems.isEmpty)
    #expect(!outcome.listing.contains(Self.phone), "\(outcome.listing)")
    #expect(outcome.problems.allSatisfy { $0.isConfidential })
  }

  @Test func namesNoFileByANumber() throws {
    let outcome = try BrokenSite.check { try $0.write("tables/\(Self.phone).yaml", "columns: [a]\nrows: []\n") }
    #expect(!outcome.check.findings.isEmpty)
    for finding in outcome.check.findings { #expect(!finding.spans.contains { $0.span.path.contains(Self.phone) }) }
  }

  @Test func readsAnAttachmentOnceWhileItStaysTheSame() {
    let cache = AttachmentCache()
    let first = cache.content(name: "a.txt", bytes: Array("一".utf8))
    #expect(cache.content(name: "a.txt", bytes: Array("一".utf8)) == first)
    #expect(cache.content(name: "a.txt", bytes: Array("二".utf8)) != first)
    #expect(cache.content(name: "a.doc", bytes: [0xD0, 0xCF, 0x11, 0xE0]).unread != nil)
  }
}
