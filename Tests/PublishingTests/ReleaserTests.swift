import Publishing
import TestSupport
import Testing

struct ReleaserTests {
  @Test func writesTheFilesAndTheManifestIntoAnAbsentDestination() throws {
    try TemporaryFolder.with { folder in
      let report = try folder.release(version("A"))
      #expect(try folder.contents(below: "site") == tree(version("A")))
      #expect(try folder.names() == ["site"])
      #expect(Array(report.difference.added) == version("A").map(\.path))
      #expect(report.difference.unchanged == 0)
      #expect(report.totalBytes == version("A").reduce(0) { $0 + $1.bytes.count })
      #expect(try folder.releaser().currentManifest() == report.manifest)
    }
  }

  @Test func replacesTheVersionBeforeAndReportsTheDifference() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A", extra: ["old/page.html": "旧页"]))
      let next = version("B", extra: ["new/page.html": "新页"])
      let report = try folder.release(next)
      #expect(try folder.contents(below: "site") == tree(next))
      #expect(try folder.names() == ["site"])
      #expect(Array(report.difference.added) == ["new/page.html"])
      #expect(Array(report.difference.removed) == ["old/page.html"])
      #expect(report.difference.changed.count == 3)
      #expect(report.difference.unchanged == 1)
      #expect(report.leftover == nil)
    }
  }

  @Test func reportsAnIdenticalReleaseAsUnchangedAndKeepsTheDatesOfFiles() throws {
    try TemporaryFolder.with { folder in
      let first = try folder.release(version("A"))
      let before = try folder.modified("site/index.html")
      let second = try folder.release(version("A"))
      #expect(second.difference.isEmpty)
      #expect(second.difference.unchanged == 4)
      #expect(second.manifest == first.manifest)
      #expect(try folder.modified("site/index.html") == before)
    }
  }

  @Test func healsAFileChangedByHand() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      try folder.write("site/index.html", "首页 X")
      try folder.release(version("A"))
      #expect(try folder.contents(below: "site") == tree(version("A")))
    }
  }

  @Test func writesAnEmptyFile() throws {
    try TemporaryFolder.with { folder in
      try folder.release(files(["empty.txt": ""]))
      #expect(try folder.bytes("site/empty.txt").isEmpty)
      #expect(try folder.releaser().currentManifest()?["empty.txt"]?.size == 0)
      try folder.release(files(["empty.txt": "", "b": "b"]))
      #expect(try folder.bytes("site/empty.txt").isEmpty)
    }
  }

  @Test func givesFilesAndFoldersReadableModesAndKeepsTheDestinationsOwn() throws {
    try TemporaryFolder.with { folder in
      try folder.makeFolder("site")
      try folder.setMode("site", 0o750)
      try folder.release(version("A"))
      #expect(try folder.mode("site") == 0o750)
      #expect(try folder.mode("site/index.html") == 0o644)
      #expect(try folder.mode("site/manifest.json") == 0o644)
      #expect(try folder.mode("site/pingshan/2020") == 0o755)
      try folder.setMode("site/index.html", 0o600)
      try folder.release(version("A"))
      #expect(try folder.mode("site") == 0o750)
      #expect(try folder.mode("site/index.html") == 0o644)
    }
  }

  @Test func followsASymbolicLinkToTheDestination() throws {
    try TemporaryFolder.with { folder in
      try folder.makeFolder("real")
      try folder.link("real/site-target", to: "elsewhere")  // Its target does not exist yet.
      try folder.link("site", to: "real/site-target")
      for name in ["A", "B"] {
        try folder.release(version(name))
        #expect(try folder.contents(below: "real/elsewhere") == tree(version(name)))
      }
      #expect(try folder.names() == ["real", "site"])
      #expect(try folder.names(in: "real") == ["elsewhere", "site-target"])
    }
  }

  @Test func takesADestinationWithATrailingSlash() throws {
    try TemporaryFolder.with { folder in
      _ = try Releaser(destination: folder.path("site") + "/").release(ReleaseRequest(files: version("A")))
      #expect(try folder.contents(below: "site") == tree(version("A")))
    }
  }

  @Test func refusesADestinationThatIsAFileOrHasNoParent() throws {
    try TemporaryFolder.with { folder in
      try folder.write("site", "文件")
      let request = ReleaseRequest(files: version("A"))
      #expect(try folder.refusal(request) == .notAFolder(path: folder.path("site")))
      let orphan = folder.path("none/site")
      #expect(try folder.refusal(request, by: Releaser(destination: orphan)) == .missingParent(path: orphan))
      #expect(try folder.refusal(request, by: Releaser(destination: "/")) == .immovable(path: "/"))
    }
  }

  @Test func refusesToEmptyADestination() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      #expect(
        try folder.refusal(ReleaseRequest(files: [])) == .nothingToRelease(destination: folder.path("site")))
    }
  }

  @Test func refusesAVersionPlannedFromAnotherThanThePublishedOne() throws {
    try TemporaryFolder.with { folder in
      let planned = try folder.release(version("A")).manifest
      try folder.release(version("B"))
      #expect(
        try folder.refusal(ReleaseRequest(files: version("C"), basis: planned))
          == .basisChanged(destination: folder.path("site")))
    }
  }

  @Test func readsPublishedFilesAndFindsDamagedOnes() throws {
    try TemporaryFolder.with { folder in
      #expect(try folder.releaser().currentManifest() == nil)
      let manifest = try folder.release(version("A")).manifest
      #expect(try folder.releaser().readPublished("index.html", in: manifest) == Array("首页 A".utf8))
      #expect(try folder.releaser().readPublished("none.html", in: manifest) == nil)
      try folder.write("site/index.html", "首页 X")
      #expect(
        throws: ReleaseError.damagedFile(
          file: folder.path("site/index.html"), reason: "已被改动：SHA-256 与清单不符")
      ) { try folder.releaser().readPublished("index.html", in: manifest) }
    }
  }
}
