internal import Diagnostics
internal import Documents
internal import Forms

/// Reads the sheets below `performance/`: each file says by `form` which one it fills in, and holds a table for each part.
struct SheetReader {
  let set: FormSet
  private(set) var findings: [Finding] = []
  /// The paths of sheets whose name could not be read.
  private(set) var unnamed: Set<String> = []
  private var seen: [String: SourceSpan] = [:]
  private var slugs: [String: String] = [:]

  init(set: FormSet) { self.set = set }

  /// Whether a file is a sheet rather than a table of the disclosure's own.
  static func isSheet(_ node: Node) -> Bool { node["form"] != nil }

  mutating func read(_ whole: Node, path: String) -> Sheet? {
    let form = set.sheets.first { $0.id == whole["form"]?.text }
    let (node, lost) = LostHeading.restored(whole, form?.set.tables.map(LostHeading.Part.init) ?? [])
    findings += lost
    var map = MappingReader(node, "这张表")
    guard let formNode = map.required("form"), let id = formNode.text else {
      findings += map.findings
      return nil
    }
    guard let form else {
      let known = set.sheets.map(\.id)
      let near = NearMiss.best(for: id, among: known)
      findings.append(
        InputRule.unknownName.finding(
          known.isEmpty ? "表样集“\(set.id)”没有分表，不能有 form" : "这套表样没有“\(id)”这种分表" + (near.map { "，是否为“\($0)”？" } ?? ""),
          at: formNode.span,
          fix: near.map { "改成 \($0)" }
            ?? (known.isEmpty
              ? "要收自评表的，换一套有分表的表样（mingzhang forms 编号 看有没有），或在自己的表样集里写 sheets" : "可用：" + known.joined(separator: "、"))))
      return nil
    }
    let sourceNotes = map.texts("source-notes")
    if let grade = map.node("grade"), let graded = form.set.tables.first(where: { !$0.grades.isEmpty }) {
      findings.append(
        InputRule.unknownName.finding("等级要写在“\(graded.short)”里", at: grade.span, fix: "移到 \(graded.short): 的下面，缩进一级"))
    }
    var parts: [(TableForm, Node)] = []
    for part in form.set.tables {
      guard let value = map.node(part.short) ?? map.node(part.id) else {
        if !part.isOptional {
          map.lack(
            part.short,
            Finding(
              rule: "STR-04", name: "法定表格齐全", level: .error, message: "缺少“\(part.short)”这一部分（\(part.title)）",
              at: node.span, fix: "加上 \(part.short): …"))
        }
        continue
      }
      parts.append((part, value))
    }
    findings += map.finish()
    let own = self.name(in: parts, form)
    // Without its name it is not the sheet that addresses mean.
    if own == nil, form.set.namedBy != nil { unnamed.insert(path) }
    let name = own ?? Self.slug(path)
    var filled = form.set
    filled.sheet = name
    let tables = form.set.tables.map { part -> Table? in
      guard let value = parts.first(where: { $0.0.id == part.id })?.1 else { return nil }
      var reader = TableReader(
        form: part, codes: part.codeList.flatMap { form.set.codeLists[$0] }, unit: form.set.unit,
        decimals: form.set.decimals)
      let table = reader.read(value, path: path)
      findings += reader.findings
      return table
    }
    checkNames(name, path: path, at: node.span)
    return Sheet(
      slug: Self.slug(path), form: id, name: name, set: filled, tables: tables, sourceNotes: sourceNotes, path: path,
      span: node.span)
  }

  private func name(in parts: [(TableForm, Node)], _ form: SheetForm) -> String? {
    guard let reference = form.set.namedBy, let resolution = try? TableResolution(reference, in: form.set),
      case .one(let column) = resolution.columns
    else { return nil }
    let table = form.set.tables[resolution.table]
    let field = table.blocks[resolution.block].columns[column]
    guard let node = parts.first(where: { $0.0.id == table.id })?.1,
      let text = (node[field.name] ?? node[field.id])?.text
    else { return nil }
    let trimmed = text.filter { !$0.isNewline && $0 != "\"" }
    return trimmed.isEmpty ? nil : trimmed
  }

  /// Two sheets of one name cannot be told apart in addresses, nor two files of one URL.
  private mutating func checkNames(_ name: String, path: String, at span: SourceSpan) {
    if let first = seen[name] {
      findings.append(
        InputRule.duplicateKey.finding(
          "两张表都叫“\(name)”", at: span, related: [.init(first, "另一张")], fix: "删去一张；确是两个项目的，名称里写出区别"))
    }
    seen[name] = span
    let slug = Self.slug(path)
    if !PathName.isPlain(slug) {
      findings.append(
        InputRule.path.finding(
          "文件名“\(slug)”是网址的一部分，只能用小写字母、数字和“-”", at: .start(of: path), fix: "改成拼音或简称，例如 03-minsheng.yaml"))
    }
    if set.tables.contains(where: { $0.id == slug }) {
      findings.append(
        InputRule.path.finding("“\(slug)”是这套表样里一张表的编号，分表不能用它作文件名", at: .start(of: path), fix: "换一个文件名"))
    }
    if let other = slugs[slug] {
      findings.append(
        InputRule.duplicateFile.finding("\(other) 和 \(path) 的网址相同", at: .start(of: path), fix: "改其中一个文件名"))
    }
    slugs[slug] = path
  }

  /// `performance/03-livelihood.yaml` → `livelihood`.
  static func slug(_ path: String) -> String {
    let stem = (path.split(separator: "/").last ?? "").prefix { $0 != "." }
    guard let dash = stem.firstIndex(of: "-"), stem[..<dash].allSatisfy(\.isNumber), dash > stem.startIndex else {
      return String(stem)
    }
    return String(stem[stem.index(after: dash)...])
  }
}
