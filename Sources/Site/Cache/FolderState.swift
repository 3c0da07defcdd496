private import Crypto
internal import Diagnostics
internal import Documents
private import Foundation

/// Folders of a site at one moment: what their files hold, and when anything in them was last changed.
///
/// Files are read for a key first and for a result afterwards, and somebody may save one in between, or save and undo.
/// Whatever is kept by a key has to be of the very bytes that the key names: two equal states, one from before reading
/// and one from after, say so.
struct FolderState: Sendable, Hashable {
  /// Names, kinds and bytes, in the order of the names. What cannot be read is part of it as such, since it is a finding.
  let content: ContentKey
  /// Dates of change that nobody can set back: a file that was changed and changed back has others.
  private let dates: ContentKey

  /// - Parameters:
  ///   - folders: below `root`, each with everything in it.
  ///   - flat: the folder of which only the files at its top count.
  init(of folders: [String], flat: String? = nil, below root: String) {
    var walk = Walk(root: root)
    if let flat { walk.add(folder: flat, isFlat: true) }
    for folder in folders { walk.add(folder: folder, isFlat: false) }
    (content, dates) = (walk.content.key, walk.dates.key)
  }

  private struct Walk {
    let root: String
    var content = ContentKey.Builder()
    var dates = ContentKey.Builder()

    mutating func add(folder path: String, isFlat: Bool) {
      let absolute = "\(root)/\(path)"
      content.add("folder \(path)")
      var status = stat()
      if stat(absolute, &status) == 0 { add(dates: status) }
      guard let names = SiteFolder.names(in: absolute) else { return content.add("unreadable") }
      for name in names.sorted() where !PassedOverFile.isPassedOver(name) { add(entry: "\(path)/\(name)", isFlat) }
    }

    private mutating func add(entry path: String, _ isFlat: Bool) {
      let absolute = "\(root)/\(path)"
      var status = stat()
      guard lstat(absolute, &status) == 0 else { return content.add("gone \(path)") }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: if !isFlat { add(folder: path, isFlat: false) }
      case S_IFREG: add(file: path, absolute, status)
      case S_IFLNK:
        add(dates: status)
        content.add("link \(path) \((try? FileManager.default.destinationOfSymbolicLink(atPath: absolute)) ?? "")")
        // Where it leads to a file, that file's bytes count; to a folder, reading refuses it.
        if stat(absolute, &status) == 0, status.st_mode & S_IFMT == S_IFREG { add(file: path, absolute, status) }
      default: content.add("other \(path)")
      }
    }

    private mutating func add(file path: String, _ absolute: String, _ status: stat) {
      add(dates: status)
      content.add("file \(path)")
      let size = Int(status.st_size)
      // Refused for its size alone: a film that somebody dropped here need not be read.
      if path.hasPrefix("content/"), size > Self.largestRead { return content.add("large \(size)") }
      guard let digest = Self.digest(of: absolute) else { return content.add("unreadable") }
      content.add(digest)
    }

    private static let largestRead = max(SourceText.largestFile, DisclosureFiles.largestAttachment)

    /// Piece by piece: an attachment may be larger than all that a build holds.
    private static func digest(of file: String) -> [UInt8]? {
      guard let handle = FileHandle(forReadingAtPath: file) else { return nil }
      defer { try? handle.close() }
      var hash = SHA256()
      do {
        while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty { hash.update(data: piece) }
      } catch {
        return nil
      }
      return Array(hash.finalize())
    }

    private mutating func add(dates status: stat) {
      let (written, changed) = (status.st_mtim, status.st_ctim)
      dates.add(
        "\(status.st_dev) \(status.st_ino) \(status.st_size) \(written.tv_sec).\(written.tv_nsec) "
          + "\(changed.tv_sec).\(changed.tv_nsec)")
    }
  }
}
