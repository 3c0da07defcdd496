private import Foundation

/// What the tool writes to: results on standard output, progress and errors on standard error.
struct Console {
  let isTerminal: Bool
  let width: Int

  init() {
    isTerminal = isatty(STDERR_FILENO) == 1
    var size = winsize()
    if ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      width = Int(size.ws_col)
    } else {
      width = Int(ProcessInfo.processInfo.environment["COLUMNS"] ?? "") ?? 80
    }
  }

  /// Whether results are read on a screen, and not by another program.
  var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  var usesColour: Bool {
    isOutputTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }

  func print(_ text: String) { Self.write(text, to: STDOUT_FILENO) }

  func error(_ text: String) { Self.write(text, to: STDERR_FILENO) }

  /// What cannot be written has nobody who reads it: the run goes on, and its exit code says how it went.
  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// A status line that the next one replaces; nothing where no one watches.
  func progress(_ text: String) {
    guard isTerminal else { return }
    error("\r\u{1B}[K\(text)")
  }

  func endProgress() {
    guard isTerminal else { return }
    error("\r\u{1B}[K")
  }
}
