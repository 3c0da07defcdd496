private import Dispatch
import Glibc
private import Synchronization

/// Everything in a folder that is not itself a folder, without following symbolic links.
///
/// Empty folders do not count: nothing is lost with them.
struct Survey {
  /// Keyed by the path relative to the folder.
  private(set) var files: [String: FileStatus] = [:]
  /// The names at the top, sorted.
  let top: [FileName]

  init(_ folder: Directory) throws(ReleaseError) {
    let names = try folder.names()
    top = names
    // Looking at every file of a large site twice would be most of a build that changes nothing.
    let results = Mutex([Int: Result<[String: FileStatus], ReleaseError>]())
    DispatchQueue.concurrentPerform(iterations: names.count) { number in
      let result = Self.files(in: folder, named: names[number])
      results.withLock { $0[number] = result }
    }
    for number in names.indices {
      guard let result = results.withLock({ $0[number] }) else { continue }
      files.merge(try result.get()) { first, _ in first }
    }
  }

  /// What lies at and below a name at the top.
  private static func files(in folder: Directory, named name: FileName) -> Result<[String: FileStatus], ReleaseError> {
    Result { () throws(ReleaseError) in
      var files: [String: FileStatus] = [:]
      try visit(folder, [name], prefix: "", &files)
      return files
    }
  }

  private static func visit(
    _ folder: Directory, _ names: [FileName], prefix: String, _ files: inout [String: FileStatus]
  ) throws(ReleaseError) {
    for name in names {
      let status = try folder.status(of: name)
      guard status.kind == .folder else {
        files[prefix + name.text] = status
        continue
      }
      let child = try folder.child(name)
      try visit(child, try child.names(), prefix: prefix + name.text + "/", &files)
    }
  }

  /// The paths that are not the same in both, sorted.
  func differences(from other: Survey) -> [String] {
    Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
  }
}
