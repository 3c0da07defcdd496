import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Site

/// Files that are not text, too large, or not files at all.
@Suite struct BadEncodingTests {
  static let expenditure = "tables/expenditure.yaml"

  static let encodings: [BadCase] = [
    BadCase("GBK", "FMT-01", at: expenditure, says: "第 1 行第 4 列的字节 0xB3 无法识别，多半是 GBK", fix: "编码选 UTF-8") {
      try $0.write(expenditure, [0x23, 0x20, 0xD6, 0xA7, 0xB3, 0xF6, 0xB1, 0xED, 0x0A])
    },
    BadCase("UTF-16", "FMT-01", at: expenditure, says: "UTF-16", fix: "UTF-8") {
      try $0.write(expenditure, [0xFF, 0xFE, 0x23, 0x00, 0x2F, 0x65])
    },
    BadCase("damaged UTF-8", "FMT-01", at: expenditure, says: "第 2 行第 4 列的字节 0xE4 无法识别，可能已损坏") {
      try $0.write(expenditure, Array("# 表\nabc".utf8) + [0xE4, 0x0A])
    },
    BadCase("BOM", "FMT-02", at: "\(expenditure):1:1", says: "字节序标记（BOM），已略过", level: .note, held: .nothing, count: 0) {
      try $0.write(expenditure, [0xEF, 0xBB, 0xBF] + Array(try $0.text(expenditure).utf8))
    },
    BadCase("NUL", "FMT-01", at: expenditure, says: "第 2 行有空字节", fix: "UTF-8 文本") {
      try $0.write(expenditure, "columns: [编码]\nrows:\0\n")
    },
    BadCase("disclosure.yaml in GBK", "FMT-01", at: "disclosure.yaml", says: "多半是 GBK") {
      try $0.write("disclosure.yaml", [0xB1, 0xED, 0x0A])
    },
    BadCase("site.yaml in GBK", "FMT-01", at: "content/site.yaml", says: "多半是 GBK", held: .site) {
      try $0.write("content/site.yaml", [0xB1, 0xED, 0x0A])
    },
    BadCase("narrative in GBK", "FMT-01", at: "narrative/31-other.md", says: "多半是 GBK", count: 1) {
      try $0.write("narrative/31-other.md", [0xB1, 0xED, 0x0A])
    },
  ]

  @Test(arguments: encodings) func refusesWhatIsNotText(_ bad: BadCase) throws { try bad.run() }

  static let files: [BadCase] = [
    BadCase("100 MB", "FMT-12", at: expenditure, says: "文件有 100 MB，超过 16 MB 的上限", fix: "检查是否放错了文件") {
      _ = truncate($0.folder.path($0.path(expenditure)), 100 << 20)
    },
    BadCase("xlsx", "FMT-06", at: "tables/支出.xlsx", says: "“支出.xlsx”读不了", fix: "另存为“CSV UTF-8”") {
      try $0.write("tables/支出.xlsx", "PK")
    },
    BadCase("empty file", "FMT-15", at: "\(expenditure):1:1", says: "支出表的数据文件是空的") { try $0.write(expenditure, "") },
    BadCase("only a comment", "FMT-15", at: "\(expenditure):1:1", says: "支出表的数据文件是空的") {
      try $0.write(expenditure, "# 还没有填\n")
    },
    BadCase("link to a file outside", "FMT-14", at: "tables/funds.json", says: "指到了站点文件夹之外", fix: "把文件复制进来") {
      try $0.folder.link($0.path("tables/funds.json"), to: "/etc/hostname")
    },
    BadCase("link to a folder outside", "FMT-14", at: "attachments", says: "指到了站点文件夹之外", fix: "把文件复制进来") {
      try $0.folder.link($0.path("attachments"), to: "/etc")
    },
    BadCase("link to the folder above", "FMT-14", at: "attachments", says: "是指向文件夹的链接", fix: "把文件夹复制进来") {
      try $0.folder.link($0.path("attachments"), to: "..")
    },
    BadCase("dangling link", "FMT-14", at: "tables/funds.json", says: "“funds.json”是一个失效的链接", fix: "把文件复制进来") {
      try $0.folder.link($0.path("tables/funds.json"), to: "nowhere.json")
    },
    BadCase("FIFO", "FMT-14", at: "tables/funds.json", says: "“funds.json”不是普通文件", fix: "换成普通文件") {
      _ = mkfifo($0.folder.path($0.path("tables/funds.json")), 0o644)
    },
    BadCase("a file where a folder belongs", "FMT-14", at: "attachments", says: "“attachments”应是文件夹", fix: "改成文件夹") {
      try $0.write("attachments", "x")
    },
    BadCase("a form folder that contains itself", "FMT-14", at: "forms/national/loop", says: "指向文件夹的链接", held: .site) {
      try $0.folder.link("forms/national/loop", to: "../../forms")
    },
    BadCase("a folder in attachments", "FMT-14", at: "attachments/旧", says: "附件里不能有文件夹“旧”") {
      try $0.folder.makeFolder($0.path("attachments/旧"))
    },
  ]

  @Test(arguments: files) func refusesWhatIsNotAFile(_ bad: BadCase) throws { try bad.run() }

  /// Permissions do not bind the superuser, whom containers run tests as.
  @Test(.disabled(if: geteuid() == 0, "the superuser reads everything")) func saysWhatItMayNotRead() throws {
    let bad = BadCase("no permission", "FMT-14", at: Self.expenditure, says: "读不了这个文件", fix: "检查权限") {
      try $0.folder.setMode($0.path(Self.expenditure), 0)
    }
    try bad.run()
    let folder = try BrokenSite.check { try $0.folder.setMode($0.path("tables"), 0) }
    #expect(folder.problems.contains { $0.message.contains("打不开文件夹") })
  }

  @Test func refusesALargeFileWithoutReadingIt() throws {
    let clock = ContinuousClock()
    let sound = try clock.measure { _ = try BrokenSite.check { _ in } }
    let large = try clock.measure {
      _ = try BrokenSite.check { _ = truncate($0.folder.path($0.path("tables/funds.yaml")), 4 << 30) }
    }
    #expect(large < sound + .seconds(2))
  }

  @Test func theUnbrokenSiteIsSound() throws {
    let outcome = try BrokenSite.check { _ in }
    #expect(outcome.problems.isEmpty, "\(outcome.listing)")
    #expect(outcome.check.heldBack.isEmpty)
    #expect(outcome.content.disclosures.count == 1)
  }
}
