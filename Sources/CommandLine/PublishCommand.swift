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

  func run() throws {
    let console = Console()
    let root = try site.root(console)
    let today = try site.day(console) ?? Clock.today
    let release = ReleaseRun(to: destination, adopt: adopt, keep: keep)
    let published = try release.published(console)
    console.progress("读取 \(root == "." ? "content" : root + "/content") …")
    var build = SiteBuild(
      root: root, today: today, mode: .publish(published), sink: release.sink,
      cache: BuildCache(root: root, tool: ToolIdentity.current))
    build.checkpoint = release.checkpoint
    let outcome = try release.building(console) { [build] in
      try build.run { done, all in
        if all > 1 { console.progress("核对并生成 \(done)/\(all) 个部门 …") }
      }
    }
    console.endProgress()
    console.print(outcome.report(console))
    guard !outcome.findings.hasConfigurationError else {
      release.abandon()
      throw Exit(status: .usage)
    }
    guard !outcome.hasSiteError, outcome.isComplete || release.sink == nil else {
      release.abandon()
      console.print("站点一级有错误，什么也没有发布，\(destination) 保持原样。\n")
      throw Exit(status: .findings)
    }
    if !outcome.changes.isEmpty { console.print(outcome.text(outcome.changes, console)) }
    let report = try release.finish(carriedOver: outcome.carriedOver.map { $0.id + "/" }, console)
    console.print(
      "已发布到 \(destination)：\(report.manifest.entries.count) 个文件（\(ReleaseRun.describe(report))）。\n")
    for id in outcome.heldBack {
      let isKept = outcome.carriedOver.contains { $0.id == id }
      console.print("扣下：\(id)" + (isKept ? "，保留上一次发布的版本" : "，还没有发布过") + "\n")
    }
    throw Exit(status: outcome.heldBack.isEmpty ? .clean : .findings)
  }
}
