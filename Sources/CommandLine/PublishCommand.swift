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
    let session = try site.open(console)
    console.print(session.textReport(console))
    console.print(session.summary)
    if session.hasConfigurationError { throw Exit(status: .usage) }
    guard !session.hasSiteError, let theme = session.theme else {
      console.print("站点一级有错误，什么也没有发布，\(destination) 保持原样。\n")
      throw Exit(status: .findings)
    }
    let published = try PublishedSite.read(destination, console: console)
    let guardian = ChangeGuard(published: published.summaries, content: session.content, check: session.check)
    let check = guardian.check
    if !guardian.findings.isEmpty {
      let report = TextReport(sources: session.sources, usesColour: console.usesColour, width: console.width)
      console.print(report.render(guardian.findings))
    }
    guard let builder = SiteBuilder(root: session.root, content: session.content, check: check, theme: theme) else {
      throw Exit(status: .findings)
    }
    let files = builder.build(carriedOver: guardian.carriedOver)
    let report = try Release.run(
      files, to: destination, carriedOver: guardian.carriedOver.map { $0.id + "/" }, adopt: adopt, keep: keep,
      basis: published.manifest, console: console)
    console.print("已发布到 \(destination)：\(report.manifest.entries.count) 个文件（\(Release.describe(report))）。\n")
    for id in guardian.heldBack {
      let isKept = guardian.carriedOver.contains { $0.id == id }
      console.print("扣下：\(id)" + (isKept ? "，保留上一次发布的版本" : "，还没有发布过") + "\n")
    }
    throw Exit(status: guardian.heldBack.isEmpty ? .clean : .findings)
  }
}

/// What a destination holds now.
struct PublishedSite {
  let manifest: Manifest?
  let summaries: [DisclosureSummary]

  static func read(_ destination: String, console: Console) throws -> PublishedSite {
    let releaser = Releaser(destination: destination)
    do {
      guard let manifest = try releaser.currentManifest() else { return PublishedSite(manifest: nil, summaries: []) }
      var summaries: [DisclosureSummary] = []
      for entry in manifest.entries where entry.path.hasSuffix("/disclosure.json") {
        guard let bytes = try releaser.readPublished(entry.path, in: manifest) else { continue }
        // A draft that was built here was never published: nothing of it is kept or compared with.
        if let summary = SiteBuilder.publishedSummary(bytes), !summary.isDraft { summaries.append(summary) }
      }
      return PublishedSite(manifest: manifest, summaries: summaries)
    } catch {
      console.error("读不了目标里已发布的内容，什么也没有发布。\n\(error)\n")
      throw Exit(status: .usage)
    }
  }
}
