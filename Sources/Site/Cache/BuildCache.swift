package import Diagnostics
private import Foundation
private import Glibc

/// What earlier builds of a site came to, by what they were made from, in a folder of its own.
///
/// An entry is only ever used where its key is the one asked for, and it is written beside its name first: a build that
/// dies, another version of the tool or a changed template leaves nothing that could be taken for something else. What
/// cannot be read or written is done without.
package struct BuildCache: Sendable {
  /// Below the site's folder; hidden, so that it is no content.
  package static let folder = ".mingzhang/cache"
  private static let form = 4

  private let path: String
  /// Where entries are looked for, besides.
  private let others: [String]
  /// Whether entries are used; otherwise they are only written, for the next build.
  package var isRead = true
  /// The program and its libraries: another one makes other pages.
  let tool: String

  /// `tool` names the program, exactly.
  package init(root: String, tool: String) { self.init(folder: "\(root)/\(Self.folder)", tool: tool) }

  /// - Parameters:
  ///   - folder: where entries are written; made when the first is.
  ///   - others: folders of other machines' entries, which are only read.
  package init(folder: String, reading others: [String] = [], tool: String) {
    path = folder
    self.others = others
    self.tool = "\(Self.form) \(tool)"
  }

  /// The first line of an entry: what it was made from, and the digest of what follows, since a disk or a network may
  /// change a byte of it.
  private static func head(_ key: ContentKey, _ value: [UInt8]) -> [UInt8] {
    Array("\(key.text) \(digest(of: value))\n".utf8)
  }

  func bytes(named name: String, _ key: ContentKey) -> [UInt8]? {
    guard isRead else { return nil }
    for folder in [path] + others {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(Self.file(name))"),
        // Most entries that do not fit need not be read.
        data.starts(with: key.text.utf8), let end = data.firstIndex(of: UInt8(ascii: "\n"))
      else { continue }
      let rest = [UInt8](data[data.index(after: end)...])
      if data[...end].elementsEqual(Self.head(key, rest)) { return rest }
    }
    return nil
  }

  private func makeFolder() {
    let files = FileManager.default
    guard !files.fileExists(atPath: path) else { return }
    try? files.createDirectory(atPath: path, withIntermediateDirectories: true)
    // Nobody's to keep: Git leaves it out by itself.
    try? Data("*\n".utf8).write(to: URL(fileURLWithPath: path + "/../.gitignore"))
  }

  /// Whether it is there for the next to read.
  @discardableResult
  func store(_ body: [UInt8], named name: String, _ key: ContentKey) -> Bool {
    makeFolder()
    let file = "\(path)/\(Self.file(name))"
    let new = "\(file).\(getpid())"
    unlink(new)
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return false }
    // One behind the other: together they would be in memory twice.
    let isWritten = Self.write(Self.head(key, body), to: descriptor) && Self.write(body, to: descriptor)
    if close(descriptor) == 0, isWritten, rename(new, file) == 0 { return true }
    unlink(new)
    return false
  }

  private static func write(_ bytes: [UInt8], to descriptor: CInt) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  /// For what does not fit in memory while a build runs; nil where it has to.
  func spool() -> SpoolFile? {
    makeFolder()
    return SpoolFile(in: path)
  }

  /// What is known of the published files of a destination by their dates, as long as `manifest` is what lists them.
  package func seal(of manifest: FileDigest, at destination: String) -> [UInt8]? {
    bytes(named: Self.seal(destination), Self.key(of: manifest))
  }

  package func keep(seal: [UInt8], of manifest: FileDigest, at destination: String) {
    store(seal, named: Self.seal(destination), Self.key(of: manifest))
  }

  /// No department is called so.
  private static func seal(_ destination: String) -> String { "/seal/\(destination)" }

  private static func key(of manifest: FileDigest) -> ContentKey {
    var key = ContentKey.Builder()
    key.add(manifest.hex)
    return key.key
  }

  /// Drops what belongs to no department any more.
  func keepOnly(_ names: Set<String>) {
    let kept = Set(names.map { Self.file($0) })
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    where !kept.contains(name) && !name.hasPrefix(Self.sealPrefix) {
      try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
  }

  /// Names of departments can be anything a folder is called: their digest is safe as a file's name.
  private static func file(_ name: String) -> String {
    var key = ContentKey.Builder()
    key.add(name)
    return (name.hasPrefix("/") ? sealPrefix : "") + String(key.key.text.prefix(32))
  }

  private static let sealPrefix = "seal-"

  /// Names what is in a file, piece by piece: it may be larger than all that a build holds.
  package static func digest(ofFile path: String) -> String {
    var key = ContentKey.Builder()
    if let file = FileHandle(forReadingAtPath: path) {
      while let piece = try? file.read(upToCount: 1 << 20), !piece.isEmpty { key.add([UInt8](piece)) }
    }
    return key.key.text
  }

  /// Names bytes, on any machine.
  package static func digest(of bytes: [UInt8]) -> String {
    var key = ContentKey.Builder()
    key.add(bytes)
    return key.key.text
  }
}
