internal import Diagnostics
internal import Disclosures
internal import Forms

/// Checks the words of a sheet: fields left empty, texts cut off by the form's cell, names with a file's prefix (PRJ-11),
/// and the groups of indicators the form asks for (PRJ-10).
struct SheetTextCheck {
  private let sheet: Sheet
  private var findings: [Finding] = []
  /// A text of this many characters should end like a sentence.
  private static let longText = 40
  /// What no finished text ends with.
  private static let openEnds: [Character] = ["，", "、", "（", "(", "“", "《", "：", ":", "的", "及", "与", "和", "或"]

  static func run(_ sheet: Sheet) -> [Finding] {
    var check = SheetTextCheck(sheet)
    check.checkName()
    for table in sheet.tables.compactMap({ $0 }) {
      check.checkEmptyFields(table)
      check.checkCutTexts(table)
      check.checkGroups(table)
    }
    return check.findings
  }

  private init(_ sheet: Sheet) { self.sheet = sheet }

  private mutating func checkName() {
    guard let match = sheet.name.firstMatch(of: /^[a-z]{2,}(?=[0-9\p{Han}])/) else { return }
    report(
      "项目名称“\(sheet.name)”前面的“\(match.0)”像是内部的标记", at: sheet.span, fix: "用批复的项目名称")
  }

  private mutating func checkEmptyFields(_ table: Table) {
    guard table.form.layout == .record, let row = table.blocks[0].rows.first else { return }
    for (column, cell) in zip(table.blocks[0].form.columns, row.cells)
    where !column.isOptional && column.isText && cell.content == .blank {
      findings.append(
        Self.emptyField(
          "\(Sheet.quoted(sheet.name))的\(table.form.short)没有填“\(column.name)”", field: column.name, at: cell.span))
    }
  }

  private static func emptyField(_ message: String, field: String, at span: SourceSpan) -> Finding {
    var finding = Finding(
      rule: "PRJ-11", name: "文字齐全", level: .warning, message: message, at: span, label: "没有填",
      fix: "补上；确实没有的写“无”")
    finding.formula = "没有填\(field)"
    return finding
  }

  /// A field that every sheet of one form leaves empty is one omission.
  static func folding(_ findings: [Finding], sheets: [Sheet]) -> [Finding] {
    var groups: [String: [Int]] = [:]
    for (index, finding) in findings.enumerated() where finding.rule == "PRJ-11" {
      if let formula = finding.formula, formula.hasPrefix("没有填") { groups[formula, default: []].append(index) }
    }
    var result = findings
    var gone: Set<Int> = []
    for (formula, indices) in groups where indices.count > 2 {
      let first = indices[0]
      result[first].message = "\(indices.count) 张表\(formula.replacing("没有填", with: "没有填“"))”"
      result[first].spans += indices.dropFirst().prefix(3).compactMap { index in
        findings[index].primary.map { .init($0, "也没有填") }
      }
      gone.formUnion(indices.dropFirst())
    }
    return result.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
  }

  private mutating func checkCutTexts(_ table: Table) {
    var cut: [(String, SourceSpan)] = []
    for row in table.blocks.flatMap(\.rows) {
      var texts = row.cells.compactMap { cell -> (String, SourceSpan)? in
        if case .text(let text) = cell.content { return (text, cell.span) }
        return nil
      }
      if table.form.layout == .indicators { texts.append((row.name, row.span)) }
      texts.removeAll { !Self.isCut($0.0) }
      cut += texts
    }
    guard let first = cut.first else { return }
    let shown = cut.prefix(4).map { "“…\($0.0.suffix(10))”" }.joined(separator: "、")
    report(
      "\(Sheet.quoted(sheet.name))的\(table.form.short)有 \(cut.count) 处文字像是被单元格截断：\(shown)" + (cut.count > 4 ? "等" : ""),
      at: first.1, fix: "补全文字")
  }

  static func isCut(_ text: String) -> Bool {
    guard let last = text.last else { return false }
    if openEnds.contains(last), text.count > 1 { return true }
    for (open, close) in [("（", "）"), ("“", "”"), ("《", "》"), ("(", ")")] {
      let opened = text.count { String($0) == open }, closed = text.count { String($0) == close }
      // 1) 2) are numbers of items.
      if opened > closed || (closed > opened && open != "(") { return true }
    }
    // A paragraph with full sentences that stops in the middle of one.
    return text.count >= longText && text.contains("。") && !"。；！？”）.%％）0123456789无".contains(last)
      && !(last.isASCII && last.isLetter)
  }

  private mutating func checkGroups(_ table: Table) {
    guard !table.form.requiredRows.isEmpty else { return }
    let names = Set(table.blocks.flatMap(\.rows).map(\.name))
    let missing = table.form.requiredRows.filter { !names.contains($0) }
    guard !missing.isEmpty, let span = table.blocks.first?.rows.first?.span else { return }
    var finding = Finding(
      rule: "PRJ-10", name: "指标齐全", level: .warning,
      message: "\(Sheet.quoted(sheet.name))的\(table.form.short)缺少" + missing.map { "“\($0)”" }.joined(separator: "、"),
      at: span,
      fix: "补上这些指标")
    finding.cell = nil
    findings.append(finding)
  }

  private mutating func report(_ message: String, at span: SourceSpan, fix: String) {
    findings.append(
      Finding(rule: "PRJ-11", name: "文字齐全", level: .warning, message: message, at: span, fix: fix))
  }
}
