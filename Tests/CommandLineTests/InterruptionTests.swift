import Foundation
import TestSupport
import Testing

/// What Ctrl-C, a hang-up or the system's end leaves of a run: nothing.
@Suite(.serialized) struct InterruptionTests {
  /// A site with a version out, and a program that hangs once it is asked to read or print anything.
  private struct Scene {
    let site: SampleSite
    var folder: TemporaryFolder { site.folder }

    /// The program leaves the numbers of itself and of what it started.
    func put(_ program: String) throws {
      let path = try folder.write(
        "bin/\(program)",
        """
        #!/bin/sh
        sleep 300 &
        echo "$$ $!" > "$0.new"
        mv "$0.new" "\(folder.path("started"))"
        wait

        """)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      try folder.makeFolder("tmp")
    }

    func start(_ arguments: [String]) throws -> RunningTool {
      try RunningTool(arguments, programs: folder.path("bin"), temporary: folder.path("tmp"))
    }

    /// The numbers of the hanging programs, once they run.
    func waitForProgram() async throws -> [pid_t] {
      for _ in 0..<600 {
        if let text = try? folder.text("started") {
          return text.split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
        }
        try await Task.sleep(for: .milliseconds(50))
      }
      throw SampleSite.Missing(text: "a program that hangs", path: "started")
    }
  }

  private func with(builds: Bool = true, _ body: (Scene) async throws -> Void) async throws {
    try await SampleSite.with { site in
      guard builds else { return try await body(Scene(site: site)) }
      let built = try Tool.run("build", site.root, "--today", "2021-10-08")
      #expect(built.status == 0, "\(built.output)\(built.errors)")
      try await body(Scene(site: site))
    }
  }

  /// Nothing beside the output, and no program left.
  private func expectNothingLeft(_ scene: Scene, in folder: String, _ programs: [pid_t]) async throws {
    let hidden = try scene.folder.names(in: folder).filter { $0.contains("mingzhang-") }
    #expect(hidden.isEmpty, "\(hidden)")
    #expect(try scene.folder.names(in: "tmp").isEmpty)
    #expect(programs.count == 2)
    for program in programs { #expect(try await waitUntilGone(program), "\(program) still runs") }
  }

  /// Ended; whether somebody has asked how is not our business.
  private func waitUntilGone(_ process: pid_t) async throws -> Bool {
    for _ in 0..<100 {
      let state = RunningTool.kernelFile("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ")
        .first
      if state == nil || state == "Z" { return true }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func aBuildThatIsStoppedLeavesNothing(signal: Int32, code: Int32) async throws {
    try await with { scene in
      try scene.put("chromium")
      let before = try scene.folder.contents(below: "site/public")
      let tool = try scene.start(["build", scene.site.root, "--pdf", "--today", "2021-10-08"])
      defer { tool.kill() }
      let programs = try await scene.waitForProgram()
      #expect(scene.folder.exists("site/.public.mingzhang-staging"))
      tool.signal(signal)
      // Long before the browser's time is up.
      #expect(try await tool.exit(seconds: 30) == code, "\(tool.text)")
      #expect(tool.text == "已停止，\(scene.site.root)/public 保持原样。\n")
      #expect(try scene.folder.contents(below: "site/public") == before)
      try await expectNothingLeft(scene, in: "site", programs)
      // Nothing that was not read to its end is taken for a result.
      let again = try Tool.run("build", scene.site.root, "--today", "2021-10-08")
      #expect(again.status == 0 && again.output.contains("更新 0"), "\(again.output)")
    }
  }

  /// An attachment whose reading hangs holds up any of them.
  @Test(arguments: ["publish", "shard", "merge"])
  func soDoTheOthers(command: String) async throws {
    try await with(builds: false) { scene in
      let root = scene.site.root, part = scene.folder.path("out/part"), www = scene.folder.path("out/www")
      try scene.folder.makeFolder("out")
      let earlier =
        command == "publish" ? ["publish", www, root] : ["build", root, "--shard", "1/1", "--output", part]
      #expect(try Tool.run(list: earlier + ["--today", "2021-10-08"]).status == 0)
      try scene.put("pdfinfo")
      try scene.site.write("%PDF-1.4", to: "attachments/a.pdf")
      let arguments =
        switch command {
        case "publish": ["publish", www, root]
        case "shard": ["build", root, "--shard", "1/1", "--output", part]
        default: ["merge", part, "--site", root, "--output", www]
        }
      let before = try scene.folder.contents(below: "out")
      let tool = try scene.start(arguments + ["--today", "2021-10-08"])
      defer { tool.kill() }
      let programs = try await scene.waitForProgram()
      tool.signal(SIGTERM)
      #expect(try await tool.exit(seconds: 30) == 143)
      #expect(tool.text.hasPrefix("已停止，") && tool.text.hasSuffix("保持原样。\n"), "\(tool.text)")
      #expect(try scene.folder.contents(below: "out") == before)
      for folder in command == "publish" ? ["out"] : ["out", "out/part"] {
        try await expectNothingLeft(scene, in: folder, programs)
      }
    }
  }

  @Test func aCheckThatIsStoppedTakesItsProgramsWithIt() async throws {
    try await with(builds: false) { scene in
      try scene.put("pdfinfo")
      try scene.site.write("%PDF-1.4", to: "attachments/a.pdf")
      let tool = try scene.start(["check", scene.site.root])
      defer { tool.kill() }
      let programs = try await scene.waitForProgram()
      tool.signal(SIGINT)
      #expect(try await tool.exit(seconds: 30) == 130)
      try await expectNothingLeft(scene, in: "site", programs)
    }
  }

  /// A reader that takes nothing holds up the summary, before anything is released.
  @Test func aSecondSignalEndsAtOnceAndTheNextRunClearsUp() async throws {
    try await with { scene in
      let ends = Pipe()
      let full = ends.fileHandleForWriting.fileDescriptor
      _ = fcntl(full, F_SETFL, O_NONBLOCK)
      let bytes = [UInt8](repeating: 0, count: 4096)
      while write(full, bytes, bytes.count) > 0 {}
      _ = fcntl(full, F_SETFL, 0)
      let before = try scene.folder.contents(below: "site/public")
      let tool = try RunningTool(["build", scene.site.root, "--fresh", "--today", "2021-10-08"], output: full)
      defer { tool.kill() }
      let page = "site/.public.mingzhang-staging"
      for _ in 0..<400 where !scene.folder.exists(page) { try await Task.sleep(for: .milliseconds(50)) }
      for _ in 0..<600 where !tool.isWriting { try await Task.sleep(for: .milliseconds(50)) }
      tool.signal(SIGINT)
      try await Task.sleep(for: .milliseconds(500))
      #expect(tool.exitCode() == nil)
      tool.signal(SIGINT)
      #expect(try await tool.exit(seconds: 5) == 130)
      #expect(scene.folder.exists(page))
      #expect(try Tool.run("build", scene.site.root, "--today", "2021-10-08").status == 0)
      #expect(try scene.folder.contents(below: "site/public") == before)
      #expect(try scene.folder.names(in: "site") == [".mingzhang", "content", "public"])
      withExtendedLifetime(ends) {}
    }
  }

  /// `mingzhang build | head -1`.
  @Test func aReaderThatGoesAwayStopsNothing() async throws {
    try await with { scene in
      let ends = Pipe()
      try ends.fileHandleForReading.close()
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Tool.path)
      process.arguments = ["build", scene.site.root, "--output", scene.folder.path("again"), "--today", "2021-10-08"]
      process.standardOutput = ends
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 0)
      #expect(try scene.folder.contents(below: "again") == scene.folder.contents(below: "site/public"))
    }
  }
}
