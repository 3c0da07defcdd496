internal import Diagnostics
internal import Documents

/// Codes with their official names for one year.
package struct CodeList: Sendable, Hashable {
  package let title: String
  package let names: [String: String]
  /// Other names seen in sources of that year, where sources disagree: any of them will do.
  package let alternatives: [String: [String]]
  /// Names of earlier years that no code has any more, with the present name: 医疗卫生与计划生育支出 → 卫生健康支出.
  package var formerNames: [String: String] = [:]
  /// Codes whose name nobody has seen in a source of that year: a difference is a warning, not an error.
  package let unverified: Set<String>
  /// Only a complete list can say that a code does not exist.
  package let isComplete: Bool
  package let sources: [String]
  package let notes: [String]

  package init(
    title: String = "", names: [String: String], alternatives: [String: [String]] = [:], unverified: Set<String> = [],
    isComplete: Bool, sources: [String] = [], notes: [String] = []
  ) {
    self.alternatives = alternatives
    self.title = title
    self.names = names
    self.unverified = unverified
    self.isComplete = isComplete
    self.sources = sources
    self.notes = notes
  }

  /// The same list with some names put in or replaced.
  func adding(_ own: [String: String], isComplete: Bool) -> CodeList {
    var list = CodeList(
      title: title, names: names.merging(own) { $1 }, alternatives: alternatives.filter { own[$0.key] == nil },
      unverified: unverified.subtracting(own.keys),
      isComplete: self.isComplete || isComplete, sources: sources, notes: notes)
    list.formerNames = formerNames.filter { !own.values.contains($0.key) }
    return list
  }
}

/// Reads the shared code lists below `forms/codes/`: one CSV file a list, with the years each name was in force.
struct CodeListReader {
  /// `functional.csv` → its file.
  let files: [String: SourceFile]
  let index: SourceFile?

  var names: [String] { files.keys.sorted() }

  var allFiles: [SourceFile] { names.compactMap { files[$0] } + (index.map { [$0] } ?? []) }

  /// The list of one year; nil where there is no such file.
  func read(_ name: String, year: Int, _ findings: inout [Finding]) -> CodeList? {
    guard let file = files[name] else { return nil }
    let (rows, problems) = CSVReader.read(file)
    findings += problems
    var names: [String: String] = [:]
    var alternatives: [String: [String]] = [:]
    var unverified: Set<String> = []
    var former: [String: String] = [:]
    if rows.first?.map(\.text) != Self.head {
      findings.append(
        FormRule.form.finding(
          rows.isEmpty ? "科目表是空的" : "科目表的第一行应是 " + Self.head.joined(separator: ","),
          at: rows.first?.first?.span ?? .start(of: file.path), fix: "第一行写 " + Self.head.joined(separator: ",")))
      return CodeList(names: [:], isComplete: false)
    }
    for row in rows.dropFirst() {
      guard row.count == 5, let code = row.first?.text else {
        findings.append(
          FormRule.form.finding(
            "科目表这一行有 \(row.count) 格，应是 5 格：code,name,from,to,verified",
            at: row.first?.span ?? .start(of: file.path)))
        continue
      }
      if let problem = problem(in: row) {
        findings.append(problem)
        continue
      }
      if let from = Int(row[2].text), year < from { continue }
      if let to = Int(row[3].text), year > to {
        // 款 and 项 come and go; a 类 that is called otherwise was renamed.
        if code.count <= 5 { former[row[1].text] = code }
        continue
      }
      let name = row[1].text, isVerified = row[4].text == "yes"
      if let other = names[code], other != name {
        // Two names that were both seen in that year are a contradiction; an unverified one yields to a verified one.
        if isVerified, !unverified.contains(code) {
          findings.append(
            FormRule.form.finding("\(code) 在 \(year) 年有两个核实过的名称：\(other)、\(name)", at: row[0].span, fix: "改正起止年度"))
        } else if isVerified {
          names[code] = name
          unverified.remove(code)
          alternatives[code] = nil
        } else if unverified.contains(code) {
          alternatives[code, default: []].append(name)
        }
        continue
      }
      names[code] = name
      if !isVerified { unverified.insert(code) }
    }
    let meta = metadata(of: name, &findings)
    var list = CodeList(
      title: meta.title, names: names, alternatives: alternatives, unverified: unverified,
      isComplete: meta.completeYears.contains(year),
      sources: meta.sources, notes: meta.notes)
    let present = Set(names.values)
    list.formerNames = former.filter { !present.contains($0.key) }.compactMapValues { code in
      unverified.contains(code) ? nil : names[code]
    }
    return list
  }

  private static let head = ["code", "name", "from", "to", "verified"]

  private func problem(in row: [CSVReader.Cell]) -> Finding? {
    if row[0].text.isEmpty || !row[0].text.utf8.allSatisfy({ (48...57).contains($0) }) {
      return FormRule.form.finding("科目编码“\(row[0].text)”应全是数字", at: row[0].span)
    }
    if row[1].text.isEmpty { return FormRule.form.finding("科目 \(row[0].text) 没有名称", at: row[0].span) }
    for field in row[2...3] where !field.text.isEmpty && Int(field.text) == nil {
      return FormRule.form.finding("起止年度应是四位数字的年度，这里是“\(field.text)”", at: field.span, fix: "不限的留空")
    }
    if let from = Int(row[2].text), let to = Int(row[3].text), from > to {
      return FormRule.form.finding("科目 \(row[0].text) 的起始年度 \(from) 在终止年度 \(to) 之后", at: row[2].span)
    }
    return nil
  }

  private struct Metadata {
    var title = ""
    var sources: [String] = []
    var completeYears: [Int] = []
    var notes: [String] = []
  }

  private func metadata(of name: String, _ findings: inout [Finding]) -> Metadata {
    guard let index else { return Metadata() }
    let (node, problems) = DocumentReader.read(index)
    findings += problems
    guard let entry = node?[name] else { return Metadata() }
    var map = MappingReader(entry, "科目表")
    let metadata = Metadata(
      title: map.text("title") ?? "", sources: map.texts("sources"),
      completeYears: map.texts("complete-years").compactMap { Int($0) }, notes: map.texts("unverified"))
    _ = map.texts("levels")
    findings += map.finish()
    return metadata
  }
}
