import Foundation
import TestSupport

/// The tool while it runs, with what it prints kept in a file.
///
/// Started as from a fresh shell: signals that a test run ignores are not ignored by the tool.
final class RunningTool {
  private let process: pid_t
  private let log: URL
  private var status: Int32?

  struct NotStarted: Error {}

  /// - Parameters:
  ///   - programs: a folder whose programs come before those of the system.
  ///   - temporary: where it may keep temporary files.
  ///   - launcher: a program with its arguments that starts it, such as one that sets limits.
  ///   - output: takes its results; otherwise they are kept like the rest.
  init(
    _ arguments: [String], programs: String? = nil, temporary: String? = nil, launcher: [String] = [],
    output: Int32? = nil
  ) throws {
    log = FileManager.default.temporaryDirectory.appendingPathComponent("mingzhang-tool-\(UUID().uuidString).log")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    if let output { posix_spawn_file_actions_adddup2(&actions, output, 1) }
    // Nothing of what other tests have open: limits are to hold for the tool alone.
    for descriptor in Int32(3)..<1024 where descriptor != output { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var settings = ["PATH=" + (programs.map { "\($0):" } ?? "") + "/usr/bin:/bin", "LANG=C.UTF-8"]
    if let temporary { settings.append("TMPDIR=\(temporary)") }
    let command = launcher + [Tool.path] + arguments
    var words = command.map { strdup($0) } + [nil]
    var environment = settings.map { strdup($0) } + [nil]
    defer { for text in words + environment { free(text) } }
    var process = pid_t()
    guard posix_spawn(&process, command[0], &actions, &attributes, &words, &environment) == 0 else {
      throw NotStarted()
    }
    self.process = process
  }

  /// What it has printed, results and errors alike.
  var text: String { String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self) }

  func waitForAddress() async throws -> String {
    for _ in 0..<200 {
      if let match = text.firstMatch(of: /http:\/\/[0-9.]+:[0-9]+\/[^（\n]*/) { return String(match.0) }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw SampleSite.Missing(text: "address", path: log.path)
  }

  /// Whether it waits for somebody to take what it writes.
  var isWriting: Bool {
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
    return threads.contains { thread in
      Self.kernelFile("/proc/\(process)/task/\(thread)/wchan").contains("pipe_w")
    }
  }

  /// How much memory it has taken at most, in KB.
  var peakMemory: Int? {
    Self.kernelFile("/proc/\(process)/status").firstMatch(of: /VmHWM:\s+([0-9]+)/).flatMap { Int($0.1) }
  }

  /// To its end: a file of the kernel's has no size to go by. Empty where there is none.
  static func kernelFile(_ path: String) -> String {
    let data = try? FileHandle(forReadingAtPath: path)?.readToEnd()
    return String(decoding: (data ?? nil) ?? Data(), as: UTF8.self)
  }

  func signal(_ number: Int32) { Foundation.kill(process, number) }

  /// nil while it runs; otherwise as a shell would say it.
  func exitCode() -> Int32? {
    if let status { return status }
    var raw: Int32 = 0
    guard waitpid(process, &raw, WNOHANG) == process else { return nil }
    status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 1000 + (raw & 0x7F)
    return status
  }

  /// nil where it does not end.
  func waitForExit(seconds: Int = 60) -> Int32? {
    for _ in 0..<seconds * 50 {
      if let code = exitCode() { return code }
      usleep(20_000)
    }
    return nil
  }

  /// The same, while other tests go on.
  func exit(seconds: Int = 60) async throws -> Int32? {
    for _ in 0..<seconds * 50 {
      if let code = exitCode() { return code }
      try await Task.sleep(for: .milliseconds(20))
    }
    return nil
  }

  func kill() {
    if exitCode() == nil {
      signal(SIGKILL)
      _ = waitForExit(seconds: 5)
    }
    try? FileManager.default.removeItem(at: log)
  }
}
