import Publishing
import TestSupport
import Testing

struct CrashTests {
  private let keep = [".gitkeep"]
  private let blocked = "pingshan/2020/final-accounts/"

  /// The files the probe reads; the disclosure is carried over.
  private let source = ["index.html": "首页 B", "assets/site.css": "body{}", "new/page.html": "新页 B"]

  private var before: [String: String] { tree(version("A"), kept: [".gitkeep": ""]) }

  private var after: [String: String] {
    let carried = version("A").filter { $0.path.hasPrefix(blocked) }
    return tree(files(source) + carried, kept: [".gitkeep": ""])
  }

  /// A destination with version A, and the source of version B.
  private func prepare(_ folder: TemporaryFolder) throws {
    try folder.write("site/.gitkeep", "")
    try folder.release(version("A"), keep: keep)
    for (path, text) in source { try folder.write("source/" + path, text) }
  }

  private func options(_ others: String...) -> [String] { ["keep=.gitkeep", "carry=" + blocked] + others }

  /// Every step of the release from A to B, by name.
  private func steps(_ options: [String]) throws -> [String] {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      let outcome = try KillProbe().run(in: folder, source: "source", killedAt: "none", options)
      #expect(outcome.exitCode == 0)
      #expect(try folder.contents(below: "site") == after)
      return outcome.lines
    }
  }

  @Test func showsTheOldOrTheNewVersionWhereverItDies() throws {
    let steps = try steps(options())
    let turn = try #require(steps.firstIndex(of: "exchanged"))
    #expect(steps.contains("staged-5") && steps.contains("removing-1") && steps.last == "unlocked")
    for (index, step) in steps.enumerated() {
      try TemporaryFolder.with { folder in
        try prepare(folder)
        let outcome = try KillProbe().run(in: folder, source: "source", killedAt: step, options())
        #expect(outcome.wasKilled, "没有在 \(step) 被终止：\(outcome.lines)")
        #expect(try folder.contents(below: "site") == (index < turn ? before : after), "终止于 \(step)")
        try expectRecovery(folder, step)
      }
    }
  }

  @Test func loosesNoVersionWhereverItDiesWithoutAtomicExchange() throws {
    let options = options("without-exchange")
    let steps = try steps(options)
    let turn = try #require(steps.firstIndex(of: "exchanged"))
    #expect(steps.contains("set-aside"))
    for (index, step) in steps.enumerated() {
      try TemporaryFolder.with { folder in
        try prepare(folder)
        let outcome = try KillProbe().run(in: folder, source: "source", killedAt: step, options)
        #expect(outcome.wasKilled, "没有在 \(step) 被终止：\(outcome.lines)")
        if step == "set-aside" {
          #expect(!folder.exists("site"))
          #expect(try folder.contents(below: ".site.mingzhang-previous") == before)
        } else {
          #expect(try folder.contents(below: "site") == (index < turn ? before : after), "终止于 \(step)")
        }
        // What is published can be read, and carried over, even before anything is repaired.
        let manifest = try #require(try folder.releaser().currentManifest(), "终止于 \(step)")
        #expect(try folder.releaser().readPublished(blocked + "index.html", in: manifest) == Array("决算 A".utf8))
        try expectRecovery(folder, step)
      }
    }
  }

  /// Dying in the first release of all leaves no destination or the whole one.
  @Test func showsNothingOrTheFirstVersionWhereverTheFirstReleaseDies() throws {
    let steps = try TemporaryFolder.with { folder in
      try folder.write("source/index.html", "首页")
      return try KillProbe().run(in: folder, source: "source", killedAt: "none").lines
    }
    let turn = try #require(steps.firstIndex(of: "exchanged"))
    for (index, step) in steps.enumerated() {
      try TemporaryFolder.with { folder in
        try folder.write("source/index.html", "首页")
        #expect(try KillProbe().run(in: folder, source: "source", killedAt: step).wasKilled)
        #expect(folder.exists("site") == (index >= turn), "终止于 \(step)")
        try folder.release(version("C"))
        #expect(try folder.contents(below: "site") == tree(version("C")))
        #expect(try folder.names() == ["site", "source"])
      }
    }
  }

  @Test func leavesTheDestinationUntouchedWhenTheDiskRefusesAWrite() throws {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      try folder.write("source/large.html", String(repeating: "大", count: 5000))
      let outcome = try KillProbe().run(in: folder, source: "source", killedAt: "none", options("file-limit=9999"))
      #expect(outcome.exitCode == 1)
      #expect(outcome.lines.contains { $0.hasPrefix("写入“") && $0.contains("large.html”失败") }, "\(outcome.lines)")
      #expect(try folder.contents(below: "site") == before)
      #expect(try folder.names() == ["site", "source"])
    }
  }

  /// The next release carries over from whichever version is published, and clears up.
  private func expectRecovery(_ folder: TemporaryFolder, _ step: String) throws {
    try folder.release(files(["index.html": "首页 C"]), carriedOver: [blocked], keep: keep)
    let carried = version("A").filter { $0.path.hasPrefix(blocked) }
    #expect(
      try folder.contents(below: "site")
        == tree(files(["index.html": "首页 C"]) + carried, kept: [".gitkeep": ""]), "终止于 \(step)")
    #expect(try folder.names() == ["site", "source"], "终止于 \(step)")
  }
}
