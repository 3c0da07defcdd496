internal import ArgumentParser
internal import Diagnostics
internal import Disclosures
internal import Site

/// `mingzhang check`: finds what is wrong and writes nothing.
struct CheckCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }
  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case error, warning, note

    var level: Finding.Level { self == .error ? .error : self == .warning ? .warning : .note }
  }

  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "核对 content/：表内、表间、正文、章节。只看不写。",
    discussion: "每条问题都指出文件、行、列，填的是什么，应是什么，怎样改。")

  @OptionGroup var site: SiteOptions

  @Option(help: ArgumentHelp("输出格式：text（给人看）或 json（给程序）。", valueName: "格式"))
  var format = Format.text

  @Option(help: ArgumentHelp("到哪一级算不通过：error、warning 或 note。", valueName: "级别"))
  var failOn = Threshold.error

  func run() throws {
    let console = Console()
    let session = try site.open(console)
    switch format {
    case .text:
      console.print(session.textReport(console))
      console.print(session.summary)
      if !session.check.heldBack.isEmpty {
        console.print("不能公开：\(session.check.heldBack.joined(separator: "、"))\n")
      }
    case .json:
      let summary = JSONReport.Summary(
        findings: session.findings, tally: session.check.tally,
        disclosures: session.content.disclosures.count + session.content.unreadable.count,
        heldBack: session.check.heldBack, generatedFigures: session.check.generatedFigures, today: session.today.iso)
      console.print(JSONReport.render(session.findings, summary: summary, sources: session.sources))
    }
    throw Exit(status: session.status(failingOn: failOn.level))
  }
}
