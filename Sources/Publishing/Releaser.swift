/// Releases versions of an output tree to a destination, all or nothing.
///
/// The destination shows the old version until, in one step, it shows the new one; a process that dies at any point
/// leaves one of the two, and the next release clears up after it. See ``ReleaseStep`` for the points.
package struct Releaser {
  /// As the caller named it. A symbolic link is followed, and stays.
  package let destination: String
  private let observer: (ReleaseStep) -> Void
  private let exchange: Swap.Exchange

  package init(destination: String, observer: @escaping (ReleaseStep) -> Void = { _ in }) {
    self.init(destination: destination, observer: observer, exchange: Swap.atomicExchange)
  }

  /// For tests: with another way to exchange two folders, e.g. one that always answers `EINVAL`.
  package init(
    destination: String, observer: @escaping (ReleaseStep) -> Void = { _ in },
    exchange: @escaping (_ one: String, _ other: String) -> Int32
  ) {
    self.destination = destination
    self.observer = observer
    self.exchange = exchange
  }

  /// The manifest of the published version; nil where nothing of ours is published.
  package func currentManifest() throws(ReleaseError) -> Manifest? {
    try Place.resolve(destination).openPublished()?.readManifest()
  }

  /// The bytes of a published file, verified; nil where the manifest does not list it.
  ///
  /// Throws ``ReleaseError/damagedFile(file:reason:)`` where the file is not what the manifest says.
  package func readPublished(_ path: String, in manifest: Manifest) throws(ReleaseError) -> [UInt8]? {
    guard let entry = manifest[path] else { return nil }
    guard let folder = try Place.resolve(destination).openPublished() else {
      throw .damagedFile(file: destination + "/" + path, reason: "已不存在")
    }
    return try folder.readVerified(entry)
  }

  /// Releases a version. On any error the destination is as it was, unless the error says otherwise.
  package func release(_ request: ReleaseRequest) throws(ReleaseError) -> ReleaseReport {
    try request.checkPaths()
    let place = try Place.resolve(destination)
    let lock = try ReleaseLock(place)
    defer {
      lock.release()
      observer(.unlocked)
    }
    observer(.locked)
    try Leftovers(place: place).clear()
    observer(.cleared)

    let current = try CurrentVersion.open(place, for: request)
    let carried = try entriesToCarryOver(request, from: current, place)
    try request.checkPaths(carried: carried)
    if let basis = request.basis, current?.manifest != basis { throw .basisChanged(destination: place.destination) }
    if request.files.isEmpty, carried.isEmpty { throw .nothingToRelease(destination: place.destination) }
    observer(.examined)

    let manifest: Manifest
    let old: String?
    do throws(ReleaseError) {
      manifest = try stage(request, carried, over: current, at: place)
      try current?.checkUntouched()
      old = try Swap(place: place, exchange: exchange, observer: observer).run(replacing: current != nil)
    } catch {
      try? FolderRemoval.remove(place.staging)
      throw error
    }
    observer(.exchanged)
    return ReleaseReport(
      difference: ManifestDifference(from: current?.manifest, to: manifest),
      replacedForeign: current?.foreign ?? [], manifest: manifest, leftover: remove(old))
  }

  private func entriesToCarryOver(
    _ request: ReleaseRequest, from current: CurrentVersion?, _ place: Place
  ) throws(ReleaseError) -> [Manifest.Entry] {
    var carried: Set<Manifest.Entry> = []
    for prefix in request.carriedOver {
      let entries = current?.manifest?.entries(under: prefix) ?? []
      if entries.isEmpty { throw .nothingToCarryOver(destination: place.destination, prefix: prefix) }
      carried.formUnion(entries)
    }
    return carried.sorted { $0.path < $1.path }
  }

  /// Writes the whole new version beside the destination and waits until it is on the disk.
  private func stage(
    _ request: ReleaseRequest, _ carried: [Manifest.Entry], over current: CurrentVersion?, at place: Place
  ) throws(ReleaseError) -> Manifest {
    var staging = try Staging(place)
    observer(.folderMade)
    var entries: [Manifest.Entry] = []
    if let current {
      for entry in carried {
        try staging.put(try current.folder.readVerified(entry), at: entry.path, linking: current)
        entries.append(entry)
        observer(.staged(entries.count))
      }
    }
    for file in request.files {
      let isUnchanged = try current?.holds(file.bytes, at: file.path) ?? false
      try staging.put(file.bytes, at: file.path, linking: isUnchanged ? current : nil)
      entries.append(Manifest.Entry(path: file.path, bytes: file.bytes))
      observer(.staged(entries.count))
    }
    if let current {
      for name in current.kept(by: request) { try staging.keep(name, from: current.folder) }
    }
    observer(.keptPlaced)
    let manifest = Manifest(entries)
    try staging.write(manifest)
    observer(.manifestWritten)
    try staging.finish(like: current?.folder)
    observer(.synced)
    return manifest
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
