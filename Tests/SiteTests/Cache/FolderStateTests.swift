import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Site

@Suite struct FolderStateTests {
  private func state(_ folder: TemporaryFolder) -> FolderState { FolderState(of: ["content"], below: folder.path) }

  @Test func bytesNamesAndLinksCount() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["content/a/1.md": "甲", "content/b.yaml": "乙"])
      let first = state(folder)
      #expect(state(folder) == first)
      try folder.write("content/a/1.md", "丙")
      let second = state(folder)
      try FileManager.default.moveItem(atPath: folder.path("content/b.yaml"), toPath: folder.path("content/c.yaml"))
      let third = state(folder)
      try folder.link("content/d.yaml", to: "c.yaml")
      let fourth = state(folder)
      #expect(Set([first, second, third, fourth].map(\.content)).count == 4)
    }
  }

  /// What was read in between may be the other text.
  @Test func aFileThatWasChangedBackIsAnotherState() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/a.yaml", "甲")
      // The system's clock for files goes in steps of some milliseconds.
      usleep(30_000)
      let first = state(folder)
      try folder.write("content/a.yaml", "乙")
      try folder.write("content/a.yaml", "甲")
      let undone = state(folder)
      #expect(undone.content == first.content && undone != first)
      usleep(30_000)
      try folder.write("content/b.yaml", "丙")
      try folder.remove("content/b.yaml")
      #expect(state(folder).content == first.content && state(folder) != undone)
    }
  }

  @Test func whatNobodyReadsDoesNotCount() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/a.yaml", "甲")
      let first = state(folder)
      for name in [".hidden", "~$a.docx", "a.yaml~", ".a.yaml.swp", "#a.yaml#", "Thumbs.db", "desktop.ini", "4913"] {
        try folder.write("content/\(name)", "x")
      }
      #expect(state(folder).content == first.content)
      var findings: [Finding] = []
      #expect(SiteFolder(root: folder.path).entries(of: "content", &findings).map(\.name) == ["a.yaml"])
      #expect(findings.isEmpty)
    }
  }

  /// Of files at the top alone, as of the site's own.
  @Test func foldersBelowAFlatOneDoNotCount() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["content/a/1.md": "甲", "content/site.yaml": "乙"])
      let first = FolderState(of: [], flat: "content", below: folder.path).content
      try folder.write("content/a/1.md", "丙")
      #expect(FolderState(of: [], flat: "content", below: folder.path).content == first)
      try folder.write("content/site.yaml", "丁")
      #expect(FolderState(of: [], flat: "content", below: folder.path).content != first)
    }
  }

  /// A film of 64 GB that is not one: reading it would take minutes, and none of it is ever used.
  @Test(.timeLimit(.minutes(1))) func aFileBeyondTheLimitIsKnownByItsSize() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/film.mp4", "")
      let path = folder.path("content/film.mp4")
      #expect(truncate(path, 64 << 30) == 0)
      let first = state(folder)
      #expect(truncate(path, 65 << 30) == 0)
      #expect(state(folder).content != first.content)
      #expect(SiteFolder(root: folder.path).source("content/film.mp4") == nil)
    }
  }
}
