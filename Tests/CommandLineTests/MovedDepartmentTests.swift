import Foundation
import TestSupport
import Testing

/// A department whose folder was renamed: what it had out at the old address is what it has now.
@Suite struct MovedDepartmentTests {
  private static let moved = "new-zwsj/2020/final-accounts"

  private static func withMoved<Result>(
    declaring: Bool = true, _ body: (SampleSite, String) throws -> Result
  ) throws -> Result {
    try SampleSite.with { site in
      let out = site.folder.path("out")
      #expect(try Tool.run("publish", out, site.root).status == 0)
      let folder = site.folder.path("site/content/new-zwsj")
      try FileManager.default.moveItem(atPath: site.folder.path("site/content/pingshan-zwsj"), toPath: folder)
      if declaring {
        let file = "site/content/new-zwsj/department.yaml"
        try site.folder.write(file, try site.folder.text(file) + "formerly: [pingshan-zwsj]\n")
      }
      return try body(site, out)
    }
  }

  private static func replace(_ old: String, with new: String, _ site: SampleSite) throws {
    let file = "site/content/\(moved)/tables/basic.yaml"
    let text = try site.folder.text(file)
    #expect(text.contains(old))
    try site.folder.write(file, text.replacing(old, with: new))
  }

  @Test func leadsFromItsOldAddressToTheNewOne() throws {
    try Self.withMoved { site, out in
      let result = try Tool.run("publish", out, site.root)
      #expect(result.status == 0, "\(result.output)")
      #expect(try site.folder.text("out/\(SampleSite.disclosure)/index.html").contains("网址已更换"))
      #expect(try !site.folder.text("out/\(Self.moved)/index.html").contains("网址已更换"))
      let again = try Tool.run("publish", out, site.root)
      #expect(again.status == 0 && again.output.contains("新增 0，更新 0"), "\(again.output)")
    }
  }

  @Test func keepsTheOldVersionWhileTheNewOneIsFaulty() throws {
    try Self.withMoved { site, out in
      try Self.replace("30201 办公费: 40.3", with: "30201 办公费: 4x", site)
      let result = try Tool.run("publish", out, site.root)
      #expect(result.status == 1)
      #expect(result.output.contains("扣下：\(Self.moved)，旧网址上保留上一次发布的版本。"), "\(result.output)")
      #expect(try !site.folder.text("out/\(SampleSite.disclosure)/index.html").contains("网址已更换"))
      #expect(!FileManager.default.fileExists(atPath: site.folder.path("out/\(Self.moved)/index.html")))
    }
  }

  @Test func refusesASilentChangeOnTheWay() throws {
    try Self.withMoved { site, out in
      try Self.replace("30201 办公费: 40.3", with: "30201 办公费: 40.2", site)
      try Self.replace("30202 印刷费: 0.28", with: "30202 印刷费: 0.38", site)
      let result = try Tool.run("publish", out, site.root)
      #expect(result.status == 1)
      #expect(result.output.contains("基本支出表[30201] 已公开为 40.30，现在是 40.20，没有登记更正"), "\(result.output)")
      #expect(try site.folder.text("out/\(SampleSite.disclosure)/tables/basic/index.html").contains("40.30"))
      #expect(!FileManager.default.fileExists(atPath: site.folder.path("out/\(Self.moved)/index.html")))
    }
  }

  @Test func hasVanishedWhereNobodySaysThatItMoved() throws {
    try Self.withMoved(declaring: false) { site, out in
      let result = try Tool.run("publish", out, site.root)
      #expect(result.status == 1)
      #expect(result.output.contains("已经公开，content 里却没有了") && result.output.contains("formerly"), "\(result.output)")
      #expect(try !site.folder.text("out/\(SampleSite.disclosure)/index.html").contains("网址已更换"))
    }
  }
}
