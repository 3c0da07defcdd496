import Diagnostics
import Foundation
import Publishing
import TestSupport
import Testing

/// What published files are known by from one release to the next.
@Suite struct FileSealTests {
  /// A folder with a released version, and what was sealed then.
  private static func with(_ body: (TemporaryFolder, FileSeal) throws -> Void) throws {
    try TemporaryFolder.with { folder in
      let session = try folder.releaser().begin()
      for file in version("A") { try session.put(file) }
      try body(folder, #require(try session.finish().seal))
    }
  }

  /// A session that is handed the seal, and whether it takes every file over.
  private static func reuses(_ folder: TemporaryFolder, _ seal: FileSeal) throws -> (Bool, ReleaseReport) {
    let session = try folder.releaser().begin { $0 == seal.manifest ? seal.bytes : nil }
    let isReused = session.reuse(Array(try #require(session.published).entries))
    if !isReused { for file in version("A") { try session.put(file) } }
    return (isReused, try session.finish())
  }

  private static func changeUnderTheSameDate(_ folder: TemporaryFolder) throws {
    let file = folder.path("site/\(try #require(version("A").first).path)")
    var status = stat()
    #expect(stat(file, &status) == 0)
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.write(contentsOf: Data("?".utf8))
    try handle.close()
    let times = [status.st_atim, status.st_mtim]
    #expect(utimensat(AT_FDCWD, file, times, 0) == 0)
  }

  /// The one thing that goes unseen, which shows that nothing was read: other bytes under the same date.
  @Test func untouchedFilesAreNotReadAgain() throws {
    try Self.with { folder, seal in
      try Self.changeUnderTheSameDate(folder)
      let (isReused, report) = try Self.reuses(folder, seal)
      #expect(isReused && report.seal == nil)
    }
  }

  /// In place, by another file with an old date, by one of another length: each is seen, and put right.
  @Test(arguments: ["in place", "replaced", "shorter"]) func aTouchedFileIsSeen(how: String) throws {
    try Self.with { folder, seal in
      let path = try #require(version("A").first).path
      let file = folder.path("site/\(path)")
      let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      let old = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
      var changed = bytes
      changed[0] ^= 1
      switch how {
      case "in place":
        let handle = try #require(FileHandle(forWritingAtPath: file))
        try handle.write(contentsOf: changed)
        try handle.close()
      case "replaced":
        try changed.write(to: URL(fileURLWithPath: file), options: .atomic)
        try FileManager.default.setAttributes(
          [.modificationDate: try #require(old), .posixPermissions: 0o644], ofItemAtPath: file)
      default: try bytes.dropLast().write(to: URL(fileURLWithPath: file))
      }
      let (isReused, _) = try Self.reuses(folder, seal)
      #expect(!isReused)
      #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == bytes)
    }
  }

  /// Other bytes under the same date again: only because nothing is sealed are they read, and seen.
  @Test func aSealThatIsCutOffSealsNothing() throws {
    try Self.with { folder, seal in
      try Self.changeUnderTheSameDate(folder)
      let session = try folder.releaser().begin { _ in Array(seal.bytes.dropLast()) }
      #expect(!session.reuse(Array(try #require(session.published).entries)))
      session.abandon()
    }
  }

  /// Files that were linked from the version before stay known, and those that are new become so.
  @Test func whatChangesIsSealedWithWhatStays() throws {
    try Self.with { folder, seal in
      let session = try folder.releaser().begin { $0 == seal.manifest ? seal.bytes : nil }
      for file in version("A") { try session.put(file) }
      try session.put(OutputFile(path: "new/index.html", bytes: [1, 2, 3]))
      let next = try #require(try session.finish().seal)
      #expect(next.manifest != seal.manifest && next.bytes.count == seal.bytes.count + 16)
      let again = try folder.releaser().begin { $0 == next.manifest ? next.bytes : nil }
      #expect(again.reuse(Array(try #require(again.published).entries)))
      // Nothing is missing in it, so there is nothing to keep anew.
      #expect(try again.finish().seal == nil)
    }
  }
}
