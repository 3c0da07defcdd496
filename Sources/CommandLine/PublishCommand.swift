internal import ArgumentParser
internal import Diagnostics
internal import Disclosures
internal import Publishing
internal import Rendering
internal import Site

/// `mingzhang publish`: releases what passes, keeps the last published version of what does not.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "核对后发布到目标文件夹：通过的换新，没通过的保留上一次发布的版本。",
    discussion: """
      要么整体换新，要么保持原样：读者和中途断电都看不到半个站点。每个文件的大小和 SHA-256 记在 manifest.json。
      站点一级的错误（模板、站点文件、规则）会让目标原样不动。
      """)

  @Argument(help: ArgumentHelp("发布到哪个文件夹。", valueName: "目标"))
  var destination: String

  @OptionGroup var site: SiteOptions

  @Flag(help: "目标里已有别的内容时，由明账接管（原有内容会被替换）。")
  var adopt = false

  @Option(help: ArgumentHelp("目标最上层不要动的文件或文件夹，可写多次。", valueName: "名称"))
  var keep: [String] = []

  @Flag(help: "每份公开件的全文另印成 PDF；要装有 Chromium 或 Chrome。")
  var pdf = false

  func run() throws {
    let console = Console()
    let root = try site.root(console)
    let today = try site.day(console) ?? Clock.today
    try OutputPlace.check(destination, outside: root, console)
    let cache = BuildCache(root: root, tool: ToolIdentity.current)
    let release = ReleaseRun(to: destination, adopt: adopt, keep: keep, cache: cache)
    var build = SiteBuild(
      root: root, today: today, mode: .publish(release.published), sink: release.sink, cache: cache)
    build.printer = pdf ? DocumentPrinter(root: root) : nil
    let outcome = try release.outcome(of: build, root: root, console)
    guard !outcome.hasSiteError, outcome.isComplete || release.sink == nil else {
      release.abandon()
      console.print("站点一级有错误，什么也没有发布，\(destination) 保持原样。\n")
      throw Exit(status: .findings)
    }
    if pdf { ReleaseRun.reportPDF(build.printer, console) }
    let report = try release.finish(carriedOver: outcome.carriedOver.map { $0.id + "/" }, console)
    console.print(
      "已发布到 \(destination)：\(report.manifest.entries.count) 个文件（\(ReleaseRun.describe(report))）。\n")
    let kept = Set(outcome.carriedOver.map(\.id))
    console.print(
      outcome.held.text("扣下") { id in
        if kept.contains(id) { return "，保留上一次发布的版本" }
        return outcome.formerIDs(of: id).contains(where: kept.contains) ? "，旧网址上保留上一次发布的版本" : "，还没有发布过"
      })
    throw Exit(status: outcome.heldBack.isEmpty ? .clean : .findings)
  }
}
