internal import Diagnostics

/// Why a release did not happen. Unless a case says otherwise, the destination is as it was.
package enum ReleaseError: Error, Sendable, Hashable {
  /// Paths that cannot be written, or not together.
  case unsuitablePaths([PathProblem])
  /// The request holds no file at all, and would empty the destination.
  case nothingToRelease(destination: String)
  /// The destination is a file, a device or the like.
  case notAFolder(path: String)
  case missingParent(path: String)
  /// The destination cannot be exchanged as a whole: a mount point, `/`, or on another file system than its parent.
  case immovable(path: String)
  /// A file system is mounted below the destination.
  case mountInside(destination: String, mountPoint: String)
  /// Files nobody may silently lose. `managed`: the destination carries our manifest, which does not list them.
  case foreignFiles(destination: String, paths: [String], managed: Bool)
  case unknownManifest(file: String, schema: String)
  case damagedManifest(file: String, reason: String)
  /// Nothing is published below a carried-over prefix.
  case nothingToCarryOver(destination: String, prefix: String)
  /// A published file is gone or is no longer what was published.
  case damagedFile(file: String, reason: String)
  /// Another release is under way; `process` is its number where it could be read.
  case busy(lock: String, process: String?)
  /// The destination no longer carries the manifest the version was planned from.
  case basisChanged(destination: String)
  /// Somebody wrote into the destination while the new version was staged.
  case changedMeanwhile(destination: String, paths: [String])
  /// A dead run's old version lies aside, and the destination holds something else by now.
  case twoVersions(destination: String, aside: String)
  /// The exchange failed half-way and could not be undone: the old version lies at `aside`.
  case stranded(destination: String, aside: String, errno: Int32)
  /// The user, or the system, asked for an end before anything was shown.
  case stopped(destination: String)
  /// A system call failed. `action` is a Chinese verb, e.g. 写入.
  case system(action: String, path: String, errno: Int32)

  /// Where what was put aside while the release at a path went on cannot be read back.
  static func unreadable(_ error: SpoolFile.Unreadable, _ path: String) -> ReleaseError {
    .system(action: "读回临时文件", path: path, errno: error.errno)
  }

  /// Runs what reads back what was put aside.
  static func readingBack<Result>(
    for path: String, _ body: () throws(SpoolFile.Unreadable) -> Result
  ) throws(ReleaseError) -> Result {
    do {
      return try body()
    } catch {
      throw unreadable(error, path)
    }
  }
}
