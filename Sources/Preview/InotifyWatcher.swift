private import Dispatch
private import Glibc
private import Synchronization

/// Watches whole folders with inotify, including folders that appear later.
///
/// The kernel watches single folders, so this keeps one watch for each and follows creations and moves.
final class InotifyWatcher: Sendable {
  private struct State {
    /// The folder of each watch.
    var folders: [Int32: String] = [:]
    /// Which folder each root was when it was watched.
    var roots: [String: FolderEntry.Identity] = [:]
    /// The system's limit was met: some folder goes unwatched.
    var isExhausted = false
  }

  private static let mask =
    UInt32(IN_CLOSE_WRITE) | UInt32(IN_MODIFY) | UInt32(IN_ATTRIB) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO)
    | UInt32(IN_CREATE) | UInt32(IN_DELETE)
    | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_ONLYDIR) | UInt32(IN_DONT_FOLLOW)

  private let descriptor: Int32
  private let roots: [String]
  private let filter: WatchFilter
  private let onChange: @Sendable (Set<String>?, _ isWhole: Bool) -> Void
  private let state = Mutex(State())
  /// Dispatch sources may be used from any thread, though their type does not say so.
  private nonisolated(unsafe) let source: any DispatchSourceRead

  /// Nil where inotify cannot start. `roots` are resolved paths; they need not exist yet.
  ///
  /// - Parameter onChange: hears what may have changed (nil for anything), and whether the last of it left a whole file.
  init?(
    roots: [String], filter: WatchFilter, onChange: @escaping @Sendable (Set<String>?, _ isWhole: Bool) -> Void
  ) {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    self.descriptor = descriptor
    self.roots = roots
    self.filter = filter
    self.onChange = onChange
    let queue = DispatchQueue(label: "mingzhang.preview.watch")
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setEventHandler { [weak self] in self?.readEvents() }
    source.setCancelHandler { close(descriptor) }
    state.withLock { state in
      for root in roots { watch(root, &state) }
    }
    source.resume()
  }

  deinit { source.cancel() }

  func stop() { source.cancel() }

  var isExhausted: Bool { state.withLock { $0.isExhausted } }

  /// Takes up roots that have appeared, or come back, and those in whose place there is another folder, because one above
  /// was exchanged: nobody tells of those.
  func findRoots() {
    let hasFound = state.withLock { state in
      var hasFound = false
      for root in roots {
        let entry = FolderEntry(path: root)
        let isThere = entry?.isFolder == true
        if let known = state.roots[root], !isThere || entry?.identity != known {
          forget(root, &state)
          hasFound = true
        }
        guard isThere, state.roots[root] == nil else { continue }
        watch(root, &state)
        hasFound = hasFound || state.roots[root] != nil
      }
      return hasFound
    }
    if hasFound { onChange(nil, false) }
  }

  private func readEvents() {
    // Empty where nothing has changed that matters; nil for anything.
    var changed: Set<String>? = []
    var isWhole = false
    withUnsafeTemporaryAllocation(byteCount: 64 * 1024, alignment: 8) { buffer in
      while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        guard count > 0 else { break }
        let events = InotifyEvent.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        state.withLock { state in
          for event in events {
            switch take(event, &state) {
            case .nothing: continue
            case .path(let path):
              changed?.insert(path)
              isWhole = event.has(IN_CLOSE_WRITE) || event.has(IN_MOVED_TO) && !event.has(IN_ISDIR)
            case .anything:
              changed = nil
              isWhole = false
            }
          }
        }
      }
    }
    // After new folders are watched: what was written before that is there for the build to see.
    if changed?.isEmpty != true { onChange(changed, isWhole) }
  }

  /// What an event can mean to a build.
  private enum Change {
    case nothing
    case path(String)
    case anything
  }

  /// Keeps the watches in step with an event; says what it can mean to a build.
  private func take(_ event: InotifyEvent, _ state: inout State) -> Change {
    if event.has(IN_Q_OVERFLOW) {
      // Events were lost, so nothing is known any more.
      for root in roots { forget(root, &state) }
      for root in roots { watch(root, &state) }
      return .anything
    }
    guard let folder = state.folders[event.watch] else { return .nothing }
    if event.has(IN_IGNORED) {
      state.folders[event.watch] = nil
      if roots.contains(folder) { state.roots[folder] = nil }
      return .nothing
    }
    if event.name.isEmpty, event.has(IN_ATTRIB) {
      // Of any folder but a root, its parent tells.
      guard roots.contains(folder) else { return .nothing }
      watch(folder, &state)
      return .anything
    }
    if event.has(IN_DELETE_SELF) || event.has(IN_MOVE_SELF) {
      // Of any folder but a root, its parent tells.
      guard roots.contains(folder) else { return .nothing }
      forget(folder, &state)
      return .anything
    }
    let path = folder + "/" + event.name
    guard !filter.ignores(path) else { return .nothing }
    if event.has(IN_ISDIR) {
      if event.has(IN_MOVED_FROM) { forget(path, &state) }
      // A folder that was closed to us may be open now.
      if event.has(IN_CREATE) || event.has(IN_MOVED_TO) || event.has(IN_ATTRIB) { watch(path, &state) }
    }
    return .path(path)
  }

  /// Watches a folder and all below it. Each is watched before it is listed, so none slips through.
  private func watch(_ folder: String, _ state: inout State) {
    var folders = [folder]
    while let folder = folders.popLast() {
      let watch = inotify_add_watch(descriptor, folder, Self.mask)
      guard watch >= 0 else {
        // Anything else means the folder is gone, or closed to us as it is to the build.
        if errno == ENOSPC || errno == ENOMEM { state.isExhausted = true }
        continue
      }
      state.folders[watch] = folder
      if roots.contains(folder) { state.roots[folder] = FolderEntry(path: folder)?.identity }
      for entry in FolderEntry.entries(of: folder) where entry.isFolder && !filter.ignores(entry.path) {
        folders.append(entry.path)
      }
    }
  }

  /// Drops the watches on a folder that has left, and on all below it: they would follow it to its new place.
  private func forget(_ folder: String, _ state: inout State) {
    for (watch, path) in state.folders where path == folder || path.hasPrefix(folder + "/") {
      inotify_rm_watch(descriptor, watch)
      state.folders[watch] = nil
    }
    state.roots[folder] = nil
  }
}
