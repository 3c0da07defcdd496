import Publishing
import TestSupport
import Testing

@Suite struct SessionPathsTests {
  /// Whatever order files come in, and whatever comes after it was asked for.
  @Test func listsWhatIsThereSortedAndStaysAsItIs() throws {
    try TemporaryFolder.with { folder in
      let session = try folder.releaser().begin()
      defer { session.abandon() }
      for path in ["b/index.html", "a.html", "b/data.csv", "gone/x.html", "a/表.html", "a-b.html"] {
        try session.put(OutputFile(path: path, bytes: Array(path.utf8)))
      }
      try session.discard(under: "gone/")
      let pages = try session.paths(endingIn: ".html")
      try session.put(OutputFile(path: "0.html", bytes: [1]))
      #expect(Array(pages) == ["a-b.html", "a.html", "a/表.html", "b/index.html"])
      #expect(try Array(session.paths(endingIn: ".csv")) == ["b/data.csv"])
      #expect(try Array(session.paths(endingIn: ".pdf")) == [])
      #expect(try Array(session.paths(endingIn: ".html")).first == "0.html")
    }
  }
}
