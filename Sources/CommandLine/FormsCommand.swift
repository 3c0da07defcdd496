internal import ArgumentParser
internal import Diagnostics
internal import Forms
internal import Site

/// `mingzhang forms`: lists the form sets, or prints the tables and lines of one.
struct FormsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", abstract: "列出表样集；写上编号就列出它的表、栏和行。")

  @Argument(help: ArgumentHelp("表样集的编号，例如 national/2020/final-accounts。", valueName: "编号"))
  var id: String?

  @Option(help: ArgumentHelp("站点文件夹；它自己的 forms/ 也算在内。", valueName: "站点"))
  var site = "."

  func run() throws {
    let console = Console()
    var loader = SiteLoader(root: site)
    let files = loader.formFiles()
    let library = FormSetLibrary(files: files)
    guard let id else {
      for id in library.ids { console.print("\(id)\t\(library.load(id).0?.title ?? "（有误）")\n") }
      return
    }
    let (set, findings) = library.load(id)
    guard let set else {
      if !library.ids.contains(id) {
        let near = NearMiss.best(for: id, among: library.ids)
        console.error("没有“\(id)”这个表样集" + (near.map { "，是否为“\($0)”？" } ?? "") + "\n")
      }
      let sources = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
      console.error(TextReport(sources: sources, width: console.width).render(findings))
      throw Exit(status: .usage)
    }
    console.print("\(set.title)（\(set.id)）\n")
    for table in set.tables {
      console.print(
        "\n\(table.short)\t\(table.id)\t\([table.code, table.title].compactMap { $0 }.joined(separator: " "))\n")
      for block in table.blocks {
        console.print(
          "  \(block.name.isEmpty ? "" : block.name + "：")栏：\(block.columns.map(\.name).joined(separator: "、"))\n")
        for line in block.lines {
          console.print("    \(line.number.map { "\($0)\t" } ?? "")\(line.code.map { "\($0) " } ?? "")\(line.name)\n")
        }
      }
    }
    console.print("\n章节：\(set.leafSections.map(\.title).joined(separator: "、"))\n")
    console.print("规则：\(set.rules.map(\.id).joined(separator: "、"))\n")
  }
}
