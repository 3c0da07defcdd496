internal import ArgumentParser
internal import Diagnostics
internal import Disclosures
internal import Site

/// `mingzhang check`: finds what is wrong and writes nothing but the report it is asked for.
struct CheckCommand: ParsableCommand {
  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case error, warning, note

    var level: Finding.Level { self == .error ? .error : self == .warning ? .warning : .note }
  }

  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "核对 content/：表内、表间、正文、章节。只看不写。",
    discussion: """
      每条问题都指出文件、行、列，填的是什么，应是什么，怎样改。

      输出格式：
        text       给人看（默认）
        json       给程序：mingzhang-check/1
        sarif      SARIF 2.1.0，供代码平台显示
        junit      JUnit XML，供持续集成显示
        html       独立的核对报告网页
        checklist  检查清单，CSV 或 XLSX（看 --output 的扩展名）
      """)

  @OptionGroup var site: SiteOptions

  @Option(help: ArgumentHelp("输出格式：text、json、sarif、junit、html 或 checklist。", valueName: "格式"))
  var format = ReportFormat.text

  @Option(name: .shortAndLong, help: ArgumentHelp("把报告写到这个文件；不写就打印出来。", valueName: "文件"))
  var output: String?

  @Option(help: ArgumentHelp("另写核对台账：每条规则在每一处的结论，一行一条 JSON。", valueName: "文件"))
  var ledger: String?

  @Option(help: ArgumentHelp("到哪一级算不通过：error、warning 或 note。", valueName: "级别"))
  var failOn = Threshold.error

  @Option(help: ArgumentHelp("应核对的项里至少要核对多少（百分比），不到就以 3 结束。", valueName: "百分比"))
  var coverage = 50

  func run() throws {
    let console = Console()
    guard (0...100).contains(coverage) else {
      console.error("--coverage 应在 0 到 100 之间，这里是 \(coverage)。\n")
      throw Exit(status: .usage)
    }
    // Nothing is half done here but what programs read for us.
    let interruption = Interruption { stopped in
      console.endProgress()
      stopped.endNow()
    }
    defer { withExtendedLifetime(interruption) {} }
    let run = CheckRun(
      root: try site.root(console), today: try site.day(console) ?? Clock.today, format: format,
      output: output, ledger: ledger, console: console)
    let outcome = try run.execute(failingOn: failOn.level, coverage: coverage)
    throw Exit(status: outcome)
  }
}
