package import Foundation

/// A folder on disk that exists for the length of one closure.
///
/// Paths given to its methods are relative to it, `/` between parts.
package struct TemporaryFolder: Sendable {
  /// The absolute path, symbolic links resolved.
  package let path: String

  /// Makes a folder, runs the body, and removes the folder whether or not the body threw.
  package static func with<Result>(_ body: (TemporaryFolder) throws -> Result) throws -> Result {
    let folder = try TemporaryFolder()
    defer { folder.removeAll() }
    return try body(folder)
  }

  /// The same for a body that waits.
  package static func with<Result>(_ body: (TemporaryFolder) async throws -> Result) async throws -> Result {
    let folder = try TemporaryFolder()
    defer { folder.removeAll() }
    return try await body(folder)
  }

  private init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("mingzhang-test-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path
  }

  private func removeAll() {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The absolute path of a relative one.
  package func path(_ relative: String) -> String {
    relative.isEmpty ? path : path + "/" + relative
  }

  package func url(_ relative: String) -> URL {
    URL(fileURLWithPath: path(relative))
  }

  /// Writes a file and the folders above it; returns its absolute path.
  @discardableResult
  package func write(_ relative: String, _ text: String) throws -> String {
    try write(relative, Array(text.utf8))
  }

  @discardableResult
  package func write(_ relative: String, _ bytes: [UInt8]) throws -> String {
    let url = url(relative)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  /// Writes several files at once: path to text.
  package func write(_ files: [String: String]) throws {
    for (relative, text) in files.sorted(by: { $0.key < $1.key }) { try write(relative, text) }
  }

  /// Makes a folder and those above it; returns its absolute path.
  @discardableResult
  package func makeFolder(_ relative: String) throws -> String {
    try FileManager.default.createDirectory(atPath: path(relative), withIntermediateDirectories: true)
    return path(relative)
  }

  /// Makes a symbolic link whose target is taken as written.
  package func link(_ relative: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path(relative), withDestinationPath: target)
  }

  package func bytes(_ relative: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url(relative)))
  }

  package func text(_ relative: String) throws -> String {
    String(decoding: try bytes(relative), as: UTF8.self)
  }

  package func exists(_ relative: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path(relative))) != nil
  }

  /// The permission bits of a file or folder, e.g. `0o644`.
  package func mode(_ relative: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path(relative))[.posixPermissions] as? Int
  }

  package func setMode(_ relative: String, _ mode: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(relative))
  }

  /// When a file was last changed.
  package func modified(_ relative: String) throws -> Date? {
    try FileManager.default.attributesOfItem(atPath: path(relative))[.modificationDate] as? Date
  }

  package func remove(_ relative: String) throws {
    try FileManager.default.removeItem(atPath: path(relative))
  }

  /// Every file below a folder, hidden ones too, as sorted paths relative to that folder.
  package func files(below relative: String = "") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path(relative))
      .filter { subpath in
        let attributes = try FileManager.default.attributesOfItem(atPath: path(relative) + "/" + subpath)
        return attributes[.type] as? FileAttributeType != .typeDirectory
      }
      .sorted()
  }

  /// Every file below a folder with its text; a symbolic link with `→ ` and its target.
  package func contents(below relative: String = "") throws -> [String: String] {
    let prefix = relative.isEmpty ? "" : relative + "/"
    return try Dictionary(
      uniqueKeysWithValues: files(below: relative).map { file in
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path(prefix + file))
        return (file, try target.map { "→ " + $0 } ?? text(prefix + file))
      })
  }

  /// The names of a folder's direct children, hidden ones too, sorted.
  package func names(in relative: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(relative)).sorted()
  }

  /// Cuts off every open file in it that has no name: what was put there cannot be read back.
  package func emptyNamelessFiles() {
    for number in 0..<1_024 {
      let link = "/proc/self/fd/\(number)"
      let target = (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) ?? ""
      if target.hasPrefix(path), target.hasSuffix("(deleted)") { truncate(link, 0) }
    }
  }
}
