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

  var usesColour: Bool {
    isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }

  func print(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  func error(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
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
