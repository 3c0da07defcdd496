internal import Diagnostics
private import Dispatch
private import Synchronization

/// A release under way: files are put one by one, from any thread, and shown all at once by ``finish(carriedOver:)``.
///
/// So a site of any size is written with no more of it in memory than what is in hand. Until it is finished the
/// destination shows the old version; a session that is dropped without ``finish(carriedOver:)`` has to be
/// ``abandon()``ed.
package final class ReleaseSession: Sendable {
  private struct State {
    /// Everything the new version has.
    var files = EntryTable()
    var problems: [PathProblem] = []
    var staged = 0
    var isOver = false
  }

  private let place: Place
  private let lock: ReleaseLock
  private let keep: [String]
  private let current: CurrentVersion?
  private let staging: Staging
  private let exchange: Swap.Exchange
  private let isStopped: @Sendable () -> Bool
  /// Only called while the state is locked, or when no other thread is left.
  private nonisolated(unsafe) let observer: (ReleaseStep) -> Void
  private let state = Mutex(State())

  /// Takes the lock, clears up after dead runs and looks at the destination. See ``Releaser/begin(adopt:keep:basis:seal:)``.
  init(
    _ destination: String, adopt: Bool, keep: [String], basis: Manifest?, seal: (FileDigest) -> [UInt8]?,
    exchange: @escaping Swap.Exchange, isStopped: @escaping @Sendable () -> Bool,
    observer: @escaping (ReleaseStep) -> Void
  ) throws(ReleaseError) {
    place = try Place.resolve(destination)
    lock = try ReleaseLock(place)
    self.keep = keep
    self.exchange = exchange
    self.isStopped = isStopped
    self.observer = observer
    observer(.locked)
    do throws(ReleaseError) {
      try Leftovers(place: place).clear()
      observer(.cleared)
      current = try CurrentVersion.open(place, adopt: adopt, keep: keep, seal: seal)
      if let basis, current?.manifest != basis { throw .basisChanged(destination: place.destination) }
      observer(.examined)
      staging = try Staging(place)
      observer(.folderMade)
    } catch {
      lock.release()
      observer(.unlocked)
      throw error
    }
  }

  /// The manifest of the version that is out; nil where there is none of ours.
  package var published: Manifest? { current?.manifest }

  /// The paths of the new version's files by now that end so, sorted.
  package func paths(endingIn end: String) -> ManifestPaths {
    state.withLock { state in
      let entries = state.files.entries
      return Manifest(entries.only(state.files.places.filter { entries.path(at: $0).hasSuffix(end) })).paths
    }
  }

  /// The bytes of a file that is out, verified; nil where the manifest does not list it.
  package func readPublished(_ path: String) throws(ReleaseError) -> [UInt8]? {
    guard let current, let entry = current.manifest?[path] else { return nil }
    return try current.folder.readVerified(entry)
  }

  /// Puts a file into the new version; may be called from many threads. Returns what the manifest will say of it.
  ///
  /// A path that no tree can have, or that was put before, makes ``finish(carriedOver:)`` throw; nothing is written
  /// for it.
  @discardableResult
  package func put(_ file: OutputFile) throws(ReleaseError) -> Manifest.Entry {
    try checkStopped()
    let entry = Manifest.Entry(path: file.path, bytes: file.bytes)
    let problem = ReleaseRequest.problem(withFile: file.path)
    var isSame = false
    if problem == nil, let current { isSame = try current.holds(file.bytes, at: file.path) }
    let isWritten = state.withLock { [isSame] state in
      if let problem {
        state.problems.append(PathProblem(file.path, problem))
        return false
      }
      let isKept = isSame && current?.canLink(file.path) ?? false
      guard state.files.insert(entry, isUnchanged: isKept) else {
        state.problems.append(PathProblem(file.path, "出现两次"))
        return false
      }
      return !isKept
    }
    guard isWritten else { return entry }
    try staging.write(file.bytes, at: file.path)
    state.withLock { state in count(&state) }
    return entry
  }

  /// Takes files over from the version that is out, if each of them is there and holds what the entry says; otherwise
  /// takes none and returns false. May be called from many threads.
  package func reuse(_ entries: [Manifest.Entry]) -> Bool {
    guard let current, let manifest = current.manifest else { return false }
    for entry in entries {
      guard manifest[entry.path] == entry, current.canLink(entry.path), current.isWhole(entry.path) else {
        return false
      }
    }
    return state.withLock { state in
      guard !entries.contains(where: { state.files.contains($0.path) }) else { return false }
      return entries.allSatisfy { state.files.insert($0, isUnchanged: true) }
    }
  }

  /// Takes back everything below a folder (`dept/2020/final-accounts/`).
  package func discard(under prefix: String) throws(ReleaseError) {
    try state.withLock { state throws(ReleaseError) in
      var folders: Set<String> = []
      for place in state.files.places {
        let path = state.files.entries.path(at: place)
        guard path.hasPrefix(prefix) else { continue }
        if !state.files.isUnchanged(at: place) {
          try staging.remove(path)
          folders.formUnion(OutputPath.folders(above: path).filter { ($0 + "/").hasPrefix(prefix) })
        }
        state.files.remove(at: place)
      }
      state.problems.removeAll { $0.path.hasPrefix(prefix) }
      for folder in folders.sorted(by: >) { try staging.removeFolder(folder) }
    }
  }

  /// Shows the new version. On any error the destination is as it was, unless the error says otherwise; the session is
  /// over either way.
  ///
  /// A version that is just as the one that is out changes nothing on the disk.
  ///
  /// - Parameter carriedOver: see ``ReleaseRequest/carriedOver``.
  package func finish(carriedOver: [String] = []) throws(ReleaseError) -> ReleaseReport {
    do throws(ReleaseError) {
      let carried = try entries(toCarryOver: carriedOver)
      let (files, problems) = state.withLock { ($0.files, $0.problems) }
      try checkStopped()
      guard problems.isEmpty else { throw .unsuitablePaths(problems.sorted { $0.path < $1.path }) }
      let new = Manifest(files.entries.only(files.places))
      let isPublished = new == current?.manifest
      try ReleaseRequest.checkCollisions(
        keep: keep, carried: carried.map(\.path), new: new.paths, isProven: isPublished)
      if new.entries.isEmpty, carried.isEmpty { throw .nothingToRelease(destination: place.destination) }
      for entry in carried {
        guard let current else { continue }
        _ = try current.folder.readVerified(entry)
        state.withLock { _ = $0.files.insert(entry, isUnchanged: current.canLink(entry.path)) }
      }
      let manifest = carried.isEmpty ? new : Manifest(state.withLock { $0.files.entries.only($0.files.places) })
      let isSame = carried.isEmpty ? isPublished : manifest == current?.manifest
      if isSame, let report = try unchangedReport(manifest) { return report }
      return try show(manifest, copying: carried)
    } catch {
      abandon()
      throw error
    }
  }

  /// Ends without a new version: the destination stays as it is.
  package func abandon() {
    let isFirst = state.withLock { state in
      defer { state.isOver = true }
      return !state.isOver
    }
    guard isFirst else { return }
    try? FolderRemoval.remove(place.staging)
    end()
  }

  /// - Parameter carried: files of the version that is out that are taken over, linked or not.
  private func show(
    _ manifest: Manifest, copying carried: [Manifest.Entry]
  ) throws(ReleaseError) -> ReleaseReport {
    let files = state.withLock(\.files)
    let difference = ManifestDifference(from: current?.manifest, to: manifest)
    if let current {
      let copied = Set(carried.map(\.path).filter { !files.isUnchanged($0) })
      try takeOver(
        manifest.entries.filter { files.isUnchanged($0.path) || copied.contains($0.path) }, copying: copied, current)
      for name in current.kept(keep) { try staging.keep(name, from: current.folder) }
    }
    observer(.keptPlaced)
    try staging.write(manifest)
    observer(.manifestWritten)
    try staging.finish(like: current?.folder)
    observer(.synced)
    try current?.checkUntouched()
    try checkStopped()
    let old = try Swap(place: place, exchange: exchange, observer: observer).run(replacing: current != nil)
    observer(.exchanged)
    state.withLock { $0.isOver = true }
    let leftover = remove(old)
    end()
    return ReleaseReport(
      difference: difference, replacedForeign: current?.foreign ?? [], manifest: manifest, leftover: leftover,
      seal: try? sealed(manifest))
  }

  /// What the new version's files can be known by. A file that is younger than the manifest, which was written last, has
  /// been touched since by somebody else, unless it came with the version before and is still the same.
  private func sealed(_ manifest: Manifest) throws(ReleaseError) -> FileSeal {
    let folder = try Directory.open(place.destination)
    let last = try folder.status(of: FileName(Manifest.fileName)).modified
    // One by one: a list of all of them would be the most that a build ever holds.
    return FileSeal(of: manifest) { path in
      guard let status = try? folder.status(of: FileName(path)),
        status.modified <= last || current?.survey.files[path] == status
      else { return nil }
      return status
    }
  }

  /// Where the new version, whose manifest is that of the one that is out, is just that one: nothing is written.
  private func unchangedReport(_ manifest: Manifest) throws(ReleaseError) -> ReleaseReport? {
    guard let current, current.foreign.isEmpty,
      state.withLock({ $0.files.unchangedCount }) == manifest.entries.count
    else { return nil }
    try checkStopped()
    // Nothing will be written, so nothing that somebody does meanwhile can be lost; no second look is needed.
    abandon()
    // All of it has been read since it was surveyed, or was sealed already.
    let seal = current.seal?.isWhole ?? false ? nil : FileSeal(of: manifest) { current.survey.files[$0] }
    return ReleaseReport(
      difference: ManifestDifference(unchanged: manifest), replacedForeign: [], manifest: manifest, leftover: nil,
      seal: seal)
  }

  private func checkStopped() throws(ReleaseError) {
    if isStopped() { throw .stopped(destination: place.destination) }
  }

  /// Links files of the version that is out, or copies them, on all cores: a large site has more of them than there is
  /// new. Folders at the top share nothing, so each is one thread's.
  private func takeOver(
    _ entries: [Manifest.Entry], copying copied: Set<String>, _ current: CurrentVersion
  ) throws(ReleaseError) {
    let groups = Dictionary(grouping: entries) { $0.path.prefix { $0 != "/" } }.sorted { $0.key < $1.key }.map(\.value)
    let failure = Mutex<ReleaseError?>(nil)
    DispatchQueue.concurrentPerform(iterations: groups.count) { number in
      do throws(ReleaseError) {
        for entry in groups[number] {
          if failure.withLock({ $0 != nil }) { return }
          try checkStopped()
          let isLinked = copied.contains(entry.path) ? false : try staging.link(entry.path, from: current)
          if !isLinked {
            try staging.write(try current.folder.readVerified(entry), at: entry.path)
          }
          state.withLock { count(&$0) }
        }
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  private func end() {
    lock.release()
    observer(.unlocked)
  }

  private func count(_ state: inout State) {
    state.staged += 1
    observer(.staged(state.staged))
  }

  private func entries(toCarryOver prefixes: [String]) throws(ReleaseError) -> [Manifest.Entry] {
    var carried: Set<Manifest.Entry> = []
    for prefix in prefixes {
      let entries = current?.manifest?.entries(under: prefix) ?? []
      if entries.isEmpty { throw .nothingToCarryOver(destination: place.destination, prefix: prefix) }
      carried.formUnion(entries)
    }
    return carried.sorted { $0.path < $1.path }
  }

  /// Deletes the old version; returns its path where that fails. The new one is published either way.
  private func remove(_ old: String?) -> String? {
    guard let old else { return nil }
    do {
      try FolderRemoval.remove(old) { observer(.removing($0)) }
    } catch {
      return old
    }
    observer(.oldRemoved)
    return nil
  }
}
