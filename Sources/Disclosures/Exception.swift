package import Diagnostics
internal import Documents

/// One entry of `suppressions.yaml` (例外): a finding that the department has decided to let stand, and why.
package struct Exception: Sendable, Hashable {
  /// What it lets stand: the value of one cell, or findings in one file that stand at no cell.
  package enum Place: Sendable, Hashable {
    /// With the value that is let stand, as the cell has it: another one in its stead was never approved.
    case cell(String, value: Located<String>?)
    /// A file of the disclosure.
    case file(String)
  }

  /// The id or the Chinese name of the rule.
  package let rule: String
  package let place: Place
  /// Words that the message has to contain.
  package let says: String?
  package let reason: String
  package let approver: String
  package let expires: Located<CalendarDate>?
  package let span: SourceSpan
}

/// Reads `suppressions.yaml`.
struct ExceptionReader {
  var findings: [Finding] = []
  /// The file that gave nothing, because it cannot be read as a list.
  var unread: SourceFile?

  mutating func read(_ file: SourceFile) -> [Exception] {
    let (node, problems) = DocumentReader.read(file)
    findings += problems
    if node == nil, !problems.isEmpty { unread = file }
    guard let node, !node.isEmpty else { return [] }
    guard let items = node.items else {
      unread = file
      findings.append(
        InputRule.kind.finding(
          "例外应是一个列表，这里是\(node.kindWord)", at: node.span,
          fix: "每条写成 - {rule: 规则, cell: 单元格, value: 这一格的值, reason: 理由, approver: 谁批准, expires: 到期日}"))
      return []
    }
    return items.compactMap { read($0) }
  }

  /// A text that says something: an exception for no reason is none.
  private func written(_ key: String, _ map: inout MappingReader) -> String? {
    guard let text = map.requiredText(key) else { return nil }
    guard text.allSatisfy(\.isWhitespace) else { return text }
    map.record(
      InputRule.missing.finding(
        "例外缺少“\(key)”", at: map.node["\(key)"]?.span ?? map.node.span, fix: "写明\(key == "reason" ? "理由" : "批准人")"))
    return nil
  }

  private mutating func read(_ node: Node) -> Exception? {
    var map = MappingReader(node, "例外")
    let rule = map.requiredText("rule")
    let reason = written("reason", &map)
    let approver = written("approver", &map)
    let cell = map.text("cell")
    // `""` is an empty cell; nothing at all behind the colon is a key left unfinished.
    let typed = map.node("value").flatMap { $0.isEmpty ? nil : $0 }
    let value = typed.flatMap { node in node.text.map { Located($0, at: node.span) } }
    if let typed, value == nil {
      map.record(InputRule.kind.finding("“value”应是单元格里的一个值，这里是\(typed.kindWord)", at: typed.span))
    }
    let file = map.text("file")
    let says = map.text("says")
    var expires: Located<CalendarDate>?
    var isDated = true
    if let value = map.node("expires"), !value.isEmpty {
      expires = value.text.flatMap { CalendarDate($0) }.map { Located($0, at: value.span) }
      isDated = expires != nil
      if !isDated {
        map.record(
          InputRule.kind.finding("“expires”应是日期", at: value.span, fix: "\(CalendarDate.fix(for: value.text))；长期有效就不写"))
      }
    }
    let place: Exception.Place?
    switch (cell, file) {
    case (let cell?, nil): place = .cell(cell, value: value)
    case (nil, let file?):
      place = .file(file)
      if let value {
        map.record(InputRule.kind.finding("“value”要和 cell 一起写", at: value.span, fix: "写明 cell（哪一格），或删去 value"))
      }
    default:
      place = nil
      if node.pairs != nil {
        map.record(
          InputRule.missing.finding(
            "例外要写明 cell（哪一格）或 file（哪个文件），二者取一", at: node.span, fix: "照核对结果里的单元格或文件名写"))
      }
    }
    findings += map.finish()
    guard let rule, let reason, let approver, let place, isDated, (typed == nil) == (value == nil) else { return nil }
    return Exception(
      rule: rule, place: place, says: says, reason: reason, approver: approver, expires: expires, span: node.span)
  }
}
