import Foundation
import Publishing
import TestSupport
import Testing

/// The executable that releases a folder and can be told to die at a step.
struct KillProbe {
  struct Outcome {
    /// The lines it printed: the steps it survived.
    let lines: [String]
    let wasKilled: Bool
    let exitCode: Int32
  }

  private let executable: URL

  /// Finds it beside the test bundle, where the package manager puts both.
  init() throws {
    let folders = [Bundle.main.bundleURL, Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments[0])]
      .compactMap { $0 }
      .flatMap { [$0, $0.deletingLastPathComponent()] }
    executable = try #require(
      folders.map { $0.appendingPathComponent("ReleaseKillProbe") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) },
      "在 \(folders.map(\.path)) 都没有找到 ReleaseKillProbe")
  }

  /// Releases the files of `source` to `site`; `step` is a step's name or `none`.
  func run(
    in folder: TemporaryFolder, source: String, killedAt step: String, _ options: [String] = []
  ) throws -> Outcome {
    let process = Process()
    let output = Pipe()
    process.executableURL = executable
    process.arguments = [folder.path("site"), folder.path(source), step] + options
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      lines: String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init),
      wasKilled: process.terminationReason == .uncaughtSignal, exitCode: process.terminationStatus)
  }
}
