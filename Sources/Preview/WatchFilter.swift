internal import Diagnostics
private import Foundation
private import Glibc

/// Which files and folders a watcher passes over.
struct WatchFilter: Sendable {
  /// Folders whose content never counts, such as the output: resolved, without a closing slash.
  private let folders: Set<String>

  init(ignoring folders: [String] = []) {
    self.folders = Set(folders.map(Self.resolve))
  }

  /// Whether a change here says nothing about the content. Only the last part of the path and the ignored folders
  /// count, so a site may itself live below a `.build` folder.
  func ignores(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return PassedOverFile.isPassedOver(name) || folders.contains(path)
  }

  /// An absolute path with symbolic links resolved as far as it exists: the output may not be there yet.
  static func resolve(_ path: String) -> String {
    var url = URL(fileURLWithPath: path).standardizedFileURL
    var missing: [String] = []
    while true {
      if let resolved = realpath(url.path, nil) {
        defer { free(resolved) }
        let parts = [String(cString: resolved)] + missing.reversed()
        return parts.joined(separator: "/").replacing("//", with: "/")
      }
      guard url.path != "/", url.pathComponents.count > 1 else { return path }
      missing.append(url.lastPathComponent)
      url.deleteLastPathComponent()
    }
  }
}
