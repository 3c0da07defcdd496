import Glibc

/// Everything in a folder that is not itself a folder, without following symbolic links.
///
/// Empty folders do not count: nothing is lost with them.
struct Survey {
  /// Keyed by the path relative to the folder.
  private(set) var files: [String: FileStatus] = [:]
  /// The names at the top, sorted.
  let top: [FileName]

  init(_ folder: Directory) throws(ReleaseError) {
    top = try folder.names()
    try visit(folder, top, prefix: "")
  }

  private mutating func visit(_ folder: Directory, _ names: [FileName], prefix: String) throws(ReleaseError) {
    for name in names {
      let status = try folder.status(of: name)
      guard status.kind == .folder else {
        files[prefix + name.text] = status
        continue
      }
      let child = try folder.child(name)
      try visit(child, try child.names(), prefix: prefix + name.text + "/")
    }
  }

  /// The paths that are not the same in both, sorted.
  func differences(from other: Survey) -> [String] {
    Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
  }
}
