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

  /// Nothing of it would be wrong, but all of it made anew on one machine.
  @Test func partsThatDoNotBelongTogetherAreRefused() throws {
    try with { folder, root in
      let parts = try build(folder, root, parts: 2)
      func merge(_ parts: [String], today: String = "2026-11-21") throws -> Tool.Result {
        try Tool.run(list: ["merge"] + parts + ["--site", root, "--output", folder.path("merged"), "--today", today])
      }
      let late = try merge(parts, today: "2026-11-22")
      #expect(late.status == 2 && late.errors.contains("按 2026-11-21 核对的，现在是 2026-11-22"), "\(late.errors)")

      let note = try folder.text("part-1/part.json")
      try folder.write("part-1/part.json", note.replacing("\"count\":2", with: "\"count\":3"))
      let mixed = try merge(parts)
      #expect(mixed.status == 2 && mixed.errors.contains("份数不同"), "\(mixed.errors)")

      try folder.write("part-1/part.json", note.replacing("\"tool\":\"", with: "\"tool\":\"9"))
      let other = try merge(parts)
      #expect(other.status == 2 && other.errors.contains("另一个版本的程序"), "\(other.errors)")

      try folder.remove("part-1/part.json")
      let unfinished = try merge(parts)
      #expect(unfinished.status == 2 && unfinished.errors.contains("没有 build --shard 生成完"), "\(unfinished.errors)")

      let lonely = try merge([parts[1]])
      #expect(lonely.status == 0 && lonely.errors.contains("少了第 1 份（共 2 份）"), "\(lonely.errors)")
      #expect(try Tool.run("build", root, "--today", "2026-11-21").status == 0)
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
