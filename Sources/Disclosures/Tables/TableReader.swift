package import Diagnostics
package import Documents
internal import Figures
package import Forms

/// Reads the data of one table by its form. Every name and every number of cells is checked; nothing is guessed.
package struct TableReader {
  let form: TableForm
  let codes: CodeList?
  let unit: String
  let decimals: Int
  /// Names of earlier years with the present ones: what a line nobody knows was probably meant to be.
  let formerNames: [String: String]
  var cells: CellReader
  /// Where lines stand whose heading was left out.
  var lostHeadings: [SourceSpan] = []
  package private(set) var findings: [Finding] = []
  private(set) var title: String?
  private(set) var notes: [String] = []
  private(set) var sourceNotes: [String] = []
  private(set) var grade: Located<String>?

  package init(
    form: TableForm, codes: CodeList?, unit: String, decimals: Int, formerNames: [String: String] = [:]
  ) {
    self.formerNames = formerNames
    self.form = form
    self.codes = codes
    self.unit = form.unit ?? unit
    self.decimals = form.decimals ?? decimals
    cells = CellReader(
      decimals: form.decimals ?? decimals,
      isExact: form.isExact || Self.isWhole(form.unit ?? unit, form.decimals ?? decimals),
      unit: MeasureUnit(form.unit ?? unit))
  }

  /// An amount in 元 with 分 has nothing left to round.
  private static func isWhole(_ unit: String, _ decimals: Int) -> Bool { unit == "元" && decimals >= 2 }

  /// Reads a YAML or JSON table.
  package mutating func read(_ node: Node, path: String) -> Table? {
    guard node.pairs != nil else {
      findings.append(InputRule.kind.finding("\(form.short)的数据应是一组“键: 值”，这里是\(node.kindWord)", at: node.span))
      return nil
    }
    let body = takeCommonKeys(node)
    let blocks: [TableBlock]
    switch form.layout {
    case .list:
      guard let block = readCodedRows(body) else {
        findings += cells.joined
        return nil
      }
      blocks = [block]
    case .indicators: blocks = [readIndicators(body)]
    case .record: blocks = [readRecord(body)]
    case .paired, .segments, .transposed: blocks = readFixed(body)
    }
    return finish(blocks, path: path)
  }

  /// Reads a CSV table: a head row of column names, then the same rows as in YAML.
  package mutating func read(csv typed: [[CSVReader.Cell]], path: String) -> Table? {
    let rows = CSVTable.tidied(typed, form)
    if let finding = CSVTable.headFinding(form, rows) {
      findings.append(finding)
      return nil
    }
    guard let block = CSVTable(form: form, rows: rows) else {
      findings.append(InputRule.missing.finding("\(form.short)的 CSV 没有内容", at: SourceSpan.start(of: path)))
      return nil
    }
    if form.layout == .indicators || form.layout == .record {
      findings.append(
        InputRule.kind.finding("\(form.short)不能用 CSV 填", at: SourceSpan.start(of: path), fix: "写成 YAML，见 docs/绩效.md"))
      return nil
    }
    let node = block.node
    return read(node, path: path)
  }

  private mutating func finish(_ blocks: [TableBlock], path: String) -> Table {
    findings += cells.joined
    return Table(
      form: form, blocks: blocks, title: title, notes: notes, sourceNotes: sourceNotes, grade: grade, unit: unit,
      decimals: decimals, path: path)
  }

  /// Takes `notes`, `source-notes`, `title` and `grade` out, which every table may have.
  private mutating func takeCommonKeys(_ node: Node) -> Node {
    var rest: [Node.Pair] = []
    for pair in node.pairs ?? [] {
      switch pair.key.text {
      case "notes": notes = texts(pair.value)
      case "source-notes": sourceNotes = texts(pair.value)
      case "title": title = pair.value.text
      case "grade" where !form.grades.isEmpty: grade = pair.value.text.map { Located($0, at: pair.value.span) }
      case "grade" where pair.value.text != nil:
        findings.append(
          InputRule.kind.finding(
            "\(form.short)的表样没有规定评分等级，“\(pair.value.text ?? "")”没有地方放", at: pair.key.span,
            fix: "删去 grade；等级写在正文里，或写一份规定了 grades 的表样"))
      default: rest.append(pair)
      }
    }
    return Node(.mapping(rest), span: node.span)
  }

  private mutating func texts(_ node: Node) -> [String] {
    if let text = node.text { return text.isEmpty ? [] : [text] }
    guard let items = node.items else {
      findings.append(
        InputRule.kind.finding("附注应是一列文字，这里是\(node.kindWord)", at: node.span, fix: "每条写成 - 开头的一行；里面有冒号时整段加引号"))
      return []
    }
    return items.compactMap { item in
      if item.text == nil { findings.append(InputRule.kind.finding("附注应是文字", at: item.span, fix: "整段加引号")) }
      return item.text
    }
  }

  /// The findings of reading a file that say something else than the lost headings, under which a line that two parts have
  /// is there twice.
  func apart(_ problems: [Finding]) -> [Finding] {
    problems.filter { problem in
      guard problem.rule == InputRule.duplicateKey.rawValue, let place = problem.primary else { return true }
      return !lostHeadings.contains { $0.path == place.path && $0.lower < place.lower }
    }
  }

  mutating func record(_ finding: Finding) { findings.append(finding) }

  /// Whether the form allows a negative figure here.
  func mayBeNegative(row: String, column: ColumnForm) -> Bool {
    form.negatives.contains(row) || form.negatives.contains(column.name) || form.negatives.contains(column.id)
  }
}
