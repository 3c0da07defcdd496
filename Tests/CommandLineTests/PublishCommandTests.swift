import Foundation
import TestSupport
import Testing

@Suite struct PublishCommandTests {
  @Test func releasesWithAManifestOfEveryFile() throws {
    try SampleSite.with { site in
      let result = try Tool.run("publish", site.folder.path("out"), site.root)
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      let manifest = try #require(
        try JSONSerialization.jsonObject(with: Data(try site.folder.bytes("out/manifest.json"))) as? [String: Any])
      let files = try #require(manifest["files"] as? [[String: Any]])
      #expect(files.count > 45)
      #expect(files.allSatisfy { ($0["sha256"] as? String)?.count == 64 })
    }
  }

  @Test func printsDocumentsWhereThereIsABrowserAndSaysSoWhereThereIsNone() throws {
    try SampleSite.with { site in
      let result = try Tool.run("publish", site.folder.path("out"), site.root, "--pdf")
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      let overview = try site.folder.text("out/\(SampleSite.disclosure)/index.html")
      #expect(overview.contains("href=\"full.pdf\"") != result.output.contains("没有找到 Chromium"))
    }
  }

  @Test func holdsBackAFaultyDisclosureAndKeepsItsLastVersion() throws {
    try SampleSite.with { site in
      let out = site.folder.path("out")
      #expect(try Tool.run("publish", out, site.root).status == 0)
      let page = "out/\(SampleSite.disclosure)/tables/summary/index.html"
      let before = try site.folder.bytes(page)
      try site.replace("  教育支出: 4.28", with: "  教育支出: 5.28", in: "tables/summary.yaml")
      try site.folder.write(
        "site/content/site.yaml",
        try site.folder.text("site/content/site.yaml").replacingOccurrences(
          of: "mingzhang.example", with: "other.example"))
      let result = try Tool.run("publish", out, site.root)
      #expect(result.status == 1)
      #expect(result.output.contains("扣下：\(SampleSite.disclosure)，保留上一次发布的版本"))
      #expect(try site.folder.bytes(page) == before)
      // The rest of the site is new, and still lists the kept version.
      let home = try site.folder.text("out/index.html")
      #expect(home.contains("other.example"))
      #expect(home.contains("\(SampleSite.disclosure)/index.html"))
    }
  }

  @Test func whatIsListedAndFoundIsWhatIsUp() throws {
    try SampleSite.with { site in
      let out = site.folder.path("out")
      #expect(try Tool.run("publish", out, site.root).status == 0)
      let before = try site.folder.bytes("out/manifest.json")
      try site.replace("  教育支出: 4.28", with: "  教育支出: 5.28", in: "tables/summary.yaml")
      let result = try Tool.run("publish", out, site.root)
      #expect(result.status == 1)
      #expect(result.output.contains("新增 0，更新 0，"), "\(result.output)")
      // The map, the index, lists and downloads, by their checksums.
      #expect(try site.folder.bytes("out/manifest.json") == before)
    }
  }

  @Test func leavesTheDestinationUntouchedOnASiteError() throws {
    try SampleSite.with { site in
      let out = site.folder.path("out")
      #expect(try Tool.run("publish", out, site.root).status == 0)
      let before = try site.folder.bytes("out/manifest.json")
      try site.folder.write("site/content/site.yaml", "name: 站\n")
      let result = try Tool.run("publish", out, site.root)
      #expect(result.status == 1)
      #expect(result.output.contains("保持原样"))
      #expect(try site.folder.bytes("out/manifest.json") == before)
    }
  }

  @Test func refusesASilentChangeAndAcceptsADeclaredCorrection() throws {
    try SampleSite.with { site in
      let out = site.folder.path("out")
      #expect(try Tool.run("publish", out, site.root).status == 0)
      // Two leaves of one class change together, so that the tables still agree.
      try site.replace("30201 办公费: 40.3", with: "30201 办公费: 40.2", in: "tables/basic.yaml")
      try site.replace("30202 印刷费: 0.28", with: "30202 印刷费: 0.38", in: "tables/basic.yaml")
      let refused = try Tool.run("publish", out, site.root, "--today", "2026-12-01")
      #expect(refused.status == 1)
      #expect(refused.output.contains("基本支出表[30201] 已公开为 40.30，现在是 40.20，没有登记更正"))
      // To be copied into the file as it is, on a line of its own; and counted with the rest.
      #expect(
        refused.output.contains(
          "\n    - {date: 2026-12-01, cell: \"基本支出表[30201]\", old: \"40.30\", new: \"40.20\", reason: 原因}\n"))
      #expect(refused.output.contains("1 份公开件：错误 2，"))
      #expect(refused.output.contains("。深圳市坪山区政务服务数据管理局，错误 2 条（更正要公开说明 2）。"))
      #expect(try site.folder.text("out/\(SampleSite.disclosure)/tables/basic/index.html").contains("40.30"))
      let file = "site/content/\(SampleSite.disclosure)/disclosure.yaml"
      try site.folder.write(
        file,
        try site.folder.text(file) + """

          corrections:
            - {date: 2026-12-01, cell: "基本支出表[30201]", old: "40.30", new: "40.20", reason: 明细归类有误}
            - {date: 2026-12-01, cell: "基本支出表[30202]", old: "0.28", new: "0.38", reason: 明细归类有误}

          """)
      let accepted = try Tool.run("publish", out, site.root)
      #expect(accepted.status == 0, "\(accepted.output)")
      #expect(try site.folder.text("out/\(SampleSite.disclosure)/index.html").contains("明细归类有误"))
      let link =
        "/\(SampleSite.disclosure)/tables/basic/index.html#basic-30201-final\">基本支出表：30201 办公费</a> 由 40.30 更正为 40.20"
      #expect(try site.folder.text("out/corrections/index.html").contains(link))
      let cell = try site.folder.text("out/\(SampleSite.disclosure)/tables/basic/index.html")
      #expect(cell.contains("id=\"basic-30201-final\""))
    }
  }

  @Test func keepsAPublishedDisclosureThatVanishedFromContent() throws {
    try SampleSite.with { site in
      let out = site.folder.path("out")
      #expect(try Tool.run("publish", out, site.root).status == 0)
      try FileManager.default.removeItem(atPath: site.folder.path("site/content/pingshan-zwsj/2020"))
      let result = try Tool.run("publish", out, site.root)
      #expect(result.status == 1)
      #expect(FileManager.default.fileExists(atPath: site.folder.path("out/\(SampleSite.disclosure)/index.html")))
      #expect(try site.folder.text("out/index.html").contains(SampleSite.disclosure))
    }
  }

  @Test func publishesTheOthersWhenOneDepartmentIsFaulty() throws {
    try SampleSite.with { site in
      for path in PlainSample.files(below: "content/pingshan-zwsj") {
        let copy = path.replacingOccurrences(of: "content/pingshan-zwsj", with: "site/content/other-ju")
        try site.folder.write(copy, try PlainSample.bytes(path))
      }
      try site.folder.write("site/content/other-ju/department.yaml", "name: 另一个局\n")
      try site.replace("  教育支出: 4.28", with: "  教育支出: 5.28", in: "tables/summary.yaml")
      let result = try Tool.run("publish", site.folder.path("out"), site.root)
      #expect(result.status == 1)
      #expect(result.output.contains("扣下：\(SampleSite.disclosure)，还没有发布过"))
      #expect(FileManager.default.fileExists(atPath: site.folder.path("out/other-ju/2020/final-accounts/index.html")))
      #expect(!FileManager.default.fileExists(atPath: site.folder.path("out/\(SampleSite.disclosure)")))
    }
  }
}
