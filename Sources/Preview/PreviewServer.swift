/// `mingzhang serve`: shows the site from memory on this machine, follows every edit, and lays what was found
/// over the last good page.
package struct PreviewServer: Sendable {
  private let address: PreviewAddress
  private let names: [String]
  /// nil where only this machine can ask.
  private let token: String?
  private let port: UInt16
  private let isPortFixed: Bool
  private let folders: [String]
  private let ignored: [String]
  private let build: @Sendable (Set<String>?) async -> PreviewBuild
  private let log: @Sendable (String) -> Void
  private let onListening: @Sendable (String) -> Void

  /// - Parameters:
  ///   - address: Where to listen. Beyond this machine, and wherever `names` are given, whoever asks needs a secret that
  ///     is told to `log` and to `onListening` alone.
  ///   - names: By which further names it is called.
  ///   - port: The port wanted; 0 for any.
  ///   - isPortFixed: Whether another will not do. Otherwise the next free one of twenty is taken.
  ///   - folders: What to watch; they need not exist yet.
  ///   - ignored: Folders below those whose content never counts, such as the output.
  ///   - build: Runs the pipeline for the paths that may have changed, named as `folders` are, or for anything (nil).
  ///   - onListening: Gets the address once browsers can ask for it.
  ///   - log: Takes lines for the user, without line ends.
  package init(
    address: PreviewAddress = .loopback, names: [String] = [], port: UInt16, isPortFixed: Bool = false,
    watching folders: [String], ignoring ignored: [String] = [],
    onListening: @escaping @Sendable (String) -> Void = { _ in },
    build: @escaping @Sendable (Set<String>?) async -> PreviewBuild, log: @escaping @Sendable (String) -> Void
  ) {
    self.address = address
    self.names = names
    token = address.isLoopback && names.isEmpty ? nil : PreviewAccess.newToken()
    self.port = port
    self.isPortFixed = isPortFixed
    self.folders = folders
    self.ignored = ignored
    self.build = build
    self.log = log
    self.onListening = onListening
  }

  /// Builds, serves and follows edits until its task is cancelled; then it returns without an error.
  package func run() async throws(PreviewError) {
    let signal = ChangeSignal()
    let watcher = FolderWatcher(folders, ignoring: ignored, touching: signal, log: log)
    let store = PreviewStore()
    let clients = EventClients()
    defer { clients.finish() }
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        defer { group.cancelAll() }
        group.addTask {
          try await listener(store, clients).run { actual in
            announce(actual)
            // The first build: not before, since a taken port makes it useless.
            signal.touch()
          }
        }
        group.addTask { await watcher.run() }
        group.addTask { await RebuildLoop(signal: signal) { await rebuild($0, store, clients) }.run() }
        group.addTask { try await sendHeartbeats(to: clients) }
        // Whichever ends first ends the preview: all of them run until cancelled.
        try await group.next()
      }
    } catch let error as PreviewError {
      throw error
    } catch {
      guard Task.isCancelled else { throw .stopped(reason: "\(error)") }
    }
  }

  private func listener(_ store: PreviewStore, _ clients: EventClients) -> PreviewListener {
    PreviewListener(address: address, port: port, isFixed: isPortFixed) { request, port in
      PreviewHandler(access: access(port)).respond(to: request, showing: store.snapshot)
    } subscribe: {
      clients.subscribe(first: { [ServerEvent.retry, ServerEvent.findings(store.snapshot)] })
    }
  }

  private func announce(_ actual: UInt16) {
    if port != 0, actual != port { log("端口 \(port) 已被占用，改用 \(actual)") }
    let start = access(actual).start
    if token != nil { log(Self.warning) }
    log("预览地址：\(start)（按 Ctrl-C 停止）")
    if address.isEvery { log("从别的机器打开，把网址里的 \(address.isIPv6 ? "[::1]" : "127.0.0.1") 换成这台机器的地址。") }
    onListening(start)
  }

  private func access(_ port: UInt16) -> PreviewAccess {
    PreviewAccess(address: address, port: port, names: names, token: token)
  }

  private static let warning = """
    注意：预览向网络开放，没有加密。草稿、没有通过审核的内容和其中的个人信息，有下面网址的人都看得到，不要转发；
    看完就停止。只在本机看，不要写 --host 和 --allow-host。
    """

  private func rebuild(_ changed: Set<String>?, _ store: PreviewStore, _ clients: EventClients) async {
    let start = ContinuousClock.now
    let result = await build(changed)
    // A build that was told to stop has nothing to say.
    guard !Task.isCancelled else { return }
    let change = store.accept(result)
    let snapshot = store.snapshot
    clients.send(
      change == .pages ? ServerEvent.reload(version: snapshot.version) : ServerEvent.findings(snapshot))
    let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
    log(report(snapshot, milliseconds: Int(milliseconds.rounded())))
  }

  private func report(_ snapshot: PreviewSnapshot, milliseconds: Int) -> String {
    let counts = snapshot.findings.countsInWords
    if snapshot.isGood { return "已生成（\(milliseconds) 毫秒）：\(counts)" }
    let shown = snapshot.pages == nil ? "还没有可以显示的版本" : "仍显示上一次正确的版本"
    return "没有生成（\(milliseconds) 毫秒）：\(counts)；\(shown)"
  }

  private func sendHeartbeats(to clients: EventClients) async throws {
    while true {
      try await Task.sleep(for: .seconds(15))
      clients.send(ServerEvent.heartbeat)
    }
  }
}
