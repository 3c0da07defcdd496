/// How a run ends.
enum ExitStatus: Int32 {
  /// Nothing at or above the threshold.
  case clean = 0
  /// Findings at or above the threshold, or something was held back.
  case findings = 1
  /// The command, the configuration, a template or a rule is wrong, or a file could not be written.
  case usage = 2
  /// Too little could be checked to say anything.
  case unchecked = 3
}

/// Ends the command with a status; the message has been printed.
struct Exit: Error {
  let status: ExitStatus
}
