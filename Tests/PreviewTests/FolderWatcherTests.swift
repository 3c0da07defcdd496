import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Preview

@Suite(.timeLimit(.minutes(1))) struct FolderWatcherTests {
  /// An edit below a watched folder.
  struct Edit: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let apply: @Sendable (TemporaryFolder) throws -> Void

    init(_ description: String, _ apply: @escaping @Sendable (TemporaryFolder) throws -> Void) {
      testDescription = description
      self.apply = apply
    }
  }

  static let seen = [
    Edit("a new file") { try $0.write("content/new.yaml", "a: 1") },
    Edit("a changed file") { try $0.write("content/old.yaml", "a: 22") },
    Edit("a changed file in a sub-folder") { try $0.write("content/deep/er/old.yaml", "a: 22") },
    Edit("a renamed file") {
      try FileManager.default.moveItem(atPath: $0.path("content/old.yaml"), toPath: $0.path("content/b.yaml"))
    },
    Edit("a file moved in over another") {
      #expect(rename($0.path("outside.yaml"), $0.path("content/old.yaml")) == 0)
    },
    Edit("a deleted file") { try FileManager.default.removeItem(atPath: $0.path("content/old.yaml")) },
    Edit("a deleted sub-folder") { try FileManager.default.removeItem(atPath: $0.path("content/deep")) },
    Edit("a new sub-folder") { try $0.makeFolder("content/new") },
    Edit("a file that may be read now") { try $0.setMode("content/old.yaml", 0o640) },
    Edit("a folder that may be read now") { try $0.setMode("content/deep/er", 0o750) },
    Edit("the watched folder itself, which may be read now") { try $0.setMode("content", 0o750) },
    Edit("a change without an end") { try appendAndHold($0.path("content/old.yaml")) },
  ]

  /// A program that never closes what it writes to.
  private static func appendAndHold(_ path: String) throws {
    let file = open(path, O_WRONLY | O_APPEND)
    #expect(file >= 0 && write(file, "a", 1) == 1)
  }

  static let unseen = [
    Edit("a vim probe") { try $0.write("content/4913", "") },
    Edit("a swap file") { try $0.write("content/.old.yaml.swp", "x") },
    Edit("a backup") { try $0.write("content/old.yaml~", "x") },
    Edit("an Emacs save") { try $0.write("content/#old.yaml#", "x") },
    Edit("what a file manager keeps") { try $0.write("content/Thumbs.db", "x") },
    Edit("a word processor's lock") { try $0.write("content/~$a.docx", "x") },
    Edit("an Emacs lock") { try $0.link("content/.#old.yaml", to: "nobody") },
    Edit("the output") { try $0.write("content/public/index.html", "x") },
    Edit("a git object") { try $0.write("content/.git/x", "x") },
    Edit("a build folder") { try $0.write("content/.build-x/x", "x") },
    Edit("a file outside") { try $0.write("outside.yaml", "x") },
  ]

  @Test(arguments: seen) func sees(edit: Edit) async throws {
    try await watching { folder, signal in
      try edit.apply(folder)
      #expect(await signal.waits(past: 0))
    }
  }

  /// A build need hardly wait after these, but after the others: an editor that has moved a file away writes it anew.
  @Test(arguments: [
    ("a changed file", true), ("a file moved in over another", true), ("a renamed file", true),
    ("a deleted file", false),
    ("a new sub-folder", false),
  ]) func tellsWhetherAFileIsWhole(edit: String, isWhole: Bool) async throws {
    let edit = try #require(Self.seen.first { $0.testDescription == edit })
    try await watching { folder, signal in
      try edit.apply(folder)
      #expect(await signal.waits(past: 0))
      #expect(await signal.rests())
      #expect(signal.isWhole == isWhole)
    }
  }

  @Test(arguments: unseen) func passesOver(edit: Edit) async throws {
    try await watching { folder, signal in
      try edit.apply(folder)
      try await Task.sleep(for: .milliseconds(50))
      #expect(signal.generation == 0)
    }
  }

  @Test func seesEditsInFoldersMadeOrMovedInLater() async throws {
    try await watching { folder, signal in
      try folder.makeFolder("content/2021/tables")
      #expect(await signal.rests())
      var before = signal.generation
      try folder.write("content/2021/tables/a.yaml", "a: 1")
      #expect(await signal.waits(past: before))
      #expect(await signal.rests())
      try FileManager.default.moveItem(atPath: folder.path("content/2021"), toPath: folder.path("content/2022"))
      #expect(await signal.rests())
      before = signal.generation
      try folder.write("content/2022/tables/a.yaml", "a: 2")
      #expect(await signal.waits(past: before))
    }
  }

  @Test func forgetsAFolderThatWasMovedAway() async throws {
    try await watching { folder, signal in
      try FileManager.default.moveItem(atPath: folder.path("content/deep"), toPath: folder.path("away"))
      #expect(await signal.rests())
      let before = signal.generation
      try folder.write("away/er/old.yaml", "a: 3")
      try await Task.sleep(for: .milliseconds(50))
      #expect(signal.generation == before)
    }
  }

  @Test func takesUpARootThatComesBack() async throws {
    try await watching { folder, signal in
      try FileManager.default.removeItem(atPath: folder.path("content"))
      #expect(await signal.waits(past: 0))
      #expect(await signal.rests())
      var before = signal.generation
      try folder.makeFolder("content")
      #expect(await signal.waits(past: before))
      #expect(await signal.rests())
      before = signal.generation
      try folder.write("content/old.yaml", "a: 4")
      #expect(await signal.waits(past: before))
    }
  }

  /// `mv site site.old; cp -r site.old site`: the folder that is watched goes on to live elsewhere.
  @Test func takesUpAFolderWhoseParentWasExchanged() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("site/content/old.yaml", "a: 1")
      let signal = ChangeSignal()
      let watcher = FolderWatcher([folder.path("site/content")], ignoring: [], touching: signal) { _ in }
      let task = Task { await watcher.run() }
      defer { task.cancel() }
      try FileManager.default.moveItem(atPath: folder.path("site"), toPath: folder.path("site.old"))
      try FileManager.default.copyItem(atPath: folder.path("site.old"), toPath: folder.path("site"))
      #expect(await signal.waits(past: 0))
      #expect(signal.take() == nil)
      #expect(await signal.rests())
      var before = signal.generation
      try folder.write("site/content/old.yaml", "a: 2")
      #expect(await signal.waits(past: before))
      #expect(await signal.rests())
      before = signal.generation
      try folder.write("site.old/content/old.yaml", "a: 3")
      try await Task.sleep(for: .milliseconds(50))
      #expect(signal.generation == before)
    }
  }

  /// Nobody could read it, and nothing can be watched in it, until somebody lets us.
  @Test(.enabled(if: geteuid() != 0)) func takesUpAFolderThatIsOpenedLater() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("content/closed/a.yaml", "a: 1")
      try folder.setMode("content/closed", 0)
      let signal = ChangeSignal()
      let watcher = FolderWatcher([folder.path("content")], ignoring: [], touching: signal) { _ in }
      let task = Task { await watcher.run() }
      defer { task.cancel() }
      try folder.setMode("content/closed", 0o755)
      #expect(await signal.waits(past: 0))
      #expect(await signal.rests())
      let before = signal.generation
      try folder.write("content/closed/a.yaml", "a: 2")
      #expect(await signal.waits(past: before))
    }
  }

  @Test func looksAtTimesWhereInotifyCannotStartAndSaysSo() async throws {
    let lines = Mutex<[String]>([])
    try await watching(usesInotify: false, log: { line in lines.withLock { $0.append(line) } }) { folder, signal in
      try folder.write("content/old.yaml~", "x")
      try folder.write("content/public/x", "x")
      try await Task.sleep(for: .milliseconds(1200))
      #expect(signal.generation == 0)
      try folder.write("content/deep/er/new.yaml", "a: 1")
      #expect(await signal.waits(past: 0))
    }
    #expect(lines.withLock { $0 } == ["系统的文件监视数量（inotify）已到上限，改为每秒检查一次文件时间"])
  }

  /// Runs a body with a watcher on `content`, the output below it ignored.
  private func watching(
    usesInotify: Bool = true, log: @escaping @Sendable (String) -> Void = { _ in },
    _ body: (TemporaryFolder, ChangeSignal) async throws -> Void
  ) async throws {
    try await TemporaryFolder.with { folder in
      try folder.write(["content/old.yaml": "a: 1", "content/deep/er/old.yaml": "a: 1", "outside.yaml": "a: 2"])
      for name in ["public", ".git", ".build-x"] { try folder.makeFolder("content/" + name) }
      let signal = ChangeSignal()
      let watcher = FolderWatcher(
        [folder.path("content")], ignoring: [folder.path("content/public")], touching: signal,
        usesInotify: usesInotify, log: log)
      let task = Task { await watcher.run() }
      defer { task.cancel() }
      try await body(folder, signal)
    }
  }
}

extension ChangeSignal {
  /// Whether there is a change after a generation; false after ten seconds.
  fileprivate func waits(past generation: UInt64) async -> Bool {
    for _ in 0..<1000 {
      if self.generation > generation { return true }
      try? await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  /// Waits until changes have stopped coming.
  fileprivate func rests() async -> Bool {
    var last = generation
    for _ in 0..<100 {
      try? await Task.sleep(for: .milliseconds(50))
      if generation == last { return true }
      last = generation
    }
    return false
  }
}
