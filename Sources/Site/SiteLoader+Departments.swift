internal import Diagnostics
internal import Disclosures
internal import Documents
internal import Rendering
internal import Validation

/// A department's folder as read. What is wrong with it holds back its own disclosures, never another department's.
struct DepartmentFolder: Sendable {
  let slug: String
  let department: Department?
  /// The texts of its disclosures, until they are read.
  var inputs: [DisclosureInput] = []
  let ids: [String]
  /// The ids of disclosures without a `disclosure.yaml` that could be read.
  let unreadable: [String]
  var isBlocked: Bool

  /// Where its mistakes count.
  var scope: Finding.Scope { .disclosure(ids.first ?? unreadable.first ?? slug) }
}

/// Everything a department's folder came to: its disclosures, linked with each other, and what is wrong with them.
struct DepartmentReading {
  var folder: DepartmentFolder
  let disclosures: [Disclosure]
  /// The ids of disclosures that are there but could not be read.
  let unreadable: [String]
  var findings: [Finding]
  let sources: [String: SourceFile]
}

extension SiteLoader {
  /// Reads one department on its own: departments do not depend on each other.
  func read(_ entry: SiteFolder.Entry, _ formSets: FormSetCache, allowsHTML: Bool) -> DepartmentReading {
    var loader = SiteLoader(folder: folder)
    var read = loader.readDepartment(entry)
    read.isBlocked = loader.findings.contains { $0.level == .error && $0.scope == .site }
    var findings = loader.findings.map { $0.scope == .site ? $0.within(read.scope) : $0 }
    var disclosures: [Disclosure] = []
    var failed: [String] = []
    for var input in read.inputs {
      input.allowsHTML = allowsHTML
      var reader = DisclosureReader(input)
      let (disclosure, problems) = reader.read(isAtHand: formSets.isLoaded) { id in
        (formSets.set(id), formSets.ids.contains(id), formSets.ids)
      }
      findings += problems
      if var disclosure {
        disclosure.departmentType = read.department?.type
        // Where nobody can tell its name, that is one mistake, and not one of every sentence that writes it.
        disclosure.departmentNames = read.department?.names ?? [entry.name]
        disclosures.append(disclosure)
      } else {
        failed.append(input.id)
        // What is wrong with them is told with their lines, which may hold what must not be shown.
        let files = [input.main] + input.tables + input.performance + input.narrative
        findings += files.flatMap { PrivacyCheck.run($0) }.map { $0.within(.disclosure(input.id)) }
      }
    }
    read.inputs = []
    let unreadable = read.unreadable + failed
    return DepartmentReading(
      folder: read, disclosures: disclosures.linked(besides: unreadable), unreadable: unreadable, findings: findings,
      sources: loader.sources)
  }

  /// What only shows between departments: two of one name, folders whose URLs differ by case.
  func checkNames(_ departments: inout [DepartmentFolder], _ entries: [SiteFolder.Entry]) -> [Finding] {
    var found: [Finding] = []
    var slugs: [String: String] = [:]
    var names: [String: Int] = [:]
    let former = FormerAddressCheck.run(
      departments.map(\.department), taken: entries.map(\.name), reserved: Self.reserved)
    for (index, entry) in entries.enumerated() {
      let scope = departments[index].scope
      var own = nameFindings(entry, &slugs) + former[index]
      if let department = departments[index].department {
        if let first = names[department.name], let other = departments[first].department {
          own.append(
            InputRule.duplicateKey.finding(
              "两个部门都叫“\(department.name)”：\(other.slug) 和 \(department.slug)", at: department.span,
              related: [.init(other.span, "另一个")], fix: "本级另行公开的，把名称写成“\(department.name)（本级）”；同一个部门的，合并文件夹"))
          departments[first].isBlocked = true
        }
        names[department.name] = index
      }
      if !own.isEmpty { departments[index].isBlocked = true }
      found += own.map { $0.within(scope) }
    }
    return found
  }

  /// What stands at the root besides departments.
  private static let reserved = ListPages.reserved.union([RulesPage.folder, ComparePaths.folder, "assets"])

  private func nameFindings(_ entry: SiteFolder.Entry, _ slugs: inout [String: String]) -> [Finding] {
    var findings: [Finding] = []
    if !PathName.isPlain(entry.name) {
      findings.append(
        InputRule.path.finding(
          "部门文件夹“\(entry.name)”是网址的一部分，只能用小写字母、数字和“-”", at: .start(of: entry.path),
          fix: FolderNames.plain(entry.name).map { "改名为 \($0)" } ?? "改成部门名称的拼音或缩写，例如 caizheng-ju"))
    }
    if Self.reserved.contains(entry.name) {
      findings.append(
        InputRule.path.finding(
          "“\(entry.name)”留作站点自己的网址，部门文件夹不能用", at: .start(of: entry.path),
          fix: "换一个名字：部门名称的拼音或缩写，例如 caizheng-ju"))
    }
    if let other = slugs[entry.name.lowercased()] {
      findings.append(
        InputRule.path.finding(
          "两个部门的网址相同：“\(other)”和“\(entry.name)”只有大小写不同", at: .start(of: entry.path), fix: "改其中一个文件夹名"))
    }
    slugs[entry.name.lowercased()] = entry.name
    return findings
  }

  fileprivate mutating func readDepartment(_ folderEntry: SiteFolder.Entry) -> DepartmentFolder {
    var department: Department?
    var seen = FileStems()
    var inputs: [DisclosureInput] = []
    var unreadable: [String] = []
    for entry in folder.entries(of: folderEntry.path, &findings) {
      if entry.isFolder {
        readYear(entry, of: folderEntry.name, &inputs, &unreadable)
      } else if ["department.yaml", "department.yml", "department.json"].contains(entry.name) {
        guard seen.isFirst(entry, &findings), let file = text(entry) else { continue }
        let (read, problems) = SiteFilesReader.department(file, slug: folderEntry.name)
        department = read
        findings += problems + PrivacyCheck.run(file)
      } else {
        unknown(entry, in: "部门文件夹", known: ["department.yaml"])
      }
    }
    if !seen.has("department") {
      findings.append(
        InputRule.missing.finding(
          "部门文件夹“\(folderEntry.name)”里没有 department.yaml", at: .start(of: "\(folderEntry.path)/department.yaml"),
          fix: "加上它，至少写一行 name: 部门全称"))
    }
    return DepartmentFolder(
      slug: folderEntry.name, department: department, inputs: inputs, ids: inputs.map(\.id),
      unreadable: unreadable, isBlocked: false)
  }

  private mutating func readYear(
    _ folderEntry: SiteFolder.Entry, of department: String, _ inputs: inout [DisclosureInput],
    _ unreadable: inout [String]
  ) {
    // `02020` is a number too, and would be the same disclosure as `2020`.
    guard let year = Int(folderEntry.name), (1990...2100).contains(year), String(year) == folderEntry.name else {
      findings.append(
        InputRule.path.finding(
          "“\(folderEntry.name)”应是四位年度", at: .start(of: folderEntry.path),
          fix: FolderNames.year(in: folderEntry.name).map { "改名为 \($0)" } ?? "改成四位数字，例如 2024"))
      return
    }
    for kind in folder.entries(of: folderEntry.path, &findings) {
      guard kind.isFolder, PathName.isPlain(kind.name) else {
        unknown(kind, in: "年度文件夹", known: ["final-accounts", "budget", "overall-performance", "project-performance"])
        continue
      }
      if let input = input(department: department, year: year, kind: kind) {
        inputs.append(input)
      } else {
        unreadable.append("\(department)/\(year)/\(kind.name)")
      }
    }
  }

  private static let parts = [
    "disclosure.yaml", "tables", "narrative", "performance", "attachments", "suppressions.yaml", "reasons.yaml",
  ]

  /// Which part of a disclosure something in its folder is. A folder that is nearly called like one that is not there is
  /// told of, and read as that one: nothing in it is missing.
  private mutating func part(_ entry: SiteFolder.Entry, among entries: [SiteFolder.Entry]) -> String {
    guard entry.isFolder, !Self.parts.contains(entry.name),
      let near = FolderNames.meant(by: entry.name, among: Self.parts.filter { !$0.contains(".") }),
      !entries.contains(where: { $0.name == near })
    else { return entry.name }
    unknown(entry, in: "公开件文件夹", known: [near])
    return near
  }

  private mutating func input(department: String, year: Int, kind: SiteFolder.Entry) -> DisclosureInput? {
    let id = "\(department)/\(year)/\(kind.name)"
    let outer = findings
    findings = []
    defer { findings = outer + findings.map { $0.within(.disclosure(id)) } }
    var main: SourceFile?
    var seen = FileStems()
    var tables: [SourceFile] = []
    var narrative: [SourceFile] = []
    var performance: [SourceFile] = []
    var attachments: [Attachment] = []
    var unreadable: [String] = []
    var exceptions: SourceFile?
    var reasons: SourceFile?
    var isMisnamed = false
    let entries = folder.entries(of: kind.path, &findings)
    for entry in entries {
      switch (part(entry, among: entries), entry.isFolder) {
      case ("disclosure.yaml", false), ("disclosure.yml", false), ("disclosure.json", false):
        if seen.isFirst(entry, &findings) { main = text(entry) }
      case ("suppressions.yaml", false), ("suppressions.json", false):
        if seen.isFirst(entry, &findings) { exceptions = text(entry) }
      case ("reasons.yaml", false), ("reasons.json", false):
        if seen.isFirst(entry, &findings) { reasons = text(entry) }
      case ("tables", true): tables += dataFiles(entry, extensions: ["yaml", "yml", "json", "csv"], &unreadable)
      case ("performance", true): performance += dataFiles(entry, extensions: ["yaml", "yml", "json"], &unreadable)
      case ("narrative", true): narrative += dataFiles(entry, extensions: ["md"], &unreadable)
      case ("attachments", true): attachments = attachmentFiles(entry)
      case ("tables", false), ("performance", false), ("narrative", false), ("attachments", false):
        findings.append(
          InputRule.path.finding("“\(entry.name)”应是文件夹，这里是一个文件", at: .start(of: entry.path), fix: "改成文件夹，把文件放进去"))
      default:
        unknown(entry, in: "公开件文件夹", known: Self.parts)
        isMisnamed = isMisnamed || NearMiss.best(for: entry.name, among: Self.parts)?.hasPrefix("disclosure.") ?? false
      }
    }
    // Where it has a wrong name, that has been said.
    if !seen.has("disclosure"), !isMisnamed {
      findings.append(
        InputRule.missing.finding(
          "缺少 disclosure.yaml", at: .start(of: "\(kind.path)/disclosure.yaml"), fix: "写法见 docs/写一份公开件.md"))
    }
    guard let main else {
      findings += DisclosureReader.syntaxFindings(data: tables + performance, narrative: narrative)
      findings += (tables + performance + narrative).flatMap { PrivacyCheck.run($0) }
      return nil
    }
    return DisclosureInput(
      department: department, year: year, kind: kind.name, main: main, tables: tables, narrative: narrative,
      performance: performance, attachments: attachments, exceptions: exceptions, reasons: reasons,
      unreadable: unreadable)
  }
}
