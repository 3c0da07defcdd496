internal import Diagnostics
import Glibc

/// What the destination holds when a release starts.
struct CurrentVersion {
  let folder: Directory
  /// Nil in an empty destination and in one taken over from others.
  let manifest: Manifest?
  let survey: Survey
  /// What an earlier release left to know its files by.
  let seal: FileSeal?
  /// Files of others that the new version will replace or remove, sorted. Empty unless it is to be adopted.
  let foreign: [String]
  private let spool: SpoolFile?

  /// What went wrong reading back what was put aside of it.
  var failure: SpoolFile.Unreadable? { survey.files.failure ?? manifest?.entries.table.failure }

  /// Nil where the destination is absent. Throws ``ReleaseError/foreignFiles(destination:paths:managed:)`` where files
  /// would be lost that neither the manifest nor the keep-list names, unless it is to be adopted.
  ///
  /// - Parameters:
  ///   - seal: the bytes of the ``FileSeal`` of the manifest that comes to a digest.
  ///   - spool: where lists of files are put that do not fit in memory.
  static func open(
    _ place: Place, adopt: Bool, keep: [String], seal: (FileDigest) -> [UInt8]?, spool: SpoolFile?
  ) throws(ReleaseError) -> CurrentVersion? {
    guard try Place.exists(place.destination) else { return nil }
    let folder = try Directory.open(place.destination)
    let survey = try Survey(folder, spool: spool)
    let manifest = try readManifest(folder, adopting: adopt, spool)
    let keep = Set(keep)
    var foreign: [String] = []
    for place in 0..<survey.files.count {
      let path = survey.files.path(at: place)
      if keep.contains(OutputPath.top(of: path)) { continue }
      let isOurs =
        survey.status(at: place).kind == .file
        && manifest.map { path == Manifest.fileName || $0.place(of: path) != nil } ?? false
      if !isOurs { foreign.append(path) }
    }
    guard foreign.isEmpty || adopt else {
      throw .foreignFiles(
        destination: place.destination, paths: foreign, managed: manifest != nil)
    }
    let sealed = manifest.flatMap { manifest in
      let digest = manifest.digest
      return seal(digest).flatMap { FileSeal($0, of: manifest, digest: digest) }
    }
    return CurrentVersion(
      folder: folder, manifest: manifest, survey: survey, seal: sealed, foreign: foreign, spool: spool)
  }

  private static func readManifest(
    _ folder: Directory, adopting: Bool, _ spool: SpoolFile?
  ) throws(ReleaseError) -> Manifest? {
    do {
      return try folder.readManifest(spool: spool)
    } catch .unknownManifest where adopting, .damagedManifest where adopting {
      return nil
    }
  }

  /// Those of the names at the top that exist.
  func kept(_ names: [String]) -> [FileName] {
    survey.top.filter { names.contains($0.text) }
  }

  /// Whether the file at a path can be part of the next version as it is.
  func canLink(_ path: String) -> Bool { survey.status(of: path)?.mode == Staging.fileMode }

  /// Whether a published file is what the manifest lists: as its seal says, or read once more.
  func isWhole(_ path: String) -> Bool {
    guard let manifest, let place = manifest.place(of: path) else { return false }
    if let seal, let status = survey.status(of: path), status.kind == .file,
      status.size == manifest.entries[place].size,
      seal.holds(place, status)
    {
      return true
    }
    return (try? folder.readVerified(manifest.entries[place])) != nil
  }

  /// Whether a regular file at a path has exactly these bytes now, whatever the manifest says of it.
  func holds(_ bytes: [UInt8], at path: String) throws(ReleaseError) -> Bool {
    guard let status = survey.status(of: path), status.kind == .file, status.size == bytes.count else { return false }
    return try folder.read(path) == bytes
  }

  /// Throws ``ReleaseError/changedMeanwhile(destination:paths:)`` where somebody wrote into the destination since.
  func checkUntouched() throws(ReleaseError) {
    let now = try Survey(folder, spool: spool)
    let changed = now.differences(from: survey)
    if let failure = now.files.failure ?? failure { throw .unreadable(failure, folder.path) }
    if !changed.isEmpty { throw .changedMeanwhile(destination: folder.path, paths: changed) }
  }
}

extension Directory {
  /// The folder's manifest; nil where there is none of ours.
  func readManifest(spool: SpoolFile? = nil) throws(ReleaseError) -> Manifest? {
    var reader = ManifestReader(file: path(of: Manifest.fileName), spool: spool)
    guard try read(FileName(Manifest.fileName), { piece throws(ReleaseError) in try reader.take(piece) }) else {
      return nil
    }
    if let manifest = reader.finish() { return manifest }
    guard let json = try read(Manifest.fileName) else { return nil }
    return try Manifest.read(json: json, file: path(of: Manifest.fileName))
  }

  /// The bytes of a published file, which must be what its manifest says.
  func readVerified(_ entry: Manifest.Entry) throws(ReleaseError) -> [UInt8] {
    let file = path(of: entry.path)
    guard let bytes = try read(entry.path) else { throw .damagedFile(file: file, reason: "已不存在，或不再是普通文件") }
    guard bytes.count == entry.size else {
      throw .damagedFile(file: file, reason: "已被改动：清单记载 \(entry.size) 字节，实际 \(bytes.count) 字节")
    }
    guard FileDigest(of: bytes) == entry.sha256 else {
      throw .damagedFile(file: file, reason: "已被改动：SHA-256 与清单不符")
    }
    return bytes
  }
}
