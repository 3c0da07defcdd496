import Foundation
import TestSupport
import Testing

/// One set of sentences serves year after year: the starter site's narrative, taken over unchanged.
@Suite struct TwoYearsTests {
  /// Every figure of a table file doubled: identities go on holding.
  static func doubled(_ text: String, isCSV: Bool) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      if line.hasPrefix("#") { return String(line) }
      if isCSV {
        let parts = line.split(separator: ",", omittingEmptySubsequences: false)
        return parts.enumerated().map { index, part in index < 2 ? String(part) : twice(part) }.joined(separator: ",")
      }
      if let row = line.wholeMatch(of: /(\s*- \[[^,]*, [^,]*, )(.*)(\].*)/) {
        return String(row.1) + row.2.split(separator: ", ").map { twice($0) }.joined(separator: ", ") + String(row.3)
      }
      if let row = line.wholeMatch(of: /([^\[]*: \[)([0-9., ]*)(\].*)/) {
        return String(row.1) + row.2.split(separator: ", ").map { twice($0) }.joined(separator: ", ") + String(row.3)
      }
      return String(line).replacing(/: ([0-9.]+)(?=[,}\s]|$)/) { match in ": " + twice(match.1) }
    }.joined(separator: "\n")
  }

  private static func twice(_ text: Substring) -> String {
    guard let value = Decimal(string: String(text)) else { return String(text) }
    return "\(value * 2)"
  }

  @Test func theSameSentencesServeTheNextYear() throws {
    try TemporaryFolder.with { folder in
      let root = folder.path("site")
      #expect(try Tool.run("init", root).status == 0)
      let base = "site/content/shili-ju"
      let files = FileManager.default
      let old = folder.path("\(base)/2020/final-accounts"), new = folder.path("\(base)/2021/final-accounts")
      try files.createDirectory(atPath: folder.path("\(base)/2021"), withIntermediateDirectories: true)
      try files.copyItem(atPath: old, toPath: new)
      for name in try files.contentsOfDirectory(atPath: new + "/tables") {
        let path = "\(base)/2021/final-accounts/tables/\(name)"
        try folder.write(path, Self.doubled(try folder.text(path), isCSV: name.hasSuffix(".csv")))
      }
      let main = "\(base)/2021/final-accounts/disclosure.yaml"
      var text = try folder.text(main)
      text = text.replacing("national/2020", with: "national/2021").replacing("approved: 2021", with: "approved: 2022")
        .replacing("published: 2021", with: "published: 2022").replacing("决算数: 90", with: "决算数: 180")
      // Last year's figures come from last year's disclosure, the declared ones too.
      text = text.replacing(/\ \ 上年:\n(\ {4}.*\n)+/, with: "")
      try folder.write(main, text)
      let check = try Tool.run("check", root, "--today", "2026-11-21")
      // That the reasons and the opening balances are last year's is noticed; no figure is wrong.
      #expect(check.status == 0, "\(check.output)")
      #expect(check.output.contains("警告[Y-08"))
      #expect(check.output.contains("里的原因与上年一字不差：“主要原因：新增了一项示例任务”"))
      #expect(!check.output.contains("错误["), "\(check.output)")
      #expect(check.output.contains("2 份公开件：错误 0"), "\(check.output)")
      #expect(check.output.contains("存疑 0，未核 0"), "\(check.output)")
      #expect(try Tool.run("build", root, "--today", "2026-11-21").status == 0)
      let page = try folder.text("site/public/shili-ju/2021/final-accounts/sections/totals/index.html")
      #expect(page.contains("2021 年度") && page.contains("比上年<"))
      let general = try folder.text("site/public/shili-ju/2021/final-accounts/sections/general/index.html")
      // Every 项 of the table, with its reason.
      #expect(general.components(separatedBy: "（项）").count - 1 == 3)
      #expect(general.contains("主要原因：厉行节约。"))
    }
  }
}
