internal import ArgumentParser
internal import Disclosures
internal import Publishing
internal import Rendering
internal import Site

/// `mingzhang build`: checks, then writes the whole site, or nothing.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "核对通过后生成整个站点；有错误就什么也不写。")

  @OptionGroup var site: SiteOptions

  @Option(help: ArgumentHelp("写到哪里；不写就是站点里的 public。", valueName: "文件夹"))
  var output: String?

  @Flag(help: "有错误也生成，每页都有“草稿”字样，不能拿去公开。")
  var draft = false

  func run() throws {
    let console = Console()
    let session = try site.open(console)
    console.print(session.textReport(console))
    console.print(session.summary)
    if session.hasConfigurationError { throw Exit(status: .usage) }
    if session.hasError, !draft {
      console.print("有错误，没有生成。先改正，或用 --draft 生成草稿看看。\n")
      throw Exit(status: .findings)
    }
    guard let theme = session.theme,
      let builder = SiteBuilder(root: session.root, content: session.content, check: session.check, theme: theme)
    else { throw Exit(status: .findings) }
    console.progress("生成页面 …")
    let files = builder.build(isDraft: draft)
    let destination = output ?? (session.root == "." ? "public" : "\(session.root)/public")
    let report = try Release.run(files, to: destination, console: console)
    console.endProgress()
    console.print("已生成 \(report.manifest.entries.count) 个文件到 \(destination)（\(Release.describe(report))）。\n")
    throw Exit(status: session.hasError ? .findings : .clean)
  }
}

/// The hand-over from finished pages to the only module that writes them.
enum Release {
  /// Names at the top of a destination that are never touched.
  static let kept = [".gitkeep", ".git", ".gitignore", ".well-known", ".nojekyll", "CNAME"]

  static func run(
    _ files: [SiteBuilder.File], to destination: String, carriedOver: [String] = [], adopt: Bool = false,
    keep: [String] = [], basis: Manifest? = nil, console: Console
  ) throws -> ReleaseReport {
    let request = ReleaseRequest(
      files: files.map { OutputFile(path: $0.path, bytes: $0.bytes) }, carriedOver: carriedOver, adopt: adopt,
      keep: kept + keep, basis: basis)
    do {
      return try Releaser(destination: destination).release(request)
    } catch {
      console.endProgress()
      console.error("没有写成，\(destination) 保持原样。\n\(error)\n")
      throw Exit(status: .usage)
    }
  }

  static func describe(_ report: ReleaseReport) -> String {
    let difference = report.difference
    return
      "新增 \(difference.added.count)，更新 \(difference.changed.count)，不变 \(difference.unchanged)，删除 \(difference.removed.count)"
  }
}
