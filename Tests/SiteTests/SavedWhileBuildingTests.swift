import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Site

/// Somebody saves while a build runs: whatever it makes, nothing of it is taken for what the files hold later.
@Suite struct SavedWhileBuildingTests {
  /// Does something once, at the first of many calls.
  private final class Once: Sendable {
    private let isDone = Mutex(false)

    func callAsFunction(_ body: () throws -> Void) rethrows {
      let isFirst = isDone.withLock { done in
        defer { done = true }
        return !done
      }
      if isFirst { try body() }
    }
  }

  /// Changes a file as soon as the build has looked what it holds, and again as it was where `undoes`.
  @Test(arguments: [("content/site.yaml", false), ("content/site.yaml", true), ("content/glossary.yaml", false)])
  func theSitesOwnFilesAreKeptAsTheyWereRead(file: String, undoes: Bool) throws {
    try BuildIdentityTests.with(departments: 1) { site in
      let old = try site.folder.text(file)
      let new = old.replacing("name: ", with: "name: 大").replacing("definition: ", with: "definition: 即")
      #expect(new != old)
      let calls = Mutex(0)
      let sink = MemorySink()
      var build = SiteBuild(
        root: site.folder.path, today: BuildIdentityTests.day, mode: .whole, sink: sink,
        cache: BuildCache(root: site.folder.path, tool: "test"))
      build.checkpoint = {
        let call = calls.withLock { calls in
          calls += 1
          return calls
        }
        if call == 1 { try site.folder.write(file, new) }
        if call == 2, undoes { try site.folder.write(file, old) }
      }
      _ = try build.run()
      for text in [old, new, old] {
        try site.folder.write(file, text)
        try expectClean(site, earlier: sink.files)
      }
    }
  }

  /// A department's file is changed between the look at it and its reading, and changed back while it is rendered.
  @Test(arguments: [true, false])
  func aDepartmentIsKeptAsItWasRead(undoes: Bool) throws {
    try BuildIdentityTests.with(departments: 2) { site in
      let first = MemorySink()
      _ = try site.build(.whole, first, cached: false)
      let out = first.files
      let file = "content/unit-1/2020/final-accounts/narrative/11-duties.md"
      let old = try site.folder.text(file)
      let new = old + "\n又一段，后来又删去了。\n"
      let (save, undo) = (Once(), Once())
      // What is out is asked for between the two.
      let published = PublishedVersions(
        files: out.keys.filter { $0.hasPrefix("unit-1/") && $0.hasSuffix("/disclosure.json") },
        read: { path in
          try save { try site.folder.write(file, new) }
          return out[path]
        }, list: { _ in [] }, holds: { _ in false })
      let sink = SavingSink { path in
        if undoes, path.hasPrefix("unit-1/") { try undo { try site.folder.write(file, old) } }
      }
      _ = try site.build(.publish(published), sink, cached: true)
      let page = try #require(sink.files.files["unit-1/2020/final-accounts/sections/duties/index.html"])
      #expect(String(decoding: page, as: UTF8.self).contains("又一段，后来又删去了"))
      for text in [old, new, old] {
        try site.folder.write(file, text)
        try expectClean(site, earlier: sink.files.files)
      }
    }
  }

  private func expectClean(_ site: EditedSite, earlier: [String: [UInt8]]) throws {
    let (again, clean) = (MemorySink(earlier: earlier), MemorySink())
    _ = try site.build(.whole, again, cached: true)
    _ = try site.build(.whole, clean, cached: false)
    let other = clean.files.filter { again.files[$0.key] != $0.value }.keys.sorted()
    #expect(other == [] && again.files.count == clean.files.count)
  }

  private struct SavingSink: FileSink {
    let files = MemorySink()
    let onPut: @Sendable (String) throws -> Void

    init(onPut: @escaping @Sendable (String) throws -> Void) { self.onPut = onPut }

    func put(_ path: String, _ bytes: [UInt8]) throws -> BuiltFile {
      try onPut(path)
      return try files.put(path, bytes)
    }

    func reuse(_ files: [BuiltFile]) -> Bool { self.files.reuse(files) }
    func pages(besides staying: [String]) -> any RandomAccessCollection<String> { files.pages(besides: staying) }
    func discard(under prefix: String) throws { try files.discard(under: prefix) }
  }
}
