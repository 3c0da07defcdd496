package import Diagnostics

/// Releases versions of an output tree to a destination, all or nothing.
///
/// The destination shows the old version until, in one step, it shows the new one; a process that dies at any point
/// leaves one of the two, and the next release clears up after it. See ``ReleaseStep`` for the points.
package struct Releaser {
  /// As the caller named it. A symbolic link is followed, and stays.
  package let destination: String
  private let observer: (ReleaseStep) -> Void
  private let exchange: Swap.Exchange
  /// Whether somebody wants an end. Asked before every file and for the last time just before the new version is shown;
  /// once it is, the release is brought to its end.
  package var isStopped: @Sendable () -> Bool = { false }

  package init(destination: String, observer: @escaping (ReleaseStep) -> Void = { _ in }) {
    self.init(destination: destination, observer: observer, exchange: Swap.atomicExchange)
  }

  /// For tests: with another way to exchange two folders, e.g. one that always answers `EINVAL`.
  package init(
    destination: String, observer: @escaping (ReleaseStep) -> Void = { _ in },
    exchange: @escaping @Sendable (_ one: String, _ other: String) -> Int32
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

  /// Starts a release whose files come one by one.
  ///
  /// - Parameters: see ``ReleaseRequest``.
  ///   - seal: what ``ReleaseReport/seal`` was, by its manifest, where it was kept: files need not be read again.
  package func begin(
    adopt: Bool = false, keep: [String] = [], basis: Manifest? = nil, seal: (FileDigest) -> [UInt8]? = { _ in nil }
  ) throws(ReleaseError) -> ReleaseSession {
    try ReleaseRequest(files: [], keep: keep).checkPaths()
    return try ReleaseSession(
      destination, adopt: adopt, keep: keep, basis: basis, seal: seal, exchange: exchange, isStopped: isStopped,
      observer: observer)
  }

  /// Releases a version that is at hand as a whole. On any error the destination is as it was, unless the error says
  /// otherwise.
  package func release(_ request: ReleaseRequest) throws(ReleaseError) -> ReleaseReport {
    try request.checkPaths()
    let session = try begin(adopt: request.adopt, keep: request.keep, basis: request.basis)
    do throws(ReleaseError) {
      for file in request.files { try session.put(file) }
    } catch {
      session.abandon()
      throw error
    }
    return try session.finish(carriedOver: request.carriedOver)
  }
}
