import Foundation
import Glibc

/// A whole process, measured by the system.
enum Process {
  struct Failure: Error {
    let message: String
  }

  /// A run that is worth nothing unless it ends well.
  @discardableResult
  static func complete(
    _ tool: String, _ arguments: [String]
  ) throws -> (wall: Double, processor: Double, memory: Int) {
    let run = try time(tool, arguments)
    guard run.status == 0 else {
      throw Failure(message: "\(tool) \(arguments.joined(separator: " ")) 没有成功（\(run.status)）")
    }
    return (run.wall, run.processor, run.memory)
  }

  /// Seconds on the clock, seconds of processor time, the most memory in use in KB, and how it ended.
  static func time(
    _ tool: String, _ arguments: [String]
  ) throws -> (wall: Double, processor: Double, memory: Int, status: Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var words = ([tool] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var pid = pid_t()
    let start = DispatchTime.now().uptimeNanoseconds
    guard posix_spawn(&pid, tool, &actions, nil, &words, environ) == 0 else {
      throw Failure(message: "不能运行 \(tool)")
    }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(pid, &status, 0, &usage) == pid else { throw Failure(message: "等不到 \(tool) 结束") }
    let wall = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return (wall, seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss, status)
  }
}
