import Publishing
import TestSupport
import Testing

/// A small version of a site: every file names the version, so a mixture shows.
func version(_ name: String, extra: [String: String] = [:]) -> [OutputFile] {
  files(
    [
      "index.html": "首页 \(name)",
      "pingshan/2020/final-accounts/index.html": "决算 \(name)",
      "pingshan/2020/final-accounts/tables/income/income.csv": "收入 \(name)",
      "assets/site.css": "body{}",
    ].merging(extra) { $1 })
}

func files(_ texts: [String: String]) -> [OutputFile] {
  texts.sorted { $0.key < $1.key }.map { OutputFile(path: $0.key, bytes: Array($0.value.utf8)) }
}

/// What a destination shows after a release of these files: they and their manifest.
func tree(_ files: [OutputFile], kept: [String: String] = [:]) -> [String: String] {
  let manifest = Manifest(files.map { Manifest.Entry(path: $0.path, bytes: $0.bytes) })
  var tree = kept
  tree[Manifest.fileName] = String(decoding: manifest.json, as: UTF8.self)
  for file in files { tree[file.path] = String(decoding: file.bytes, as: UTF8.self) }
  return tree
}

extension TemporaryFolder {
  /// A releaser for `site`, the destination of all tests.
  func releaser(
    observer: @escaping (ReleaseStep) -> Void = { _ in }
  ) -> Releaser {
    Releaser(destination: path("site"), observer: observer)
  }

  @discardableResult
  func release(
    _ files: [OutputFile], carriedOver: [String] = [], adopt: Bool = false, keep: [String] = []
  ) throws -> ReleaseReport {
    try releaser().release(
      ReleaseRequest(files: files, carriedOver: carriedOver, adopt: adopt, keep: keep))
  }

  /// Expects a release to fail, and returns the error. The destination and its surroundings must stay as they are.
  func refusal(
    _ request: ReleaseRequest, by releaser: Releaser? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> ReleaseError {
    let before = try contents()
    let error = #expect(throws: ReleaseError.self, sourceLocation: sourceLocation) {
      try (releaser ?? self.releaser()).release(request)
    }
    #expect(try contents() == before, "失败的发布改动了文件", sourceLocation: sourceLocation)
    return try #require(error, sourceLocation: sourceLocation)
  }
}
