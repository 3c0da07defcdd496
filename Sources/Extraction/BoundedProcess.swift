private import Glibc
private import Synchronization

/// Runs a program on bytes, without a shell and without files that others could see or name.
///
/// What the program does to itself stays in its process: a parser that crashes on a broken file is an answer here, and
/// time, memory and output have limits.
package enum BoundedProcess {
  package enum Outcome: Equatable {
    case finished(status: Int32, output: [UInt8])
    /// Still running at the deadline, or out of the memory or output it may use.
    case stopped
    /// The program is not installed, or could not be started.
    case unavailable
  }

  private struct Running {
    var isEnding = false
    var processes: Set<pid_t> = []
  }

  private static let running = Mutex(Running())

  /// Ends every program that runs now, with what it started, and starts no more: this process is about to end, and they
  /// are in groups of their own, which Ctrl-C does not reach.
  package static func endAll() {
    running.withLock { state in
      state.isEnding = true
      for process in state.processes { kill(-process, SIGKILL) }
    }
  }

  /// - Parameters:
  ///   - program: its name; looked up along `PATH`.
  ///   - outputLimit: in bytes; no file that it writes may be larger.
  ///   - addressSpace: in bytes; nil for browsers, which reserve far more than they use.
  ///   - home: where it may keep files; without one it has no home.
  package static func run(
    _ program: String, _ arguments: [String], input: [UInt8], seconds: Double, outputLimit: Int,
    addressSpace: Int? = 2 << 30, home: String? = nil
  ) -> Outcome {
    guard let path = find(program) else { return .unavailable }
    guard let source = anonymousFile(), let target = anonymousFile() else { return .unavailable }
    defer {
      close(source)
      close(target)
    }
    guard writeAll(input, to: source), lseek(source, 0, SEEK_SET) == 0 else { return .unavailable }
    var command = [path] + arguments
    // Limits that hold inside the program too, where util-linux is there to set them.
    if let prlimit = find("prlimit") {
      let cpu = Int(seconds.rounded(.up)) + 1
      let memory = addressSpace.map { ["--as=\($0)"] } ?? []
      command = [prlimit] + memory + ["--fsize=\(outputLimit)", "--core=0", "--cpu=\(cpu)", "--"] + command
    }
    guard let process = start(command, input: source, output: target, home: home) else { return .unavailable }
    guard let status = wait(process, seconds: seconds, output: target, limit: outputLimit) else { return .stopped }
    // Ended by a signal: crashed, or over a limit.
    guard status & 0x7F == 0 else { return .stopped }
    let result = contents(of: target, limit: outputLimit)
    return result.count >= outputLimit ? .stopped : .finished(status: (status >> 8) & 0xFF, output: result)
  }

  /// Where a program of that name is; nil where it is not installed.
  package static func find(_ program: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(program)" }
      .first { access($0, X_OK) == 0 }
  }

  /// A file without a name: it is gone with the process, however that ends.
  private static func anonymousFile() -> Int32? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/mingzhang-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return nil }
    unlink(template)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = write(file, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }

  private static func start(_ command: [String], input: Int32, output: Int32, home: String?) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // A group of its own: what it started ends with it.
    var attributes = posix_spawnattr_t()
    guard posix_spawnattr_init(&attributes) == 0 else { return nil }
    defer { posix_spawnattr_destroy(&attributes) }
    // Signals as a fresh program has them, whatever this one does about its own.
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var arguments = command.map { strdup($0) } + [nil]
    // A fixed language, so that what it prints can be read; nothing else of our environment is its business.
    let places = home.map { ["HOME=\($0)", "TMPDIR=\($0)"] } ?? []
    var environment = (["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"] + places).map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    // Under the lock, so that none is started unseen while all are ended.
    return running.withLock { state in
      var process: pid_t = 0
      guard !state.isEnding,
        posix_spawn(&process, command[0], &actions, &attributes, &arguments, &environment) == 0
      else { return nil }
      state.processes.insert(process)
      return process
    }
  }

  /// The raw status; nil where it had to be stopped.
  private static func wait(_ process: pid_t, seconds: Double, output: Int32, limit: Int) -> Int32? {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var pause: UInt32 = 500
    var status: Int32 = 0
    while true {
      let ended = reap(process, &status, WNOHANG)
      if ended == process { return status }
      guard ended == 0 || errno == EINTR else { return nil }
      var size = stat()
      let isTooMuch = fstat(output, &size) == 0 && size.st_size >= limit
      if isTooMuch || ContinuousClock.now >= deadline {
        kill(-process, SIGKILL)
        while reap(process, &status, 0) < 0, errno == EINTR {}
        return nil
      }
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
  }

  /// Under the lock: once it is waited for, its number may be another's, which nobody may end.
  private static func reap(_ process: pid_t, _ status: inout Int32, _ options: Int32) -> pid_t {
    running.withLock { state in
      let ended = waitpid(process, &status, options)
      let code = errno
      if ended == process || ended < 0 && code != EINTR { state.processes.remove(process) }
      errno = code
      return ended
    }
  }

  private static func contents(of file: Int32, limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    lseek(file, 0, SEEK_SET)
    while bytes.count < limit {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    return bytes
  }
}
