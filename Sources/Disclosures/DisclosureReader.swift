package import Diagnostics
internal import Documents
internal import Figures
package import Forms
internal import Markdown

/// Reads a disclosure's files into its typed value. Every problem is a finding; what can be read is kept, so that one
/// run reports everything. Arithmetic is not judged here.
package struct DisclosureReader {
  private let input: DisclosureInput
  private var findings: [Finding] = []
  /// See ``Disclosure/unread``.
  private var unread: Set<String>
  /// See ``Disclosure/unreadKeys``.
  private var unreadKeys: Set<String> = []
  private var parsed: ParsedFiles?

  package init(_ input: DisclosureInput) {
    self.input = input
    unread = Set(input.unreadable)
  }

  /// nil where `disclosure.yaml` cannot be used, or its form set is missing.
  ///
  /// - Parameter isAtHand: whether looking a form set up takes no time.
  package mutating func read(
    isAtHand: (String) -> Bool = { _ in true },
    formSet: @Sendable (String) -> (FormSet?, isKnown: Bool, ids: [String])
  ) -> (Disclosure?, [Finding]) {
    let disclosure = readAll(isAtHand, formSet)
    let scope = Finding.Scope.disclosure(input.id)
    return (disclosure, findings.map { $0.within(scope) }.foldingRepeats(from: 3))
  }

  private mutating func readAll(
    _ isAtHand: (String) -> Bool, _ formSet: @Sendable (String) -> (FormSet?, isKnown: Bool, ids: [String])
  ) -> Disclosure? {
    let (node, problems) = DocumentReader.read(input.main)
    findings += problems
    guard let node else {
      if problems.isEmpty { findings.append(InputRule.missing.finding("文件是空的", at: .start(of: input.main.path))) }
      readSyntaxOnly()
      return nil
    }
    // The first of a form set has it read while its own files are parsed: neither needs the other.
    if let id = node["form-set"]?.text, !isAtHand(id) {
      let input = input
      parsed = Both.run({ _ = formSet(id) }, { ParsedFiles(input) }).1
    }
    var map = MappingReader(node, "disclosure.yaml")
    let set = readFormSet(&map, formSet)
    let approved = readDate(&map, "approved")
    let published = readDate(&map, "published")
    let source = map.requiredText("source")
    let mark = readMark(&map)
    let original = readOriginal(&map)
    let unit = readUnit(&map)
    let decimals = map.int("decimals", in: 0...FigureLiteral.mostDecimals)
    let basisNotes = map.texts("basis-notes")
    let terms = map.list("glossary").compactMap { item in item.text.map { Located($0, at: item.span) } }
    let fieldNode = map.node("fields")
    let comparativeNode = map.node("comparatives")
    let correctionNodes = map.list("corrections")
    let secrecyNodes = map.list("secrecy")
    findings += map.finish()
    unreadKeys.formUnion(map.misspelt)
    guard let set else {
      readSyntaxOnly()
      return nil
    }
    if set.year != input.year {
      findings.append(
        InputRule.path.finding(
          "文件夹是 \(input.year) 年度，表样集“\(set.id)”是 \(set.year) 年度", at: node["form-set"]?.span ?? node.span,
          fix: "这份是 \(input.year) 年度的，就改成 \(set.id.replacing("/\(set.year)/", with: "/\(input.year)/"))"
            + "（有哪些用 mingzhang forms 看）；写错的是文件夹，就改名为 \(set.year)"))
    }
    if set.kind != input.kind {
      findings.append(
        InputRule.path.finding(
          "文件夹是“\(input.kind)”，表样集“\(set.id)”的类别是“\(set.kind)”", at: node["form-set"]?.span ?? node.span,
          fix: "把文件夹改名为 \(set.kind)，或改正 form-set"))
    }
    let places = decimals ?? set.decimals
    let unitName = unit ?? set.unit
    var sheets: [Sheet] = []
    let tables = readTables(set, unit: unitName, decimals: places, sheets: &sheets)
    let sections = readNarrative(set)
    var fieldReader = FieldReader(
      unit: unitName, decimals: places, hasOwnUnit: unitName != set.unit, unreadKeys: unreadKeys)
    let fields = fieldReader.fields(fieldNode, forms: set.fields)
    let comparatives = fieldReader.comparatives(comparativeNode, set: set, fields: fields)
    let corrections = correctionNodes.compactMap { fieldReader.correction($0) }
    findings += fieldReader.findings
    var secrecyReader = SecrecyReader()
    let secrecy = secrecyNodes.compactMap { secrecyReader.read($0) }
    findings += secrecyReader.findings
    var exceptionReader = ExceptionReader()
    var reasonsReader = ReasonsReader()
    let reasons = input.reasons.map { reasonsReader.read($0, set: set) } ?? Reasons()
    findings += reasonsReader.findings
    let exceptions = input.exceptions.map { exceptionReader.read($0) } ?? []
    findings += exceptionReader.findings
    return Disclosure(
      id: input.id, department: input.department, year: input.year, kind: input.kind, set: set, tables: tables,
      sheets: sheets, sections: sections,
      unread: unread, fields: fields, unreadFigures: fieldReader.unread, unreadKeys: unreadKeys,
      comparatives: comparatives, terms: terms,
      corrections: corrections,
      approved: approved, published: published, source: source ?? "", unit: MeasureUnit(unitName), decimals: places,
      basisNotes: basisNotes, attachments: input.attachments, secrecy: secrecy,
      files: [input.main] + input.tables + input.performance + [input.exceptions, input.reasons].compactMap { $0 },
      exceptions: exceptions, unreadExceptions: exceptionReader.unread, reasons: reasons, span: node.span, mark: mark,
      original: original)
  }

  private mutating func readMark(_ map: inout MappingReader) -> String? {
    guard let node = map.node("mark"), let text = node.text, !text.isEmpty else { return nil }
    guard text.count <= Disclosure.longestMark, !text.contains(where: { "（）()".contains($0) }) else {
      map.record(
        InputRule.kind.finding(
          "“mark”跟在每个标题后面，最多 \(Disclosure.longestMark) 个字，不带括号", at: node.span, fix: "写成 合成、示例、模拟 这样的词，详情写在 basis-notes"
        ))
      return nil
    }
    return text
  }

  private mutating func readOriginal(_ map: inout MappingReader) -> Located<OriginalDate>? {
    guard let node = map.node("original-published"), let text = node.text, !text.isEmpty else { return nil }
    guard let date = OriginalDate(text) else {
      map.record(
        InputRule.kind.finding(
          "“original-published”应是原件公开的年、年-月或年-月-日，这里是“\(text)”", at: node.span, fix: "例如 2021-11"))
      return nil
    }
    return Located(date, at: node.span)
  }

  private mutating func readFormSet(
    _ map: inout MappingReader, _ formSet: (String) -> (FormSet?, isKnown: Bool, ids: [String])
  ) -> FormSet? {
    guard let node = map.required("form-set"), let id = node.text else { return nil }
    let (set, isKnown, ids) = formSet(id)
    if set == nil {
      if isKnown {
        map.record(InputRule.missing.finding("表样集“\(id)”有误，不能用来核对这份公开件", at: node.span, fix: "先改正表样集的问题"))
      } else {
        let near = NearMiss.best(for: id, among: ids)
        map.record(
          InputRule.unknownName.finding(
            "没有“\(id)”这个表样集" + (near.map { "，是否为“\($0)”？" } ?? ""), at: node.span,
            fix: near.map { "改成 \($0)" } ?? "可用的表样集：" + ids.joined(separator: "、")))
      }
    }
    return set
  }

  /// What cannot even be read: reported in the same run where there is no form set to understand the files by.
  package static func syntaxFindings(data: [SourceFile], narrative: [SourceFile]) -> [Finding] {
    data.flatMap { file in
      ParsedFiles.isCSV(file) ? CSVReader.read(file).1 : DocumentReader.read(file).1
    } + narrative.flatMap { MarkdownParser.parse($0).1 }
  }

  private mutating func readSyntaxOnly() {
    findings += Self.syntaxFindings(data: input.tables + input.performance, narrative: input.narrative)
  }

  private func document(_ file: SourceFile) -> (node: Node?, findings: [Finding]) {
    parsed?.document(file) ?? DocumentReader.read(file)
  }

  private mutating func readUnit(_ map: inout MappingReader) -> String? {
    guard let name = map.text("unit") else { return nil }
    if !MeasureUnit(name).isMoney {
      map.record(
        InputRule.kind.finding("单位应是元、万元或亿元，这里是“\(name)”", at: map.node["unit"]?.span ?? map.node.span, fix: "改成 万元"))
      return nil
    }
    return name
  }

  private mutating func readDate(_ map: inout MappingReader, _ key: String) -> Located<CalendarDate>? {
    guard let node = map.node(key), !node.isEmpty else { return nil }
    if let text = node.text, let date = CalendarDate(text) { return Located(date, at: node.span) }
    map.record(
      InputRule.kind.finding(
        "“\(key)”应是 年-月-日 的日期，这里是“\(node.text ?? node.kindWord)”", at: node.span, fix: CalendarDate.fix(for: node.text))
    )
    // What it means is plain enough for the checks of dates to go on.
    guard let date = node.text.flatMap({ CalendarDate(typed: $0) }) else {
      unreadKeys.insert(key)
      return nil
    }
    return Located(date, at: node.span)
  }

  private mutating func readTables(
    _ set: FormSet, unit: String, decimals: Int, sheets: inout [Sheet]
  ) -> [Table?] {
    var tables = [Table?](repeating: nil, count: set.tables.count)
    var sources: [Int: String] = [:]
    var sheetReader = SheetReader(set: set)
    var others: [SourceFile] = []
    for file in input.performance {
      guard !ParsedFiles.isCSV(file) else {
        others.append(file)
        continue
      }
      let (node, problems) = document(file)
      let stem = Table.stem(of: file.path)
      // What nobody can read is a table where it is called as one, and a sheet where it is not.
      guard node.map(SheetReader.isSheet) ?? !set.tables.contains(where: { $0.id == stem || $0.short == stem }) else {
        others.append(file)
        continue
      }
      findings += problems
      guard let node else {
        if problems.isEmpty { findings.append(InputRule.missing.finding("文件是空的", at: .start(of: file.path))) }
        unread.insert(file.path)
        continue
      }
      if let sheet = sheetReader.read(node, path: file.path) {
        sheets.append(sheet)
      } else {
        unread.insert(file.path)
      }
    }
    findings += sheetReader.findings
    unread.formUnion(sheetReader.unnamed)
    let named = TableFiles(set, files: input.tables + others, unreadable: input.unreadable)
    for file in input.tables + others {
      let own = TableFiles.index(of: file.path, in: set)
      if own == nil { findings.append(named.finding(file.path)) }
      guard let index = own ?? named.meant(by: file.path) else { continue }
      let form = set.tables[index]
      if !form.collects.isEmpty {
        findings.append(
          InputRule.path.finding(
            "\(form.short)是由各张分表汇总出来的，不用填", at: .start(of: file.path), fix: "删去这个文件，改各张分表"))
        continue
      }
      if let other = sources[index] {
        findings.append(
          InputRule.duplicateFile.finding(
            "\(form.short)有两个数据文件：\(other) 和 \(file.path)", at: .start(of: file.path), fix: "只留一个"))
        continue
      }
      sources[index] = file.path
      tables[index] = readTable(file, form: form, set: set, unit: unit, decimals: decimals)
      if tables[index] == nil { unread.insert(file.path) }
    }
    for (index, form) in set.tables.enumerated() where !form.collects.isEmpty {
      tables[index] = SheetIndex.table(
        form, of: sheets, set: set, isPartial: input.performance.contains { unread.contains($0.path) })
    }
    let unreadable = Set(
      input.unreadable.compactMap { TableFiles.index(of: $0, in: set) ?? named.meant(by: $0) })
    findings += Self.missingTables(
      set.tables.indices.filter { index in
        let form = set.tables[index]
        return !form.isOptional && form.collects.isEmpty && sources[index] == nil && !unreadable.contains(index)
      }.map { set.tables[$0] }, at: .start(of: input.main.path))
    return tables
  }

  /// One table may have been forgotten; many are lost together, with their folder.
  private static func missingTables(_ forms: [TableForm], at span: SourceSpan) -> [Finding] {
    func finding(_ message: String, fix: String) -> Finding {
      Finding(rule: "STR-04", name: "法定表格齐全", level: .error, message: message, at: span, fix: fix)
    }
    guard forms.count >= manyMissing else {
      return forms.map { form in
        finding("缺少\(form.short)（\(form.title)）", fix: "补上 tables/\(form.id).yaml；没有发生额的表也要列出空表")
      }
    }
    return [
      finding(
        "缺少 \(forms.count) 张表：" + forms.map(\.short).joined(separator: "、"),
        fix: "在 tables/ 里补上 " + forms.map { "\($0.id).yaml" }.joined(separator: "、") + "；没有发生额的表也要列出空表")
    ]
  }

  private static let manyMissing = 4

  private mutating func readTable(
    _ file: SourceFile, form: TableForm, set: FormSet, unit: String, decimals: Int
  ) -> Table? {
    var reader = TableReader(
      form: form, codes: form.codeList.flatMap { set.codeLists[$0] }, unit: unit, decimals: decimals,
      formerNames: set.formerNames)
    let table: Table?
    if ParsedFiles.isCSV(file) {
      let (rows, problems) = CSVReader.read(file)
      findings += problems
      guard problems.isEmpty else { return nil }
      table = reader.read(csv: rows, path: file.path)
    } else {
      let (node, problems) = document(file)
      guard let node else {
        findings += problems
        if problems.isEmpty {
          findings.append(InputRule.missing.finding("\(form.short)的数据文件是空的", at: .start(of: file.path)))
        }
        return nil
      }
      table = reader.read(node, path: file.path)
      findings += reader.apart(problems)
    }
    findings += reader.findings
    return table
  }

  private mutating func readNarrative(_ set: FormSet) -> [NarrativeSection] {
    input.narrative.compactMap { file in
      let (section, problems) = NarrativeReader.read(
        file, parsed?.text(file) ?? MarkdownParser.parse(file, allowsHTML: input.allowsHTML), set: set)
      findings += problems
      if section == nil { unread.insert(file.path) }
      return section
    }
  }
}
