/// Watches folders by the best means at hand: inotify, or looking at the files' times each second.
struct FolderWatcher: Sendable {
  private let roots: [String]
  private let filter: WatchFilter
  private let signal: ChangeSignal
  private let log: @Sendable (String) -> Void
  private let inotify: InotifyWatcher?
  private let atStart: FolderSnapshot?

  /// Watching begins here, so that no edit before ``run()`` is lost.
  init(
    _ folders: [String], ignoring: [String], touching signal: ChangeSignal, usesInotify: Bool = true,
    log: @escaping @Sendable (String) -> Void
  ) {
    let roots = folders.map(WatchFilter.resolve)
    self.roots = roots
    filter = WatchFilter(ignoring: ignoring)
    self.signal = signal
    self.log = log
    inotify =
      usesInotify
      ? InotifyWatcher(roots: roots, filter: filter) { paths, isWhole in
        signal.touch(paths.map { Self.named($0, folders, roots) }, isWhole: isWhole)
      } : nil
    atStart = inotify == nil ? FolderSnapshot(of: roots, filter: filter) : nil
  }

  /// Goes on until cancelled.
  func run() async {
    if let inotify {
      defer { inotify.stop() }
      while !inotify.isExhausted {
        guard await Self.pause() else { return }
        inotify.findRoots()
      }
    }
    log("系统的文件监视数量（inotify）已到上限，改为每秒检查一次文件时间")
    await poll()
  }

  private func poll() async {
    // Without a snapshot from before, something may have changed unseen.
    if atStart == nil { signal.touch() }
    var last = atStart ?? FolderSnapshot(of: roots, filter: filter)
    while await Self.pause() {
      let now = FolderSnapshot(of: roots, filter: filter)
      if now != last { signal.touch() }
      last = now
    }
  }

  /// Paths as the caller names them, who may have named a root by way of a link.
  private static func named(_ paths: Set<String>, _ folders: [String], _ roots: [String]) -> Set<String> {
    Set(
      paths.map { path in
        guard let index = roots.firstIndex(where: { path == $0 || path.hasPrefix($0 + "/") }) else { return path }
        return folders[index] + path.dropFirst(roots[index].count)
      })
  }

  /// A second; false when cancelled.
  private static func pause() async -> Bool {
    do {
      try await Task.sleep(for: .seconds(1))
      return true
    } catch {
      return false
    }
  }
}
