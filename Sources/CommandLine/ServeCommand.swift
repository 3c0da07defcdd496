internal import ArgumentParser
internal import Diagnostics
internal import Disclosures
private import Dispatch
private import Foundation
private import Glibc
internal import Preview
internal import Site
private import Synchronization

/// `mingzhang serve`: a preview on this machine that follows every edit.
struct ServeCommand: AsyncParsableCommand {
  /// Where the search for a free port begins when the user names none.
  static let usualPort: UInt16 = 8080
  private static let farewell = "预览已停止。\n"

  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "在本机预览：保存后几乎立刻看到结果，有问题就列在页面上。",
    discussion: """
      只有本机看得到，不写任何文件。按 Ctrl-C 停止。
      要给同一网络里的人看，用 --host 写明本机的哪个地址；网址里有一串口令，没有它打不开。
      """)

  @OptionGroup var site: SiteOptions

  @Option(
    help: ArgumentHelp(
      "用哪个端口，被占用就报错；不写就从 \(ServeCommand.usualPort) 起找一个空闲的。", valueName: "端口"))
  var port: UInt16?

  @Option(
    help: ArgumentHelp("让别的机器也能看：本机的一个地址，0.0.0.0 是全部 IPv4 地址，:: 是全部地址；不写就只有本机。", valueName: "地址"))
  var host: String?

  @Option(help: ArgumentHelp("别人用这个名字（域名，或域名:端口）访问时也回答，可写多次。", valueName: "名字"))
  var allowHost: [String] = []

  @Flag(help: "好了就在浏览器里打开。")
  var open = false

  func run() async throws {
    let console = Console()
    let given = try site.root(console)
    // A relative path would follow this folder when it is moved away, while another one takes its place.
    let here = FileManager.default.currentDirectoryPath
    let root = given == "." ? here : given.hasPrefix("/") ? given : "\(here)/\(given)"
    let day = try site.day(console)
    guard let address = host.map({ PreviewAddress($0) }) ?? .loopback else {
      console.error("--host“\(host ?? "")”不是地址：写本机的 IP 地址，例如 192.168.1.20；域名写在 --allow-host。\n")
      throw Exit(status: .usage)
    }
    if let name = allowHost.first(where: { !Self.isHostName($0) }) {
      console.error("--allow-host“\(name)”不是主机名：写成 shuju.example.cn 或 shuju.example.cn:8443 的样子。\n")
      throw Exit(status: .usage)
    }
    let isOpening = open
    let pipeline = PreviewPipeline(root: root, day: day)
    let server = PreviewServer(
      address: address, names: allowHost, port: port ?? Self.usualPort, isPortFixed: port != nil,
      watching: ["content", "forms", "templates"].map { "\(root)/\($0)" }, ignoring: ["\(root)/public"],
      onListening: { address in
        if isOpening, !BrowserLaunch.open(address) { console.print("没能打开浏览器，请自己打开 \(address)\n") }
      }
    ) {
      await pipeline.run($0)
    } log: { line in
      console.print(line + "\n")
    }
    let serving = Task { try await server.run() }
    let interruption = Interruption { _ in
      serving.cancel()
      // A long build need not be waited for: nothing of it is written.
      DispatchQueue.global().asyncAfter(deadline: .now() + 1) {
        console.print(Self.farewell)
        _exit(ExitStatus.clean.rawValue)
      }
    }
    defer { withExtendedLifetime(interruption) {} }
    do {
      try await serving.value
    } catch {
      console.error("\(error)\n")
      throw Exit(status: .usage)
    }
    console.print(Self.farewell)
  }

  /// Letters, digits, dots and hyphens, or an address, and maybe a port: no scheme, no path, no `*`.
  private static func isHostName(_ text: String) -> Bool {
    text.wholeMatch(of: /([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?/) != nil
  }
}

/// Keeps a site in memory and takes its changes in.
private final class PreviewPipeline: Sendable {
  private let root: String
  private let preview: SitePreview
  /// What was made of each group of findings, which mostly stay as they are.
  private let rows = Mutex<[String: (version: Int, rows: [PreviewFinding])]>([:])

  init(root: String, day: CalendarDate?) {
    self.root = root
    preview = SitePreview(root: root) { day ?? Clock.today }
  }

  /// On a thread of its own: a build keeps its thread busy, and the server needs those that tasks share.
  func run(_ changed: Set<String>?) async -> PreviewBuild {
    await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: self.build(changed)) }
    }
  }

  private func build(_ changed: Set<String>?) -> PreviewBuild {
    let state = preview.update(changed.map { Set($0.map { String($0.dropFirst(root.count + 1)) }) })
    let findings = state.groups.flatMap { rows(of: $0) }
    guard let view = state.view else { return PreviewBuild(pages: nil, findings: findings) }
    let groups = state.groups
    let pages = PreviewPages(fingerprint: view.version, assets: view.assets) {
      view.bytes(at: $0)
    } nearby: {
      view.paths(near: $0)
    } audit: { path in
      view.audit(at: path).map { Self.audit($0, groups) }
    }
    return PreviewBuild(pages: pages, findings: findings, showsEarlier: state.showsEarlier)
  }

  private func rows(of group: SitePreview.Group) -> [PreviewFinding] {
    rows.withLock { known in
      if let own = known[group.name], own.version == group.version { return own.rows }
      let report = TextReport(sources: group.sources)
      let made = group.findings.standing.map { PreviewFinding($0, report) }
      known[group.name] = (group.version, made)
      return made
    }
  }

  private static func audit(_ audit: PageAudit, _ groups: [SitePreview.Group]) -> PreviewAudit {
    let department = String(audit.disclosure.prefix { $0 != "/" })
    let findings = groups.filter { $0.name.isEmpty || $0.name == department }.flatMap { group in
      let report = TextReport(sources: group.sources)
      return group.findings.standing.filter { $0.scope == .disclosure(audit.disclosure) }.map { ($0, report) }
    }
    // Those about the page's own file first.
    let here = findings.filter { $0.0.primary?.path == audit.file }
    let elsewhere = findings.filter { $0.0.primary?.path != audit.file }
    let report = TextReport(sources: audit.sources)
    return PreviewAudit(
      findings: (here + elsewhere).map { PreviewFinding($0, $1) },
      figures: audit.figures.map {
        .init(address: $0.address, value: $0.value, place: report.place($0.span), anchor: $0.anchor)
      })
  }
}
