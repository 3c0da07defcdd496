internal import ArgumentParser
internal import Diagnostics

/// What to say of a first word that is no command. ArgumentParser calls it a surplus argument, of which nobody learns what
/// to type instead.
enum UnknownCommand {
  /// nil where the first argument is a command, an option, or not there.
  static func message(for arguments: [String]) -> String? {
    guard let word = arguments.first, !word.hasPrefix("-"), word != "help", !names.contains(word) else { return nil }
    let meant = customary[word.lowercased()] ?? NearMiss.best(for: word.lowercased(), among: names)
    return """
      错误：没有“\(word)”这个命令\(meant.map { "，是否为 mingzhang \($0)？" } ?? "")
      命令有：\(names.joined(separator: "、"))
        详见：mingzhang --help
      """
  }

  private static let names = MingzhangCommand.configuration.subcommands.map {
    $0.configuration.commandName ?? $0._commandName
  }

  /// What other tools call the same.
  private static let customary = [
    "new": "init", "create": "init", "新建": "init", "validate": "check", "verify": "check", "lint": "check",
    "test": "check", "核对": "check", "generate": "build", "生成": "build", "preview": "serve", "server": "serve",
    "watch": "serve", "预览": "serve", "release": "publish", "deploy": "publish", "发布": "publish",
    "rule": "explain", "form": "forms", "link": "bind",
  ]
}
