import Testing

@testable import CommandLine

@Suite struct UnknownCommandTests {
  @Test(arguments: [("new", "init"), ("chekc", "check"), ("deploy", "publish"), ("预览", "serve"), ("Build", "build")])
  func saysWhichCommandIsMeant(_ typed: String, _ meant: String) {
    let message = UnknownCommand.message(for: [typed, "x"])
    #expect(message?.hasPrefix("错误：没有“\(typed)”这个命令，是否为 mingzhang \(meant)？\n命令有：init、check、") ?? false)
  }

  @Test func listsTheCommandsWhereNobodyCanTell() {
    #expect(UnknownCommand.message(for: ["我的站点"])?.hasPrefix("错误：没有“我的站点”这个命令\n命令有：") ?? false)
  }

  @Test(arguments: [[], ["--help"], ["check", "nowhere"], ["help", "check"]])
  func leavesTheRestToTheParser(_ arguments: [String]) {
    #expect(UnknownCommand.message(for: arguments) == nil)
  }
}
