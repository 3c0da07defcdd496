internal import ArgumentParser

/// `mingzhang serve`: a preview on this machine that follows every edit.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "serve", abstract: "在本机预览。")
  func run() async throws {}
}
