internal import Crypto
internal import Diagnostics
private import Dispatch
internal import Glibc
private import Synchronization

/// A release under way: files are put one by one, from any thread, and shown all at once by ``finish(carriedOver:)``.
///
/// So a site of any size is written with no more of it in memory than what is in hand. Until it is finished the
/// destination shows the old version; a session that is dropped without ``finish(carriedOver:)`` has to be
/// ``abandon()``ed.
package final class ReleaseSession: Sendable {
  private struct State {
    /// Everything the new version has.
    var files: EntryLog
    var problems: [PathProblem] = []
    /// Files that could not be written because something is there already.
    var clashes: [(path: String, error: ReleaseError)] = []
    /// Every list of files that was asked for: what one of them could not read back, the version may lack.
    var tables: [PathTable] = []
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
  private let state: Mutex<State>

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
    // On the disk that takes the new version, which has room for it.
    let spool = SpoolFile(in: place.parent.isEmpty ? "/" : place.parent)
    state = Mutex(State(files: EntryLog(spool: spool)))
    observer(.locked)
    do throws(ReleaseError) {
      try Leftovers(place: place).clear()
      observer(.cleared)
      current = try CurrentVersion.open(place, adopt: adopt, keep: keep, seal: seal, spool: spool)
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
  ///
  /// - Parameter staying: paths of the version that is out that ``finish(carriedOver:)`` will take over.
  package func paths(
    endingIn end: String, besides staying: [String] = []
  ) throws(ReleaseError) -> some RandomAccessCollection<String> {
    Manifest(try sorted(endingIn: end, besides: staying).entries).paths
  }

  private func sorted(
    endingIn end: String = "", besides staying: [String] = []
  ) throws(ReleaseError) -> (entries: ManifestEntries, twice: [String]) {
    var files = state.withLock(\.files)
    for entry in staying.compactMap({ current?.manifest?[$0] }) { files.append(entry, isUnchanged: true) }
    let sorted = try ReleaseError.readingBack(for: place.destination) { () throws(SpoolFile.Unreadable) in
      try files.sorted(endingIn: end)
    }
    state.withLock { $0.tables.append(sorted.entries.table) }
    return sorted
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
    let isKept = isSame && current?.canLink(file.path) ?? false
    state.withLock { state in
      if let problem {
        state.problems.append(PathProblem(file.path, problem))
      } else {
        state.files.append(entry, isUnchanged: isKept)
      }
    }
    if problem == nil, !isKept {
      try stage(file.path) { () throws(ReleaseError) in try staging.write(file.bytes, at: file.path) }
    }
    return entry
  }

  /// Puts a file piece by piece, because as a whole it would be large.
  @discardableResult
  package func put(_ path: String, pieces: some Sequence<[UInt8]>) throws(ReleaseError) -> Manifest.Entry {
    try checkStopped()
    if let problem = ReleaseRequest.problem(withFile: path) {
      state.withLock { $0.problems.append(PathProblem(path, problem)) }
      return Manifest.Entry(path: path, bytes: [])
    }
    var hash = SHA256()
    var size = 0
    try stage(path) { () throws(ReleaseError) in
      try staging.write(
        pieces.lazy.map { piece in
          piece.withUnsafeBytes { hash.update(bufferPointer: $0) }
          size += piece.count
          return piece
        }, at: path)
    }
    let entry = Manifest.Entry(path: path, size: size, sha256: FileDigest(hash))
    // Only now is it known whether the version that is out has it.
    let isKept = current?.manifest?[path] == entry && current?.canLink(path) == true && current?.isWhole(path) == true
    if isKept { try staging.remove(path) }
    state.withLock { $0.files.append(entry, isUnchanged: isKept) }
    return entry
  }

  /// Writes a file of the new version.
  private func stage(_ path: String, _ write: () throws(ReleaseError) -> Void) throws(ReleaseError) {
    do {
      try write()
    } catch .system(let action, let place, errno: EEXIST) {
      // Put before, most likely, or a folder by now: that is told with all other paths that do not go together.
      state.withLock { $0.clashes.append((path, .system(action: action, path: place, errno: EEXIST))) }
      return
    }
    state.withLock { state in count(&state) }
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
    state.withLock { state in
      for entry in entries { state.files.append(entry, isUnchanged: true) }
    }
    return true
  }

  /// Takes back everything below a folder (`dept/2020/final-accounts/`).
  package func discard(under prefix: String) throws(ReleaseError) {
    state.withLock { state in
      state.files.discard(under: prefix)
      state.problems.removeAll { $0.path.hasPrefix(prefix) }
      state.clashes.removeAll { $0.path.hasPrefix(prefix) }
    }
    try staging.remove(under: prefix)
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
      try checkStopped()
      let (entries, twice) = try sorted()
      let problems = state.withLock(\.problems) + twice.map { PathProblem($0, "出现两次") }
      guard problems.isEmpty else { throw .unsuitablePaths(problems.sorted { $0.path < $1.path }) }
      let new = Manifest(entries)
      let isPublished = new == current?.manifest
      try ReleaseRequest.checkCollisions(
        keep: keep, carried: carried.map(\.path), new: new.paths, isProven: isPublished)
      // Nothing of ours explains it.
      if let clash = state.withLock({ $0.clashes.first }) { throw clash.error }
      if new.entries.isEmpty, carried.isEmpty { throw .nothingToRelease(destination: place.destination) }
      for entry in carried {
        guard let current else { continue }
        _ = try current.folder.readVerified(entry)
        state.withLock { $0.files.append(entry, isUnchanged: current.canLink(entry.path)) }
      }
      let manifest = carried.isEmpty ? new : Manifest(try sorted().entries)
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
    let difference = ManifestDifference(from: current?.manifest, to: manifest)
    if let current {
      try takeOver(manifest, copying: Set(carried.map(\.path)), current)
      for name in current.kept(keep) { try staging.keep(name, from: current.folder) }
    }
    observer(.keptPlaced)
    try staging.write(manifest)
    observer(.manifestWritten)
    if let failure { throw .unreadable(failure, place.destination) }
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
        status.modified <= last || current?.survey.status(of: path) == status
      else { return nil }
      return status
    }
  }

  /// Where the new version, whose manifest is that of the one that is out, is just that one: nothing is written.
  private func unchangedReport(_ manifest: Manifest) throws(ReleaseError) -> ReleaseReport? {
    guard let current, current.foreign.isEmpty,
      manifest.entries.indices.allSatisfy(manifest.entries.isUnchanged(at:)), failure == nil
    else { return nil }
    try checkStopped()
    // Nothing will be written, so nothing that somebody does meanwhile can be lost; no second look is needed.
    abandon()
    // All of it has been read since it was surveyed, or was sealed already.
    let seal = current.seal?.isWhole ?? false ? nil : FileSeal(of: manifest) { current.survey.status(of: $0) }
    return ReleaseReport(
      difference: ManifestDifference(unchanged: manifest), replacedForeign: [], manifest: manifest, leftover: nil,
      seal: seal)
  }

  /// What went wrong reading back what was put aside of either version.
  private var failure: SpoolFile.Unreadable? {
    state.withLock { $0.tables.lazy.compactMap(\.failure).first } ?? current?.failure
  }

  private func checkStopped() throws(ReleaseError) {
    if isStopped() { throw .stopped(destination: place.destination) }
  }

  /// Links files of the version that is out that stay as they are, on all cores: a large site has more of them than there
  /// is new.
  ///
  /// - Parameter carried: what is taken over in any case, and copied where it cannot be linked.
  private func takeOver(
    _ manifest: Manifest, copying carried: Set<String>, _ current: CurrentVersion
  ) throws(ReleaseError) {
    let failure = Mutex<ReleaseError?>(nil)
    // About as many as a table hands out together.
    let share = 512
    DispatchQueue.concurrentPerform(iterations: (manifest.entries.count + share - 1) / share) { number in
      do throws(ReleaseError) {
        for place in number * share..<min((number + 1) * share, manifest.entries.count) {
          let isUnchanged = manifest.entries.isUnchanged(at: place)
          let entry = manifest.entries[place]
          guard isUnchanged || carried.contains(entry.path) else { continue }
          if failure.withLock({ $0 != nil }) { return }
          try checkStopped()
          let isLinked = isUnchanged ? try staging.link(entry.path, from: current) : false
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
