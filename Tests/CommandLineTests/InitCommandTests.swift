import Foundation
import TestSupport
import Testing

@Suite struct InitCommandTests {
  @Test func writesASiteThatChecksAndBuilds() throws {
    try TemporaryFolder.with { folder in
      let created = try Tool.run("init", "我的站点", in: folder.path)
      #expect(created.status == 0, "\(created.errors)")
      let checked = try Tool.run("check", "我的站点", in: folder.path)
      #expect(checked.status == 0, "\(checked.output)")
      #expect(checked.output.contains("错误 0，警告 0"))
      #expect(try Tool.run("build", in: folder.path("我的站点")).status == 0)
      #expect(FileManager.default.fileExists(atPath: folder.path("我的站点/public/index.html")))
    }
  }

  @Test func neverWritesIntoAFolderThatHoldsSomething() throws {
    try TemporaryFolder.with { folder in
      try folder.write("there/a.txt", "mine")
      let result = try Tool.run("init", folder.path("there"))
      #expect(result.status == 2)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("there")) == ["a.txt"])
    }
  }
}
