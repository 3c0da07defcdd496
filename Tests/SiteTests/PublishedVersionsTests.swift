import Synchronization
import Testing

@testable import Site

/// What is out is read when its department is looked at, and not at all where it is just what a build has.
@Suite struct PublishedVersionsTests {
  private static func file(_ path: String, _ text: String) -> BuiltFile { MemorySink.entry(path, Array(text.utf8)) }

  @Test func readsADepartmentsOwnAlone() throws {
    let asked = Mutex<[String]>([])
    let versions = PublishedVersions(
      files: ["b/2020/x/disclosure.json", "a/2021/x/disclosure.json", "a/2020/x/disclosure.json"],
      read: { path in
        asked.withLock { $0.append(path) }
        return nil
      }, list: { _ in [] }, holds: { _ in true })
    #expect(versions.departments == ["a", "b"])
    #expect(asked.withLock { $0 }.isEmpty)
    #expect(try versions.summaries(of: "a").isEmpty && versions.summaries(of: "c").isEmpty)
    #expect(asked.withLock { $0 } == ["a/2020/x/disclosure.json", "a/2021/x/disclosure.json"])
  }

  @Test func knowsWhatIsOutJustSo() {
    let data = Self.file("a/2020/x/disclosure.json", "甲")
    let versions = PublishedVersions(files: [data.path], read: { _ in nil }, list: { _ in [] }, holds: { $0 == data })
    #expect(versions.isSame("a", as: [Self.file("a/index.html", "页"), data]))
    #expect(!versions.isSame("a", as: [Self.file(data.path, "乙")]), "changed")
    #expect(!versions.isSame("a", as: []), "vanished")
    #expect(versions.isSame("b", as: []), "nothing out")
  }
}
