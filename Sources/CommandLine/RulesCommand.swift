internal import ArgumentParser
internal import Diagnostics
internal import Forms
internal import Site
internal import Validation

/// `mingzhang rules`: every rule of a form set in one list, or as the rules reference.
struct RulesCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown }

  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "列出一套表样的全部审核规则；--format markdown 输出规则手册。",
    discussion: "文字由规则和运行过的样例生成。看一条规则用 mingzhang explain 规则编号。")

  @OptionGroup var forms: FormSetOptions

  @Option(help: ArgumentHelp("输出格式：text 或 markdown。", valueName: "格式"))
  var format = Format.text

  func run() throws {
    let console = Console()
    let set = try forms.load(console)
    let guides = RuleGuide.all(of: set, executingSamples: format == .markdown)
    switch format {
    case .text:
      for guide in guides {
        let lock = guide.isLocked ? "　不能例外" : ""
        console.print("\(guide.level.word)　\(guide.id)　\(guide.name)\(lock)\n")
      }
      console.print("\n\(set.title)（\(set.id)）：\(guides.count) 条规则。\n")
    case .markdown: console.print(RuleText.markdown(guides, of: set))
    }
  }
}

/// `mingzhang explain`: one rule, what it asks for, on what basis, with samples that were just executed.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "解释一条审核规则：要求什么、依据什么、怎样算对、怎样算错。")

  @Argument(help: ArgumentHelp("规则的编号或名称，例如 TC-1。", valueName: "规则"))
  var rule: String

  @OptionGroup var forms: FormSetOptions

  func run() throws {
    let console = Console()
    let set = try forms.load(console)
    if let name = WritingRules.name(of: rule) {
      console.print(RuleText.format(rule.uppercased(), name))
      return
    }
    if let covered = CoveredCheck.check(rule.uppercased()) {
      console.print(RuleText.covered(covered))
      return
    }
    let guides = RuleGuide.all(of: set, executingSamples: true)
    guard let guide = guides.first(where: { $0.id == rule.uppercased() || $0.id == rule || $0.name == rule }) else {
      let near = NearMiss.best(for: rule, among: guides.flatMap { [$0.id, $0.name] })
      console.error(
        "\(set.id) 里没有“\(rule)”这条规则" + (near.map { "，是否为“\($0)”？" } ?? "") + "\n可用 mingzhang rules 查看全部规则。\n")
      throw Exit(status: .usage)
    }
    console.print(RuleText.explanation(guide))
  }
}

/// Which form set a command is about.
struct FormSetOptions: ParsableArguments {
  @Option(help: ArgumentHelp("表样集的编号；不写就用站点里用到的，没有站点时用最新的全国部门决算。", valueName: "编号"))
  var formSet: String?

  @Option(help: ArgumentHelp("站点文件夹；它自己的 forms/ 也算在内。", valueName: "站点"))
  var site = "."

  func load(_ console: Console) throws -> FormSet {
    var loader = SiteLoader(root: site)
    let files = loader.formFiles()
    let library = FormSetLibrary(files: files)
    let id =
      formSet ?? loader.firstFormSet() ?? library.ids.last {
        $0.hasPrefix("national/") && $0.hasSuffix("final-accounts")
      } ?? ""
    let (set, findings) = library.load(id)
    if let set { return set }
    if !library.ids.contains(id) {
      let near = NearMiss.best(for: id, among: library.ids)
      console.error("没有“\(id)”这个表样集" + (near.map { "，是否为“\($0)”？" } ?? "") + "\n")
    }
    let sources = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    console.error(TextReport(sources: sources, width: console.width).render(findings))
    throw Exit(status: .usage)
  }
}
