internal import ArgumentParser
internal import Diagnostics
internal import Disclosures
private import Dispatch
private import Glibc
internal import Preview
internal import Rendering
internal import Site

/// `mingzhang serve`: a preview on this machine that follows every edit.
struct ServeCommand: AsyncParsableCommand {
  /// Where the search for a free port begins when the user names none.
  static let usualPort: UInt16 = 8080

  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "在本机预览：保存后几乎立刻看到结果，有问题就列在页面上。",
    discussion: "只有本机看得到，不写任何文件。按 Ctrl-C 停止。")

  @OptionGroup var site: SiteOptions

  @Option(
    help: ArgumentHelp(
      "用哪个端口，被占用就报错；不写就从 \(ServeCommand.usualPort) 起找一个空闲的。", valueName: "端口"))
  var port: UInt16?

  func run() async throws {
    let console = Console()
    let root = site.path
    let day = try site.day(console)
    guard SiteLoader(root: root).hasContent else {
      console.error("“\(root)”里没有 content 文件夹，不是一个站点。\n请到站点文件夹里运行，或用 mingzhang init 新建一个。\n")
      throw Exit(status: .usage)
    }
    let server = PreviewServer(
      port: port ?? Self.usualPort, isPortFixed: port != nil,
      watching: ["content", "forms", "templates"].map { "\(root)/\($0)" }, ignoring: ["\(root)/public"]
    ) {
      await PreviewPipeline(root: root, day: day).run()
    } log: { line in
      console.print(line + "\n")
    }
    let serving = Task { try await server.run() }
    let interruption = Interruption { serving.cancel() }
    defer { interruption.end() }
    do {
      try await serving.value
    } catch {
      console.error("\(error)\n")
      throw Exit(status: .usage)
    }
    console.print("预览已停止。\n")
  }
}

/// Reads, checks and renders a site once, all in memory.
private struct PreviewPipeline: Sendable {
  let root: String
  /// The day to check by; nil for the day it is at each build, since a preview may run past midnight.
  let day: CalendarDate?

  /// On a thread of its own: a build keeps its thread busy, and the server needs those that tasks share.
  func run() async -> PreviewBuild {
    await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: build()) }
    }
  }

  private func build() -> PreviewBuild {
    var loader = SiteLoader(root: root)
    let content = loader.load()
    let check = SiteCheck.run(content, today: day ?? Clock.today)
    let (theme, problems, templates) = Theme.load(root: root)
    let report = TextReport(sources: content.sources.merging(templates) { first, _ in first })
    let findings = (check.findings + problems).inReadingOrder().map { finding in
      PreviewFinding(
        level: finding.level, rule: finding.rule, place: finding.primary.map(report.place) ?? "",
        message: finding.message)
    }
    // An unreadable disclosure would be missing from the pages: the last good ones say more than that.
    guard content.unreadable.isEmpty, let theme,
      let builder = SiteBuilder(root: root, content: content, check: check, theme: theme)
    else { return PreviewBuild(pages: [:], isGood: false, findings: findings) }
    // As a draft where there are errors, so that a page with an error shows beside the error.
    let files = builder.build(isDraft: check.hasError).map { ($0.path, $0.bytes) }
    return PreviewBuild(pages: Dictionary(files) { first, _ in first }, isGood: true, findings: findings)
  }
}

/// Runs something on Ctrl-C, or when the system asks the program to end, instead of dying at once.
private final class Interruption {
  private let sources: [any DispatchSourceSignal]

  init(_ action: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        // A second one ends the program at once, should a long build hold up the first.
        signal(number, SIG_DFL)
        action()
      }
      source.resume()
      return source
    }
  }

  func end() {
    for source in sources { source.cancel() }
  }
}
