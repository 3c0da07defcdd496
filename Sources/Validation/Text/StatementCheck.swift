internal import Diagnostics
internal import Disclosures
internal import Forms
internal import Markdown

/// STR-07 and STR-08: an empty table has its sentence, and a table with figures has none.
struct StatementCheck {
  let disclosure: Disclosure

  func run() -> [Finding] {
    disclosure.set.statements.flatMap { check($0) }
  }

  private func check(_ statement: StatementForm) -> [Finding] {
    switch statement.subject {
    case .table(let name): check(statement, table: name)
    case .section(let name): check(statement, section: name)
    }
  }

  /// STR-09: what has to be said in any case.
  private func check(_ statement: StatementForm, section name: String) -> [Finding] {
    guard let form = disclosure.set.leafSections.first(where: { $0.answers(to: name) }),
      let section = disclosure.section(form.id)
    else { return [] }
    let text = section.document.blocks.map { $0.plainText() }.joined(separator: "\n")
    let missing = statement.phrases.filter { group in !group.contains { text.contains(bytesOf: $0) } }
    guard !missing.isEmpty else { return [] }
    // Of the ways to say it the first is the usual one, the last that there was nothing.
    let wanted = missing.map { "“\($0[0])”" }.joined(separator: "、")
    return [
      Finding(
        rule: statement.id, name: statement.name, level: statement.level,
        message: "“\(form.title)”里没有写到\(wanted)", at: section.span,
        notes: missing.filter { $0.count > 1 }.map { "写成这些词之一也可以：\($0.dropFirst().joined(separator: "、"))" }
          + ["依据：\(statement.basis)"],
        fix: "写明\(missing.count == 1 ? "这一项" : "这几项")；没有发生的也要写“无”")
    ]
  }

  private func check(_ statement: StatementForm, table name: String) -> [Finding] {
    guard let form = disclosure.set.table(named: name), let table = disclosure.table(form.id), table.isWhole
    else {
      return []
    }
    let place = sentence(for: statement, about: form, isEmpty: table.isAllZero)
    if table.isAllZero, place == nil, !disclosure.lacksSection(about: form) {
      return [
        Finding(
          rule: "STR-07", name: statement.name, level: statement.level,
          message: "\(form.short)没有数据，正文里没有相应的说明", at: .start(of: table.path),
          notes: ["依据：\(statement.basis)"],
          fix: "在相关章节写明本部门\(disclosure.year)年度\(statement.phrases.map { $0[0] }.joined())收支")
      ]
    }
    if !table.isAllZero, let place {
      return [
        Finding(
          rule: "STR-08", name: statement.name, level: statement.level,
          message: "\(form.short)有数据，正文却说“没有”", at: place, related: [.init(.start(of: table.path), "表")],
          notes: ["依据：\(statement.basis)"], fix: "核对表与正文，删去这句话或改正表")
      ]
    }
    return []
  }

  /// The paragraph in which one sentence has a phrase of every group; the table's own notes count too.
  ///
  /// - Parameter isEmpty: of an empty table a figure says it as well: 支出预算 0 元. Of one with figures only words deny it, and
  ///   the figure is compared by itself: the income may be 0 where there is expenditure.
  private func sentence(for statement: StatementForm, about form: TableForm, isEmpty: Bool) -> SourceSpan? {
    func isSaid(_ sentence: Substring) -> Bool {
      // 2022 年度无……收支 beside the figures of 2023.
      if !isEmpty, isOfAnotherYear(sentence) { return false }
      return statement.phrases.allSatisfy { group in
        group.contains {
          $0.last == "0" ? isEmpty && says(sentence, zeroBehind: $0.dropLast()) : sentence.contains(bytesOf: $0)
        }
      }
    }
    // Where no section is about the table, it may stand in any.
    let hasOwnSection = disclosure.set.leafSections.contains { $0.about.contains(form.id) }
    for section in disclosure.sections
    where !hasOwnSection || section.form.map({ $0.about.contains(form.id) }) ?? true {
      for block in section.document.blocks {
        let sentences = block.plainText().unicodeScalars.split(whereSeparator: isEnd).map { Substring($0) }
        if sentences.contains(where: isSaid) { return block.span }
      }
    }
    // A section of its own has to say it; a note under a table with figures contradicts them all the same.
    if let table = disclosure.table(form.id), !hasOwnSection || !table.isAllZero,
      table.notes.contains(where: { isSaid($0[...]) })
    {
      return .start(of: table.path)
    }
    return nil
  }

  private static let year = Array("年".utf8)

  /// Whether a sentence names years by their numbers, and this one is not among them.
  private func isOfAnotherYear(_ sentence: Substring) -> Bool {
    let bytes = sentence.utf8.filter { $0 > 0x20 }
    let years = bytes.indices.dropLast(6).compactMap { start -> Int? in
      guard bytes[(start + 4)...].starts(with: Self.year) else { return nil }
      return Int(String(decoding: bytes[start..<(start + 4)], as: UTF8.self))
    }
    return !years.isEmpty && !years.contains(disclosure.year)
  }

  private func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", "；", "！", "\n": true
    default: false
    }
  }

  private static let between = ["预算", "决算", "合计", "总额", "安排", "数", "额", "为", "是", "共", "：", ":"].map { Array($0.utf8) }

  /// Whether `name` stands before a figure that is nothing: 支出预算为 0.00 万元.
  private func says(_ sentence: Substring, zeroBehind name: Substring) -> Bool {
    let bytes = sentence.utf8.filter { $0 > 0x20 }, name = Array(name.utf8)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return bytes.indices.dropLast(name.count).contains { start in
      guard bytes[start...].starts(with: name) else { return false }
      var rest = bytes[(start + name.count)...]
      while let word = Self.between.first(where: { rest.starts(with: $0) }) { rest = rest.dropFirst(word.count) }
      let number = rest.prefix { digits.contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
      return !number.isEmpty && !number.contains { digits.contains($0) && $0 != digits.lowerBound }
        && !rest.dropFirst(number.count).starts(with: [UInt8(ascii: "%")])
    }
  }
}

extension Disclosure {
  /// Whether the sections that would speak of a table are missing, which is told by itself.
  func lacksSection(about table: TableForm) -> Bool {
    let own = set.leafSections.filter { $0.about.contains(table.id) }
    return own.contains(where: \.isRequired) && own.allSatisfy { section($0.id) == nil }
  }
}
