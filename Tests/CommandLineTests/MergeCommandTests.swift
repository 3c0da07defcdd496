import Foundation
import TestSupport
import Testing

/// One site built in parts, as several machines would, and put together.
@Suite struct MergeCommandTests {
  /// Three departments, so that parts have some, one or none.
  private func with(_ body: (TemporaryFolder, String) throws -> Void) throws {
    try TemporaryFolder.with { folder in
      let root = folder.path("site")
      #expect(try Tool.run("init", root).status == 0)
      for slug in ["two-ju", "three-ju"] {
        let target = folder.path("site/content/\(slug)")
        try FileManager.default.copyItem(atPath: folder.path("site/content/shili-ju"), toPath: target)
        let file = "site/content/\(slug)/department.yaml"
        try folder.write(file, try folder.text(file).replacing(/name: .*/, with: "name: \(slug)局"))
      }
      try body(folder, root)
    }
  }

  private func build(_ folder: TemporaryFolder, _ root: String, parts: Int) throws -> [String] {
    try (1...parts).map { part in
      let output = folder.path("part-\(part)")
      let result = try Tool.run(
        "build", root, "--shard", "\(part)/\(parts)", "--output", output, "--today", "2026-11-21")
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      return output
    }
  }

  @Test func thePartsTogetherAreTheWhole() throws {
    try with { folder, root in
      #expect(try Tool.run("build", root, "--today", "2026-11-21").status == 0)
      let parts = try build(folder, root, parts: 4)
      let merged = try Tool.run(
        list: ["merge"] + parts + ["--site", root, "--output", folder.path("merged"), "--today", "2026-11-21"])
      #expect(merged.status == 0, "\(merged.output)\(merged.errors)")
      #expect(!merged.output.contains("就地生成"), "\(merged.output)")
      #expect(try folder.contents(below: "merged") == folder.contents(below: "site/public"))
    }
  }

  @Test func whatIsMissingDamagedOrChangedIsMadeOnTheSpot() throws {
    try with { folder, root in
      let parts = try build(folder, root, parts: 1)
      let page = "part-1/files/two-ju/2020/final-accounts/index.html"
      try folder.write(page, try folder.text(page) + "<!-- -->")
      let file = "site/content/three-ju/2020/final-accounts/narrative/11-duties.md"
      try folder.write(file, try folder.text(file) + "\n又一段。\n")
      #expect(try Tool.run("build", root, "--today", "2026-11-21").status == 0)
      let merged = try Tool.run(
        list: ["merge"] + parts + ["--site", root, "--output", folder.path("merged"), "--today", "2026-11-21"])
      #expect(merged.output.contains("其中 2 个部门"), "\(merged.output)\(merged.errors)")
      #expect(try folder.contents(below: "merged") == folder.contents(below: "site/public"))
    }
  }

  @Test func aPartWithAnErrorIsReportedByPartAndWhole() throws {
    try with { folder, root in
      let file = "site/content/two-ju/2020/final-accounts/disclosure.yaml"
      try folder.write(file, "form: [")
      let output = folder.path("part")
      let part = try Tool.run("build", root, "--shard", "1/1", "--output", output)
      #expect(part.status == 1 && part.output.contains("disclosure.yaml"))
      // The others are there all the same.
      #expect(folder.exists("part/files/three-ju/index.html") == false)
      #expect(folder.exists("part/files/three-ju/2020/final-accounts/index.html"))
      let merged = try Tool.run("merge", output, "--site", root, "--output", folder.path("merged"))
      #expect(merged.status == 1 && merged.output.contains("没有合并"))
      #expect(!folder.exists("merged"))
    }
  }

  @Test(arguments: ["0/2", "3/2", "a/b", "1/2/3"])
  func refusesPartsThatAreNone(shard: String) throws {
    try with { folder, root in
      let result = try Tool.run("build", root, "--shard=\(shard)", "--output", folder.path("part"))
      #expect(result.status == 2 && result.errors.contains("3/16"), "\(result.errors)")
      #expect(!folder.exists("part"))
    }
  }
}
