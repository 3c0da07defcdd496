private import Foundation
internal import Site

/// Which program this is, its libraries included: what another one has built is built anew.
enum ToolIdentity {
  static var current: String {
    // To its end: a file of the kernel's has no size to go by.
    let data = (try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()) ?? nil
    let maps = data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    // The sixth field of a line is the file that is mapped there.
    let files = Set(
      maps.split(separator: "\n").compactMap { line in line.firstIndex(of: "/").map { String(line[$0...]) } })
    let stamps = files.sorted().map { path in
      var status = stat()
      guard stat(path, &status) == 0 else { return "\(path) \(getpid())" }
      return "\(path) \(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
    }
    return ([Version.current] + stamps).joined(separator: "\n")
  }

  /// The same for several machines, which have the same program in different places: by what is in it.
  static var portable: String {
    "\(Version.current) \(BuildCache.digest(ofFile: "/proc/self/exe"))"
  }
}
