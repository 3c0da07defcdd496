internal import Diagnostics
internal import Disclosures
internal import Documents
internal import Forms
internal import Validation

/// Reads `content/` and `forms/` of a site, disclosure by disclosure, in parallel.
package struct SiteLoader {
  private let folder: SiteFolder
  private var findings: [Finding] = []
  private var sources: [String: SourceFile] = [:]

  package init(root: String) { folder = SiteFolder(root: root) }

  /// Whether there is a site at the root at all.
  package var hasContent: Bool { folder.isFolder("content") }

  package mutating func load() -> SiteContent {
    let (library, hasOwnForms) = formSets()
    var info: SiteInfo?
    var terms: [Term] = []
    var folders: [SiteFolder.Entry] = []
    var hasSiteFile = false
    for entry in folder.entries(of: "content", &findings) {
      if entry.isFolder {
        folders.append(entry)
      } else if ["site.yaml", "site.yml", "site.json"].contains(entry.name) {
        hasSiteFile = true
        guard let file = text(entry) else { continue }
        let (read, problems) = SiteFilesReader.site(file)
        info = read
        findings += problems
      } else if ["glossary.yaml", "glossary.yml", "glossary.json"].contains(entry.name) {
        guard let file = text(entry) else { continue }
        let (read, problems) = SiteFilesReader.glossary(file)
        terms = read
        findings += problems
      } else {
        unknown(entry, in: "content", known: ["site.yaml", "glossary.yaml"])
      }
    }
    if !hasSiteFile {
      findings.append(
        InputRule.missing.finding("缺少 site.yaml（站点的名称、域名、标识码）", at: .start(of: "content/site.yaml"), fix: "可用 mingzhang init 生成一份"))
    }
    let departments = readDepartments(folders)
    let inputs = departments.flatMap { disclosureInputs(of: $0.slug) }
    let cache = FormSetCache(library, executesSamples: hasOwnForms)
    let results = BoundedMap.run(inputs) { input in
      var reader = DisclosureReader(input)
      let (disclosure, problems) = reader.read { id in (cache.set(id), library.ids.contains(id), library.ids) }
      return (id: input.id, disclosure: disclosure, problems: problems)
    }
    for result in results { findings += result.problems }
    findings += cache.findings
    return SiteContent(
      info: info, departments: departments, terms: terms, disclosures: results.compactMap(\.disclosure),
      unreadable: results.filter { $0.disclosure == nil }.map(\.id), findings: findings, sources: sources,
      formSets: cache.sets)
  }

  /// The tool's form sets with the site's own `forms/` laid over them; `hasOwn` tells whether any file is not the tool's.
  private mutating func formSets() -> (library: FormSetLibrary, hasOwn: Bool) {
    let shipped = EmbeddedFiles.sources(below: "forms")
    for file in shipped { sources[file.path] = file }
    let own = folder.isFolder("forms") ? textFiles(below: "forms") : []
    let known = Dictionary(shipped.map { ($0.path, $0.bytes) }) { first, _ in first }
    return (FormSetLibrary(files: shipped + own), own.contains { known[$0.path] != $0.bytes })
  }

  private mutating func textFiles(below path: String) -> [SourceFile] {
    var files: [SourceFile] = []
    for entry in folder.entries(of: path, &findings) {
      if entry.isFolder {
        files += textFiles(below: entry.path)
      } else if entry.name.hasSuffix(".yaml"), let file = text(entry) {
        files.append(file)
      }
    }
    return files
  }

  private mutating func text(_ entry: SiteFolder.Entry) -> SourceFile? {
    guard let file = folder.text(entry, &findings) else { return nil }
    sources[file.path] = file
    return file
  }

  private mutating func unknown(_ entry: SiteFolder.Entry, in what: String, known: [String]) {
    let near = NearMiss.best(for: entry.name, among: known)
    findings.append(
      InputRule.unknownName.finding(
        "\(what) 里不认识“\(entry.name)”" + (near.map { "，是否为“\($0)”？" } ?? ""), at: .start(of: entry.path),
        fix: near.map { "改名为 \($0)" } ?? "这里可以有：" + known.joined(separator: "、")))
  }

  private mutating func readDepartments(_ folders: [SiteFolder.Entry]) -> [Department] {
    var departments: [Department] = []
    var slugs: [String: String] = [:]
    var names: [String: Department] = [:]
    for entry in folders {
      if entry.name.wholeMatch(of: /[a-z0-9][a-z0-9-]*/) == nil {
        findings.append(
          InputRule.path.finding(
            "部门文件夹“\(entry.name)”是网址的一部分，只能用小写字母、数字和“-”", at: .start(of: entry.path), fix: "改成拼音或简称，例如 pingshan-zwsj"))
      }
      if let other = slugs[entry.name.lowercased()] {
        findings.append(
          InputRule.path.finding(
            "两个部门的网址相同：“\(other)”和“\(entry.name)”只有大小写不同", at: .start(of: entry.path), fix: "改其中一个文件夹名"))
        continue
      }
      slugs[entry.name.lowercased()] = entry.name
      guard let department = department(entry) else { continue }
      if let other = names[department.name] {
        findings.append(
          InputRule.duplicateKey.finding(
            "两个部门都叫“\(department.name)”：\(other.slug) 和 \(department.slug)", at: department.span,
            related: [.init(other.span, "另一个")], fix: "合并文件夹，或改正名称"))
      }
      names[department.name] = department
      departments.append(department)
    }
    return departments
  }

  private mutating func department(_ folderEntry: SiteFolder.Entry) -> Department? {
    for entry in folder.entries(of: folderEntry.path, &findings)
    where ["department.yaml", "department.yml", "department.json"].contains(entry.name) {
      guard let file = text(entry) else { return nil }
      let (department, problems) = SiteFilesReader.department(file, slug: folderEntry.name)
      findings += problems
      return department
    }
    findings.append(
      InputRule.missing.finding(
        "部门文件夹“\(folderEntry.name)”里没有 department.yaml", at: .start(of: "\(folderEntry.path)/department.yaml"),
        fix: "加上它，至少写一行 name: 部门全称"))
    return nil
  }

  private mutating func disclosureInputs(of department: String) -> [DisclosureInput] {
    var inputs: [DisclosureInput] = []
    for yearEntry in folder.entries(of: "content/\(department)", &findings) {
      guard yearEntry.isFolder else {
        if !yearEntry.name.hasPrefix("department.") {
          unknown(yearEntry, in: "部门文件夹", known: ["department.yaml", "2020"])
        }
        continue
      }
      guard let year = Int(yearEntry.name), (1990...2100).contains(year) else {
        findings.append(
          InputRule.path.finding("“\(yearEntry.name)”应是四位年度", at: .start(of: yearEntry.path), fix: "改成例如 2020"))
        continue
      }
      for kind in folder.entries(of: yearEntry.path, &findings) {
        guard kind.isFolder, kind.name.wholeMatch(of: /[a-z0-9][a-z0-9-]*/) != nil else {
          unknown(kind, in: "年度文件夹", known: ["final-accounts", "budget", "overall-performance", "project-performance"])
          continue
        }
        if let input = input(department: department, year: year, kind: kind) { inputs.append(input) }
      }
    }
    return inputs
  }

  private mutating func input(department: String, year: Int, kind: SiteFolder.Entry) -> DisclosureInput? {
    let id = "\(department)/\(year)/\(kind.name)"
    let siteFindings = findings
    findings = []
    defer { findings = siteFindings + findings.map { $0.within(.disclosure(id)) } }
    var main: SourceFile?
    var hasMain = false
    var tables: [SourceFile] = []
    var narrative: [SourceFile] = []
    var performance: [SourceFile] = []
    var attachments: [Attachment] = []
    for entry in folder.entries(of: kind.path, &findings) {
      switch (entry.name, entry.isFolder) {
      case ("disclosure.yaml", false), ("disclosure.yml", false), ("disclosure.json", false):
        hasMain = true
        main = text(entry)
      case ("tables", true): tables = dataFiles(entry, extensions: ["yaml", "yml", "json", "csv"])
      case ("performance", true): performance = dataFiles(entry, extensions: ["yaml", "yml", "json"])
      case ("narrative", true): narrative = dataFiles(entry, extensions: ["md"])
      case ("attachments", true): attachments = attachmentFiles(entry)
      default:
        unknown(entry, in: "公开件文件夹", known: ["disclosure.yaml", "tables", "narrative", "performance", "attachments"])
      }
    }
    if !hasMain {
      findings.append(
        InputRule.missing.finding("缺少 disclosure.yaml", at: .start(of: "\(kind.path)/disclosure.yaml"), fix: "写法见 docs/写一份公开件.md"))
    }
    guard let main else {
      return nil
    }
    return DisclosureInput(
      department: department, year: year, kind: kind.name, main: main, tables: tables, narrative: narrative,
      performance: performance, attachments: attachments)
  }

  private mutating func dataFiles(_ folderEntry: SiteFolder.Entry, extensions: [String]) -> [SourceFile] {
    folder.entries(of: folderEntry.path, &findings).compactMap { entry in
      let suffix = entry.name.split(separator: ".").last.map { $0.lowercased() } ?? ""
      guard !entry.isFolder, extensions.contains(suffix) else {
        let fix =
          ["xls", "xlsx", "et"].contains(suffix)
          ? "在表格软件里另存为“CSV UTF-8”，或改写成 YAML" : "这里放 " + extensions.map { ".\($0)" }.joined(separator: "、") + " 文件"
        findings.append(
          InputRule.unknownName.finding("\(folderEntry.name) 里的“\(entry.name)”读不了", at: .start(of: entry.path), fix: fix))
        return nil
      }
      return text(entry)
    }
  }

  private mutating func attachmentFiles(_ folderEntry: SiteFolder.Entry) -> [Attachment] {
    folder.entries(of: folderEntry.path, &findings).compactMap { entry in
      guard !entry.isFolder else {
        findings.append(InputRule.path.finding("附件里不能有文件夹“\(entry.name)”", at: .start(of: entry.path), fix: "把文件移到 attachments 下"))
        return nil
      }
      guard entry.size <= SiteBuilder.largestAttachment else {
        findings.append(
          InputRule.size.finding(
            "附件有 \(entry.size >> 20) MB，超过 \(SiteBuilder.largestAttachment >> 20) MB 的上限", at: .start(of: entry.path), fix: "压缩或拆分"))
        return nil
      }
      return Attachment.file(name: entry.name, path: entry.path, size: entry.size)
    }
  }
}
