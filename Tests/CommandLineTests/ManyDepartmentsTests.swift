import Foundation
import TestSupport
import Testing

/// What whoever runs a site of many departments sees of it, and what readers take along.
@Suite struct ManyDepartmentsTests {
  /// Copies of the starter site's department; `later` have the year after as well.
  private static func with(_ departments: [String], later: [String], _ body: (TemporaryFolder) throws -> Void) throws {
    try TemporaryFolder.with { folder in
      #expect(try Tool.run("init", folder.path("site")).status == 0)
      let files = FileManager.default
      let content = folder.path("site/content")
      for slug in departments {
        try files.copyItem(atPath: "\(content)/shili-ju", toPath: "\(content)/\(slug)")
        let own = "site/content/\(slug)/department.yaml"
        try folder.write(own, try folder.text(own).replacing(/name: .*/, with: "name: 示例市\(slug)局"))
        guard later.contains(slug) else { continue }
        try files.createDirectory(atPath: "\(content)/\(slug)/2021", withIntermediateDirectories: true)
        try files.copyItem(
          atPath: "\(content)/\(slug)/2020/final-accounts", toPath: "\(content)/\(slug)/2021/final-accounts")
        let main = "site/content/\(slug)/2021/final-accounts/disclosure.yaml"
        try folder.write(
          main,
          try folder.text(main).replacing("national/2020", with: "national/2021")
            .replacing("approved: 2021", with: "approved: 2022").replacing("published: 2021", with: "published: 2022")
            .replacing(/\ \ 上年:\n(\ {4}.*\n)+/, with: ""))
      }
      try files.removeItem(atPath: "\(content)/shili-ju")
      try body(folder)
    }
  }

  @Test func theOneWithoutThisYearIsNamed() throws {
    try Self.with(["a", "b", "c"], later: ["a", "b"]) { folder in
      let line = "2021 年度部门决算：2 个部门有；2020 年度有、这一年还没有的 1 个：示例市c局（c）。\n"
      let check = try Tool.run("check", folder.path("site"), "--today", "2022-10-01")
      #expect(check.output.contains(line), "\(check.output.suffix(600))")
      let published = try Tool.run("publish", folder.path("out"), folder.path("site"), "--today", "2022-10-01")
      #expect(published.status == 0 && published.output.contains(line))
    }
  }

  @Test func allDepartmentsAreInOneFile() throws {
    try Self.with(["a", "b"], later: []) { folder in
      #expect(try Tool.run("publish", folder.path("out"), folder.path("site"), "--today", "2022-10-01").status == 0)
      let text = try folder.text("out/compare/2020/final-accounts/all.csv")
      let lines = text.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      #expect(lines.count == 3 && lines[1][0] == "示例市a局" && lines[2][0] == "示例市b局")
      let column = try #require(lines[0].firstIndex { $0.hasPrefix("“三公”经费") && $0.hasSuffix("（万元）") }, "\(lines[0])")
      #expect(lines[1][column] == "15.00" && lines[1].last == "https://shili.example/a/2020/final-accounts/")
      let link = "2020/final-accounts/all.csv\" download=\"2020年度部门决算_各部门.csv\""
      #expect(try folder.text("out/downloads/index.html").contains(link))
      #expect(try folder.text("out/compare/2020/index.html").contains("href=\"final-accounts/all.csv\""))
    }
  }
}
