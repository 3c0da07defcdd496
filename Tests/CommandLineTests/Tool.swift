import Foundation
import TestSupport

/// The built binary, run as users run it.
struct Tool {
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Beside the test bundle: SwiftPM builds products into one folder.
  static let path: String = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
    for folder in [
      bundle.deletingLastPathComponent(), Bundle.main.bundleURL,
      URL(fileURLWithPath: Swift.CommandLine.arguments[0]).deletingLastPathComponent(),
    ] {
      let candidate = folder.appendingPathComponent("mingzhang").path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
    }
    return "mingzhang"
  }()

  static func run(_ arguments: String..., in folder: String = Repository.root) throws -> Result {
    try run(list: arguments, in: folder)
  }

  static func run(list arguments: [String], in folder: String = Repository.root) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Read both ends as they fill: a full pipe would stop the tool.
    let reader = BackgroundRead(errors)
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self), errors: reader.wait())
  }

  private final class BackgroundRead: @unchecked Sendable {
    private var data = Data()
    private let group = DispatchGroup()

    init(_ pipe: Pipe) {
      let handle = pipe.fileHandleForReading
      DispatchQueue.global().async(group: group) { self.data = handle.readDataToEndOfFile() }
    }

    func wait() -> String {
      group.wait()
      return String(decoding: data, as: UTF8.self)
    }
  }
}

/// A copy of the statutory part of the repository's sample site in a temporary folder.
struct SampleSite {
  static let disclosure = "pingshan-zwsj/2020/final-accounts"

  let folder: TemporaryFolder

  var root: String { folder.path("site") }

  static func with<Result>(_ body: (SampleSite) throws -> Result) throws -> Result {
    try TemporaryFolder.with { folder in
      for file in PlainSample.files { try folder.write("site/\(file.path)", file.bytes) }
      return try body(SampleSite(folder: folder))
    }
  }

  /// The same for a body that waits.
  static func with<Result>(_ body: (SampleSite) async throws -> Result) async throws -> Result {
    try await TemporaryFolder.with { folder in
      for file in PlainSample.files { try folder.write("site/\(file.path)", file.bytes) }
      return try await body(SampleSite(folder: folder))
    }
  }

  /// Replaces text in one file of the disclosure; the text must be there.
  func replace(_ old: String, with new: String, in path: String) throws {
    let file = "site/content/\(Self.disclosure)/\(path)"
    let text = try folder.text(file)
    guard text.contains(old) else { throw Missing(text: old, path: path) }
    try folder.write(file, text.replacingOccurrences(of: old, with: new))
  }

  /// The text of a file of the disclosure.
  func text(_ path: String) throws -> String { try folder.text("site/content/\(Self.disclosure)/\(path)") }

  func write(_ text: String, to path: String) throws {
    try folder.write("site/content/\(Self.disclosure)/\(path)", text)
  }

  struct Missing: Error {
    let text: String
    let path: String
  }
}
