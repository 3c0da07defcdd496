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
      for id in library.ids {
        guard let set = library.load(id).0 else {
          console.print("\(id)\t（有误）\n")
          continue
        }
        let open = set.unverified.isEmpty ? "" : "，\(set.unverified.count) 处没有核实"
        console.print("\(id)\t\(set.title)（\(set.statutoryTables.count) 张表，\(set.rules.count) 条规则\(open)）\n")
      }
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
        "\n\(table.short)\t\(table.id)\t\([table.code, table.title].compactMap { $0 }.joined(separator: " "))"
          + (table.collects.isEmpty ? "\n" : "（由分表得出，不填）\n"))
      for block in table.blocks {
        console.print("  \(Self.head(of: block, in: table))\n")
        for line in block.lines {
          console.print(
            "    \(line.number.map { "\($0)\t" } ?? "")\(line.code.map { "\($0) " } ?? "")\(Self.words(for: line))\n")
        }
      }
    }
    for sheet in set.sheets {
      console.print("\n分表 \(sheet.id)\t\(sheet.set.title)（mingzhang forms \(sheet.set.id) 看它的表和栏）\n")
    }
    printSections(set, console)
    console.print("\n规则（mingzhang explain 编号 看一条）：\(set.rules.map(\.id).joined(separator: "、"))\n")
    printSources(set, console)
  }

  /// A line's name, and whether data may leave it out. A line that the form prints empty has no name of its own.
  private static func words(for line: LineForm) -> String {
    line.label.isEmpty ? "（空行，不填）" : line.name + (line.isOptional ? "（可省）" : "")
  }

  /// What has to be written besides the tables.
  private func printSections(_ set: FormSet, _ console: Console) {
    let prose = set.leafSections.filter { $0.content == .prose }
    if !prose.isEmpty {
      console.print("\n章节（narrative/ 里一节一个文件，文件头写 section: 和名称）：\n")
      for section in prose { console.print("  \(section.title)\(section.isRequired ? "" : "（可省）")\n") }
    }
    guard !set.fields.isEmpty else { return }
    console.print("\n申报项（写在 disclosure.yaml 的 fields 里，正文用到的才写）：\n")
    var groups: [(name: String, items: [String])] = []
    for field in set.fields {
      if groups.last?.name != field.group { groups.append((field.group, [])) }
      groups[groups.count - 1].items.append("\(field.name)（\(field.unit)）")
    }
    for group in groups { console.print("  \(group.name)：\(group.items.joined(separator: "、"))\n") }
  }

  /// How the columns of a block are filled in: a list starts with codes and names, a single block is not named in the data.
  private static func head(of block: BlockForm, in table: TableForm) -> String {
    let columns = block.columns.map(\.name)
    guard table.layout != .list else {
      return "栏：" + (["编码", table.nameHead] + columns).joined(separator: "、")
    }
    let text = "栏：" + columns.joined(separator: "、")
    if block.name.isEmpty { return text }
    return table.blocks.count > 1 ? "\(block.name)：\(text)" : "\(text)（\(block.name)：只有一边，数据里不写这一层）"
  }

  /// Where a set comes from, and what in it nobody has verified: a user has to know before relying on it.
  private func printSources(_ set: FormSet, _ console: Console) {
    if !set.locked.isEmpty { console.print("不能列为例外的规则：\(set.locked.sorted().joined(separator: "、"))\n") }
    for (name, list) in set.codeLists.sorted(by: { $0.key < $1.key }) {
      let state = list.isComplete ? "收全" : "没有收全，表外的编码记作未检"
      let open = list.unverified.isEmpty ? "" : "；其中 \(list.unverified.count) 个名称没有核实，不符只报警告"
      console.print("\n科目表 \(name)（\(list.title)）：\(list.names.count) 个编码，\(state)\(open)\n")
      for source in list.sources { console.print("  出处：\(source)\n") }
      for note in list.notes { console.print("  未核实：\(note)\n") }
    }
    console.print("\n")
    for source in set.sources { console.print("出处：\(source)\n") }
    for item in set.unverified {
      console.print("未核实：\(item.note)" + (item.about.isEmpty ? "" : "（涉及：\(item.about.joined(separator: "、"))）") + "\n")
    }
    let lowered = set.rules.filter { $0.level < $0.declaredLevel }
    if !lowered.isEmpty { console.print("因此最多报警告的规则：\(lowered.map(\.id).joined(separator: "、"))\n") }
  }
}
