import Publishing
import TestSupport
import Testing

struct ForeignFilesTests {
  @Test func refusesAFolderOfOthersUntilItIsAdopted() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["site/index.html": "别人的首页", "site/images/logo.png": "图"])
      let error = try folder.refusal(ReleaseRequest(files: version("A")))
      #expect(
        error
          == .foreignFiles(
            destination: folder.path("site"), paths: ["images/logo.png", "index.html"], managed: false))

      let report = try folder.release(version("A"), adopt: true)
      #expect(try folder.contents(below: "site") == tree(version("A")))
      #expect(report.replacedForeign == ["images/logo.png", "index.html"])
      #expect(report.difference.removed.isEmpty)
    }
  }

  @Test func refusesAFileSomebodyPutIntoAManagedDestination() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      try folder.write("site/pingshan/手工.html", "手工")
      try folder.link("site/extern", to: "/etc")
      #expect(
        try folder.refusal(ReleaseRequest(files: version("B")))
          == .foreignFiles(
            destination: folder.path("site"), paths: ["extern", "pingshan/手工.html"], managed: true))
      #expect(
        try folder.release(version("B"), adopt: true).replacedForeign == ["extern", "pingshan/手工.html"])
      #expect(try folder.contents(below: "site") == tree(version("B")))
    }
  }

  @Test func treatsAPublishedFileReplacedByALinkAsForeign() throws {
    try TemporaryFolder.with { folder in
      try folder.release(files(["a": "a", "b": "b"]))
      try folder.remove("site/a")
      try folder.link("site/a", to: "b")
      #expect(
        try folder.refusal(ReleaseRequest(files: files(["a": "a"])))
          == .foreignFiles(destination: folder.path("site"), paths: ["a"], managed: true))
    }
  }

  @Test func releasesIntoAnEmptyFolderAndPastEmptySubfolders() throws {
    try TemporaryFolder.with { folder in
      try folder.makeFolder("site/leer/auch")
      try folder.release(version("A"))
      #expect(try folder.contents(below: "site") == tree(version("A")))
      #expect(!folder.exists("site/leer"))
    }
  }

  @Test func keepsWhatTheKeepListNames() throws {
    try TemporaryFolder.with { folder in
      let kept = [".gitkeep": "", "CNAME": "mz.example.cn", ".well-known/acme/token": "t"]
      for (path, text) in kept { try folder.write("site/" + path, text) }
      try folder.setMode("site/CNAME", 0o640)
      try folder.link("site/link", to: "CNAME")
      let keep = [".gitkeep", "CNAME", ".well-known", "link", "absent"]
      for name in ["A", "B", "B"] {
        let report = try folder.release(version(name), keep: keep)
        #expect(
          try folder.contents(below: "site")
            == tree(version(name), kept: kept.merging(["link": "→ CNAME"]) { $1 }))
        #expect(report.manifest.entries.count == 4)
        #expect(report.replacedForeign.isEmpty)
      }
      #expect(try folder.mode("site/CNAME") == 0o640)
      #expect(try folder.names() == ["site"])
    }
  }

  @Test func treatsTheManifestOfAWebAppAsForeign() throws {
    try TemporaryFolder.with { folder in
      try folder.write("site/manifest.json", #"{"name":"某网站"}"#)
      #expect(try folder.releaser().currentManifest() == nil)
      #expect(
        try folder.refusal(ReleaseRequest(files: version("A")))
          == .foreignFiles(destination: folder.path("site"), paths: ["manifest.json"], managed: false))
      #expect(try folder.release(version("A"), adopt: true).replacedForeign == ["manifest.json"])
    }
  }

  @Test(arguments: [
    (#"{"schema":"mingzhang-manifest/2","files":{}}"#, "版本是“mingzhang-manifest/2”"),
    (#"{"schema":"mingzhang-manifest/1","files":[{"path"#, "不是完整的 JSON"),
    (#"{"schema":"mingzhang-manifest/1"}"#, "files 不是由"),
    (#"{"schema":"mingzhang-manifest/1","files":[{"path":"../x","size":1,"sha256":"00"}]}"#, "“../x”"),
    (#"{"schema":"mingzhang-manifest/1","files":[{"path":"x","size":1,"sha256":"00"}]}"#, "写法不对"),
  ])
  func refusesAManifestItCannotTrust(json: String, found: String) throws {
    try TemporaryFolder.with { folder in
      try folder.write("site/manifest.json", json)
      let error = try folder.refusal(ReleaseRequest(files: version("A")))
      #expect(error.message.contains(folder.path("site/manifest.json")))
      #expect(error.message.contains(found), "\(error.message)")
      #expect(throws: error) { try folder.releaser().currentManifest() }
      try folder.release(version("A"), adopt: true)
      #expect(try folder.contents(below: "site") == tree(version("A")))
    }
  }

  @Test func refusesADestinationWrittenToWhileTheNewVersionWasStaged() throws {
    try TemporaryFolder.with { folder in
      try folder.write("site/.well-known/one", "1")
      try folder.release(version("A"), keep: [".well-known"])
      let releaser = folder.releaser { step in
        if step == .synced { _ = try? folder.write("site/.well-known/two", "2") }
      }
      #expect(
        throws: ReleaseError.changedMeanwhile(
          destination: folder.path("site"), paths: [".well-known/two"])
      ) { try releaser.release(ReleaseRequest(files: version("B"), keep: [".well-known"])) }
      #expect(
        try folder.contents(below: "site")
          == tree(version("A"), kept: [".well-known/one": "1", ".well-known/two": "2"]))
      #expect(try folder.names() == ["site"])
    }
  }
}
