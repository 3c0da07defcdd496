package import Diagnostics
internal import Disclosures
internal import Documents
internal import Forms
internal import Validation

/// Reads `content/` and `forms/` of a site, department by department, in parallel.
package struct SiteLoader {
  let folder: SiteFolder
  var findings: [Finding] = []
  var sources: [String: SourceFile] = [:]

  package init(root: String) { folder = SiteFolder(root: root) }

  init(folder: SiteFolder) { self.folder = folder }

  /// Whether there is a site at the root at all.
  package var hasContent: Bool { folder.isFolder("content") }

  /// Reads everything and keeps it.
  package mutating func load() -> SiteContent {
    let frame = readFrame()
    let loader = self
    let readings = BoundedMap.run(frame.folders) {
      loader.read($0, frame.formSets, allowsHTML: frame.info?.allowsHTML ?? false)
    }
    var departments = readings.map(\.folder)
    findings += checkNames(&departments, frame.folders)
    for reading in readings {
      findings += reading.findings
      sources.merge(reading.sources) { first, _ in first }
    }
    findings += frame.formSets.findings
    return SiteContent(
      info: frame.info, departments: departments.compactMap(\.department), folders: departments.map(\.slug),
      terms: frame.terms, hasGlossary: frame.hasGlossary, disclosures: readings.flatMap(\.disclosures),
      unreadable: readings.flatMap(\.unreadable),
      heldBack: departments.filter(\.isBlocked).flatMap(\.ids), findings: findings, sources: sources,
      formSets: frame.formSets.sets, formLibrary: frame.formSets.formLibrary)
  }

  /// What all departments share, and where each department is.
  mutating func readFrame() -> SiteFrameReading {
    let (library, hasOwnForms) = formSets()
    var info: SiteInfo?
    var terms: [Term] = []
    var hasGlossary = true
    var folders: [SiteFolder.Entry] = []
    var seen = FileStems()
    for entry in folder.entries(of: "content", &findings) {
      if entry.isFolder {
        folders.append(entry)
      } else if ["site.yaml", "site.yml", "site.json"].contains(entry.name) {
        guard seen.isFirst(entry, &findings), let file = text(entry) else { continue }
        let (read, problems) = SiteFilesReader.site(file)
        info = read
        findings += problems + PrivacyCheck.run(file)
      } else if ["glossary.yaml", "glossary.yml", "glossary.json"].contains(entry.name) {
        guard seen.isFirst(entry, &findings) else { continue }
        hasGlossary = false
        guard let file = text(entry) else { continue }
        let (read, problems) = SiteFilesReader.glossary(file)
        terms = read
        hasGlossary = !problems.contains(atLeast: .error)
        findings += problems + PrivacyCheck.run(file)
      } else {
        unknown(entry, in: "content ", known: ["site.yaml", "glossary.yaml"])
      }
    }
    if !seen.has("site") {
      findings.append(
        InputRule.missing.finding(
          "缺少 site.yaml（站点的名称、域名、标识码）", at: .start(of: "content/site.yaml"), fix: "可用 mingzhang init 生成一份"))
    }
    return SiteFrameReading(
      info: info, terms: terms, hasGlossary: hasGlossary, folders: folders,
      formSets: FormSetCache(library, executesSamples: hasOwnForms))
  }

  /// The tool's form sets with the site's own `forms/` laid over them; `hasOwn` tells whether any file is not the tool's.
  private mutating func formSets() -> (library: FormSetLibrary, hasOwn: Bool) {
    let shipped = EmbeddedFiles.sources(below: "forms")
    for file in shipped { sources[file.path] = file }
    let own = folder.isFolder("forms") ? textFiles(below: "forms") : []
    findings += Self.misplaced(own, besides: shipped)
    let known = Dictionary(shipped.map { ($0.path, $0.bytes) }) { first, _ in first }
    return (FormSetLibrary(files: shipped + own), own.contains { known[$0.path] != $0.bytes })
  }

  /// The files of every form set at hand, the tool's first.
  package mutating func formFiles() -> [SourceFile] {
    EmbeddedFiles.sources(below: "forms") + (folder.isFolder("forms") ? textFiles(below: "forms") : [])
  }

  /// The form set that the site's disclosures use most recently; nil where there is no site.
  package mutating func firstFormSet() -> String? {
    guard hasContent else { return nil }
    return load().disclosures.max { ($0.year, $1.id) < ($1.year, $0.id) }?.set.id
  }

  private mutating func textFiles(below path: String) -> [SourceFile] {
    var files: [SourceFile] = []
    for entry in folder.entries(of: path, &findings) {
      if entry.isFolder {
        files += textFiles(below: entry.path)
      } else if entry.name.hasSuffix(".yaml") || entry.name.hasSuffix(".csv") {
        if let file = text(entry) { files.append(file) }
      } else if let suffix = [".yml", ".YML", ".YAML", ".json", ".CSV"].first(where: entry.name.hasSuffix) {
        let right = suffix.lowercased() == ".csv" ? ".csv" : ".yaml"
        findings.append(
          FormRule.form.finding(
            "这个文件没有读：forms 里只读 .yaml 和 .csv 文件", at: .start(of: entry.path),
            fix: suffix == ".json" ? "改写成 YAML" : "改名为 \(entry.name.dropLast(suffix.count))\(right)"))
      }
    }
    return files
  }

  /// Files that no form set is read from, though they were surely meant to be.
  private static func misplaced(_ own: [SourceFile], besides shipped: [SourceFile]) -> [Finding] {
    func folder(_ path: String) -> [Substring] { path.split(separator: "/").dropLast() }
    let sets = Set((own + shipped).filter { $0.path.hasSuffix(".yaml") }.map { folder($0.path) })
    return own.compactMap { file in
      let place = folder(file.path)
      if place.count > 1, place[1] == "codes" { return nil }
      if file.path.hasSuffix(".csv") {
        return FormRule.form.finding("这个文件没有读：科目名称表放在 forms/codes/", at: .start(of: file.path), fix: "移到 forms/codes/")
      }
      guard place.count > 1 else {
        return FormRule.form.finding(
          "这个文件没有读：表样集是 forms 下面的文件夹", at: .start(of: file.path), fix: "移到表样集的文件夹里，例如 forms/地区/年度/类别/")
      }
      guard let outer = (2..<place.count).lazy.map({ Array(place.prefix($0)) }).first(where: sets.contains) else {
        return nil
      }
      let name = outer.joined(separator: "/")
      return FormRule.form.finding(
        "这个文件没有读进表样集 \(name.dropFirst(6))：表样集只读自己文件夹里的文件，不读下级文件夹", at: .start(of: file.path), fix: "移到 \(name)/")
    }
  }

  mutating func text(_ entry: SiteFolder.Entry) -> SourceFile? {
    guard let file = folder.text(entry, &findings) else { return nil }
    sources[file.path] = file
    return file
  }

  mutating func unknown(_ entry: SiteFolder.Entry, in what: String, known: [String]) {
    let near = FolderNames.meant(by: entry.name, among: known)
    findings.append(
      InputRule.unknownName.finding(
        "\(what)里不认识“\(entry.name)”" + (near.map { "，是否为“\($0)”？" } ?? ""), at: .start(of: entry.path),
        fix: near.map { "改名为 \($0)" } ?? "这里可以有：" + known.map(FolderNames.explained).joined(separator: "、")))
  }

  mutating func dataFiles(
    _ folderEntry: SiteFolder.Entry, extensions: [String], _ unreadable: inout [String]
  ) -> [SourceFile] {
    folder.entries(of: folderEntry.path, &findings).compactMap { entry in
      let suffix = entry.name.split(separator: ".").last.map { $0.lowercased() } ?? ""
      guard !entry.isFolder, extensions.contains(suffix) else {
        findings.append(
          InputRule.unknownName.finding(
            "\(folderEntry.name) 里的“\(entry.name)”读不了", at: .start(of: entry.path),
            fix: Self.fix(entry, suffix: suffix, extensions: extensions)))
        // What it holds is not missing as well.
        if !entry.isFolder { unreadable.append(entry.path) }
        return nil
      }
      let file = text(entry)
      if file == nil { unreadable.append(entry.path) }
      return file
    }
  }

  /// How to turn a file of another kind into one that is read here.
  private static func fix(_ entry: SiteFolder.Entry, suffix: String, extensions: [String]) -> String {
    let stem = entry.name.dropLast(suffix.utf8.count + 1)
    // Windows hides the extension that it adds.
    if suffix == "txt", extensions.contains(where: { stem.hasSuffix(".\($0)") }) { return "改名为 \(stem)（去掉末尾的 .txt）" }
    if extensions == ["md"], !entry.isFolder {
      return suffix == "txt" ? "改名为 \(stem).md" : "把正文复制成纯文本，存为 \(stem).md"
    }
    if ["xls", "xlsx", "et", "ods"].contains(suffix), extensions.contains("csv") {
      return "在表格软件里把这张表另存为“CSV UTF-8”（\(stem).csv），或改写成 YAML"
    }
    return "这里放 " + extensions.map { ".\($0)" }.joined(separator: "、") + " 文件"
  }

  mutating func attachmentFiles(_ folderEntry: SiteFolder.Entry) -> [Attachment] {
    folder.entries(of: folderEntry.path, &findings).compactMap { entry in
      guard !entry.isFolder else {
        findings.append(
          InputRule.path.finding("附件里不能有文件夹“\(entry.name)”", at: .start(of: entry.path), fix: "把文件移到 attachments 下"))
        return nil
      }
      guard entry.size <= DisclosureFiles.largestAttachment else {
        findings.append(
          InputRule.size.finding(
            "附件有 \(entry.size >> 20) MB，超过 \(DisclosureFiles.largestAttachment >> 20) MB 的上限",
            at: .start(of: entry.path),
            fix: "压缩或拆分"))
        return nil
      }
      // A file that cannot be opened is a finding already.
      let content = folder.bytes(entry, &findings).map { AttachmentCache.shared.content(name: entry.name, bytes: $0) }
      return Attachment.file(name: entry.name, path: entry.path, size: entry.size, content: content)
    }
  }
}

/// The site's own files, and the departments still to be read.
struct SiteFrameReading {
  let info: SiteInfo?
  let terms: [Term]
  /// Whether the glossary was read without a mistake: with one, what a disclosure selects may only seem to be missing.
  let hasGlossary: Bool
  var folders: [SiteFolder.Entry]
  let formSets: FormSetCache
}
