internal import ArgumentParser
private import Foundation

/// The way in: parses the arguments, runs one command, and says in Chinese what was wrong with them.
package enum CommandLineTool {
  /// Runs the command line; the value is the process's exit code.
  package static func run(_ arguments: [String]) async -> Int32 {
    do {
      var command = try MingzhangCommand.parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return ExitStatus.clean.rawValue
    } catch let exit as Exit {
      return exit.status.rawValue
    } catch let stopped as Interruption.Stopped {
      return stopped.exitCode
    } catch {
      let code = MingzhangCommand.exitCode(for: error)
      let message =
        UnknownCommand.message(for: arguments) ?? ChineseHelp.translate(MingzhangCommand.fullMessage(for: error))
      let handle = code == .success ? FileHandle.standardOutput : FileHandle.standardError
      if !message.isEmpty { handle.write(Data((message + "\n").utf8)) }
      return code == .success ? ExitStatus.clean.rawValue : ExitStatus.usage.rawValue
    }
  }
}
