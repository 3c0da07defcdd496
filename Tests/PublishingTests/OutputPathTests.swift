import Publishing
import TestSupport
import Testing

struct OutputPathTests {
  @Test(arguments: [
    ("", "空的"), ("/", "绝对路径"), ("/etc/passwd", "绝对路径"), ("..", "“..”"), ("../x", "“..”"),
    ("a/../b", "“..”"), ("a/..", "“..”"), (".", "“.”"), ("./a", "“.”"), ("a//b", "多余的 /"), ("a/", "多余的 /"),
    ("a\0b", "控制字符"), ("a\nb", "控制字符"), ("a\r\nb", "控制字符"), ("a\u{7F}", "控制字符"), ("a\u{85}", "控制字符"),
    ("a\\b", "反斜杠"), ("..\\x", "反斜杠"), ("../\u{301}x", "组合字符"), ("/\u{301}", "组合字符"),
    (String(repeating: "账", count: 86), "258 字节"),
    (String(repeating: "d/", count: 2_048), "整个路径长 4096 字节"), ("Manifest.JSON", "留给明账"), ("manifest.json/x", "留给明账"),
  ])
  func refusesAPathThatCouldLeadAstray(path: String, reason: String) throws {
    try TemporaryFolder.with { folder in
      let error = try folder.refusal(ReleaseRequest(files: [OutputFile(path: path, bytes: [])]))
      guard case .unsuitablePaths(let problems) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(problems.map(\.path) == [path])
      #expect(problems.first?.reason.contains(reason) == true, "\(problems)")
    }
  }

  @Test(arguments: [
    "index.html", "a/b/c", "坪山/2020/部门决算.html", ".well-known/x", "a/..b/c..", "a b/%20", "a/manifest.json",
  ])
  func takesAnOrdinaryPath(path: String) throws {
    try TemporaryFolder.with { folder in
      try folder.release(files([path: "x"]))
      #expect(try folder.text("site/" + path) == "x")
    }
  }

  @Test(arguments: ["a/b", "..", "", "manifest.json"])
  func refusesABadNameOnTheKeepList(name: String) throws {
    try TemporaryFolder.with { folder in
      let error = try folder.refusal(ReleaseRequest(files: version("A"), keep: [name]))
      guard case .unsuitablePaths = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test(arguments: [
    (["a/b", "a/b"], "a/b", "出现两次（新生成的文件、新生成的文件）"),
    (["Index.html", "index.html"], "index.html", "与“Index.html”（新生成的文件）只有大小写或字符组合方式不同"),
    (["caf\u{E9}", "cafe\u{301}"], "cafe\u{301}", "与“caf\u{E9}”（新生成的文件）只有大小写或字符组合方式不同"),
    (["Dept/a", "dept/b"], "dept/b", "与“Dept”（新生成的文件）只有大小写或字符组合方式不同"),
    (["a", "a/b"], "a/b", "“a”（新生成的文件）已占用这个名称，“a”（新生成的文件）又要作文件夹"),
    (["a/b", "A"], "A", "“A”（新生成的文件）已占用这个名称，“a”（新生成的文件）又要作文件夹"),
    (["CNAME", "x"], "CNAME", "出现两次（保留名单、新生成的文件）"),
    (["cname/x"], "cname/x", "“CNAME”（保留名单）已占用这个名称，“cname”（新生成的文件）又要作文件夹"),
  ])
  func refusesCollidingPaths(paths: [String], path: String, reason: String) throws {
    try TemporaryFolder.with { folder in
      let files = paths.map { OutputFile(path: $0, bytes: []) }
      let error = try folder.refusal(ReleaseRequest(files: files, keep: ["CNAME"]))
      #expect(error == .unsuitablePaths([PathProblem(path, reason)]))
    }
  }
}
