internal import ArgumentParser
internal import Disclosures
private import Glibc
internal import Publishing
internal import Site

/// A release from its first file to its last word: the hand-over to the only module that writes pages.
struct ReleaseRun {
  /// Names at the top of a destination that are never touched.
  static let kept = [".gitkeep", ".git", ".gitignore", ".well-known", ".nojekyll", "CNAME"]

  let destination: String
  private let interruption = Interruption()
  private let session: Result<ReleaseSession, ReleaseError>
  private let cache: BuildCache

  /// Opens the destination. What is wrong with it is said when it is needed: findings come first.
  ///
  /// - Parameter cache: where it is kept what published files are known by.
  init(to destination: String, adopt: Bool = false, keep: [String] = [], cache: BuildCache) {
    self.destination = destination
    self.cache = cache
    // A reader of our words that goes away (`| head`) is no reason to leave anything half done.
    signal(SIGPIPE, SIG_IGN)
    var releaser = Releaser(destination: destination)
    releaser.isStopped = { [interruption] in interruption.stopped != nil }
    do throws(ReleaseError) {
      session = .success(
        try releaser.begin(adopt: adopt, keep: Self.kept + keep) { cache.seal(of: $0, at: destination) })
    } catch {
      session = .failure(error)
    }
  }

  /// nil where the destination cannot be written.
  var sink: (any FileSink)? { (try? session.get()).map(ReleaseSink.init) }

  /// Throws once somebody wants the run to end.
  var checkpoint: @Sendable () throws -> Void { interruption.check }

  /// What is out, read when it is needed.
  var published: PublishedVersions {
    // A destination that cannot be written is said so after the findings.
    guard case .success(let session) = session, let manifest = session.published else { return .none }
    return PublishedVersions(
      files: manifest.paths.lazy.filter { $0.hasSuffix("/disclosure.json") },
      read: { try session.readPublished($0) },
      list: { folder in
        manifest.entries(under: folder).map { BuiltFile(path: $0.path, size: $0.size, sha256: $0.sha256) }
      },
      holds: { file in
        manifest[file.path].map { $0.size == file.size && $0.sha256 == file.sha256 } ?? false
      })
  }

  /// Runs what puts files; an error ends the release.
  func building<Result>(_ console: Console, _ body: () throws -> Result) throws -> Result {
    do {
      try interruption.check()
      let result = try body()
      // What was found while programs were being ended may be wrong.
      try interruption.check()
      return result
    } catch {
      abandon()
      throw failure(error, console)
    }
  }

  /// Reads, checks and makes a whole site, and says what was found. What is wrong with the site's own files ends the
  /// release; everything else is for the caller to weigh.
  ///
  /// - Parameter doing: what is done to each department, for who watches.
  func outcome(
    of build: SiteBuild, root: String, doing: String = "核对并生成", _ console: Console
  ) throws -> SiteBuild.Outcome {
    console.progress("读取 \(root == "." ? "content" : root + "/content") …")
    var build = build
    build.checkpoint = checkpoint
    let outcome = try building(console) { [build] in
      try build.run { done, all in
        if all > 1 { console.progress("\(doing) \(done)/\(all) 个部门 …") }
      }
    }
    console.endProgress()
    console.print(outcome.report(console))
    guard !outcome.findings.hasConfigurationError else {
      abandon()
      throw Exit(status: .usage)
    }
    return outcome
  }

  /// What came of the documents that were to be printed.
  static func reportPDF(_ printer: DocumentPrinter?, _ console: Console) {
    console.print(printer?.report ?? DocumentPrinter.missing + "\n")
  }

  func finish(carriedOver: [String] = [], _ console: Console) throws -> ReleaseReport {
    do {
      let report = try session.get().finish(carriedOver: carriedOver)
      if let seal = report.seal { cache.keep(seal: seal.bytes, of: seal.manifest, at: destination) }
      return report
    } catch {
      throw failure(error, console)
    }
  }

  /// Ends without a word: the destination stays as it is.
  func abandon() { (try? session.get())?.abandon() }

  private func failure(_ error: any Error, _ console: Console) -> any Error {
    console.endProgress()
    if let stopped = interruption.stopped, error is Interruption.Stopped || (error as? ReleaseError)?.isStop ?? false {
      console.error("已停止，\(destination) 保持原样。\n")
      return stopped
    }
    console.error("没有写成，\(destination) 保持原样。\n\(error)\n")
    return Exit(status: .usage)
  }

  static func describe(_ report: ReleaseReport) -> String {
    let difference = report.difference
    return
      "新增 \(difference.added.count)，更新 \(difference.changed.count)，不变 \(difference.unchanged)，删除 \(difference.removed.count)"
  }
}

extension ReleaseError {
  fileprivate var isStop: Bool {
    if case .stopped = self { return true }
    return false
  }
}

/// Hands what a build makes to the release.
private struct ReleaseSink: FileSink {
  let session: ReleaseSession

  func put(_ path: String, _ bytes: [UInt8]) throws -> BuiltFile {
    let entry = try session.put(OutputFile(path: path, bytes: bytes))
    return BuiltFile(path: entry.path, size: entry.size, sha256: entry.sha256)
  }

  func put(_ path: String, pieces: some Sequence<[UInt8]>) throws -> BuiltFile {
    let entry = try session.put(path, pieces: pieces)
    return BuiltFile(path: entry.path, size: entry.size, sha256: entry.sha256)
  }

  func reuse(_ files: [BuiltFile]) -> Bool {
    session.reuse(files.map { Manifest.Entry(path: $0.path, size: $0.size, sha256: $0.sha256) })
  }

  func discard(under prefix: String) throws { try session.discard(under: prefix) }

  func pages(besides staying: [String]) throws -> any RandomAccessCollection<String> {
    try session.paths(endingIn: ".html", besides: staying)
  }
}
