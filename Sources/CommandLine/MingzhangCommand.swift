package import ArgumentParser
internal import Disclosures

/// `mingzhang`: the commands and what they share.
package struct MingzhangCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "mingzhang",
    abstract: "明账：把预决算数据核对无误后生成公开网站。",
    discussion: """
      第一次用：
        mingzhang init 我的站点      新建一个能直接运行的小站点
        cd 我的站点
        mingzhang check             核对 content/ 里的数据和文字
        mingzhang bind              给正文里直接写的数找到单元格
        mingzhang build             生成 public/
        mingzhang serve             边改边看

      结束码：0 没有问题；1 有问题或有公开件被扣下；2 命令、配置、规则或模板有误；3 能核对的太少；130、143 中途被停止。
      """,
    version: Version.current,
    subcommands: [
      InitCommand.self, CheckCommand.self, BindCommand.self, BuildCommand.self, ServeCommand.self, PublishCommand.self,
      MergeCommand.self,
      FormsCommand.self,
      RulesCommand.self, ExplainCommand.self,
    ])

  package init() {}
}

/// The site to work on.
struct SiteOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("站点文件夹（里面有 content/）。", valueName: "站点"))
  var path = "."

  @Option(help: ArgumentHelp("按哪一天核对（判断期限用），格式 2026-11-21；不写就是今天。", valueName: "日期"))
  var today: String?

  func day(_ console: Console) throws -> CalendarDate? {
    guard let today else { return nil }
    guard let date = CalendarDate(today) else {
      console.error("“\(today)”不是日期，请写成 2026-11-21。\n")
      throw Exit(status: .usage)
    }
    return date
  }
}
