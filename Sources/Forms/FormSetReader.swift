internal import Diagnostics
internal import Documents
internal import Figures

/// Turns the merged nodes of a form set into its typed value, one finding for every mistake.
struct FormSetReader {
  let id: String
  let codes: CodeListReader
  let digest: String
  let readsSamples: Bool
  var findings: [Finding] = []
  /// The sheets it takes, by the ids of their form sets, for the library to read.
  private(set) var sheets: [SheetEntry] = []

  struct SheetEntry {
    let id: String
    let set: String
    let span: SourceSpan
  }

  init(id: String, codes: CodeListReader, digest: String, readsSamples: Bool) {
    self.readsSamples = readsSamples
    self.id = id
    self.digest = digest
    self.codes = codes
  }

  mutating func read(_ node: Node) -> FormSet? {
    var map = MappingReader(node, "表样集")
    _ = map.node("extends")
    _ = map.node(InheritedWording.key)
    let title = map.requiredText("title")
    let year = map.int("year")
    let kind = map.requiredText("kind")
    let kindTitle = map.requiredText("kind-title")
    let unit = map.text("unit") ?? "万元"
    let decimals = map.int("decimals", in: 0...FigureLiteral.mostDecimals) ?? 2
    let deadline = map.node("deadline").flatMap { readDeadline($0) }
    let isAfterYear = map.flag("after-year")
    let lists = map.node("lists")
    let sources = map.texts("sources")
    let unverified = map.list("unverified").compactMap { readUnverified($0) }
    let locked = map.texts(LockedRules.key)
    for entry in map.list("overrides") {
      var override = MappingReader(entry, "有意改动的锁定规则")
      _ = override.requiredText("rule")
      _ = override.requiredText("reason")
      findings += override.finish()
    }
    let fields = map.list("fields").compactMap { readField($0) }
    let codeLists = readCodeLists(map.node("code-lists"), year: year ?? 0)
    var tables: [TableForm] = []
    for entry in map.list("tables") {
      var reader = TableFormReader(lists: lists)
      if let table = reader.read(entry) { tables.append(table) }
      findings += reader.findings
    }
    let order = map.texts("table-order")
    if !order.isEmpty {
      tables.sort { (order.firstIndex(of: $0.id) ?? order.count) < (order.firstIndex(of: $1.id) ?? order.count) }
    }
    let sections = map.list("sections").compactMap { readSection($0) }
    let statements = map.list("statements").compactMap { readStatement($0) }
    var rules: [Rule] = []
    for entry in map.list("rules") {
      var reader = RuleReader(readsSamples: readsSamples)
      if let rule = reader.read(entry) { rules.append(rule) }
      findings += reader.findings
    }
    let keyFigures = map.list("key-figures").compactMap { readKeyFigure($0) }
    let proseNames = map.list("prose-names").compactMap { readProseName($0) }
    var criterionReader = CriterionReader()
    let criteria = map.list("criteria").compactMap { criterionReader.read($0) }
    findings += criterionReader.findings
    var comparisonReader = ComparisonReader()
    let comparison = map.list("comparison").compactMap { comparisonReader.read($0) }
    let basisChanges = map.list("basis-changes").compactMap { comparisonReader.readChange($0) }
    findings += comparisonReader.findings
    var chartReader = ChartReader()
    let charts = map.list("charts").compactMap { chartReader.read($0) }
    findings += chartReader.findings
    let namedBy = map.node("named-by").flatMap { FormRule.form.reference($0, &findings) }
    sheets = map.list("sheets").compactMap { readSheet($0) }
    reportRepeats(sheets.map { ($0.id, $0.span) }, "分表")
    if year == nil, node.pairs != nil {
      findings.append(InputRule.missing.finding("表样集缺少“year”（财政年度）", at: node.span))
    }
    findings += map.finish()
    reportRepeats(tables.map { ($0.id, $0.span) }, "表")
    reportRepeats(rules.map { ($0.id, $0.span) }, "规则")
    guard let title, let year, let kind, let kindTitle else { return nil }
    return FormSet(
      id: id, digest: digest, title: title, year: year, kind: kind, kindTitle: kindTitle, deadline: deadline,
      isAfterYear: isAfterYear, unit: unit, decimals: decimals,
      tables: tables, sections: sections, statements: statements, codeLists: codeLists,
      // In one order: where lists disagree, every run says the same.
      formerNames: codeLists.sorted { $0.key < $1.key }.reduce(into: [:]) { names, list in
        names.merge(list.value.formerNames) { first, _ in first }
      },
      rules: rules, sources: sources,
      unverified: unverified, locked: Set(locked), fields: fields, keyFigures: keyFigures,
      proseNames: proseNames, criteria: criteria, comparison: comparison, basisChanges: basisChanges, charts: charts,
      sheets: [],
      namedBy: namedBy)
  }

  private mutating func readSheet(_ node: Node) -> SheetEntry? {
    var map = MappingReader(node, "分表")
    let id = map.requiredText("id")
    let set = map.requiredText("form-set")
    findings += map.finish()
    guard let id, let set else { return nil }
    return SheetEntry(id: id, set: set, span: node["form-set"]?.span ?? node.span)
  }

  private mutating func reportRepeats(_ ids: [(String, SourceSpan)], _ what: String) {
    var seen: Set<String> = []
    for (id, span) in ids where !seen.insert(id).inserted {
      findings.append(FormRule.form.finding("\(what)的编号“\(id)”用了两次", at: span))
    }
  }

  private mutating func readSection(_ node: Node) -> SectionForm? {
    var map = MappingReader(node, "章节")
    let id = map.requiredText("id")
    let title = map.requiredText("title")
    let accepts = map.texts("accepts")
    let about = map.texts("about")
    let optional = map.flag("optional")
    let contentWord = map.text("content") ?? "prose"
    let content = SectionForm.Content(rawValue: contentWord)
    if content == nil {
      map.record(FormRule.form.finding("content 应是 prose、tables 或 glossary", at: node["content"]?.span ?? node.span))
    }
    let children = map.list("sections").compactMap { readSection($0) }
    let subject = map.node("subject").flatMap { FormRule.form.reference($0, &findings) }
    let items = map.text("items")
    findings += map.finish()
    guard let id, let title, let content else { return nil }
    return SectionForm(
      id: id, title: title, accepts: accepts, content: content, isRequired: !optional, children: children, about: about,
      subject: subject, items: items)
  }

  private mutating func readUnverified(_ node: Node) -> Unverified? {
    if let text = node.text { return Unverified(note: text, about: []) }
    var map = MappingReader(node, "未核实的内容")
    let note = map.requiredText("note")
    let about = map.texts("about")
    findings += map.finish()
    return note.map { Unverified(note: $0, about: about) }
  }

  private mutating func readField(_ node: Node) -> FieldForm? {
    var map = MappingReader(node, "申报项")
    let group = map.requiredText("group")
    let name = map.requiredText("name")
    let unit = map.text("unit") ?? "万元"
    findings += map.finish()
    guard let group, let name else { return nil }
    return FieldForm(group: group, name: name, unit: unit)
  }

  private mutating func readStatement(_ node: Node) -> StatementForm? {
    var map = MappingReader(node, "应有的说明")
    let id = map.requiredText("id")
    let name = map.requiredText("name")
    let table = map.text("table")
    let section = map.text("section")
    let basis = map.text("basis") ?? ""
    let level = map.text("level").flatMap { Finding.Level(rawValue: $0) } ?? .error
    let phrases = map.list("phrases").map { group in
      group.items?.compactMap(\.text) ?? group.text.map { [$0] } ?? []
    }
    if phrases.isEmpty || phrases.contains(where: \.isEmpty) {
      map.record(
        FormRule.form.finding(
          "应有的说明“\(name ?? "")”没有写要说的话（phrases），核对不了", at: (node["phrases"] ?? node).span,
          fix: "例如 phrases: [[没有, 无], [政府性基金]]：每组里要说到一个"))
    }
    findings += map.finish()
    guard let id, let name else { return nil }
    switch (table, section) {
    case (let table?, nil):
      return StatementForm(
        id: id, name: name, level: level, basis: basis, subject: .table(table), phrases: phrases, span: node.span)
    case (nil, let section?):
      return StatementForm(
        id: id, name: name, level: level, basis: basis, subject: .section(section), phrases: phrases, span: node.span)
    default:
      findings.append(
        FormRule.form.finding(
          "应有的说明“\(name)”要写明 table（哪张表空着时要说）或 section（哪一节必须说），二者取一", at: node.span))
      return nil
    }
  }

  private mutating func readCodeLists(_ node: Node?, year: Int) -> [String: CodeList] {
    var lists: [String: CodeList] = [:]
    for pair in node?.pairs ?? [] {
      guard let name = pair.key.text else { continue }
      var map = MappingReader(pair.value, "科目表")
      let isComplete = map.flag("complete")
      var names: [String: String] = [:]
      for code in map.node("codes")?.pairs ?? [] {
        if let key = code.key.text, let value = code.value.text { names[key] = value }
      }
      var base = CodeList(names: [:], isComplete: false)
      if let file = map.text("list") {
        if let shared = codes.read(file, year: year, &findings) {
          base = shared
        } else {
          let near = NearMiss.best(for: file, among: codes.names)
          map.record(
            FormRule.form.finding(
              "forms/codes 里没有“\(file)”这张科目表" + (near.map { "，是否为“\($0)”？" } ?? ""),
              at: pair.value["list"]?.span ?? pair.value.span, fix: near.map { "改成 \($0)" }))
        }
      }
      findings += map.finish()
      lists[name] = base.adding(names, isComplete: isComplete)
    }
    return lists
  }

  private mutating func readDeadline(_ node: Node) -> Deadline? {
    var map = MappingReader(node, "期限")
    _ = map.required("days")
    let days = map.int("days")
    let basis = map.requiredText("basis")
    findings += map.finish()
    guard let days, let basis else { return nil }
    return Deadline(days: days, basis: basis)
  }

  private mutating func readKeyFigure(_ node: Node) -> KeyFigure? {
    var map = MappingReader(node, "要数")
    let label = map.requiredText("label")
    let address = map.required("address")
    findings += map.finish()
    guard let label, let address, let reference = FormRule.form.reference(address, &findings) else { return nil }
    return KeyFigure(label: label, address: reference)
  }

  private mutating func readProseName(_ node: Node) -> ProseName? {
    var map = MappingReader(node, "正文里的叫法")
    _ = map.text("id")
    let name = map.requiredText("name")
    let aliases = map.texts("aliases")
    let address = map.required("address")
    let sections = map.texts("in")
    findings += map.finish()
    guard let name, let address, let reference = FormRule.form.reference(address, &findings) else { return nil }
    return ProseName(phrases: [name] + aliases, address: reference, sections: sections)
  }
}
