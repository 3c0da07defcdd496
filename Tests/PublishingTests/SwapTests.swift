import Glibc
import Publishing
import TestSupport
import Testing

struct SwapTests {
  @Test(arguments: [EINVAL, ENOSYS, EOPNOTSUPP])
  func renamesTwiceWhereFoldersCannotBeExchanged(code: Int32) throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      var steps: [ReleaseStep] = []
      let releaser = Releaser(
        destination: folder.path("site"), observer: { steps.append($0) }, exchange: { _, _ in code })
      _ = try releaser.release(ReleaseRequest(files: version("B")))
      #expect(try folder.contents(below: "site") == tree(version("B")))
      #expect(try folder.names() == ["site"])
      #expect(steps.contains(.setAside))
    }
  }

  @Test func putsTheOldVersionBackWhenTheSecondRenameFails() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let releaser = Releaser(
        destination: folder.path("site"),
        observer: { step in
          if step == .setAside { try? folder.remove(".site.mingzhang-staging") }
        },
        exchange: { _, _ in EINVAL })
      #expect(
        try folder.refusal(ReleaseRequest(files: version("B")), by: releaser)
          == .system(action: "替换", path: folder.path("site"), errno: ENOENT))
    }
  }

  @Test func saysWhereTheOldVersionIsWhenItCannotBePutBack() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let releaser = Releaser(
        destination: folder.path("site"),
        observer: { step in
          if step == .setAside { _ = try? folder.write("site/x", "抢占") }
        },
        exchange: { _, _ in EINVAL })
      let aside = folder.path(".site.mingzhang-previous")
      #expect(
        throws: ReleaseError.stranded(destination: folder.path("site"), aside: aside, errno: ENOTEMPTY)
      ) { try releaser.release(ReleaseRequest(files: version("B"))) }
      #expect(try folder.contents(below: ".site.mingzhang-previous") == tree(version("A")))

      // Neither of the two may be lost by the next release.
      #expect(
        try folder.refusal(ReleaseRequest(files: version("B"), adopt: true))
          == .twoVersions(destination: folder.path("site"), aside: aside))
      try folder.remove("site")
      let manifest = try #require(try folder.releaser().currentManifest())
      #expect(manifest["index.html"] != nil)
      try folder.release(version("B"))
      #expect(try folder.contents(below: "site") == tree(version("B")))
      #expect(try folder.names() == ["site"])
    }
  }

  @Test(arguments: [EBUSY, EXDEV])
  func explainsADestinationThatCannotBeMoved(code: Int32) throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let releaser = Releaser(destination: folder.path("site"), exchange: { _, _ in code })
      let error = try folder.refusal(ReleaseRequest(files: version("B")), by: releaser)
      #expect(error == .immovable(path: folder.path("site")))
      #expect(error.advice.contains(folder.path("site/site")))
    }
  }

  @Test func refusesAMountPoint() throws {
    let error = #expect(throws: ReleaseError.self) {
      try Releaser(destination: "/proc").release(ReleaseRequest(files: version("A"), adopt: true))
    }
    #expect(error == .immovable(path: "/proc"))
  }

  @Test func leavesNothingBehindWhenStagingFails() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      // Somebody puts a folder where a file is to be.
      let releaser = folder.releaser { step in
        if step == .folderMade { mkdir(folder.path(".site.mingzhang-staging/late.html"), 0o755) }
      }
      let error = try folder.refusal(ReleaseRequest(files: version("B") + files(["late.html": "x"])), by: releaser)
      guard case .system(action: "建立文件", path: _, errno: EEXIST) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(try folder.names() == ["site"])
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
  func refusesAParentThatCannotBeWritten() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      try folder.setMode("", 0o555)
      defer { try? folder.setMode("", 0o755) }
      #expect(
        try folder.refusal(ReleaseRequest(files: version("B")))
          == .system(action: "建立锁文件", path: folder.path(".site.mingzhang-lock"), errno: EACCES))
    }
  }
}
