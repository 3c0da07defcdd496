import Publishing
import TestSupport
import Testing

struct CarriedOverTests {
  private let blocked = "pingshan/2020/final-accounts/"

  @Test func takesBlockedDisclosuresFromThePublishedVersion() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A", extra: ["feed.xml": "源 A"]))
      let report = try folder.release(files(["index.html": "首页 B"]), carriedOver: [blocked, "feed.xml"])
      let expected = files([
        "index.html": "首页 B",
        "pingshan/2020/final-accounts/index.html": "决算 A",
        "pingshan/2020/final-accounts/tables/income/income.csv": "收入 A",
        "feed.xml": "源 A",
      ])
      #expect(try folder.contents(below: "site") == tree(expected))
      #expect(Array(report.difference.changed) == ["index.html"])
      #expect(report.difference.unchanged == 3)
      #expect(Array(report.difference.removed) == ["assets/site.css"])
    }
  }

  @Test func carriesOverOnceWhatTwoPrefixesName() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let report = try folder.release([], carriedOver: ["pingshan/", blocked, blocked + "index.html"])
      #expect(report.manifest.entries.map(\.path).count == 2)
    }
  }

  @Test func doesNotTakeANameForAPrefix() throws {
    try TemporaryFolder.with { folder in
      try folder.release(files(["a/x": "1", "ab/x": "2"]))
      #expect(try folder.release([], carriedOver: ["a/"]).manifest.entries.map(\.path) == ["a/x"])
    }
  }

  @Test func refusesAPrefixWithoutPublishedFiles() throws {
    try TemporaryFolder.with { folder in
      let request = ReleaseRequest(files: version("B"), carriedOver: ["other/"])
      let expected = ReleaseError.nothingToCarryOver(destination: folder.path("site"), prefix: "other/")
      #expect(try folder.refusal(request) == expected)
      try folder.release(version("A"))
      #expect(try folder.refusal(request) == expected)
    }
  }

  @Test func refusesANewFileBelowACarriedOverPrefix() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let error = try folder.refusal(
        ReleaseRequest(files: files([blocked + "index.html": "决算 B"]), carriedOver: [blocked]))
      #expect(
        error
          == .unsuitablePaths([PathProblem(blocked + "index.html", "出现两次（沿用的已发布文件、新生成的文件）")]))
    }
  }

  @Test func refusesADamagedFileByName() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let request = ReleaseRequest(files: files(["index.html": "B"]), carriedOver: [blocked])
      let file = folder.path("site/" + blocked + "index.html")

      try folder.write("site/" + blocked + "index.html", "决算 X")
      #expect(
        try folder.refusal(request) == .damagedFile(file: file, reason: "已被改动：SHA-256 与清单不符"))
      try folder.write("site/" + blocked + "index.html", "决算")
      #expect(
        try folder.refusal(request)
          == .damagedFile(file: file, reason: "已被改动：清单记载 8 字节，实际 6 字节"))
      try folder.remove("site/" + blocked + "index.html")
      #expect(
        try folder.refusal(request) == .damagedFile(file: file, reason: "已不存在，或不再是普通文件"))
    }
  }
}
