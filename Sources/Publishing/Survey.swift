internal import Diagnostics
private import Dispatch
import Glibc
private import Synchronization

/// Everything in a folder that is not itself a folder, without following symbolic links.
///
/// Empty folders do not count: nothing is lost with them.
struct Survey {
  /// By the path relative to the folder.
  let files: PathTable
  /// The names at the top, sorted.
  let top: [FileName]

  init(_ folder: Directory, spool: SpoolFile?) throws(ReleaseError) {
    let names = try folder.names()
    top = names
    // Looking at every file of a large site twice would be most of a build that changes nothing.
    let found = Mutex((records: RecordSort(spool: spool), error: (number: Int, ReleaseError)?.none))
    DispatchQueue.concurrentPerform(iterations: names.count) { number in
      let result = Self.files(in: folder, named: names[number])
      found.withLock { found in
        switch result {
        case .success(let files): for (path, value) in files { found.records.add(key: path, value: value) }
        case .failure(let error) where number < found.error?.number ?? .max: found.error = (number, error)
        case .failure: break
        }
      }
    }
    let (records, error) = found.withLock { $0 }
    if let error { throw error.1 }
    files = try ReleaseError.readingBack(for: folder.path) { () throws(SpoolFile.Unreadable) in
      var table = PathTable.Builder(spool: spool, width: FileStatus.width)
      var rest = records.sorted()
      // Names that are not UTF-8 can look the same; the first will do, since none of them is ours.
      while let record = try rest.next() { _ = table.append(record.key, record.value) }
      return table.finish()
    }
  }

  /// nil where nothing lies there.
  func status(of path: String) -> FileStatus? { files.place(of: path).map(status(at:)) }

  func status(at place: Int) -> FileStatus { files.with(place) { _, value in FileStatus(packed: value) } }

  /// What lies at and below a name at the top.
  private static func files(
    in folder: Directory, named name: FileName
  ) -> Result<[(path: [UInt8], value: [UInt8])], ReleaseError> {
    Result { () throws(ReleaseError) in
      var files: [(path: [UInt8], value: [UInt8])] = []
      try visit(folder, [name], prefix: "", &files)
      return files
    }
  }

  private static func visit(
    _ folder: Directory, _ names: [FileName], prefix: String, _ files: inout [(path: [UInt8], value: [UInt8])]
  ) throws(ReleaseError) {
    for name in names {
      let status = try folder.status(of: name)
      guard status.kind == .folder else {
        files.append((Array((prefix + name.text).utf8), status.packed))
        continue
      }
      let child = try folder.child(name)
      try visit(child, try child.names(), prefix: prefix + name.text + "/", &files)
    }
  }

  /// The paths that are not the same in both, sorted.
  func differences(from other: Survey) -> [String] {
    let difference = PathDifference(from: other.files, to: files) { $0.elementsEqual($1) }
    let own = difference.added.union(difference.changed).ranges.joined().map(files.path(at:))
    return (own + difference.removed.ranges.joined().map(other.files.path(at:))).sorted()
  }
}

extension FileStatus {
  /// Of what ``packed`` gives, in bytes.
  static let width = 6 * 8

  /// Everything of it.
  var packed: [UInt8] {
    let kind: Int =
      switch kind {
      case .file: 0
      case .folder: 1
      case .symbolicLink: 2
      case .other: 3
      }
    let numbers = [
      kind << 32 | Int(mode), Int(owner) << 32 | Int(group), Int(bitPattern: UInt(device)),
      Int(bitPattern: UInt(inode)), size, modified,
    ]
    return numbers.withUnsafeBytes { [UInt8]($0) }
  }

  init(packed bytes: UnsafeRawBufferPointer) {
    func number(_ place: Int) -> Int { bytes.loadUnaligned(fromByteOffset: place * 8, as: Int.self) }
    self.init(
      kind: [.file, .folder, .symbolicLink, .other][number(0) >> 32 & 3], mode: mode_t(truncatingIfNeeded: number(0)),
      owner: uid_t(truncatingIfNeeded: number(1) >> 32), group: gid_t(truncatingIfNeeded: number(1)),
      device: dev_t(UInt(bitPattern: number(2))), inode: ino_t(UInt(bitPattern: number(3))), size: number(4),
      modified: number(5))
  }
}
