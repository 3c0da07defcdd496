import Glibc

/// Where a destination really is, and the names a release uses beside it.
///
/// All of them are siblings of the destination, on its file system: only so can they be exchanged.
struct Place: Sendable {
  /// The real path of the folder above; empty for the root folder.
  let parent: String
  let name: String

  var destination: String { parent + "/" + name }
  /// The version being written, and after the exchange the old one. Never worth keeping.
  var staging: String { sibling("staging") }
  /// The old version while a release without atomic exchange is half done. Always whole.
  var aside: String { sibling("previous") }
  var lock: String { sibling("lock") }

  private func sibling(_ role: String) -> String { "\(parent)/.\(name).mingzhang-\(role)" }

  /// Follows symbolic links, also one whose target does not exist yet. The parent must exist; the destination may
  /// not, but what is there must be a folder that can be exchanged as a whole.
  static func resolve(_ given: String) throws(ReleaseError) -> Place {
    var path = given
    for _ in 0..<40 {
      if let real = try realPath(path) {
        guard let slash = real.unicodeScalars.lastIndex(of: "/"), real != "/" else { throw .immovable(path: real) }
        let place = Place(parent: String(real[..<slash]), name: String(real.unicodeScalars[slash...].dropFirst()))
        try place.checkMovable()
        return place
      }
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      let slash = path.unicodeScalars.lastIndex(of: "/")
      let name = slash.map { String(path.unicodeScalars[$0...].dropFirst()) } ?? path
      let above = slash.map { String(path[...$0]) } ?? "."
      guard !["", ".", ".."].contains(name), let parent = try realPath(above) else {
        throw .missingParent(path: given)
      }
      let place = Place(parent: parent == "/" ? "" : parent, name: name)
      guard let target = target(ofLink: place.destination) else { return place }
      path = target.hasPrefix("/") ? target : place.parent + "/" + target
    }
    throw .system(action: "查看", path: given, errno: ELOOP)
  }

  /// The folder that holds the published version: the destination, or what a dead run set aside. Nil: none.
  func openPublished() throws(ReleaseError) -> Directory? {
    for path in [destination, aside] where try Self.exists(path) { return try Directory.open(path) }
    return nil
  }

  private func checkMovable() throws(ReleaseError) {
    var own = stat()
    var above = stat()
    try attempt("查看", destination) { lstat(destination, &own) }
    guard FileStatus(own).kind == .folder else { throw .notAFolder(path: destination) }
    let parent = parent.isEmpty ? "/" : parent
    try attempt("查看", parent) { lstat(parent, &above) }
    if own.st_dev != above.st_dev { throw .immovable(path: destination) }
    for point in Mounts.points() {
      if point == destination { throw .immovable(path: destination) }
      if point.hasPrefix(destination + "/") { throw .mountInside(destination: destination, mountPoint: point) }
    }
  }

  static func exists(_ path: String) throws(ReleaseError) -> Bool {
    var status = stat()
    do {
      try attempt("查看", path) { lstat(path, &status) }
      return true
    } catch .system(_, _, errno: ENOENT) {
      return false
    }
  }

  private static func realPath(_ path: String) throws(ReleaseError) -> String? {
    guard let real = realpath(path, nil) else {
      if errno == ENOENT { return nil }
      if errno == ENOTDIR { throw .notAFolder(path: path) }
      throw .system(action: "查看", path: path, errno: errno)
    }
    defer { free(real) }
    return String(cString: real)
  }

  private static func target(ofLink path: String) -> String? {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &target, target.count)
    return count < 0 ? nil : String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
