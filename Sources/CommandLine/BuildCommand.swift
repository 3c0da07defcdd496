internal import ArgumentParser
internal import Disclosures
internal import Publishing
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

  @Flag(help: "不用上一次生成留下的结果（.mingzhang/cache），全部重新核对、重新生成。")
  var fresh = false

  @Flag(help: "每份公开件的全文另印成 PDF；要装有 Chromium 或 Chrome。")
  var pdf = false

  @Option(
    help: ArgumentHelp(
      "只生成第几份，例如 3/16；要写 --output，各份齐了用 mingzhang merge 合并。", valueName: "份/总数"))
  var shard: String?

  func run() throws {
    let console = Console()
    let root = try site.root(console)
    let today = try site.day(console) ?? Clock.today
    if let shard {
      guard let part = Shard(shard), let output, !draft, !pdf else {
        console.error("--shard 写成 3/16 的样子，要有 --output，不能与 --draft、--pdf 同用。\n")
        throw Exit(status: .usage)
      }
      throw Exit(
        status: try ShardRun(root: root, today: today, shard: part, folder: output, console: console).execute())
    }
    var cache = BuildCache(root: root, tool: ToolIdentity.current)
    cache.isRead = !fresh
    let destination = output ?? (root == "." ? "public" : "\(root)/public")
    try OutputPlace.check(destination, outside: root, console)
    let release = ReleaseRun(to: destination, cache: cache)
    var build = SiteBuild(
      root: root, today: today, mode: draft ? .draft : .whole, sink: release.sink, cache: cache)
    build.printer = pdf ? DocumentPrinter(root: root) : nil
    let outcome = try release.outcome(of: build, root: root, console)
    guard !outcome.hasError || draft else {
      release.abandon()
      console.print(outcome.held.text("不能公开") + "有错误，没有生成。先改正，或用 --draft 生成草稿看看。\n")
      throw Exit(status: .findings)
    }
    // Where the destination is at fault, finishing says so.
    guard outcome.isComplete || release.sink == nil else {
      release.abandon()
      throw Exit(status: .findings)
    }
    if pdf { ReleaseRun.reportPDF(build.printer, console) }
    let report = try release.finish(console)
    console.print(
      "已生成 \(report.manifest.entries.count) 个文件到 \(release.destination)（\(ReleaseRun.describe(report))）。\n")
    throw Exit(status: outcome.hasError ? .findings : .clean)
  }
}
