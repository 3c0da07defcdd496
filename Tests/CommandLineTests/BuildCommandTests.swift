import Foundation
import TestSupport
import Testing

@Suite struct BuildCommandTests {
  @Test func writesTheSameBytesEveryTime() throws {
    try TemporaryFolder.with { folder in
      for name in ["one", "two"] {
        let result = try Tool.run("build", "--output", folder.path(name), "--today", "2026-11-21")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
      }
      #expect(try folder.bytes("one/manifest.json") == folder.bytes("two/manifest.json"))
      let again = try Tool.run("build", "--output", folder.path("one"), "--today", "2026-11-21")
      #expect(again.output.contains("新增 0，更新 0"))
    }
  }

  @Test func offersEachDocumentAsPDFWhereThereIsABrowser() throws {
    try SampleSite.with { site in
      let result = try Tool.run("build", site.root, "--pdf")
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      let path = "site/public/\(SampleSite.disclosure)"
      let overview = try site.folder.text("\(path)/index.html")
      if result.output.contains("没有找到 Chromium") {
        #expect(!overview.contains("full.pdf"))
      } else {
        #expect(overview.contains("href=\"full.pdf\""))
        #expect(try site.folder.bytes("\(path)/full.pdf").starts(with: Array("%PDF-".utf8)))
      }
      let plain = try Tool.run("build", site.root)
      #expect(plain.status == 0)
      #expect(try !site.folder.text("\(path)/index.html").contains("full.pdf"))
    }
  }

  @Test func writesNothingWhileThereIsAnError() throws {
    try SampleSite.with { site in
      #expect(try Tool.run("build", site.root).status == 0)
      let before = try site.folder.bytes("site/public/manifest.json")
      try site.replace("  教育支出: 4.28", with: "  教育支出: 5.28", in: "tables/summary.yaml")
      let result = try Tool.run("build", site.root)
      #expect(result.status == 1)
      #expect(result.output.contains("没有生成"))
      #expect(try site.folder.bytes("site/public/manifest.json") == before)
    }
  }

  @Test func marksEveryPageOfADraft() throws {
    try SampleSite.with { site in
      try site.replace("  教育支出: 4.28", with: "  教育支出: 5.28", in: "tables/summary.yaml")
      let result = try Tool.run("build", site.root, "--draft")
      #expect(result.status == 1)
      let page = try site.folder.text("site/public/\(SampleSite.disclosure)/tables/summary/index.html")
      #expect(page.contains("草稿"))
      #expect(page.contains("5.28"))
    }
  }

  @Test func escapesContentAndRefusesScripts() throws {
    try SampleSite.with { site in
      let file = "site/content/pingshan-zwsj/department.yaml"
      let text = try site.folder.text(file).split(separator: "\n").filter { !$0.hasPrefix("name:") }.joined(
        separator: "\n")
      try site.folder.write(file, "name: '<script>alert(1)</script>局 \"甲\"'\n" + text)
      let result = try Tool.run("build", site.root)
      #expect(result.status == 0, "\(result.output)")
      for path in ["index.html", "pingshan-zwsj/index.html", "\(SampleSite.disclosure)/tables/income/index.html"] {
        let page = try site.folder.text("site/public/\(path)")
        #expect(!page.contains("<script>alert"), "\(path)")
        #expect(page.contains("&lt;script&gt;alert"), "\(path)")
      }
    }
  }

  @Test func refusesATemplateWithAnUnknownName() throws {
    try SampleSite.with { site in
      try site.folder.write("site/templates/page/home.mustache", "<p>{{headnig}}</p>\n{{> part/breadcrumbs}}\n")
      let result = try Tool.run("build", site.root)
      #expect(result.status == 2)
      #expect(result.output.contains("这种页面没有“headnig”这个名称，是否为“heading”？"))
      #expect(result.output.contains("templates/page/home.mustache:1:4"))
      #expect(result.output.contains("没有“part/breadcrumbs”这个模板，是否为“part/breadcrumb”？"))
    }
  }

  @Test func refusesToOverwriteAFolderOfOthers() throws {
    try TemporaryFolder.with { folder in
      try folder.write("out/precious.txt", "mine")
      let result = try Tool.run("build", "--output", folder.path("out"))
      #expect(result.status == 2)
      #expect(try folder.text("out/precious.txt") == "mine")
    }
  }
}
