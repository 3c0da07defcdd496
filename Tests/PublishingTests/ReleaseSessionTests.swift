import Foundation
import Publishing
import Synchronization
import TestSupport
import Testing

/// A release whose files come one by one.
@Suite struct ReleaseSessionTests {
  @Test func takesFilesFromManyThreadsAndShowsThemAtOnce() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let session = try folder.releaser().begin()
      DispatchQueue.concurrentPerform(iterations: 200) { number in
        _ = #expect(throws: Never.self) {
          try session.put(
            OutputFile(path: "d\(number % 7)/e\(number % 3)/p\(number).html", bytes: Array("\(number)".utf8)))
        }
      }
      #expect(try folder.contents(below: "site") == tree(version("A")))
      let report = try session.finish()
      #expect(report.manifest.entries.count == 200)
      #expect(report.difference.removed.count == 4)
      #expect(try folder.text("site/d0/e0/p0.html") == "0")
      #expect(try folder.names() == ["site"])
    }
  }

  @Test func anUnchangedVersionTouchesNothing() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let before = try FileManager.default.attributesOfItem(atPath: folder.path("site"))[.systemFileNumber] as? Int
      let session = try folder.releaser().begin()
      for file in version("A") { try session.put(file) }
      #expect(try session.finish().difference.isEmpty)
      // The folder itself is the same, not another one with the same files.
      let after = try FileManager.default.attributesOfItem(atPath: folder.path("site"))[.systemFileNumber] as? Int
      #expect(before == after)
      #expect(try folder.names() == ["site"])
    }
  }

  @Test func anAbandonedReleaseLeavesEverythingAsItWas() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let session = try folder.releaser().begin()
      try session.put(OutputFile(path: "x.html", bytes: [1]))
      session.abandon()
      #expect(try folder.contents(below: "site") == tree(version("A")))
      #expect(try folder.names() == ["site"])
      // And nobody is locked out.
      try folder.release(version("B"))
    }
  }

  /// Up to the last moment before the new version shows, an end leaves the old one; from then on it comes too late.
  @Test(arguments: [
    (ReleaseStep.folderMade, false), (.staged(2), false), (.keptPlaced, false), (.manifestWritten, false),
    (.synced, false), (.exchanged, true), (.removing(1), true), (.oldRemoved, true),
  ])
  func aReleaseThatIsStoppedShowsOneVersionWhole(at last: ReleaseStep, isNew: Bool) throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let isStopped = Mutex(false)
      var releaser = folder.releaser { step in
        if step == last { isStopped.withLock { $0 = true } }
      }
      releaser.isStopped = { isStopped.withLock { $0 } }
      let request = ReleaseRequest(files: version("B"))
      if isNew {
        _ = try releaser.release(request)
      } else {
        #expect(throws: ReleaseError.stopped(destination: folder.path("site"))) { _ = try releaser.release(request) }
      }
      #expect(try folder.contents(below: "site") == tree(version(isNew ? "B" : "A")))
      #expect(try folder.names() == ["site"])
    }
  }

  @Test func reusesOnlyWhatIsThereAsItWas() throws {
    try TemporaryFolder.with { folder in
      let entries = try folder.release(version("A", extra: ["old.html": "旧"])).manifest.entries
      let kept = entries.filter { $0.path != "old.html" }
      let session = try folder.releaser().begin()
      #expect(session.reuse(kept))
      #expect(!session.reuse([Manifest.Entry(path: "old.html", bytes: [1])]), "other bytes")
      #expect(!session.reuse([Manifest.Entry(path: "none.html", bytes: [1])]), "not there")
      try session.put(OutputFile(path: "new.html", bytes: Array("新".utf8)))
      let report = try session.finish()
      #expect(Array(report.difference.added) == ["new.html"] && Array(report.difference.removed) == ["old.html"])
      #expect(try folder.contents(below: "site") == tree(version("A", extra: ["new.html": "新"])))
    }
  }

  /// However a path comes twice: put, reused, in pieces.
  @Test(arguments: 0..<5) func refusesAPathThatComesTwice(way: Int) throws {
    try TemporaryFolder.with { folder in
      let entries = Array(try folder.release(version("A")).manifest.entries)
      let session = try folder.releaser().begin()
      let (same, other) = (Array("首页 A".utf8), Array("首页 B".utf8))
      switch way {
      case 0: #expect(session.reuse(entries) && session.reuse(entries))
      case 1:
        #expect(session.reuse(entries))
        try session.put(OutputFile(path: "index.html", bytes: other))
      case 2: for bytes in [other, same] { try session.put(OutputFile(path: "index.html", bytes: bytes)) }
      case 3: for bytes in [other, other] { try session.put("index.html", pieces: [bytes]) }
      default: for bytes in [same, same] { try session.put("index.html", pieces: [bytes]) }
      }
      let error = #expect(throws: ReleaseError.self) { try session.finish() }
      guard case .unsuitablePaths(let problems) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(problems.contains(PathProblem("index.html", "出现两次")))
      #expect(try folder.contents(below: "site") == tree(version("A")))
    }
  }

  /// In pieces or as a whole, a file that the version before has stays that file.
  @Test func takesAFileInPieces() throws {
    try TemporaryFolder.with { folder in
      let pieces = (0..<9).map { Array("第 \($0) 段\n".utf8) }
      let whole = OutputFile(path: "a/b/catalog.json", bytes: Array(pieces.joined()))
      for (step, isNew) in [true, false, true].enumerated() {
        let session = try folder.releaser().begin()
        for file in version(step == 2 ? "B" : "A") { try session.put(file) }
        let entry = try session.put(whole.path, pieces: pieces)
        #expect(entry == Manifest.Entry(path: whole.path, bytes: whole.bytes))
        let report = try session.finish()
        #expect(report.difference.isEmpty != isNew)
        #expect(try folder.contents(below: "site") == tree(version(step == 2 ? "B" : "A") + [whole]))
      }
    }
  }

  /// Half of a list is no list: where what was put aside cannot be read back, nothing is shown.
  @Test func showsNothingWhereItsListsCannotBeReadBack() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let releaser = folder.releaser { step in
        if step == .keptPlaced { folder.emptyNamelessFiles() }
      }
      let session = try releaser.begin()
      // More than are at hand together.
      for number in 0..<7_000 { try session.put(OutputFile(path: "d\(number % 90)/p\(number).html", bytes: [1])) }
      let error = #expect(throws: ReleaseError.self) { try session.finish() }
      guard case .system(action: "读回临时文件", path: _, errno: _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(try folder.contents(below: "site") == tree(version("A")) && folder.names() == ["site"])
    }
  }

  @Test func doesNotReuseAFileChangedByHand() throws {
    try TemporaryFolder.with { folder in
      let entries = try folder.release(version("A")).manifest.entries
      try folder.write("site/index.html", "首页 X")
      let session = try folder.releaser().begin()
      #expect(!session.reuse(Array(entries)))
      session.abandon()
    }
  }

  @Test func takesBackAFolder() throws {
    try TemporaryFolder.with { folder in
      let session = try folder.releaser().begin()
      for path in ["a/2020/x/index.html", "a/2020/x/y/z.html", "a/2021/index.html", "index.html"] {
        try session.put(OutputFile(path: path, bytes: Array(path.utf8)))
      }
      try session.discard(under: "a/2020/x/")
      try session.put(OutputFile(path: "a/2020/x/y/z.html", bytes: [1]))
      let report = try session.finish()
      #expect(report.manifest.entries.map(\.path) == ["a/2020/x/y/z.html", "a/2021/index.html", "index.html"])
      #expect(try folder.bytes("site/a/2020/x/y/z.html") == [1])
    }
  }

  @Test(arguments: [
    (["../x"], "可能指到输出文件夹之外"), (["a", "a"], "出现两次"), (["A/x", "a/x"], "大小写"), (["manifest.json"], "清单"),
  ])
  func refusesPathsThatNoTreeCanHave(paths: [String], reason: String) throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let session = try folder.releaser().begin()
      for path in paths { try session.put(OutputFile(path: path, bytes: [])) }
      let error = #expect(throws: ReleaseError.self) { try session.finish() }
      guard case .unsuitablePaths(let problems)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(problems.contains { $0.reason.contains(reason) }, "\(problems)")
      #expect(try folder.contents(below: "site") == tree(version("A")))
      #expect(try folder.names() == ["site"])
    }
  }
  /// Also where nothing has changed: the name that is kept is new.
  @Test func refusesToKeepWhatTheSiteItselfHas() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let session = try folder.releaser().begin(keep: ["assets"])
      for file in version("A") { try session.put(file) }
      let error = #expect(throws: ReleaseError.self) { try session.finish() }
      guard case .unsuitablePaths? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(try folder.contents(below: "site") == tree(version("A")))
      #expect(try folder.names() == ["site"])
    }
  }
}
